import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chancery.errors import DossierWriteError
from chancery.model import Rejection
from chancery.sources.files import FileReader
from chancery.sources.standard import spool_input


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Plain words from a pipe.", "text/plain"),
        (b"\n<html><body><p>A page.</p>", "text/html"),
        (b'{"text": "a"}\n{"text": "b"}\n', "application/json"),
    ],
)
def test_standard_input_is_kept_by_its_content_and_sniffed(
    collect: Callable[..., Any], tmp_path: Path, data: bytes, kind: str
) -> None:
    found = collect("-", stdin=data)
    kept = tmp_path / "case.dossier.work" / "spool" / hashlib.sha256(data).hexdigest()

    assert {item.media_type for item in found} == {kind}
    assert {item.path for item in found} == {None}
    assert kept.read_bytes() == data
    assert {item.locator.file for item in found} == {str(kept)}
    assert FileReader().read(found[-1].locator) in data


def test_lines_of_standard_input_are_numbered(collect: Callable[..., Any]) -> None:
    found = collect("-", stdin=b'{"text": "a"}\nnope\n')

    assert [item.uri for item in found] == ["-#L1", "-#L2"]


def test_standard_input_named_twice_is_read_once(collect: Callable[..., Any]) -> None:
    found = collect("-", "-", stdin=b"Words.")

    assert len(found) == 2
    assert found[1].reason == "duplicate"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\x00", "binary"), (b"x" * 200, "too_large")],
)
def test_standard_input_that_cannot_be_read_is_rejected_and_not_kept(
    collect: Callable[..., Any], tmp_path: Path, data: bytes, reason: str
) -> None:
    found = collect("-", stdin=data, max_bytes=100)

    assert [item.reason for item in found] == [reason]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_jsonl_on_standard_input_may_be_longer_than_the_limit(collect: Callable[..., Any]) -> None:
    line = b'{"text": "some words"}\n'
    found = collect("-", stdin=line + line.replace(b"some", b"more"), max_bytes=30)

    assert [isinstance(item, Rejection) for item in found] == [False, False]


def test_a_spool_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(DossierWriteError, match="cannot be kept"):
        spool_input(io.BytesIO(b"Words."), Path(tmp_path / "file"), 100)
