"""The hits of a watch as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from chancery import __version__
from chancery.model import Watch, make_id
from chancery.pipeline.watches import Hit
from chancery.pipeline.watching import tell_sought

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100  # of one feed: its readers keep what they have seen
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_feed(
    watch: Watch, hits: Iterable[Hit], *, finished: dict[int, str], address: str, base: str
) -> bytes:
    """Return the feed in UTF-8: an entry for each hit, whose id is for good.

    `finished` is when each build ended, `address` that of the feed, `base` of the server whose
    pages entries link to.
    """
    register_namespace("", ATOM)
    feed = Element(f"{{{ATOM}}}feed")
    entries = [_entry(one, finished.get(one.build, watch.added), base) for one in hits]
    _add(feed, "id", _urn(make_id("watch", [watch.name, watch.added])))
    _add(feed, "title", f"{watch.name}: {tell_sought(watch.sought)}")
    updated = max((time for time, _ in entries), default=_moment(watch.added))
    _add(feed, "updated", _written(updated))
    _add(SubElement(feed, f"{{{ATOM}}}author"), "name", "Chancery")
    _add(feed, "generator", "Chancery", version=__version__)
    _add(feed, "link", None, rel="self", type="application/atom+xml", href=address)
    feed.extend(entry for _, entry in entries)
    made: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _entry(hit: Hit, finished: str, base: str) -> tuple[datetime, Element]:
    entry = Element(f"{{{ATOM}}}entry")
    updated = _moment(finished)
    _add(entry, "id", _urn(hit.id))
    _add(entry, "title", hit.text)
    _add(entry, "updated", _written(updated))
    kind = "findings" if hit.about else "documents"
    _add(entry, "link", None, rel="alternate", href=f"{base}/{kind}/{quote(hit.record)}")
    if hit.about:
        _add(entry, "category", None, term=hit.about)
    _add(entry, "summary", _summary(hit))
    return updated, entry


def _summary(hit: Hit) -> str:
    words = " ".join(hit.evidence.quote.split())
    named = f"{hit.title} ({hit.uri})" if hit.title else hit.uri
    due = f" Due {hit.due}." if hit.due else ""
    return f"“{words}” — {named}, characters {hit.evidence.start} to {hit.evidence.end}.{due}"


def _add(parent: Element, name: str, text: str | None, **attributes: str) -> None:
    plain = {key: _legal(value) for key, value in attributes.items()}
    SubElement(parent, f"{{{ATOM}}}{name}", plain).text = None if text is None else _legal(text)


def _legal(text: str) -> str:
    """Return a text with a replacement character for what XML 1.0 cannot hold, even escaped."""
    return NO_XML.sub("\ufffd", text)


def _urn(identity: str) -> str:
    return f"urn:chancery:{quote(identity)}"


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _written(moment: datetime) -> str:
    """Return an RFC 3339 time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
