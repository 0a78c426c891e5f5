"""Reads a document window by window and puts together what the heads found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chancery.inference.decode import ChainWeights, Scored, Tagged, pick, tagged
from chancery.inference.focus import ATTRIBUTION_VIEW, EVENT_VIEW, buckets, view
from chancery.inference.labels import ATTRIBUTION_ROLES, EVENT_PARTS, EVENT_ROLES
from chancery.inference.linking import Member, link
from chancery.inference.pieces import CLS, NO_CASE, SEP, Pieces, Window, cut, windows
from chancery.inference.scorer import Floats, Integers, Scorer, View

SIZE = 254  # pieces of a window, CLS and SEP apart
CORE = 216
BEFORE = 26
PENDING = 256  # questions whose scores are held at once: more than most articles ask
NESTED = frozenset({"types", "re3d", "gum", "linked"})  # whose spans may lie in one another

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A typed span of a scheme, in code points, with its score."""

    start: int
    end: int
    type: int
    score: float


@dataclass(frozen=True)
class FoundAttribution:
    """A cue with its roles; `scores` are of cue classes, negation last."""

    cue: Found
    roles: Mapping[str, tuple[Span, ...]]
    sure: Mapping[str, float]
    scores: Floats


@dataclass(frozen=True)
class FoundTrigger:
    """A trigger with its roles; `scores` are of every class, by kind."""

    trigger: Found
    roles: Mapping[str, tuple[Span, ...]]
    sure: Mapping[str, float]
    scores: Mapping[str, Floats]


@dataclass
class Raw:
    """All that the heads found in a document, in text order, before thresholds of confidence."""

    spans: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    attributions: list[FoundAttribution] = field(default_factory=list)
    triggers: list[FoundTrigger] = field(default_factory=list)
    linked: list[Span] = field(default_factory=list)  # mentions that chains are made of
    chains: list[list[int]] = field(default_factory=list)  # places in `linked`
    vectors: Floats | None = None  # (sentences, 384)


@dataclass(frozen=True)
class Asked:
    """What to look for: schemes with their thresholds, and whether relations and chains too."""

    thresholds: Mapping[str, float]
    attributions: bool = True
    events: bool = True
    chains: bool = True
    vectors: bool = True


def read(
    text: str, sentences: Sequence[Span], tokenizer: Tokenizer, scorer: Scorer, asked: Asked
) -> Raw:
    """Return what the heads find in a text; nothing depends on what else is read."""
    pieces = cut(tokenizer, text)
    raw = Raw()
    said: list[_Asked] = []
    happened: list[_Asked] = []
    mentions: dict[Span, Member] = {}
    sums = np.zeros((len(sentences), 384), np.float32)
    counts = np.zeros(len(sentences), np.int64)
    starts = np.array([start for start, _ in sentences], np.int64)
    vectors = asked.vectors and bool(sentences)
    for window in windows(pieces, SIZE, CORE, BEFORE):
        one = _Reading(window, pieces, scorer)
        found = {name: one.spans(name, least) for name, least in asked.thresholds.items()}
        for scheme, spans in found.items():
            raw.spans[scheme].extend(map(one.found, spans))
        said.extend(one.attributions(found.get("cue", ()) if asked.attributions else ()))
        happened.extend(one.triggers(found.get("trigger", ()) if asked.events else ()))
        mentions |= one.mentions(found.get("linked", ()) if asked.chains else ())
        if vectors:
            one.add_vectors(starts, sums, counts)
        if len(said) + len(happened) > PENDING:
            _settle(raw, said, happened, scorer)
    _settle(raw, said, happened, scorer)
    if asked.chains:
        raw.linked, raw.chains = link(text, mentions, scorer)
    if vectors:
        means = sums / np.maximum(counts, 1)[:, None]
        raw.vectors = scorer.vectors(means.astype(np.float32))
    return raw


def _settle(raw: Raw, said: "list[_Asked]", happened: "list[_Asked]", scorer: Scorer) -> None:
    """Turn the scores of questions into attributions and triggers, and forget the questions."""
    for each, roles, sure in _told(said, scorer.chains["attributions"], ATTRIBUTION_ROLES):
        raw.attributions.append(FoundAttribution(each.found, roles, sure, each.classes))
    for each, roles, sure in _told(happened, scorer.chains["events"], EVENT_ROLES):
        kinds = {kind: each.classes[part] for kind, part in EVENT_PARTS.items()}
        raw.triggers.append(FoundTrigger(each.found, roles, sure, kinds))
    said.clear()
    happened.clear()


class _Reading:
    """One window, encoded; places in it are of the pieces of the document, less `shift`."""

    def __init__(self, window: Window, pieces: Pieces, scorer: Scorer) -> None:
        self.window, self.pieces, self.scorer = window, pieces, scorer
        self.shift = window.low - 1
        part = slice(window.low, window.high)
        self.x = scorer.encode(
            framed(pieces.ids[part], CLS, SEP),
            framed(pieces.shapes[part], NO_CASE, NO_CASE),
            framed(pieces.states[part], 0, 0),
        )

    def spans(self, scheme: str, threshold: float) -> list[Scored]:
        """Return the spans of a scheme that begin in the window's core, each in one paragraph."""
        scores = self.scorer.spans(scheme, self.x)
        scores[~self._whole(scores.shape[1])] = -np.inf
        low, high = self.window.core_low - self.shift, self.window.core_high - self.shift
        found = pick(scores, threshold, nested=scheme in NESTED)
        return [one for one in found if low <= one.first < high]

    def _whole(self, widest: int) -> NDArray[np.bool_]:
        """Return (L, widest): whether pieces, and no separator among them, stand in all places."""
        empty = np.ones(len(self.x), bool)  # CLS and SEP
        part = slice(self.window.low, self.window.high)
        empty[1:-1] = self.pieces.starts[part] == self.pieces.ends[part]
        before = np.concatenate([[0], np.cumsum(empty)])
        first = np.arange(len(empty))[:, None]
        last = np.minimum(first + np.arange(1, widest + 1), len(empty))
        whole: NDArray[np.bool_] = before[last] == before[first]
        return whole

    def found(self, one: Scored) -> Found:
        """Return a span in code points."""
        start, end = self.place((one.first, one.last))
        return Found(start, end, one.type, one.score)

    def place(self, span: Span) -> Span:
        """Return the code points of pieces [first, last) of the window."""
        first, last = span[0] + self.shift, span[1] + self.shift
        return int(self.pieces.starts[first]), int(self.pieces.ends[last - 1])

    def attributions(self, cues: Sequence[Scored]) -> Iterator["_Asked"]:
        """Yield what the head says of each cue."""
        if cues:
            seen = self._views(cues, ATTRIBUTION_VIEW)
            yield from self._asked(cues, seen, *self.scorer.attributions(self.x, seen))

    def triggers(self, found: Sequence[Scored]) -> Iterator["_Asked"]:
        """Yield what the head says of each trigger."""
        if found:
            seen = self._views(found, EVENT_VIEW)
            yield from self._asked(found, seen, *self.scorer.events(self.x, seen))

    def _asked(
        self, found: Sequence[Scored], seen: View, tags: Floats, classes: Floats
    ) -> Iterator["_Asked"]:
        for row, one in enumerate(found):
            yield _Asked(self, self.found(one), int(seen[0][row, 0]), tags[row], classes[row])

    def mentions(self, spans: Iterable[Scored]) -> dict[Span, Member]:
        """Return what stands for each mention."""
        found = list(spans)
        if not found:
            return {}
        first = self.x[[one.first for one in found]]
        last = self.x[[one.last - 1 for one in found]]
        mean = np.stack([self.x[one.first : one.last].mean(0) for one in found])
        states = self.scorer.mentions(first, last, mean)
        return {
            self.place((one.first, one.last)): Member(state, one.score)
            for one, state in zip(found, states, strict=True)
        }

    def add_vectors(
        self, starts: NDArray[np.int64], sums: Floats, counts: NDArray[np.int64]
    ) -> None:
        """Add the states of the core's pieces to the sums of their sentences."""
        core = np.arange(self.window.core_low, self.window.core_high)
        core = core[self.pieces.starts[core] < self.pieces.ends[core]]
        of = np.searchsorted(starts, self.pieces.starts[core], side="right") - 1
        core, of = core[of >= 0], of[of >= 0]
        if len(of):
            first = np.flatnonzero(np.diff(of, prepend=-1))  # of the pieces of each sentence
            sums[of[first]] += np.add.reduceat(self.x[core - self.shift], first)
            counts[of[first]] += np.diff(first, append=len(of))

    def _views(self, asked: Sequence[Scored], shape: tuple[int, int]) -> View:
        """Return what each question sees: as many pieces for all."""
        rows = []
        for one in asked:
            low, high = view(one.first, len(self.x), shape)
            at = np.arange(low, high)
            marks = ((at >= one.first) & (at < one.last)).astype(np.int64)
            rows.append((at, marks, buckets(marks)))
        at, marks, near = (np.stack(part) for part in zip(*rows, strict=True))
        return at, marks, near

    def roles(self, part: Tagged, low: int) -> dict[str, tuple[Span, ...]]:
        """Return the roles in code points; `low` is where the view begins in the window."""
        return {
            role: tuple(self._apart([(first + low, last + low) for first, last in spans]))
            for role, spans in part.spans.items()
        }

    def _apart(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield spans in code points, no separator at their edges and no character in two."""
        reached = 0
        for low, high in spans:
            start, end = self._trimmed(max(1, low), min(high, len(self.x) - 1))
            start = max(start, reached)  # several pieces can stand for one character
            if start < end:
                yield start, end
                reached = end

    def _trimmed(self, first: int, last: int) -> Span:
        """Return the code points of pieces [first, last) from the first that has any."""
        starts, ends = self.pieces.starts, self.pieces.ends
        first, last = first + self.shift, last + self.shift
        while first < last and starts[first] == ends[first]:
            first += 1
        while first < last and starts[last - 1] == ends[last - 1]:
            last -= 1
        return (int(starts[first]), int(ends[last - 1])) if first < last else (0, 0)


@dataclass(frozen=True)
class _Asked:
    """One question of a window: what it is about, where its view begins, and all scores."""

    reading: "_Reading"
    found: Found
    low: int
    tags: Floats
    classes: Floats


Roles = Mapping[str, tuple[Span, ...]]


def _told(
    asked: Sequence[_Asked], weights: ChainWeights, roles: tuple[str, ...]
) -> Iterator[tuple[_Asked, Roles, Mapping[str, float]]]:
    """Yield each question with its roles and how sure they are, in order.

    Those of views of one size are settled together, which is quicker and changes none.
    """
    parts: dict[int, Tagged] = {}
    sizes: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        sizes[len(one.tags)].append(place)
    for places in sizes.values():
        scores = np.stack([asked[place].tags for place in places])
        parts.update(zip(places, tagged(scores, weights, roles), strict=True))
    for place, one in enumerate(asked):
        yield one, one.reading.roles(parts[place], one.low), parts[place].sure


def framed(row: Integers, before: int, after: int) -> Integers:
    """Return a window's row with what stands for CLS before and for SEP after it."""
    return np.concatenate([[before], row, [after]]).astype(np.int64)
