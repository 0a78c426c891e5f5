"""Lists of articles: lines of JSON, items of news, tables, and feeds."""

import json
import re

import pyarrow as pa
import pyarrow.parquet as pq
from feed_server import item, rss
from hypothesis import strategies as st

from chancery.model import Reason
from tests.fuzz.case import Case
from tests.fuzz.damage import edits
from tests.fuzz.pages import FIRST, PAGE, SECOND

_LINE = json.dumps(
    {
        "url": "https://post.example/a",
        "title": "Ferries",
        "text": "Something else. \u201cNo.\u201d",
        "published": "2021-03-04",
        "outlet": "Post",
        "language": "en",
        "n": 1.50,
        "k": [1, {}],
    }
).encode()
_PAGED = json.dumps({"html": PAGE.decode(), "url": "https://post.example/b"}).encode()
_JSON_TOKENS = (
    b'"text"',
    b'"html"',
    b'"url"',
    b'"published"',
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"NaN",
    b'"\\ud800"',
    b'"\\udc00\\ud800"',
    b'"\\u0000"',
    b"[" * 2_000,
    b'{"a":' * 600,
    b"{}",
    b"[]",
    b'"text": ""',
    b'"text": null',
    b'"uri": 5',
    b'"bodies": [{}]',
    b'"a": "b"',
    b'\\"',
)
_ITEM = {
    "uri": "urn:newsml:harbour.example:7",
    "type": "text",
    "versioncreated": "2021-03-04T07:00:00Z",
    "firstcreated": "2021-03-04T05:30:00Z",
    "language": "en-GB",
    "byline": "Mara Oster",
    "headlines": [{"role": "main", "value": "Ferries"}],
    "located": "Varholm",
    "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>Something else.</p>"}],
}
_MARKS = re.compile(rb'["\\{}\[\]]')
_FEED_TOKENS = (
    b"<item>",
    b"</item>",
    b"<entry>",
    b"<content type='xhtml'><div xmlns='x'>",
    b"<title>",
    b"<!ENTITY a 'b'>",
    b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    b"&a;",
    b"&#0;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<link href='http://[::'/>",
    b"<updated>0000-99-99</updated>",
    b"<content type='base64'>!</content>",
    b"<source url='x'><title>",
    b"<pubDate>now</pubDate>",
    b"<gml:pos>x</gml:pos>",
    b"<georss:polygon>1 2 3</georss:polygon>",
    b"<media:content url='",
    b"<a " * 400,
    b"<b>" * 1_500,
    b"xml:base='http://['",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"<image>",
    b"<itunes:image href=x/>",
    b"<textInput>",
    b"<cloud/>",
    b"<dc:date>x</dc:date>",
    b"<guid>",
)
_TEXT = "<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{0}</description>"
_BROKEN: frozenset[Reason] = frozenset({"malformed", "encoding", "binary", "too_large", "empty"})


def jsonl() -> st.SearchStrategy[Case]:
    """Return lines of which one is damaged, between two that are sound."""
    sound = [json.dumps({"text": words}).encode() for words in (FIRST, SECOND)]
    line = edits(_LINE, _JSON_TOKENS) | edits(_PAGED, _JSON_TOKENS)
    return line.map(
        lambda data: Case("x.jsonl", b"\n".join([sound[0], data, sound[1]]), (FIRST, SECOND))
    )


def ninjs() -> st.SearchStrategy[Case]:
    """Return lists of items of which one is damaged.

    Damage to a string's ends or to brackets can take what follows with it, and says so.
    """
    sound = [json.dumps({"text": words}).encode() for words in (FIRST, SECOND)]
    kept = json.dumps(_ITEM).encode()

    def case(data: bytes) -> Case:
        whole = b"[" + b",\n".join([sound[0], data, sound[1]]) + b"]"
        alone = _MARKS.findall(data) == _MARKS.findall(kept)
        return Case("x.json", whole, (FIRST, SECOND) if alone else (FIRST,), frozenset({"binary"}))

    return edits(kept, _JSON_TOKENS).map(case)


def text() -> st.SearchStrategy[Case]:
    """Return plain texts in any encoding."""
    words = f"FERRIES SAIL AGAIN\n\nBy Mara Oster\n\nVARHOLM, March 4 – {FIRST}\n\n“{SECOND}”\n"
    coded = st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-7"])
    return (
        (coded.map(words.encode).flatmap(edits))
        | st.binary(max_size=300)
        | st.text().map(str.encode)
    ).map(lambda data: Case("x.txt", data))


def _delimited(name: str, delimiter: bytes) -> st.SearchStrategy[Case]:
    sound = [
        f"T,{words},2021-03-04".encode().replace(b",", delimiter) for words in (FIRST, SECOND)
    ]
    row = b'"Ferries","Something ""else"", they said.\nAnd more.",2021-03-04'.replace(
        b",", delimiter
    )
    tokens = (b'"', b'""', b'"\n"', delimiter, b"\r", b"\x00", b"\xe9", b'"' * 999, delimiter * 99)

    def case(data: bytes) -> Case:
        header = delimiter.join([b"title", b"text", b"published"])
        after = (SECOND,) if b'"' not in data and not data.endswith(b"\xff") else ()
        whole = b"\n".join([header, sound[0], data, sound[1]])
        return Case(name, whole, (FIRST, *after), frozenset({"encoding", "binary"}))

    return edits(row, tokens).map(case)


def csv() -> st.SearchStrategy[Case]:
    """Return tables of which one row is damaged; a mark left open takes what follows with it."""
    return _delimited("x.csv", b",")


def tsv() -> st.SearchStrategy[Case]:
    """Return tables with tabs of which one row is damaged."""
    return _delimited("x.tsv", b"\t")


def _columns() -> st.SearchStrategy[pa.Array]:
    types = [
        (pa.string(), st.text(max_size=9)),
        (pa.binary(), st.binary(max_size=9)),
        (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
        (pa.float64(), st.floats()),
        (pa.timestamp("ns"), st.integers(-(2**63), 2**63 - 1)),
        (pa.date32(), st.integers(-(2**31), 2**31 - 1)),
        (pa.timestamp("ms", "Europe/Berlin"), st.integers(-(2**62), 2**62)),
        (pa.bool_(), st.booleans()),
        (pa.duration("s"), st.integers(-(2**63), 2**63 - 1)),
        (pa.list_(pa.int8()), st.lists(st.integers(0, 9))),
        (pa.struct([("a", pa.string())]), st.fixed_dictionaries({"a": st.text(max_size=3)})),
        (
            pa.map_(pa.string(), pa.int8()),
            st.lists(st.tuples(st.text(max_size=2), st.integers(0, 9))),
        ),
        (pa.time64("ns"), st.integers(-(2**63), 2**63 - 1)),
        (pa.null(), st.none()),
        (pa.decimal128(9, 2), st.none()),
    ]
    return st.sampled_from(types).flatmap(
        lambda one: st.lists(st.none() | one[1], min_size=2, max_size=2).map(
            lambda values: pa.array(values, one[0])
        )
    )


@st.composite
def parquet(draw: st.DrawFn) -> Case:
    """Return tables of any types, sound or with their bytes damaged."""
    names = draw(st.lists(st.sampled_from(["title", "url", "a", "published"]), unique=True))
    columns = {"text": pa.array([FIRST, SECOND])} | {name: draw(_columns()) for name in names}
    sink = pa.BufferOutputStream()
    codec = draw(st.sampled_from(["none", "snappy", "zstd"]))
    pq.write_table(pa.table(columns), sink, compression=codec)
    data = sink.getvalue().to_pybytes()
    if draw(st.booleans()):
        return Case("x.parquet", data, (FIRST, SECOND), frozenset({"malformed"}))
    return Case("x.parquet", draw(edits(data, (b"PAR1",))))


def feed() -> st.SearchStrategy[Case]:
    """Return feeds of which one entry is damaged; what cannot be read at all says so."""
    first, second = (
        item(f"https://post.example/{n}", "Ferries", _TEXT.format(words))
        for n, words in enumerate((FIRST, SECOND))
    )
    entry = item("https://post.example/x", "Bridge", _TEXT.format("&lt;p&gt;Else.&lt;/p&gt;"))
    opening, _, ending = rss(first, "@", link="https://post.example/").encode().partition(b"@")
    damaged = edits(entry.encode(), _FEED_TOKENS) | edits(_ATOM, _FEED_TOKENS)
    amid = damaged.map(
        lambda data: Case("x.rss", opening + data + second.encode() + ending, (FIRST,), _BROKEN)
    )
    return amid | edits(_ATOM, _FEED_TOKENS).map(lambda data: Case("x.atom", data))


_ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="https://post.example/">
<title>Harbour Post</title><link href="/"/><entry><title type="html">Bridge &amp;lt;b&gt;</title>
<id>tag:1</id><link rel="alternate" href="bridge#top"/><published>2024-03-05T10:00:00Z</published>
<updated>2024-03-05T11:00:00Z</updated><author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;Something else.&lt;/p&gt;</content></entry></feed>"""
