"""Turns captures into documents with their full visible text."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, cast

from chancery.model import Capture, Document, MediaType, Record, Rejection, reject
from chancery.ports import BatchStage, CaptureReader, Extractor


class Extract(BatchStage):
    """Reads each capture back and hands it to the extractor of its media type."""

    name: ClassVar[str] = "extract"
    version: ClassVar[int] = 1
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
        return self._extractors[capture.media_type].extract(capture, data)
