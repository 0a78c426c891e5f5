"""Lets Python look for circles among objects less often: records make none, and are many."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

SELDOM = 50_000  # objects made between two looks; with Python's 700 they took a twelfth of a build


@contextmanager
def seldom_swept() -> Generator[None]:
    """Look for circles seldom until the context is left."""
    before = gc.get_threshold()
    sweep_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def sweep_seldom() -> None:
    """Look for circles seldom from now on."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
