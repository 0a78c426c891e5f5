"""Turns passages into windows with labels by piece, as the heads need them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chancery.inference.focus import ATTRIBUTION_VIEW, EVENT_VIEW, view
from chancery.inference.labels import (
    ATTRIBUTION_ROLES,
    CUES,
    EVENT_CLASSES,
    EVENT_ROLES,
    MERGED,
    SCHEMES,
)
from chancery.inference.pieces import CLS, NO_CASE, SEP, Pieces, core_end, cut
from chancery.inference.read import framed
from training.corpora import Happened, Passage, Said, Span

SIZE = 256  # pieces of a window, with CLS and SEP
WHERE_AND_TIME = (5, 6, 7, 8)  # tags of event roles that plv does not annotate
UNKNOWN = -100  # a class that is not annotated

Integers = NDArray[np.int64]


@dataclass
class Question:
    """One cue or trigger of a window, with what is to be said of it.

    Arrays are by piece of its view, which begins at `low`.
    """

    low: int
    marks: Integers
    tags: Integers | None
    classes: dict[str, int] = field(default_factory=dict)
    open_roles: tuple[int, ...] = ()  # tags that the corpus does not annotate


@dataclass
class Example:
    """A window: pieces (L,), labelled spans by scheme as (first, width - 1, type), questions."""

    ids: Integers
    shapes: Integers
    states: Integers
    spans: dict[str, Integers] = field(default_factory=dict)
    said: list[Question] = field(default_factory=list)
    happened: list[Question] = field(default_factory=list)
    quad: int = UNKNOWN
    offset: int = 0  # of the window's first piece in the document, less the CLS
    sentence: tuple[int, int] | None = None  # pieces whose mean is to match the base model's

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class Item:
    """What goes into one batch together: the windows of a document, or a single window."""

    examples: list[Example]
    passage: Passage | None = None  # for chains
    pieces: Pieces | None = None

    def __len__(self) -> int:
        return sum(len(one) for one in self.examples)


class Cutter:
    """Cuts passages into pieces, once each."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, Pieces] = {}

    def __call__(self, text: str) -> Pieces:
        """Return the pieces of a text."""
        if text not in self.known:
            self.known[text] = cut(self.tokenizer, text)
        return self.known[text]


def items(passage: Passage, cutter: Cutter, draw: random.Random) -> Iterator[Item]:
    """Yield the items of a passage; where a document is cut differs from draw to draw."""
    pieces = cutter(passage.text)
    cuts = list(_cuts(pieces, draw))
    examples = [_example(passage, pieces, low, high) for low, high in cuts]
    if passage.chains is not None:
        yield Item(examples, passage, pieces)
        return
    for example in examples:
        yield Item([example])


def _cuts(pieces: Pieces, draw: random.Random) -> Iterator[tuple[int, int]]:
    low, count = 0, len(pieces)
    room = SIZE - 2
    if count > room:
        first = core_end(pieces, 0, draw.randint(room // 4, room))
        yield 0, first
        low = first
    while low < count:
        high = count if count - low <= room else core_end(pieces, low, low + room)
        yield low, high
        low = high


def _example(passage: Passage, pieces: Pieces, low: int, high: int) -> Example:
    example = Example(
        ids=framed(pieces.ids[low:high], CLS, SEP),
        shapes=framed(pieces.shapes[low:high], NO_CASE, NO_CASE),
        states=framed(pieces.states[low:high], 0, 0),
        offset=low - 1,
    )
    place = _Place(pieces, low, high)
    for scheme, spans in passage.spans.items():
        example.spans[scheme] = _labelled(scheme, spans, place)
    size = len(example)
    example.said = [one for said in passage.said or () if (one := _said(said, place, size))]
    partial = passage.corpus == "plv"
    happened = (_happened(event, place, size, partial=partial) for event in passage.happened or ())
    example.happened = [one for one in happened if one]
    if passage.quad is not None:
        example.quad = passage.quad
    return example


def _labelled(scheme: str, spans: list[tuple[int, int, str]], place: "_Place") -> Integers:
    """Return (spans, 3): first piece, width - 1 and type of those that the window can hold."""
    types, widest = SCHEMES[scheme]
    rows = []
    for start, end, label in spans:
        at = place.whole((start, end))
        if at and at[1] - at[0] <= widest and label in types:
            rows.append((at[0], at[1] - at[0] - 1, types.index(label)))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _said(said: Said, place: "_Place", size: int) -> Question | None:
    """Return what is asked of a cue, None where it does not stand in the window whole."""
    at = place.whole(said.cue)
    if not at:
        return None
    seen = slice(*view(at[0], size, ATTRIBUTION_VIEW))
    marks = place.marks({1: (said.cue,)})[seen]
    tags = place.tags(ATTRIBUTION_ROLES, {"source": said.source, "content": said.content})
    classes = {}
    if said.kind is not None:
        classes["kind"] = CUES.index(said.kind)
    if said.negated is not None:
        classes["negated"] = int(said.negated)
    return Question(seen.start, marks, _cropped(tags, seen), classes)


def _happened(event: Happened, place: "_Place", size: int, *, partial: bool) -> Question | None:
    """Return what is asked of an event, None where the window does not hold what it is asked of.

    `partial` says that of the roles actor and recipient alone are annotated.
    """
    if event.trigger and not place.whole(event.trigger):
        return None
    given = {2: event.given.get("actor", ()), 3: event.given.get("recipient", ())}
    marks = place.marks(({1: (event.trigger,)} if event.trigger else {}) | given)
    if not marks.any():
        return None
    asked = 1 if event.trigger else marks[marks > 0].min()
    seen = slice(*view(int(np.flatnonzero(marks == asked)[0]), size, EVENT_VIEW))
    tags = None
    if event.roles is not None:
        tags = _cropped(place.tags(EVENT_ROLES, event.roles), seen)
    open_roles = WHERE_AND_TIME if partial and tags is not None else ()
    return Question(seen.start, marks[seen], tags, _classes(event), open_roles)


def _classes(event: Happened) -> dict[str, int]:
    """Return the number of each class that is known; a root of YIELD is one of two."""
    classes = {}
    for name, values in EVENT_CLASSES.items():
        value = getattr(event, name)
        if value == MERGED:
            classes["yield"] = 1
        elif value is not None:
            classes[name] = values.index(value)
    return classes


def _cropped(tags: Integers, seen: slice) -> Integers:
    """Return the tags in view; a span that begins before it begins where the view does."""
    shown = tags[seen].copy()
    if shown[0] and shown[0] % 2 == 0:
        shown[0] -= 1
    return shown


class _Place:
    """Finds where spans of characters lie in a window."""

    def __init__(self, pieces: Pieces, low: int, high: int) -> None:
        self.pieces, self.low, self.high = pieces, low, high

    def whole(self, span: Span) -> tuple[int, int] | None:
        """Return the place of a span that lies in the window whole."""
        at = self.pieces.cover(*span)
        if at is None or at[0] < self.low or at[1] > self.high:
            return None
        return at[0] - self.low + 1, at[1] - self.low + 1

    def part(self, span: Span) -> tuple[int, int] | None:
        """Return the place of what lies in the window of a span."""
        at = self.pieces.cover(*span)
        if at is None:
            return None
        first, last = max(at[0], self.low), min(at[1], self.high)
        return (first - self.low + 1, last - self.low + 1) if first < last else None

    def marks(self, given: dict[int, tuple[Span, ...]]) -> Integers:
        """Return the mark of each piece; the lowest number wins where spans overlap."""
        marks = np.zeros(self.high - self.low + 2, np.int64)
        for mark in sorted(given, reverse=True):
            for span in given[mark]:
                at = self.part(span)
                if at:
                    marks[at[0] : at[1]] = mark
        return marks

    def tags(self, roles: tuple[str, ...], spans: dict[str, tuple[Span, ...]]) -> Integers:
        """Return the tag of each piece: 0 outside, 1 + 2 r where role r begins, 2 + 2 r inside."""
        tags = np.zeros(self.high - self.low + 2, np.int64)
        for number, role in enumerate(roles):
            for span in spans.get(role, ()):
                at = self.part(span)
                if at:
                    tags[at[0]] = 1 + 2 * number
                    tags[at[0] + 1 : at[1]] = 2 + 2 * number
        return tags
