import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from chancery.model import Capture, Locator, MediaType, Rejection
from chancery.sources.collect import open_sources
from chancery.sources.settings import SourceSettings

Collect = Callable[..., list[Capture | Rejection]]
MakeCapture = Callable[..., Capture]


@pytest.fixture
def collect(tmp_path: Path) -> Collect:
    def run(
        *paths: str | Path, max_bytes: int = 1_000_000, stdin: bytes = b""
    ) -> list[Capture | Rejection]:
        found = open_sources(
            [str(path) for path in paths],
            spool=tmp_path / "case.dossier.work" / "spool",
            settings=SourceSettings(max_bytes=max_bytes),
            stdin=io.BytesIO(stdin),
        )
        return list(found)

    return run


@pytest.fixture
def make_capture() -> MakeCapture:
    def make(
        data: bytes, kind: MediaType = "text/plain", uri: str = "a/x", path: str | None = "x"
    ) -> Capture:
        return Capture(
            id="capture-1",
            uri=uri,
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type=kind,
            locator=Locator(file=uri, length=len(data)),
        )

    return make


def reasons(found: Sequence[Capture | Rejection]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Rejection)]
