"""Gives memory back that was freed, which the C library would keep for what is asked next."""

import ctypes
import sys
from collections.abc import Callable


def _trim() -> Callable[[int], int] | None:
    """Return what does it in the C library of GNU; None with another library."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


_TRIM = _trim()


def give_back() -> None:
    """Give freed memory back to the system, where its library has a call for it.

    What the model makes of a text is of every size, so that pieces of it stay between what is
    held: without this a process that reads a thousand articles grows by half a gigabyte.
    """
    if _TRIM is not None:
        _TRIM(0)
