"""PLOVER JSON: coded events with their mentions, one event a line."""

from typing import Any, BinaryIO, ClassVar

import msgspec

from chancery.exports.coded import QUADS, Coded, Coding
from chancery.exports.cut import FLAG, Cut
from chancery.exports.held import Heading, Library
from chancery.exports.streamed import write_lines
from chancery.model import Event, Evidence, Party
from chancery.ports.export import Content, Written

Made = dict[str, Any]


class Plover:
    """Writes `{"id": …, "version": …, "root": …, …}`, one event a line, by the finding's id."""

    name: ClassVar[str] = "plover"
    suffix: ClassVar[str] = ".jsonl"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the events."""
        library, coding = Library(content), Coding(content)
        made = (self._event(one, library) for one in coding.events())
        count = write_lines(stream, map(msgspec.json.encode, made))
        left = (*coding.left_out, *self._cut.left_out)
        return Written(records=count, of="events", left_out=left)

    def _event(self, one: Coded, library: Library) -> Made:
        time, kind = one.time, one.kind
        return {
            "id": one.id,
            "version": one.scheme,
            "date": one.day or None,
            "date_start": time.start if time else None,
            "date_end": time.end if time else None,
            "date_precision": time.precision if time else "unknown",
            "date_basis": time.basis if time else "unknown",
            "root": one.root,
            "mode": one.mode,
            "context": one.context,
            "quad": kind.quad,
            "quad_name": QUADS[kind.quad - 1],
            "cameo": one.cameo,
            "cameo_root": (one.cameo or kind.cameo)[:2],
            "mapping": {"older": kind.older},
            "actor": [self._party(each, library) for each in one.actors],
            "recipient": [self._party(each, library) for each in one.recipients],
            "place": [self._place(each, library) for each in one.place],
            "verbal": one.verbal,
            "several_occasions": one.finding.often,
            "finding": one.finding.id,
            "independent_sources": one.finding.independent,
            "at_most_independent_sources": one.finding.upper_bound,
            "mentions": [self._mention(each, library) for each in one.claims],
        }

    def _party(self, one: Party, library: Library) -> Made:
        named = library.named(one)
        return {
            "name": named.name if named else None,
            "entity": named.id if named else None,
            "of": one.entity if not named else None,
            "actor": library.actor(one) or None,
            "country": library.country(one) or None,
            "words": self._span(one.evidence),
            "introduced": self._span(one.introduced) if one.introduced else None,
        }

    def _place(self, one: Party, library: Library) -> Made:
        guess = library.place(one)
        return {
            **self._party(one, library),
            "geonames": guess.geonames if guess else None,
            "place": guess.name if guess else None,
            "latitude": guess.latitude if guess else None,
            "longitude": guess.longitude if guess else None,
        }

    def _mention(self, one: Event, library: Library) -> Made:
        document = library.documents.get(one.document)
        return {
            "event": one.id,
            "document": one.document,
            "path": document.path or document.uri,
            "address": document.address,
            "sha256": document.sha256,
            "publisher": document.outlet.value if document.outlet else None,
            "published": self._published(document),
            "modality": one.modality,
            "confidence": one.confidence,
            "text": [self._span(each) for each in one.evidence],
            "trigger": self._span(one.trigger) if one.trigger else None,
        }

    def _published(self, document: Heading) -> Made | None:
        one = document.published
        return None if one is None else {"start": one.start, "end": one.end, "basis": one.basis}

    def _span(self, one: Evidence) -> Made:
        made = {
            "document": one.document,
            "start": one.start,
            "end": one.end,
            "quote": self._cut.exact(one.quote),
        }
        return {**made, FLAG: True} if self._cut.is_cut(one.quote) else made
