"""The feed of a watch is Atom that readers take, whatever stands in the articles."""

from typing import Any

import feedparser
import pytest

from chancery.model import Evidence, Watch, WordsSought
from chancery.pipeline.feed import make_feed
from chancery.pipeline.watches import Hit

BASE = "http://127.0.0.1:8765"
WATCH = Watch(name="dam", added="2031-03-04T05:06:07+00:00", sought=WordsSought(query='"<dam>"'))
FINISHED = {1: "2031-03-05T10:00:00+00:00", 2: "2031-03-06T12:30:00+02:00"}


def hit(number: int, **fields: Any) -> Hit:
    made: dict[str, Any] = {
        "id": f"finding-{number}",
        "about": "statement",
        "record": f"finding-{number}0",
        "build": 1,
        "news": None,
        "text": "Veldt says: ‹the dam opens›",
        "evidence": Evidence(document="document-a", start=3, end=11, quote="the\n dam"),
        "title": "Talks",
        "uri": "a.txt",
        "due": None,
    }
    return Hit(**{**made, **fields})


def read(*hits: Hit, watch: Watch = WATCH) -> Any:
    data = make_feed(watch, hits, finished=FINISHED, address=f"{BASE}/watches/dam/feed", base=BASE)
    found = feedparser.parse(data)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_every_hit_is_an_entry_with_what_the_standard_asks_for() -> None:
    found = read(hit(1), hit(2, build=2, due="2031-04-01"))

    first, second = found.entries
    assert first.id == "urn:chancery:finding-1"
    assert first.title == "Veldt says: ‹the dam opens›"
    assert first.updated == "2031-03-05T10:00:00Z"
    assert first.link == f"{BASE}/findings/finding-10"
    assert first.summary == "“the dam” — Talks (a.txt), characters 3 to 11."
    assert [one.term for one in first.tags] == ["statement"]
    assert second.updated == "2031-03-06T10:30:00Z"
    assert second.summary.endswith("Due 2031-04-01.")


def test_the_feed_says_what_it_is_and_where() -> None:
    feed = read(hit(1), hit(2, build=2)).feed

    assert feed.title == 'dam: articles with "<dam>"'
    assert feed.updated == "2031-03-06T10:30:00Z"
    assert feed.author == "Chancery"
    (link,) = feed.links
    assert (link.rel, link.href) == ("self", f"{BASE}/watches/dam/feed")
    assert feed.id.startswith("urn:chancery:watch-")


def test_without_hits_it_is_as_old_as_the_watch() -> None:
    found = read()

    assert found.entries == []
    assert found.feed.updated == "2031-03-04T05:06:07Z"


def test_a_watch_that_takes_the_name_of_one_that_went_is_another_feed() -> None:
    later = Watch(name="dam", added="2031-03-04T05:06:08+00:00", sought=WATCH.sought)

    assert read().feed.id == read().feed.id != read(watch=later).feed.id


def test_of_a_build_that_is_not_kept_the_day_of_the_watch_counts() -> None:
    assert read(hit(1, build=9)).entries[0].updated == "2031-03-04T05:06:07Z"


def test_a_document_leads_to_its_record() -> None:
    (one,) = read(hit(1, about=None, record="document-a", title=None)).entries

    assert one.link == f"{BASE}/documents/document-a"
    assert one.summary.startswith("“the dam” — a.txt,")
    assert "tags" not in one


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "]]> &amp; <!ENTITY x> {{ 7 * 7 }}",
        'a" onmouseover="x',
        "שלום \u202eabc e\u0301 \U0001f600",
    ],
)
def test_words_of_articles_are_never_markup(text: str) -> None:
    found = read(hit(1, text=text, title=text, uri=text, id=f"finding-{text}", record=text))

    (one,) = found.entries
    assert one.title_detail.type == "text/plain"
    assert one.title == text
    assert text in one.summary
    assert one.link.startswith(f"{BASE}/findings/")
    assert "<" not in one.link + one.id


def test_what_xml_cannot_hold_is_replaced() -> None:
    (one,) = read(hit(1, text="a\x00b\x0b\ud800\ufffe\x1bc")).entries

    assert one.title == "a\ufffdb\ufffd\ufffd\ufffd\ufffdc"
