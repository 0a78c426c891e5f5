"""Files of RSS and Atom as a source."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from feed_server import item, rss

from chancery.model import Capture, Document, Rejection
from chancery.sources.feeds.noted import Noted
from chancery.sources.files import FileReader
from chancery.sources.html import WebPage

TEXT = "&lt;p&gt;The guards lifted the bar at dawn, and the first carts crossed.&lt;/p&gt;"
FULL = f"<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{TEXT}</description>"
FULL += "<dc:creator>Ann Lee</dc:creator>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def read(capture: Any) -> Document:
    assert isinstance(capture, Capture), capture
    document = Noted(WebPage()).extract(capture, FileReader().read(capture.locator))
    assert isinstance(document, Document)
    return document


def test_each_entry_is_a_document_with_what_the_feed_says(
    collect: Callable[..., Any], folder: Path
) -> None:
    entries = [item(f"https://ferry.example/{n}", f"Bridge {n} opens", FULL) for n in (1, 2)]
    (folder / "post.rss").write_text(rss(*entries, link="https://ferry.example/"))
    found = collect(folder)
    document = read(found[0])

    assert len(found) == 2
    assert (document.uri, document.address) == ("https://ferry.example/1",) * 2
    assert document.title is not None
    assert (document.title.value, document.title.basis) == ("Bridge 1 opens", "stated")
    assert document.published is not None
    assert (document.published.start, document.published.basis) == ("2024-03-05T10:00:00Z", "feed")
    assert document.published.evidence is not None
    assert document.published.evidence.pointer == "feed/published"
    assert document.byline is not None
    assert (document.byline.value, document.byline.basis) == ("Ann Lee", "feed")
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.basis) == ("The Ferry Post", "feed")
    kept = "".join(document.text[one.start : one.end] for one in document.blocks if one.kept)
    assert "the first carts crossed." in kept


def test_an_entry_keeps_its_id_when_the_feed_moves_on(
    collect: Callable[..., Any], folder: Path
) -> None:
    first, second = (item(f"https://ferry.example/{n}", "Bridge", FULL) for n in (1, 2))
    (folder / "post.rss").write_text(rss(first))
    before = collect(folder)
    (folder / "post.rss").write_text(rss(second, first))

    assert before[0].id in {one.id for one in collect(folder)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (rss(), "empty"),
        ("", "empty"),
        (rss(item("https://ferry.example/1")), "missing_field"),
        ("<note>no feed</note>", "malformed"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]>' + rss().split("\n", 1)[1], "malformed"),
        (rss(item("https://ferry.example/1", "x" * 5_000, FULL)), "too_large"),
    ],
)
def test_what_holds_no_article_is_a_rejection(
    collect: Callable[..., Any], folder: Path, text: str, reason: str
) -> None:
    (folder / "post.xml").write_text(text)
    found = collect(folder, max_bytes=4_000)

    assert [one.reason for one in found if isinstance(one, Rejection)] == [reason]


def test_an_entry_without_an_address_is_known_by_its_file_and_id(
    collect: Callable[..., Any], folder: Path
) -> None:
    entry = f"<item><title>Bridge opens</title><guid>tag:1</guid>{FULL}</item>"
    (folder / "post.atom").write_text(rss(entry))
    (found,) = collect(folder)

    assert (found.uri, found.path) == (f"{folder}/post.atom#tag:1", "post.atom")


def test_a_feed_through_standard_input_is_told_by_its_content(collect: Callable[..., Any]) -> None:
    found = collect("-", stdin=rss(item("https://ferry.example/1", "Bridge", FULL)).encode())

    assert read(found[0]).uri == "https://ferry.example/1"


def test_what_the_page_says_of_itself_stands_before_the_feed(make_capture: Any) -> None:
    import msgspec  # noqa: PLC0415

    from chancery.model import FeedNote  # noqa: PLC0415

    data = (
        b'<html lang="en"><head><meta name="author" content="Bo Ek"></head><body><article>'
        b"<h1>Bridge opens</h1><p>The guards lifted the bar.</p></article></body></html>"
    )
    note = FeedNote(
        feed="f", author="Ann Lee", title="Bridge", published="soon", language="no tag"
    )
    capture = msgspec.structs.replace(make_capture(data, "text/html"), feed=note)
    document = Noted(WebPage()).extract(capture, data)

    assert isinstance(document, Document)
    assert document.byline is not None
    assert (document.byline.value, document.byline.basis) == ("Bo Ek", "markup")
    assert document.published is None
    assert '"soon"' in document.fields["feed"]
