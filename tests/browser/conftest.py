"""A browser, and the example dossier served to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Open, find_browser, launched, open_contexts
from built import example
from playwright.sync_api import Browser
from serving import serving

__all__ = ["example"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser; one for each module, since it holds the event loop of its thread."""
    with launched(find_browser()) as made:
        yield made


@pytest.fixture(scope="session")
def served(example: Path) -> Iterator[str]:
    """Give the address of the example dossier."""
    with serving(example) as address:
        yield address


@pytest.fixture
def opens(browser: Browser, served: str) -> Iterator[Open]:
    """Give what opens a context on the example dossier, closed and judged after the test."""
    yield from open_contexts(browser, served)
