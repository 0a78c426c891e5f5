"""What gives captures, gives their bytes back, and turns them into documents."""

from collections.abc import Iterator
from typing import Protocol

from chancery.model import Capture, Document, Locator, Rejection


class Source(Protocol):
    """A place that articles come from."""

    def captures(self) -> Iterator[Capture | Rejection]:
        """Yield what is there, in a stable order; what cannot be read is a rejection."""
        ...


class CaptureReader(Protocol):
    """Gives the bytes of a capture back."""

    def read(self, locator: Locator) -> bytes:
        """Return the bytes; raises OSError when they are gone."""
        ...


class Extractor(Protocol):
    """Turns the bytes of one media type into a document with its full visible text."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, its blocks tiling the text, or why there is none."""
        ...
