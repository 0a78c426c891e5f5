"""Makes points of gold claims: mentions of events in ECB+, and the pairs of bench/gold.

What the gold does not mark of a claim (who acts, when) is what the product finds in its place.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gold"))  # merged, likewise
sys.path.insert(0, str(Path(__file__).resolve().parent))  # claims_found, likewise

from claims_found import claims_in
from gold_read import Read, read_text
from merged import Pair, Side, read_pairs
from msgspec.structs import replace

from chancery.knowledge.measures import quantity_lexicon
from chancery.model import (
    Annotation,
    Belonging,
    Claim,
    Commitment,
    DateValue,
    Document,
    Event,
    Evidence,
    Figure,
    Meeting,
    Modality,
    Occurrence,
    Point,
    Referent,
    Span,
    Statement,
    Trigger,
    claim_id,
)
from chancery.pipeline.one import date_one
from chancery.ports import TextReader
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.keys import with_keys
from chancery.stages.corroborate.points import Setting, cut, make_point, topical
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged
from chancery.text.page import Page, overlap
from chancery.text.quantities import find_quantities
from chancery.text.sentences import sentences
from training.persons import annotation, document

DAY = 10  # characters of a day, with which the folders of t17 are named


class Mention(NamedTuple):
    """A gold mention of an event in ECB+, as it is compared."""

    point: Point
    topic: int
    episode: str
    chain: str


class Told(NamedTuple):
    """A pair of gold claims, as they are compared."""

    pair: Pair
    a: Point
    b: Point


def ecb_mentions(path: Path, reader: TextReader, most: int | None = None) -> Iterator[Mention]:
    """Yield the mentions of events of the corpus, or of its first documents."""
    with path.open(encoding="utf-8") as file:
        for line in list(file)[:most]:
            row = json.loads(line)
            reading = reader.read(row["text"], sentences(row["text"]))
            yield from mentions(row, annotation(row, reading))


def mentions(row: Mapping[str, Any], found: Annotation) -> Iterator[Mention]:
    """Yield the mentions of events of one document that was read."""
    page = Page(document(dict(row)), found, None)
    binder = local_binder(page.document, find_referents(page.document, found, packaged()))
    setting = Setting(page=page, binder=binder, common=topical(page))
    for one in row["mentions"]:
        if "ACTION" in one["type"]:
            span = (one["start"], one["end"])
            trigger = _trigger(page, span)
            modality: Modality = "negated" if one["type"].startswith("NEG") else "asserted"
            event = binder.bind(_event(page, span, trigger, modality))
            point = make_point(event, setting)
            point = point if trigger else with_keys(replace(point, sort=""))
            yield Mention(point, row["topic"], row["event"], one["chain"])


def gold_pairs(data: Path, reader: TextReader) -> Iterator[Told]:
    """Yield the pairs of bench/gold with their points."""
    pairs = read_pairs(data=data)
    pages: dict[tuple[str, str], _Read] = {}
    with tempfile.TemporaryDirectory() as folder:
        for pair in pairs:
            for side in pair.sides:
                key = (side.corpus, side.document)
                if key not in pages:
                    pages[key] = _Read(side, reader, Path(folder))
            a, b = (
                pages[side.corpus, side.document].point(pair.kind, side) for side in pair.sides
            )
            yield Told(pair, *sorted((a, b), key=lambda one: one.claim))


class _Read:
    """A document of the pairs, with all claims that the product finds in it."""

    def __init__(self, side: Side, reader: TextReader, folder: Path) -> None:
        read = read_text(side.text, reader, folder)
        if read is None or read[0].text != side.text:
            message = f"{side.document}: not the text that was marked"
            raise ValueError(message)
        made, found = read
        made = _dated(made, side)
        dates = date_one(made, found)
        referents = find_referents(made, found, packaged())
        self._page = Page(made, found, dates)
        self._binder = local_binder(made, referents)
        self._setting = Setting(
            page=self._page, binder=self._binder, dates=dates, common=topical(self._page)
        )
        self._claims = list(claims_in(Read({}, made, found, dates, referents)))

    def point(self, kind: str, side: Side) -> Point:
        """Return the point of a gold claim."""
        claim = self._binder.bind(self._claim(kind, side))
        point = make_point(claim, self._setting)
        read = not isinstance(claim, Event) or claim.producer != "gold" or claim.actors
        return point if read else with_keys(replace(point, sort=""))

    def _claim(self, kind: str, side: Side) -> Claim:
        """Return the claim that the product finds where a gold claim is, or one as marked."""
        own = MAKES[kind](self._page, side)
        alike = [
            (shared, one.id, one)
            for one in self._claims
            if isinstance(one, type(own)) and (shared := _shared(own, one))
        ]
        if not alike:
            return own
        best = max(alike, key=lambda one: one[:2])[2]
        return replace(best, id=own.id, evidence=own.evidence)


def _shared(own: Claim, other: Claim) -> int:
    """Return how many code points the words of two claims of one kind share."""
    spans = [
        [(each.start, each.end) for each in (*cut(one).head, *cut(one).told[:2])]
        if not isinstance(one, Figure)
        else [(one.written.start, one.written.end)]
        for one in (own, other)
    ]
    if isinstance(own, Event | Meeting):
        spans = [[(each.start, each.end) for each in cut(one).head] for one in (own, other)]
    return sum(overlap(mine, theirs) for mine in spans[0] for theirs in spans[1])


def _dated(made: Document, side: Side) -> Document:
    """Return the document with the day of its folder, where the corpus is sorted by days."""
    if not side.corpus.startswith("t17/"):
        return made
    day = side.document[:DAY]
    published = DateValue(start=day, end=day, precision="day", basis="stated")
    return replace(made, published=published)


def local_binder(made: Document, referents: Iterable[Referent]) -> Binder:
    """Return the entities of one document alone; those of one name are one in all documents."""
    own = list(referents)
    return Binder(made.text, own, [_alone(one) for one in own])


def _alone(one: Referent) -> Belonging:
    word = one.name.split()[-1] if one.type == "person" else one.name
    return Belonging(
        id=one.id,
        document=one.document,
        entity=f"{one.type} {word.lower()}",
        type=one.type,
        name=one.name,
        actor=next((each.actor for each in one.known if each.certain), None),
        referents=(one.id,),
    )


def _event(page: Page, span: Span, trigger: Trigger | None, modality: Modality) -> Event:
    return Event(
        **_common("event", page, span, page.evidence([span])) | {"modality": modality},  # type: ignore[arg-type]
        trigger=page.cite(span),
        scheme="none",
        root=trigger.root if trigger else "CONSULT",
        actors=page.parties(trigger.actor) if trigger else (),
        recipients=page.parties(trigger.recipient) if trigger else (),
        place=page.parties(trigger.where) if trigger else (),
    )


def _common(
    kind: str, page: Page, span: Span, evidence: Sequence[Evidence], *parts: str
) -> dict[str, object]:
    """Return what gold claims of all kinds have; `parts` tell one from others of its span."""
    return {
        "id": claim_id(kind, page.document.id, span, *parts),
        "document": page.document.id,
        "evidence": tuple(evidence),
        "modality": "asserted",
        "confidence": 1.0,
        "producer": "gold",
    }


def _as_marked(kind: str, page: Page, side: Side) -> dict[str, object]:
    return _common(kind, page, side.head[0], page.cite_all(side.evidence), "gold")


def _trigger(page: Page, span: Span) -> Trigger | None:
    found = [one for one in page.annotation.triggers if overlap((one.start, one.end), span)]
    return max(found, key=lambda one: one.confidence, default=None)


def _statement(page: Page, side: Side) -> Statement:
    words = page.cite_all(side.head)
    speaker = page.parties(side.slots.get("speaker", ()))
    cue = next(iter(page.cite_all(side.slots.get("cue", ()))), None)
    evidence = page.cite_all(side.evidence)
    return Statement(
        **_as_marked("statement", page, side),  # type: ignore[arg-type]
        speaker=speaker,
        words=words,
        style="indirect",
        cue=cue,
        cue_class="says",
        occurrences=(Occurrence(evidence=evidence, speaker=speaker, words=words, cue=cue),),
    )


def _plain_event(page: Page, side: Side) -> Event:
    event = _event(page, side.head[0], _trigger(page, side.head[0]), "asserted")
    return replace(event, evidence=page.cite_all(side.evidence))


def _meeting(page: Page, side: Side) -> Meeting:
    return Meeting(
        **_as_marked("meeting", page, side),  # type: ignore[arg-type]
        trigger=page.cite(side.head[0]),
        parties=(),
    )


def _commitment(page: Page, side: Side) -> Commitment:
    return Commitment(
        **_as_marked("commitment", page, side),  # type: ignore[arg-type]
        type="pledge",
        by=(),
        content=page.cite_all(side.head),
        cue=next(iter(page.cite_all(side.slots.get("cue", ()))), None),
    )


def _figure(page: Page, side: Side) -> Figure:
    written = page.cite(side.head[0])
    found = find_quantities(page.text, quantity_lexicon())
    read = next((one for one in found if overlap(one.number, side.head[0])), None)
    return Figure(
        **_as_marked("figure", page, side),  # type: ignore[arg-type]
        written=written,
        low=read.low if read else None,
        high=read.high if read else None,
        modifier="stated",
        unit="count",
        counts=page.cite_all(side.slots.get("counts", ())),
    )


MAKES: Mapping[str, Callable[[Page, Side], Claim]] = {
    "statement": _statement,
    "event": _plain_event,
    "meeting": _meeting,
    "commitment": _commitment,
    "figure": _figure,
}
