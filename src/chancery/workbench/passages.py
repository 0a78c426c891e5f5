"""Words in their paragraph: cut flat at every edge of what is marked, so that marks may cross."""

from collections.abc import Iterable, Sequence

import msgspec

from chancery.model import Claim, Document, Evidence, Span
from chancery.model.quotes import quotes_in
from chancery.wording.marks import Mark, cut, outermost

AROUND = 400  # characters shown on each side where no paragraph ends before
BESIDES = ("/follow_up/", "/occurrences/")  # parts of a claim that fill no slot of its own
SENTENCE = "evidence"  # the slot that holds the whole sentences of a claim


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that no mark begins or ends in, and the names of those that cover it."""

    text: str
    marks: tuple[str, ...]
    start: int  # code points of the document


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a document, or the part around what is marked."""

    start: int
    end: int
    cut_before: bool  # whether the paragraph begins before it
    cut_after: bool
    segments: tuple[Segment, ...]


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A span with the name of what it fills."""

    name: str
    start: int
    end: int


def passages(document: Document, claim: Claim) -> tuple[Passage, ...]:
    """Return the paragraphs that a claim rests on, its sentences and slots marked."""
    return around(document.text, [spot_of(one) for one in claim.evidence], spots(claim))


def around(text: str, shown: Sequence[Spot], also: Iterable[Spot]) -> tuple[Passage, ...]:
    """Return the paragraphs that hold the spans shown, with all that is marked in them."""
    marked = [*shown, *also]
    found: list[list[int]] = []
    for start, end in sorted(_paragraph(text, one.start, one.end) for one in shown):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return tuple(_passage(text, start, end, marked) for start, end in found)


def spots(claim: Claim) -> list[Spot]:
    """Return every span that fills a slot of a claim, named by the slot."""
    return [
        Spot(name=place.split("/")[1], start=span["start"], end=span["end"])
        for place, span in quotes_in(msgspec.to_builtins(claim))
        if span["document"] == claim.document and not place.startswith(BESIDES)
    ]


def spot_of(one: Evidence, name: str = SENTENCE) -> Spot:
    """Return the span of evidence."""
    return Spot(name=name, start=one.start, end=one.end)


def segments(text: str, start: int, end: int, marked: Iterable[Spot]) -> tuple[Segment, ...]:
    """Return the segments that tile a span of a text."""
    marks = [
        Mark(start=one.start, end=one.end, layer="content", name=one.name, kind="", says="")
        for one in marked
    ]
    return tuple(
        Segment(
            text=text[piece.start : piece.end],
            marks=tuple(dict.fromkeys(mark.name for mark in piece.marks)),
            start=piece.start,
        )
        for piece in cut(sorted(marks, key=outermost), start, end)
    )


def _passage(text: str, start: int, end: int, marked: Iterable[Spot]) -> Passage:
    return Passage(
        start=start,
        end=end,
        cut_before=start > 0 and text[start - 1] not in "\r\n",
        cut_after=end < len(text) and text[end] not in "\r\n",
        segments=segments(text, start, end, marked),
    )


def _paragraph(text: str, start: int, end: int) -> Span:
    """Return the paragraph around a span, or as many whole words of it as are near."""
    low = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    ends = [at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0]
    high = min(ends, default=len(text))
    if start - low > AROUND:
        low = max(start - AROUND, 0)
        low = text.find(" ", low, start) + 1 or low
    if high - end > AROUND:
        high = end + AROUND
        high = max(text.rfind(" ", end, high), end)
    return low, high
