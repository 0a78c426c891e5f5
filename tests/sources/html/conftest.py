import hashlib
from collections.abc import Callable

import pytest

from chancery.model import Capture, Document, Locator, Rejection
from chancery.sources.html import WebPage

Extract = Callable[..., Document | Rejection]


@pytest.fixture
def extract() -> Extract:
    def run(page: str | bytes) -> Document | Rejection:
        data = page.encode() if isinstance(page, str) else page
        capture = Capture(
            id="capture-1",
            uri="in/page.html",
            path="page.html",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type="text/html",
            locator=Locator(file="in/page.html", length=len(data)),
        )
        return WebPage().extract(capture, data)

    return run
