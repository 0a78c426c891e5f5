"""Turns captures into documents with their full visible text."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, cast

import msgspec

from chancery.model import Capture, Document, MediaType, Record, Rejection, reject
from chancery.ports import BatchStage, CaptureReader, Extractor

CUT = "capture_cut"  # the document field that says why only the page's beginning was captured


class Extract(BatchStage):
    """Reads each capture back and hands it to the extractor of its media type."""

    name: ClassVar[str] = "extract"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Capture,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Document, Rejection)

    def __init__(self, reader: CaptureReader, extractors: Mapping[MediaType, Extractor]) -> None:
        """Keep the reader and the extractors; both must pickle."""
        self._reader = reader
        self._extractors = dict(extractors)

    def run(self, batch: Sequence[Record]) -> Iterator[Sequence[Record]]:
        """Yield one document or one rejection for each capture, in order."""
        for record in batch:
            yield (self._extract(cast("Capture", record)),)

    def _extract(self, capture: Capture) -> Document | Rejection:
        try:
            data = self._reader.read(capture.locator)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            return reject(capture.uri, "unreadable", f"it was there and is no longer: {cause!r}")
        if hashlib.sha256(data).hexdigest() != capture.sha256:
            detail = "its bytes have changed since it was found; build again"
            return reject(capture.uri, "unreadable", detail)
        made = self._extractors[capture.media_type].extract(capture, data)
        return _with_fetch(made, capture) if isinstance(made, Document) else made


def _with_fetch(document: Document, capture: Capture) -> Document:
    """Return the document with when and where it was captured; its own address goes first."""
    fetch = capture.fetch
    if fetch is None:
        return document
    cut = {CUT: msgspec.json.encode(fetch.cut).decode()} if fetch.cut else {}
    return msgspec.structs.replace(
        document,
        captured=fetch.captured,
        address=document.address or fetch.address,
        fields=document.fields | cut,
    )
