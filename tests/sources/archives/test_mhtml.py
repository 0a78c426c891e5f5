import base64
import quopri
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcs import page

from chancery.model import Capture, Document, Rejection
from chancery.sources.archives.mhtml import SavedPage
from chancery.sources.files import FileReader

PART = """\
------Boundary
Content-Type: {media}
Content-ID: <frame-{number}@mhtml.blink>
Content-Transfer-Encoding: {coding}
Content-Location: {address}

{body}
"""
HEAD = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/
 talks?day=4
Subject: Talks
Date: Thu, 4 Mar 2021 06:06:07 +0100
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Boundary"

"""


def saved(
    *parts: tuple[str, str, bytes], coding: str = "quoted-printable", head: str = HEAD
) -> bytes:
    pack = {
        "quoted-printable": lambda data: quopri.encodestring(data).decode("ascii"),
        "base64": lambda data: base64.encodebytes(data).decode("ascii"),
        "8bit": lambda data: data.decode("utf-8"),
    }[coding]
    made = [
        PART.format(media=media, number=n, coding=coding, address=address, body=pack(data))
        for n, (media, address, data) in enumerate(parts)
    ]
    return (head + "\n" + "".join(made) + "------Boundary--\n").replace("\n", "\r\n").encode()


PAGE = ("text/html", "https://post.example/talks?day=4", page("Délégués met."))
FRAME = ("text/html", "https://ads.example/", b"<html><body><p>Buy a boat now.</p></body></html>")
PICTURE = ("image/png", "https://post.example/a.png", b"\x89PNG\x00\x01")


@pytest.fixture
def read(collect: Callable[..., Any], tmp_path: Path) -> Callable[[bytes], Any]:
    def run(data: bytes, name: str = "talks.mhtml") -> Capture | Document | Rejection:
        (tmp_path / name).write_bytes(data)
        (found,) = collect(tmp_path / name)
        if not isinstance(found, Capture):
            return found
        return SavedPage().extract(found, FileReader().read(found.locator))

    return run


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("parts", [(PAGE,), (PAGE, FRAME), (FRAME, PAGE)])
def test_the_page_itself_is_read_whatever_surrounds_it(
    read: Callable[..., Any], coding: str, parts: tuple[tuple[str, str, bytes], ...]
) -> None:
    document = read(saved(*parts, coding=coding))

    assert isinstance(document, Document)
    assert "Délégués met." in document.text
    assert "boat" not in document.text
    assert document.title is not None
    assert document.title.value == "Talks at the ferry"


def test_the_capture_says_when_and_from_where_the_page_was_saved(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "talks.mht").write_bytes(saved(PAGE, PICTURE, coding="base64"))

    (found,) = collect(tmp_path / "talks.mht")

    assert found.media_type == "multipart/related"
    assert found.fetch.address == "https://post.example/talks?day=4"
    assert found.fetch.captured.start == "2021-03-04T05:06:07Z"
    assert found.fetch.captured.basis == "capture"
    assert found.path == "talks.mht"


def test_a_file_without_an_extension_is_told_by_its_head(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "talks").write_bytes(saved(PAGE))

    assert [item.media_type for item in collect(tmp_path / "talks")] == ["multipart/related"]


def test_the_part_that_the_head_names_as_its_start_is_the_page(read: Callable[..., Any]) -> None:
    head = HEAD.replace('type="text/html"', 'start="<frame-1@mhtml.blink>"')
    head = head.replace("Snapshot-Content-Location", "X-Other")

    document = read(saved(FRAME, PAGE, head=head))

    assert "Délégués" in document.text


def test_a_head_that_says_nothing_leaves_time_and_address_unknown(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    head = (
        'MIME-Version: 1.0\nDate: soon\nContent-Type: multipart/related; boundary="----Boundary"\n'
    )
    (tmp_path / "talks.mht").write_bytes(saved(PAGE, head=head))

    assert [item.fetch for item in collect(tmp_path / "talks.mht")] == [None]


def test_a_page_in_an_old_encoding_is_read_as_its_part_says(read: Callable[..., Any]) -> None:
    data = page("Переговоры шли на пароме до утра.").decode().encode("cp1251")

    document = read(saved(("text/html; charset=windows-1251", "https://post.example/", data)))

    assert "Переговоры шли" in document.text
    assert "cp1251" in document.fields["decoding"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (saved(PICTURE, coding="base64"), "no_text"),
        (saved(("text/html", "https://post.example/", b"")), "empty"),
        (saved(("text/html", "https://a.example/", b"\x00\x01" * 90), coding="base64"), "binary"),
        (b"", "empty"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "no_text"),
    ],
)
def test_a_file_that_holds_no_page_is_rejected(
    read: Callable[..., Any], data: bytes, reason: str
) -> None:
    found = read(data)

    assert isinstance(found, Rejection)
    assert found.reason == reason


def test_parts_nested_without_end_are_bounded(read: Callable[..., Any]) -> None:
    data = b"MIME-Version: 1.0\r\n"
    for level in range(3_000):
        data += b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)

    assert isinstance(read(data), Rejection)
