"""What people decided as examples to train on: a window of text, its spans, and the label."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from chancery.model import (
    Anchor,
    Correction,
    Decision,
    Document,
    Evidence,
    Modality,
    ReviewState,
    SlotWords,
)
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.review.anchors import Home, Homes, carry, make_anchor
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.standing import standing, state_of, verdicts
from chancery.store.dossier import Dossier

SCHEMA = "chancery.review/1"
AROUND = 300  # characters before and behind the sentences of a claim, up to the ends of lines


class ExampleSpan(msgspec.Struct, frozen=True, kw_only=True):
    """Words that fill a slot: `start`, `end` in code points of the example's text, half-open."""

    slot: str
    start: int
    end: int
    quote: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How a claim reads: its kind or type, its modality, and its slots, by slot and place."""

    sort: str
    modality: Modality
    spans: tuple[ExampleSpan, ...]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One claim by the word of one reviewer."""

    schema: Literal["chancery.review/1"]
    decision: str  # id of the decision that the label comes from
    who: str
    at: str  # ISO 8601, UTC
    label: ReviewState  # accepted, corrected or rejected
    disputed: bool  # another reviewer holds otherwise
    reason: str
    about: str  # commitment, event, figure, meeting or statement
    uri: str  # of the document
    document: str  # id
    start: int  # of the text, in code points of the document
    text: str
    sentences: tuple[tuple[int, int], ...]  # those that the claim rests on
    found: Reading  # what the build had read
    right: Reading | None  # what the reviewer holds right; null: nothing of it


def examples(dossier: Dossier, overlay: Overlay) -> Iterator[Example]:
    """Yield an example for each claim and reviewer, in the order of the claims' first decisions.

    Claims whose document the dossier no longer holds are left out, unless they have moved.
    """
    by_claim: dict[str, list[tuple[Anchor, Decision]]] = {}
    for one in standing(overlay.decisions):
        for anchor in one.anchors:
            by_claim.setdefault(anchor.claim, []).append((anchor, one))
    for held in by_claim.values():
        anchor, document = _at_home(dossier, held[-1][0], overlay.homes.of(held[-1][0]))
        if document is not None:
            carried = _carried(dossier, held, overlay.homes)
            yield from _of_claim(anchor, document, carried)


def _at_home(dossier: Dossier, anchor: Anchor, home: Home) -> tuple[Anchor, Document | None]:
    """Return a claim as it was decided on, in the document that the dossier holds."""
    found = next(dossier.where(Document, "id = ?", anchor.document), None)
    if found is not None or home.claim is None or home.found != "moved":
        return anchor, found
    claim = dossier.get(CLAIMS[anchor.about], home.claim)
    moved = dossier.get(Document, claim.document)
    return make_anchor(claim, moved), moved


def _carried(
    dossier: Dossier, held: Iterable[tuple[Anchor, Decision]], homes: Homes
) -> Iterator[Decision]:
    """Yield the decisions on a claim, their corrections in the text of its document."""
    for anchor, one in held:
        correction = one.correction and carry(dossier, anchor, homes.of(anchor), one.correction)
        if one.correction is None or correction is not None:
            yield replace(one, correction=correction)


def _of_claim(
    anchor: Anchor, document: Document, decisions: Iterable[Decision]
) -> Iterator[Example]:
    said = verdicts(decisions)
    for one in said:
        right = None if one.state == "rejected" else _corrected(anchor, one.corrections)
        shown = [*anchor.evidence, *_words(anchor), *(_words(right) if right else ())]
        start, end = window(document.text, shown)
        yield Example(
            schema="chancery.review/1",
            decision=one.decision,
            who=one.who,
            at=one.at,
            label=one.state,
            disputed=state_of(said) == "disputed",
            reason=one.reason,
            about=anchor.about,
            uri=document.uri,
            document=document.id,
            start=start,
            text=document.text[start:end],
            sentences=tuple((each.start - start, each.end - start) for each in anchor.evidence),
            found=_reading(anchor, start),
            right=_reading(right, start) if right else None,
        )


def _corrected(anchor: Anchor, corrections: Iterable[Correction]) -> Anchor:
    """Return how a claim reads with the words and values that a reviewer gave it."""
    for one in corrections:
        if one.slot == "sort":
            anchor = replace(anchor, sort=(one.value_after or "").lower())
        elif one.slot == "modality":
            anchor = replace(anchor, modality=one.value_after)
        else:
            others = [each for each in anchor.slots if each.slot != one.slot]
            given = [SlotWords(slot=one.slot, evidence=each) for each in one.after]
            anchor = replace(anchor, slots=tuple(sorted([*others, *given], key=_by_place)))
    return anchor


def window(text: str, shown: Iterable[Evidence]) -> tuple[int, int]:
    """Return the lines that hold the words, and those around as far as `AROUND`."""
    spans = [(one.start, one.end) for one in shown]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    start = text.find("\n", max(0, first - AROUND), first) + 1 if first > AROUND else 0
    end = text.rfind("\n", last, last + AROUND)
    return start or max(0, first - AROUND), end if end > last else min(len(text), last + AROUND)


def _reading(anchor: Anchor, start: int) -> Reading:
    return Reading(
        sort=anchor.sort,
        modality=anchor.modality,
        spans=tuple(
            ExampleSpan(
                slot=one.slot,
                start=one.evidence.start - start,
                end=one.evidence.end - start,
                quote=one.evidence.quote,
            )
            for one in anchor.slots
        ),
    )


def _words(anchor: Anchor) -> Iterator[Evidence]:
    return (one.evidence for one in anchor.slots)


def _by_place(one: SlotWords) -> tuple[str, int, int]:
    return one.slot, one.evidence.start, one.evidence.end
