"""Web archives packed by Zstandard: a frame for each record, with and without a dictionary."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from warcs import answer, page, pages, record, write_wacz, zstd

from chancery.model import Capture, Rejection
from chancery.sources.archives import zstd as reader
from chancery.sources.files import FileReader

WORDS = zstandard.train_dictionary(
    4_096, [page(f"Trained on {number}.", f"Title {number}") for number in range(400)]
).as_bytes()
FORMS: dict[str, Callable[[list[bytes]], bytes]] = {
    "frames": zstd,
    "with a dictionary": lambda records: zstd(records, WORDS),
    "with a packed dictionary": lambda records: zstd(records, WORDS, pack=True),
    "with frames to skip": lambda records: b"".join(
        b"\x50\x2a\x4d\x18" + struct.pack("<I", 3) + b"abc" + zstd([one]) for one in records
    ),
    "in one frame": lambda records: zstd([b"".join(records)]),
    "of no stated size": lambda records: b"".join(
        zstandard.ZstdCompressor(write_content_size=False).compress(one) for one in records
    ),
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@pytest.fixture
def read(collect: Callable[..., Any], tmp_path: Path) -> Callable[..., list[Any]]:
    def run(data: bytes, name: str = "a.warc.zst") -> list[Capture | Rejection]:
        (tmp_path / name).write_bytes(data)
        found: list[Capture | Rejection] = collect(tmp_path / name)
        return found

    return run


def texts(found: list[Any]) -> list[bytes]:
    return [FileReader().read(one.locator) for one in found if isinstance(one, Capture)]


def reasons(found: list[Any]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Rejection)]


@every_form
def test_each_page_is_read_as_from_an_archive_that_is_not_packed(
    read: Callable[..., Any], form: Callable[..., bytes]
) -> None:
    plain, packed = read(b"".join(pages(4)), "a.warc"), read(form(pages(4)))

    assert texts(packed) == [page(f"Page number {number}.") for number in range(4)]
    assert [(one.id, one.uri, one.fetch) for one in packed] == [
        (one.id, one.uri, one.fetch) for one in plain
    ]


@every_form
def test_an_archive_without_an_extension_is_told_by_its_first_bytes(
    read: Callable[..., Any], form: Callable[..., bytes]
) -> None:
    if form is not FORMS["with frames to skip"]:  # such a frame opens other files as well
        assert len(texts(read(form(pages(2)), "crawl"))) == 2


def test_other_files_packed_so_are_named_and_not_read(read: Callable[..., Any]) -> None:
    (rejection,) = read(zstandard.ZstdCompressor().compress(b"words " * 90), "notes")

    assert rejection.reason == "binary"
    assert "Zstandard" in rejection.detail


def test_a_package_may_hold_one(collect: Callable[..., Any], tmp_path: Path) -> None:
    path = write_wacz(tmp_path / "a.wacz", {"archive/a.warc.zst": zstd(pages(3), WORDS)})

    assert len(texts(collect(path))) == 3


@pytest.mark.parametrize("words", [None, WORDS])
def test_bytes_damaged_in_a_frame_cost_its_record_alone(
    read: Callable[..., Any], words: bytes | None
) -> None:
    data = bytearray(zstd(pages(5), words))
    starts = [at for at in range(len(data)) if data.startswith(reader.FRAME, at)][-5:]
    for damaged in (starts[1] + 40, starts[1] + 6, starts[1]):  # content, head, magic
        broken = bytes(data[:damaged]) + b"\xff\xff" + bytes(data[damaged + 2 :])
        found = read(broken)

        assert texts(found) == [page(f"Page number {number}.") for number in (0, 2, 3, 4)]
        assert "damaged" in reasons(found)


def test_a_file_that_is_cut_keeps_what_comes_before(read: Callable[..., Any]) -> None:
    found = read(zstd(pages(3))[:-100])

    assert len(texts(found)) == 2
    assert "truncated" in reasons(found)


@pytest.mark.parametrize(
    ("size", "held"),
    [
        (0, b""),
        (9, reader.FRAME + b"\xff" * 5),
        (1 << 31, reader.FRAME),
        (99, WORDS[:20] + b"\xff" * 79),
    ],
)
def test_a_dictionary_that_cannot_be_read_is_damaged(
    read: Callable[..., Any], size: int, held: bytes
) -> None:
    head = reader.DICTIONARY + struct.pack("<I", size) + held

    assert reasons(read(head + zstd(pages(1))))[0] == "damaged"


def test_records_that_unpack_without_end_are_too_large(
    read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "BOMB_BYTES", 500_000)
    bomb = record(answer(b"a" * 9_000_000), "http://post.example/bomb")
    first, last = pages(2)

    found = read(zstd([first, bomb, last]))
    whole = read(zstd([first, *[bomb] * 60]))

    assert texts(found) == [page("Page number 0."), page("Page number 1.")]
    assert texts(whole) == [page("Page number 0.")]
    assert "too_large" in reasons(found)
    assert "too_large" in reasons(whole)


def test_a_file_of_false_beginnings_ends(
    read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chancery.sources.archives.frames.MOST_TRIES", 100)

    assert reasons(read(zstd(pages(1)) + reader.FRAME * 50_000))[0] in {"damaged", "truncated"}
