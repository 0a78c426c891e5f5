"""Reads a feed into its entries: the only door to feedparser."""

import html
import io
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

import feedparser

from chancery.model import FeedNote
from chancery.sources.feeds.addresses import join_link
from chancery.sources.feeds.markup import looks_like_feed, read_markup
from chancery.sources.flaw import Flaw
from chancery.text.addresses import host_of, tidy_address

_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']([^"'<>\s]+)["']""", re.IGNORECASE)
_MARKUP_TYPES = ("text/html", "application/xhtml+xml")
MAX_VALUE = 2_000  # choice: characters of a title or name; a longer one is no name

# What feedparser raises on broken markup instead of passing it over, found by changing bytes.
_FAULTS = (LookupError, ValueError, AttributeError, TypeError, ArithmeticError, RecursionError)

Fields = Mapping[str, object]


class Entry(NamedTuple):
    """One entry: what the feed says of it, and the text that the feed itself holds."""

    note: FeedNote
    identity: str | None  # guid or id
    content: str  # HTML; empty where there is none
    number: int  # from 1


class Feed(NamedTuple):
    """What a feed says of itself, and its entries in its own order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(
    data: bytes, feed: str, *, base: str | None = None, charset: str | None = None
) -> Feed | Flaw:
    """Return the feed; `feed` is what its entries name it by, `base` what relative links join.

    A flaw is `malformed` where it is neither RSS nor Atom, else one of `read_markup`.
    """
    text = read_markup(data, charset=charset)
    if isinstance(text, Flaw):
        return text
    if not looks_like_feed(text[:65_536].encode("utf-8", "replace")):
        return Flaw("malformed", f"it is neither RSS nor Atom; {_advise(text, base)}")
    try:
        parsed = _parse(text, base)
    except _FAULTS as error:
        return Flaw("malformed", f"feedparser cannot read it: {type(error).__name__} ({error})")
    about = cast("Fields", parsed["feed"])
    entries = cast("list[Fields]", parsed["entries"])
    home = _address(about.get("link"), base)
    frame = _Frame(feed, base, home, _text(about, "title"), _text(about, "language"))
    return Feed(
        title=frame.title,
        entries=tuple(_entry(one, frame, number) for number, one in enumerate(entries, start=1)),
    )


class _Frame(NamedTuple):
    """What the feed says that holds for each of its entries."""

    feed: str
    base: str | None
    home: str | None  # the site's own address
    title: str | None
    language: str | None


def _parse(text: str, base: str | None) -> Fields:
    """Return feedparser's answer; it is given bytes in memory, so it opens nothing by itself."""
    headers = {"content-type": "application/xml; charset=utf-8"}
    if base is not None:
        headers["content-location"] = base
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,  # what comes out is read as a page, never shown as one
    )
    return cast("Fields", parsed)


def _entry(one: Fields, frame: _Frame, number: int) -> Entry:
    link = _link(one, frame)
    note = FeedNote(
        feed=frame.feed,
        link=link,
        title=_text(one, "title"),
        published=_text(one, "published"),
        updated=_updated(one),
        author=_text(one, "author"),
        outlet=_outlet(one, frame, link),
        language=_language(one, frame),
    )
    return Entry(note, _text(one, "id"), _content(one), number)


def _updated(one: Fields) -> str | None:
    """Return when it was changed; feedparser itself would give the day of publication instead."""
    return _text(dict(one.items()), "updated")


def _link(one: Fields, frame: _Frame) -> str | None:
    """Return the article's address: the original's, where a service stands between."""
    for name in ("feedburner_origlink", "link"):
        address = _address(one.get(name), frame.base or frame.home)
        if address is not None:
            return address
    return None


def _address(given: object, base: str | None) -> str | None:
    if not isinstance(given, str) or not given.strip():
        return None
    return tidy_address(join_link(base, given.strip()))


def _outlet(one: Fields, frame: _Frame, link: str | None) -> str | None:
    """Return who the entry says it is from, else the feed's title if it is of the same site."""
    source = one.get("source")
    named = _text(cast("Fields", source), "title") if isinstance(source, Mapping) else None
    if named is not None:
        return named
    sites = [address for address in (frame.home, frame.base) if address]
    return frame.title if link and any(_same_site(link, site) for site in sites) else None


def _same_site(one: str, other: str) -> bool:
    """Say whether two hosts are one, or one lies below the other, "www." aside."""
    first, second = (host_of(each) for each in (one, other))
    first, second = first.removeprefix("www."), second.removeprefix("www.")
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _language(one: Fields, frame: _Frame) -> str | None:
    detail = one.get("title_detail")
    own = _text(cast("Fields", detail), "language") if isinstance(detail, Mapping) else None
    return own or frame.language


def _content(one: Fields) -> str:
    """Return the longest text that the entry holds, as HTML."""
    return max(_contents(one), key=len, default="")


def _contents(one: Fields) -> Iterator[str]:
    parts = one.get("content")
    details = [*(cast("list[object]", parts) if isinstance(parts, list) else [])]
    details.append(one.get("summary_detail"))
    for detail in details:
        if isinstance(detail, Mapping):
            fields = cast("Fields", detail)
            value, kind = fields.get("value"), fields.get("type")
            if isinstance(value, str):
                yield value if kind in _MARKUP_TYPES else html.escape(value, quote=False)


def _text(one: Fields, name: str) -> str | None:
    """Return a value as plain text in one line, None where it is blank or far too long."""
    value = one.get(name)
    if not isinstance(value, str):
        return None
    plain = " ".join(html.unescape(_TAG.sub("", value)).split())
    return plain if 0 < len(plain) <= MAX_VALUE else None


def _advise(text: str, base: str | None) -> str:
    """Return what to do instead; a page that names its feed is quoted."""
    for link in _LINK.findall(text):
        href = _HREF.search(link)
        if href and _FEED_TYPE.search(link):
            return f"it is a page whose feed is {join_link(base, html.unescape(href[1]))}"
    return "name the address of the feed itself, not of a page"
