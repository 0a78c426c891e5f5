"""Reads a saved web page as the product does, for the benches that need no dossier."""

from chancery.model import Capture, Document, Locator, Rejection
from chancery.sources.html import WebPage


def read_page(key: str, data: bytes) -> Document | Rejection:
    """Return a page as it is extracted, before it is cleaned."""
    capture = Capture(
        id=key,
        uri=key,
        path=None,
        sha256=key,
        size=len(data),
        media_type="text/html",
        locator=Locator(file=key, length=len(data)),
    )
    return WebPage().extract(capture, data)
