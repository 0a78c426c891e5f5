import io
import struct
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from warcs import answer, packed, page, pages, record, write_wacz

from chancery.model import Capture, Rejection
from chancery.sources.archives import wacz
from chancery.sources.archives.wacz import read_wacz
from chancery.sources.files import FileReader
from chancery.sources.given import Given

Read = Callable[[], list[Capture | Rejection]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "crawl.wacz"


@pytest.fixture
def read(tmp_path: Path, file: Path) -> Read:
    def run() -> list[Capture | Rejection]:
        given = Given("crawl.wacz", "crawl.wacz", str(file), tmp_path / "spool", 1_000_000)
        return list(read_wacz(given))

    return run


def addresses(found: Sequence[Capture | Rejection]) -> list[str]:
    pages = [item for item in found if isinstance(item, Capture)]
    return [item.uri.removeprefix("http://post.example/") for item in pages]


def reasons(found: Sequence[Capture | Rejection]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Rejection)]


def test_pages_are_read_where_they_lie_in_the_package(read: Read, file: Path) -> None:
    members = {
        "archive/b.warc.gz": packed(pages(4)[2:]),
        "archive/a.warc": b"".join(pages(2)),
        "pages/pages.jsonl": b"{}",
        "indexes/index.cdx": b"x",
    }
    write_wacz(file, members)

    found = read()

    assert addresses(found) == ["0", "1", "2", "3"]
    for number, item in enumerate(found):
        assert isinstance(item, Capture)
        assert item.locator.file == str(file)
        assert FileReader().read(item.locator) == page(f"Page number {number}.")


def test_a_compressed_member_is_unpacked_and_read(read: Read, file: Path, tmp_path: Path) -> None:
    write_wacz(file, {"archive/a.warc": b"".join(pages(3))}, packing=zipfile.ZIP_DEFLATED)

    found = read()

    assert addresses(found) == ["0", "1", "2"]
    assert isinstance(found[0], Capture)
    assert Path(found[0].locator.file).parent == tmp_path / "spool"


@pytest.mark.untraced
def test_a_member_that_unpacks_without_measure_is_refused_and_the_rest_is_read(
    read: Read, file: Path
) -> None:
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("archive/a.warc", bytes(20_000_000), zipfile.ZIP_DEFLATED)
        out.writestr("archive/b.warc", b"".join(pages(2)))
    start = time.process_time()

    found = read()

    assert (addresses(found), reasons(found)) == (["0", "1"], ["too_large"])
    assert time.process_time() - start < 1


def test_a_member_that_lies_about_its_size_is_cut_there(read: Read, file: Path) -> None:
    write_wacz(file, {"archive/a.warc": b"".join(pages(40))}, packing=zipfile.ZIP_DEFLATED)
    data = bytearray(file.read_bytes())
    at = data.rfind(b"PK\x01\x02") + 24
    size = struct.unpack_from("<L", data, at)[0]
    data[at : at + 4] = struct.pack("<L", size // 2)
    file.write_bytes(data)

    found = read()

    assert len(addresses(found)) == 20
    assert "damaged" in reasons(found)


def test_a_compressed_member_that_is_damaged_keeps_what_comes_before(
    read: Read, file: Path
) -> None:
    many = [record(answer(page(f"{n * 7919} {n}"))) for n in range(2000)]
    write_wacz(file, {"archive/a.warc": b"".join(many)}, packing=zipfile.ZIP_DEFLATED)
    data = bytearray(file.read_bytes())
    half = len(data) // 2
    data[half : half + 40] = b"\xff" * 40
    file.write_bytes(data)

    found = read()

    assert len(addresses(found)) > 100
    assert "damaged" in reasons(found)


def test_a_package_that_is_cut_has_lost_its_directory(read: Read, file: Path) -> None:
    write_wacz(file, {"archive/a.warc": b"".join(pages(2))})
    file.write_bytes(file.read_bytes()[:-30])

    assert reasons(read()) == ["damaged"]


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"PK\x03\x04 no package", b"plain words"])
def test_a_file_that_is_no_package_is_damaged(read: Read, file: Path, data: bytes) -> None:
    file.write_bytes(data)

    assert reasons(read()) == ["damaged"]


def test_a_package_without_an_archive_is_empty(read: Read, file: Path) -> None:
    assert write_wacz(file, {"pages/pages.jsonl": b"{}"}) == file

    assert reasons(read()) == ["empty"]


def test_an_empty_member_is_told_and_the_rest_is_read(read: Read, file: Path) -> None:
    write_wacz(file, {"archive/a.warc": b"", "archive/b.warc": pages(1)[0]})

    found = read()

    assert (addresses(found), reasons(found)) == (["0"], ["empty"])


def test_a_directory_beyond_measure_is_never_loaded(
    read: Read, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wacz(file, {"archive/a.warc": pages(1)[0]})
    monkeypatch.setattr(wacz, "DIRECTORY_BYTES", 10)

    assert reasons(read()) == ["too_large"]


def test_members_that_overlap_are_refused(read: Read, file: Path) -> None:
    write_wacz(file, {f"archive/{n}.warc": b"".join(pages(3)) for n in range(3)})
    data = bytearray(file.read_bytes())
    at, end = data.find(b"PK\x01\x02"), len(data)
    while at >= 0:
        for field in (20, 24):
            data[at + field : at + field + 4] = struct.pack("<L", end - 1)
        at = data.find(b"PK\x01\x02", at + 4)
    file.write_bytes(data)

    assert reasons(read()) == ["damaged"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [(42, 10_000_000, "damaged"), (42, 7, "damaged"), (8, 1, "unsupported")],
)
def test_a_member_that_cannot_be_reached_is_rejected(
    read: Read, file: Path, field: int, value: int, reason: str
) -> None:
    write_wacz(file, {"archive/a.warc": pages(1)[0], "archive/b.warc": pages(2)[1]})
    data = bytearray(file.read_bytes())
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    size = 2 if field == 8 else 4
    data[at + field : at + field + size] = value.to_bytes(size, "little")
    file.write_bytes(data)

    found = read()

    assert (addresses(found), reasons(found)) == (["1"], [reason])


def test_a_member_that_ends_after_the_package_is_truncated(read: Read, file: Path) -> None:
    write_wacz(file, {"archive/a.warc": pages(1)[0]})
    data = bytearray(file.read_bytes())
    local = data.find(b"PK\x03\x04", 10)
    data[local + 28 : local + 30] = b"\xff\xff"
    file.write_bytes(data)

    assert set(reasons(read())) <= {"truncated", "damaged"}


def test_a_package_of_more_than_four_gigabytes_may_have_a_wide_directory(file: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/a.warc", b"".join(pages(1)))
    data = out.getvalue()
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", data, end + 12)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    file.write_bytes(data[:end] + wide + locator + tail)

    given = Given("crawl.wacz", "crawl.wacz", str(file), file.parent / "spool", 1_000_000)

    assert addresses(list(read_wacz(given))) == ["0"]


def test_a_package_that_is_gone_is_unreadable(read: Read) -> None:
    assert reasons(read()) == ["unreadable"]
