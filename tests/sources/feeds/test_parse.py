from pathlib import Path
from typing import Any

import pytest
from feed_server import item, rss
from hypothesis import given
from hypothesis import strategies as st

from chancery.sources.feeds import markup
from chancery.sources.feeds.parse import Feed, parse_feed
from chancery.sources.flaw import Flaw

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"
xml:base="https://www.ferry.example/news/">
<title>The Ferry Post</title><link href="https://www.ferry.example/"/>
<entry><title type="html">Bridge &amp;lt;b&gt;opens</title><id>tag:1</id>
<link rel="enclosure" href="/sound.mp3"/><link rel="alternate" href="bridge#top"/>
<published>2024-03-05T10:00:00Z</published><updated>2024-03-05T11:00:00Z</updated>
<author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;The guards lifted the bar.&lt;/p&gt;</content></entry>
</feed>"""


JUNK = [
    b"<", b"&", b"&#x110000;", b"&#0;", b"]]>", b"<![CDATA[", b"<!--", b"\x00", b"\xff", b"http://[",
    b"xml:base='http://['", b"<link href='http://[::'/>", b"<gml:pos>x</gml:pos>",
    b"<content type='a/b'>!</content>", b"<source><title>", b"<updated>0000-99-99</updated>",
]  # fmt: skip


def read(text: str | bytes, **options: Any) -> Feed:
    feed = parse_feed(text.encode() if isinstance(text, str) else text, "a.rss", **options)
    assert isinstance(feed, Feed)
    return feed


def flaw(text: str | bytes) -> Flaw:
    found = parse_feed(text.encode() if isinstance(text, str) else text, "a.rss")
    assert isinstance(found, Flaw)
    return found


def test_an_atom_entry_gives_all_that_the_feed_says() -> None:
    (entry,) = read(ATOM).entries
    note = entry.note

    assert note.link == "https://www.ferry.example/news/bridge"
    assert (note.published, note.updated) == ("2024-03-05T10:00:00Z", "2024-03-05T11:00:00Z")
    assert (note.author, note.outlet, note.language) == ("Ann Lee", "The Ferry Post", "en-GB")
    assert entry.content == "<p>The guards lifted the bar.</p>"


def test_relative_links_join_where_the_feed_came_from() -> None:
    feed = read(rss(item("../bridge?utm_medium=rss")), base="https://ferry.example/feeds/all")

    assert feed.entries[0].note.link == "https://ferry.example/bridge"


def test_without_an_address_of_its_own_a_feed_gives_relative_links_its_site() -> None:
    feed = read(rss(item("/bridge"), link="https://ferry.example/"))

    assert feed.entries[0].note.link == "https://ferry.example/bridge"
    assert read(rss(item("/bridge"))).entries[0].note.link is None


def test_a_feed_of_other_sites_articles_is_not_their_outlet() -> None:
    source = '<source url="https://quay.example/rss">The Quay</source>'
    feed = read(
        rss(
            item("https://other.example/a"),
            item("https://news.ferry.example/a"),
            item("https://quay.example/a", extra=source),
            link="https://www.ferry.example/",
        )
    )

    outlets = [entry.note.outlet for entry in feed.entries]
    assert outlets == [None, "The Ferry Post", "The Quay"]


def test_an_entry_that_was_never_changed_has_no_day_of_change() -> None:
    extra = "<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"
    note = read(rss(item("http://a.example/", extra=extra))).entries[0].note

    assert note.published == "Tue, 05 Mar 2024 10:00:00 GMT"
    assert note.updated is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_a_feed_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    text = rss(item("http://a.example/", title="Café “Zürich”")).replace("utf-8", encoding)

    assert read(text.encode(encoding)).entries[0].note.title == "Café “Zürich”"


def test_the_server_s_word_on_the_encoding_is_used_where_the_feed_has_none() -> None:
    text = rss(item("http://a.example/", title="Переговоры о мосте")).split("\n", 1)[1]
    feed = read(text.encode("windows-1251"), charset="windows-1251")

    assert feed.entries[0].note.title == "Переговоры о мосте"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_feed_that_declares_entities_is_refused(encoding: str) -> None:
    bomb = rss(item("http://a.example/", title="&b;")).replace(
        "<rss", '<!DOCTYPE rss [<!ENTITY a "ha"><!entity b "&a;&a;&a;">]>\n<rss'
    )

    assert flaw(bomb.replace("utf-8", encoding).encode(encoding)).reason == "malformed"
    assert "entities" in flaw(bomb).detail


def test_an_entity_declared_to_hide_behind_a_comment_is_refused() -> None:
    bomb = rss().replace(
        "<rss", '<!-- <rss> -->\n<!DOCTYPE rss [<!ENTITY a SYSTEM "/etc/passwd">]><rss'
    )

    assert flaw(bomb).reason == "malformed"


def test_a_feed_may_write_about_entities() -> None:
    extra = "<description><![CDATA[Write <!ENTITY a 'b'> in the DTD.]]></description>"

    assert "<!ENTITY" in read(rss(item("http://a.example/", extra=extra))).entries[0].content


def test_a_feed_of_more_tags_than_any_needs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_TAGS", 1_000)

    assert flaw("<rss>" + "<a>" * 1_001).reason == "too_large"


@pytest.mark.parametrize("tail", ["<a>" * 2_000, "<item><title>" + "&" * 5_000, "<item " * 500])
def test_a_broken_feed_gives_what_can_be_read(tail: str) -> None:
    text = "<rss><channel>" + item("http://a.example/") + tail

    assert read(text).entries[0].note.link == "http://a.example/"


@given(st.data())
def test_no_feed_however_broken_raises(data: st.DataObject) -> None:
    feed = bytearray(data.draw(st.sampled_from([ATOM, rss(item("http://a.example/"))])).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(feed)))
        cut = data.draw(st.integers(0, 30))
        feed[place : place + cut] = data.draw(st.sampled_from(JUNK) | st.binary(max_size=4))

    found = parse_feed(bytes(feed), "a.rss", base="http://b.example/")

    assert isinstance(found, Feed | Flaw)


def test_a_page_is_no_feed_and_its_own_feed_is_named() -> None:
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/f.xml"></head></html>'
    )
    found = parse_feed(page.encode(), "a", base="https://ferry.example/")

    assert isinstance(found, Flaw)
    assert found.reason == "malformed"
    assert found.detail.endswith("https://ferry.example/f.xml")
    assert flaw("no markup at all").reason == "malformed"
    assert flaw("  ").reason == "empty"


def test_reading_opens_no_file_that_a_feed_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for the feed")

    assert flaw(str(secret)).reason == "malformed"
