"""Web pages and what holds them: saved alone, as MHTML, in web archives and packages of those."""

import gzip
import io
import zipfile
import zlib

import warcs
import zstandard
from hypothesis import strategies as st
from warcs import answer, record

from tests.fuzz.case import Case
from tests.fuzz.damage import edits

FIRST = "The first ferry left Varholm at dawn with forty carts."
SECOND = "A second letter reached Tarn before the ice broke."
LINKED = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Ferries '
    'sail again", "datePublished": "2021-03-04T08:00:00+01:00", "author": {"name": "Mara Oster"}, '
    '"publisher": {"@type": "Organization", "name": "Harbour Post"}}]}'
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ferries sail again | Harbour Post</title>
<meta property="og:title" content="Ferries sail again"><meta name="author" content="Mara Oster">
<meta property="article:published_time" content="2021-03-04T07:00:00Z">
<link rel="canonical" href="https://post.example/ferries?a=1#top">
<script type="application/ld+json">{LINKED}</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
<article><h1>Ferries sail again</h1><p class="dek">Both towns sign.</p><p class="byline">By Mara
Oster</p><time datetime="2021-03-04">4 March 2021</time>
<p>VARHOLM, March 4 (Isles Press) &mdash; {FIRST}</p>
<table><tr><td>Tarn</td><td>40&nbsp;carts</td></tr></table>
<figure><img src="data:image/png;base64,iVBORw0KGgo="><figcaption>The quay. Ann Lee/Isles
Press</figcaption></figure><blockquote>&ldquo;We waited,&rdquo; she said.</blockquote></article>
<aside><h2>More</h2><a href="/bridge">Bridge opens to carts again</a></aside>
<form><input name="q"><button>Search</button></form><footer>&copy; Harbour Post</footer></body>
</html>""".encode()
_TOKENS = (
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<script>",
    b"</script>",
    b"<svg>",
    b"<math>",
    b"<template>",
    b"<table><td>",
    b"<p>",
    b"</p>",
    b"<div>" * 300,
    b"<b>" * 2_000,
    b"</html>",
    b"<plaintext>",
    b"<textarea>",
    b"<noscript>",
    b"<frameset>",
    b"<base href='http://['>",
    b"<meta charset=utf-16>",
    b"<meta charset=x-user-defined>",
    b"<meta charset=idna>",
    b"<meta http-equiv=content-type content='text/html; charset=utf-7'>",
    b"<br>" * 500,
    b"&#0;&#xD800;&#x110000;&#999999999999;",
    b"&nosuch;&amp;amp;",
    b"<a href='" + b"x" * 9_000,
    b"<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;'>]>&b;",
    b"<?xml version='1.0'?>",
    b'<html xmlns="http://www.w3.org/1999/xhtml">',
    b'{"@type": "NewsArticle"}',
    b"[" * 3_000,
    b'"datePublished": "0000-00-00"',
    b"2021-02-30",
    b"9999-12-31T23:59:59+99:99",
    b"\x00" * 40,
    b"<h1 hidden>",
    b"<p style=display:none>",
    b"<o:p>",
    b"<a:b c:d='e'>",
    b"<p x\x01='1'>",
    b"<time datetime=''>",
    b"<img src='data:text/html,<script>'>",
    b"<li>" * 400,
    b" \xe2\x80\x8b",
)
_WARC_TOKENS = (
    b"WARC/1.0\r\n",
    b"WARC/1.1\r\n",
    b"\r\n\r\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: -1",
    b"WARC-Type: response\r\n",
    b"WARC-Type: revisit\r\n",
    b"WARC-Truncated: length\r\n",
    b"WARC-Target-URI: <http://a.example/>\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip, br, deflate\r\n",
    b"Content-Encoding: zstd\r\n",
    b"HTTP/1.1 200\r\n",
    b"WARC-Block-Digest: sha1:AAAA\r\n",
    b"WARC-Payload-Digest: md5:zz\r\n",
    b"\r\n ",
    b"ffffffff",
    b"WARC-Date: 0000-00-00T00:00:00Z\r\n",
    b"Content-Type: text/html; charset=utf-16\r\n",
)
_HEAD = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/ferries
Subject: =?utf-8?Q?Ferries_sail_again?=
Date: Thu, 4 Mar 2021 06:06:07 +0100
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----Edge"

------Edge
Content-Type: text/html
Content-Transfer-Encoding: 8bit
Content-Location: https://post.example/ferries

"""
_MHTML = _HEAD.replace("\n", "\r\n").encode() + PAGE + b"\r\n------Edge--\r\n"
_MHTML_TOKENS = (
    b"\r\n------Edge\r\n",
    b"------Edge--",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n",
    b"Content-Type: text/html; charset=utf-7\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: x-uuencode\r\n",
    b"charset*0*=utf-8''%ff",
    b'boundary=""',
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Date: Thu, 99 Mar 99999 06:06:07 +9999\r\n",
    b"Snapshot-Content-Location: http://[\r\n",
    b'start="<>"',
    b"begin 666 x\r\n",
)


def saved() -> st.SearchStrategy[Case]:
    """Return web pages, damaged, put together from pieces, or both."""
    pieces = st.lists(st.sampled_from(_TOKENS) | st.binary(max_size=8), max_size=30)
    made = st.tuples(pieces, st.integers(0, len(PAGE))).map(
        lambda drawn: PAGE[: drawn[1]] + b"".join(drawn[0]) + PAGE[drawn[1] :]
    )
    wide = edits(PAGE.decode().encode("utf-16"), _TOKENS)
    return (edits(PAGE, _TOKENS) | made | wide).map(lambda data: Case("x.html", data))


def mhtml() -> st.SearchStrategy[Case]:
    """Return damaged MHTML."""
    return edits(_MHTML, _MHTML_TOKENS).map(lambda data: Case("x.mhtml", data))


def _sound(words: str, number: int) -> bytes:
    return record(answer(warcs.page(words)), f"http://post.example/{number}")


_BOUNDS = _sound(FIRST, 1), _sound(SECOND, 2)


@st.composite
def _records(draw: st.DrawFn) -> bytes:
    """Return a record whose parts may each be wrong."""
    body = draw(st.sampled_from([PAGE, b"", b"plain words", PAGE * 20]))
    packing = draw(st.sampled_from(["", "gzip", "deflate", "br", "zstd", "gzip, gzip", "x" * 50]))
    body = gzip.compress(body, mtime=0) if "gzip" in packing else body
    body = zlib.compress(body) if packing == "deflate" else body
    headers = [f"Content-Encoding: {packing}"] if packing else []
    if draw(st.booleans()):
        headers.append("Transfer-Encoding: chunked")
        sizes = draw(st.lists(st.sampled_from(["5", "ffffffff", "0", "zz", "9;x=y"]), max_size=4))
        body = b"".join(f"{size}\r\n".encode() + body[:9] + b"\r\n" for size in sizes) + body
    media = draw(st.sampled_from(["text/html", "text/html; charset=utf-16", "image/png", None]))
    block = answer(body, *headers, media=media)
    return record(
        block,
        draw(
            st.sampled_from(["http://post.example/x", "https://[", "", "ftp://a/", "http://\xff"])
        ),
        kind=draw(st.sampled_from(["response", "resource", "revisit", "warcinfo", ""])),
        digest=draw(st.sampled_from(["", None, "sha1:AAAA", "md5:%", "sha256:" + "0" * 64])),
        length=draw(st.sampled_from([None, None, 0, 1, len(block) + 9, 10**17, 10**30])),
        when=draw(st.sampled_from([warcs.WHEN, "", "2021", "9999-99-99T99:99:99Z"])),
    )


def _archives() -> st.SearchStrategy[bytes]:
    return (
        _records()
        | edits(_sound("Something else.", 3), _WARC_TOKENS)
        | _records().flatmap(lambda data: edits(data, _WARC_TOKENS))
    )


def warc() -> st.SearchStrategy[Case]:
    """Return archives in which one record is damaged, between two that are sound."""
    first, second = _BOUNDS
    return _archives().map(
        lambda data: Case("x.warc", first + data + b"\r\n\r\n" + second, (FIRST, SECOND))
    )


def warc_gz() -> st.SearchStrategy[Case]:
    """Return compressed archives in which one member is damaged, before or after it is packed."""
    first, second = (gzip.compress(one, mtime=0) for one in _BOUNDS)
    inside = _archives().map(lambda data: gzip.compress(data, mtime=0))
    outside = edits(gzip.compress(_sound("Something else.", 3), mtime=0), (b"\x1f\x8b\x08\x00",))
    return (inside | outside | inside.flatmap(edits)).map(
        lambda data: Case("x.warc.gz", first + data + second, (FIRST, SECOND))
    )


@st.composite
def warc_zst(draw: st.DrawFn) -> Case:
    """Return archives packed by Zstandard, with a frame damaged, or anything of the file."""
    first, second = (warcs.zstd([one]) for one in _BOUNDS)
    inside = warcs.zstd([draw(_archives())])
    frame = draw(edits(inside, (b"\x50\x2a\x4d\x18", b"\x28\xb5\x2f\xfd")))
    if draw(st.booleans()):
        return Case("x.warc.zst", first + inside + second, (FIRST, SECOND))
    if draw(st.booleans()):
        return Case("x.warc.zst", first + frame + second, (FIRST,))
    return Case("x.warc.zst", draw(edits(warcs.zstd(_BOUNDS, _WORDS), (b"\x5d\x2a\x4d\x18",))))


_WORDS = zstandard.train_dictionary(
    2_048, [warcs.page(f"Trained on {number}.", f"Title {number}") for number in range(200)]
).as_bytes()


@st.composite
def wacz(draw: st.DrawFn) -> Case:
    """Return packages: one of their members damaged, or the package itself."""
    stream = io.BytesIO()
    packing = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    with zipfile.ZipFile(stream, "w") as package:
        name = draw(st.sampled_from(["archive/b.warc", "archive/b.warc.gz", "archive/../b.warc"]))
        first = warcs.packed(_BOUNDS[:1])
        package.writestr(
            zipfile.ZipInfo("archive/a.warc.gz"), first
        )  # of no time, so always equal
        package.writestr(zipfile.ZipInfo(name), draw(_archives()), draw(packing))
        package.writestr(zipfile.ZipInfo("archive/c.warc"), _BOUNDS[1])
    if draw(st.booleans()):
        return Case("x.wacz", stream.getvalue(), (FIRST, SECOND))
    return Case("x.wacz", draw(edits(stream.getvalue(), (b"archive/", b"PK\x01\x02"))))
