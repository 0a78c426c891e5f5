"""Reads what a person puts in the place of a slot's filler, and checks it against the text."""

import re
from collections.abc import Iterator, Sequence

from chancery.errors import UsageError
from chancery.model import AnyClaim, Correction, Document, Evidence, cite
from chancery.pipeline.review.slots import (
    NEEDED,
    filling,
    holds_one,
    slots_for,
    value_of,
    values_for,
)
from chancery.pipeline.review.wanted import Wanted
from chancery.stages.corroborate.readings import about_of

_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")


def make_correction(claim: AnyClaim, document: Document, wanted: Wanted) -> Correction:
    """Return what a slot holds now and what a person says that it should.

    Raises:
        UsageError: there is no such slot or value, the words do not stand in the document or
            stand there more than once, or nothing would change.
    """
    slot, about = wanted.slot, about_of(claim)
    if slot is None or slot not in slots_for(about):
        message = (
            f"a {about} has no slot {slot!r} to correct; it has {', '.join(slots_for(about))}"
        )
        raise UsageError(message)
    if values := values_for(about, slot):
        return _of_value(claim, slot, wanted, values)
    if wanted.value is not None:
        message = f"{slot} is filled with words of the text, and not with a value"
        raise UsageError(message)
    after = _words(claim, document, wanted)
    _check(slot, after, wanted)
    before = filling(claim, slot)
    if before == after:
        message = f"{slot} is filled with these words already; `accept` says that it is right"
        raise UsageError(message)
    return Correction(slot=slot, before=before, after=after)


def _of_value(claim: AnyClaim, slot: str, wanted: Wanted, values: Sequence[str]) -> Correction:
    before = value_of(claim, slot)
    if wanted.spans or wanted.words or wanted.empty or wanted.value not in values:
        message = f"{slot} has a value, which is one of {', '.join(values)}"
        raise UsageError(message)
    if before == wanted.value:
        message = f"{slot} is {before} already; `accept` says that it is right"
        raise UsageError(message)
    return Correction(slot=slot, value_before=before, value_after=wanted.value)


def _check(slot: str, after: Sequence[Evidence], wanted: Wanted) -> None:
    """Raise where a slot is to hold what it cannot."""
    if bool(after) == wanted.empty:
        message = f"say what fills {slot}: words, a span, or that nothing does; one of them"
        raise UsageError(message)
    if not after and slot in NEEDED:
        message = f"without {slot} the claim says nothing; `reject` says that it is wrong"
        raise UsageError(message)
    if len(after) > 1 and holds_one(slot):
        message = f"{slot} holds one run of words; {len(after)} are given"
        raise UsageError(message)


def _words(claim: AnyClaim, document: Document, wanted: Wanted) -> tuple[Evidence, ...]:
    """Return the words that are given, in text order, each once."""
    spans = [_span(one, document) for one in wanted.spans]
    spans += [_place(one, claim, document) for one in wanted.words]
    return tuple(cite(document.id, document.text, *one) for one in sorted(set(spans)))


def _span(text: str, document: Document) -> tuple[int, int]:
    found = _SPAN.fullmatch(text)
    start, end = (int(found[1]), int(found[2])) if found else (0, 0)
    if not document.text[start:end].strip() or end > len(document.text):
        message = (
            f"{text!r} is no span of {document.id}: write START:END, of characters 0 to "
            f"{len(document.text)}"
        )
        raise UsageError(message)
    return start, end


def _place(words: str, claim: AnyClaim, document: Document) -> tuple[int, int]:
    """Return where words stand: in the claim's sentences if they do, else in the document."""
    everywhere = list(_places(words, document.text))
    near = [
        at
        for at in everywhere
        if any(one.start <= at and at + len(words) <= one.end for one in claim.evidence)
    ]
    found = near or everywhere
    if len(found) == 1:
        return found[0], found[0] + len(words)
    if not found:
        message = f"{words!r} does not stand in {document.id}, letter by letter"
        raise UsageError(message)
    spans = ", ".join(f"{at}:{at + len(words)}" for at in found[:9])
    message = f"{words!r} stands {len(found)} times; give one of the spans {spans}"
    raise UsageError(message)


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
