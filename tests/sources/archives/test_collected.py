"""Archives as sources among others: by name, by content, through a pipe, and only once."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcs import answer, packed, page, pages, record, write_wacz

from chancery.model import Capture, Document, Rejection
from chancery.sources.files import FileReader
from chancery.sources.html import WebPage
from chancery.sources.text import PlainText
from chancery.stages.extract.stage import CUT, Extract


def addresses(found: list[Any]) -> list[str]:
    return [
        one.uri.removeprefix("http://post.example/") for one in found if isinstance(one, Capture)
    ]


def test_a_folder_gives_the_pages_of_its_archives(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_wacz(folder / "a.wacz", {"archive/data.warc.gz": packed(pages(2))})
    (folder / "b.warc.gz").write_bytes(packed(pages(4)[2:]))
    (folder / "c.WARC").write_bytes(pages(5)[4])
    (folder / "d.gz").write_bytes(gzip.compress(b"words"))

    found = collect(folder)

    assert addresses(found) == ["0", "1", "2", "3", "4"]
    assert [one.reason for one in found if isinstance(one, Rejection)] == ["unsupported"]


@pytest.mark.parametrize(
    "data",
    [
        b"".join(pages(2)),
        packed(pages(2)),
        b"\n".join([b'[{"text": "One."},', b'{"text": "Two."}]']),
    ],
)
def test_a_file_named_directly_or_piped_is_told_by_its_content(
    collect: Callable[..., Any], tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "x").write_bytes(data)

    named, piped = collect(tmp_path / "x"), collect("-", stdin=data)

    assert len(named) == len(piped) == 2
    assert [one.sha256 for one in named] == [one.sha256 for one in piped]
    for one in piped:
        assert FileReader().read(one.locator)


def test_a_package_named_directly_is_told_from_another_zip_file(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    write_wacz(tmp_path / "x", {"archive/a.warc": pages(1)[0]})
    with zipfile.ZipFile(tmp_path / "y", "w") as other:
        other.writestr("word/document.xml", "<w/>")

    assert addresses(collect(tmp_path / "x")) == ["0"]
    assert [one.reason for one in collect(tmp_path / "y")] == ["binary"]


def test_an_archive_may_be_larger_than_one_article_may(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(pages(40)))

    assert len(collect(tmp_path / "a.warc", max_bytes=2_000)) == 40
    assert len(collect("-", stdin=b"".join(pages(40)), max_bytes=2_000)) == 40


def test_pages_that_another_archive_gave_are_counted(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(pages(3)))
    (tmp_path / "b.warc").write_bytes(b"".join([*pages(3), *pages(4)]))

    found = collect(tmp_path / "a.warc", tmp_path / "b.warc")

    assert addresses(found) == ["0", "1", "2", "3"]
    (told,) = [one for one in found if isinstance(one, Rejection)]
    assert (told.uri, told.reason) == (str(tmp_path / "b.warc"), "duplicate")
    assert told.detail.startswith("6 of its pages")


def test_the_same_address_with_other_bytes_is_another_document(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    versions = [record(answer(page(words)), "http://post.example/a") for words in ("One.", "Two.")]
    (tmp_path / "a.warc").write_bytes(b"".join(versions))

    assert len({one.id for one in collect(tmp_path / "a.warc")}) == 2


def extracted(collect: Callable[..., Any], tmp_path: Path, data: bytes) -> Document:
    (tmp_path / "a.warc").write_bytes(data)
    (capture,) = collect(tmp_path / "a.warc")
    stage = Extract(FileReader(), {"text/html": WebPage(), "text/plain": PlainText()})
    ((made,),) = stage.run([capture])
    assert isinstance(made, Document)
    return made


def test_a_document_keeps_when_it_was_captured_apart_from_when_it_was_published(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    made = extracted(collect, tmp_path, pages(1)[0])

    assert made.captured is not None
    assert (made.captured.start, made.captured.basis) == ("2021-03-04T05:06:07Z", "capture")
    assert made.published is None
    assert made.address == "http://post.example/0"


def test_the_address_that_a_page_gives_itself_goes_first(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    link = b'<head><link rel="canonical" href="https://post.example/talks">'
    data = record(answer(page("A.").replace(b"<head>", link)), "http://post.example/a?from=mail")

    assert extracted(collect, tmp_path, data).address == "https://post.example/talks"


@pytest.mark.parametrize("media", ["text/html", "text/plain"])
def test_the_encoding_that_the_server_gave_is_used(
    collect: Callable[..., Any], tmp_path: Path, media: str
) -> None:
    data = page("Переговоры.").decode().encode("koi8_r")
    made = extracted(collect, tmp_path, record(answer(data, media=f"{media}; charset=koi8-r")))

    assert "Переговоры." in made.text
    assert "declared" in made.fields["decoding"]


def test_a_page_cut_when_it_was_captured_says_so(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    data = record(answer(page("A.")), "http://post.example/a", "WARC-Truncated: time")

    assert extracted(collect, tmp_path, data).fields[CUT] == '"time"'
