"""Says which claims of two readings of one document are the same, and which slots agree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, get_args

from chancery.model.annotation import Root

Span = tuple[int, int]

HEADS: Mapping[str, tuple[str, ...]] = {
    "statement": ("speaker", "words"),
    "event": ("root", "actor", "recipient", "happened"),
    "verbal_event": ("root", "actor", "recipient", "happened"),
    "meeting": ("parties",),
    "commitment": ("type", "by", "content"),
    "figure": ("number", "low", "high", "modifier", "unit", "counts"),
}
"""The slots that have to be right for the claim to be; `verbal_event` is made by `claims_of`."""

DEEDS = frozenset(get_args(Root)) - frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
PASSAGES = frozenset({"words", "content"})  # long spans, of which edges matter less
NUMBERS = frozenset({"low", "high"})
ROUNDING = Fraction(1, 1000)  # "two-thirds" may be written as 2/3 or .6667
LEAST_SHARED = 0.5  # of a passage's shorter reading, and F1 of several fillers; chosen


@dataclass(frozen=True)
class Filler:
    """What a slot holds: its place, and the places of which one has to be met."""

    spans: frozenset[Span]
    targets: frozenset[Span]


@dataclass(frozen=True, eq=False)
class Claim:
    """A claim with the fillers of its slots and its values."""

    kind: str
    slots: Mapping[str, tuple[Filler, ...]]
    values: Mapping[str, str]
    evidence: tuple[Span, ...]
    optional: bool = False

    def filled(self) -> set[str]:
        """Return the names of the slots and values that hold something."""
        return {*(name for name, fillers in self.slots.items() if fillers), *self.values}


def claims_of(row: Mapping[str, Any], *, local: bool = False) -> list[Claim]:
    """Return the claims of a row; an annotator's get the verbal events that follow from them.

    With `local`, a phrase is met where it stands, though the row ties it to a name elsewhere.
    """
    same = [(_span(first), _span(second)) for first, second in row.get("same", ())]
    made = [_claim(claim, same, local=local) for claim in row["claims"]]
    return made + (list(_verbal_events(row["claims"], made)) if "annotator" in row else [])


def align(gold: list[Claim], predicted: list[Claim]) -> list[tuple[Claim, Claim, frozenset[str]]]:
    """Return pairs of claims of one kind whose evidence overlaps, with the slots that agree.

    Each claim is in one pair at most. Pairs with right heads go first, then those that are
    optional on no side, then those with more slots right.
    """
    found = []
    for g, claim in enumerate(gold):
        for p, other in enumerate(predicted):
            if claim.kind == other.kind and _shared(claim.evidence, other.evidence):
                right = agreeing(claim, other)
                whole = head_right(claim.kind, right)
                needed = not (claim.optional or other.optional)
                found.append((-whole, -needed, -len(right), g, p, right))
    pairs, used_gold, used_predicted = [], set[int](), set[int]()
    for *_, g, p, right in sorted(found, key=lambda pair: pair[:5]):
        if g not in used_gold and p not in used_predicted:
            pairs.append((gold[g], predicted[p], right))
            used_gold.add(g)
            used_predicted.add(p)
    return pairs


def head_right(kind: str, right: frozenset[str]) -> bool:
    """Return whether all head slots of a kind are among those that are right."""
    return set(HEADS[kind]) <= right


def agreeing(gold: Claim, predicted: Claim) -> frozenset[str]:
    """Return the slots and values that are right; one that both leave out is right."""
    names = {*gold.filled(), *predicted.filled(), *HEADS[gold.kind]}
    return frozenset(name for name in names if _agrees(name, gold, predicted))


def _agrees(name: str, gold: Claim, predicted: Claim) -> bool:
    if name in gold.values and name in predicted.values:
        return _same_value(gold.values[name], predicted.values[name], is_number=name in NUMBERS)
    if name in gold.values or name in predicted.values:
        return False
    ours, theirs = gold.slots.get(name, ()), predicted.slots.get(name, ())
    if not ours or not theirs:
        return not ours and not theirs
    if name in PASSAGES:
        return _same_passage(_all_spans(ours), _all_spans(theirs))
    met = sum(any(_shared(o.targets, t.spans) for t in theirs) for o in ours)
    meeting = sum(any(_shared(o.targets, t.spans) for o in ours) for t in theirs)
    return (met + meeting) / (len(ours) + len(theirs)) >= LEAST_SHARED


def _same_value(ours: str, theirs: str, *, is_number: bool) -> bool:
    if not is_number:
        return ours == theirs
    value = Fraction(ours)
    return abs(value - Fraction(theirs)) <= ROUNDING * abs(value)


def _same_passage(ours: list[Span], theirs: list[Span]) -> bool:
    shorter = min(sum(end - start for start, end in spans) for spans in (ours, theirs))
    return _shared(ours, theirs) >= LEAST_SHARED * shorter > 0


def _shared(ours: Iterable[Span], theirs: Iterable[Span]) -> int:
    """Return how many code points stand in spans of both."""
    others = list(theirs)
    return sum(max(0, min(b, d) - max(a, c)) for a, b in ours for c, d in others)


def _all_spans(fillers: Iterable[Filler]) -> list[Span]:
    return sorted(span for filler in fillers for span in filler.spans)


def _claim(row: Mapping[str, Any], same: list[tuple[Span, Span]], *, local: bool) -> Claim:
    values = {name: str(value) for name, value in row["values"].items()}
    values["modality"] = row["modality"]
    values["happened"] = str(row["modality"] in {"asserted", "background"})
    kind = row["kind"]
    if kind == "event" and values["root"] not in DEEDS:
        kind = "verbal_event"
    plain = {name: [_span(span) for span in spans] for name, spans in row["slots"].items()}
    slots = {
        name: tuple(
            Filler(frozenset({span}), frozenset({span}))
            if name in PASSAGES
            else _filler(span, same, local=local)
            for span in spans
        )
        for name, spans in plain.items()
    }
    evidence = tuple(map(_span, row["evidence"]))
    return Claim(kind, slots, values, evidence, optional=_is_optional(row, values))


def _is_optional(row: Mapping[str, Any], values: Mapping[str, str]) -> bool:
    """Return whether a claim is marked so, or a duration, or an event that did not happen."""
    kind = row["kind"]
    by_rule = values.get("unit") == "duration" or (
        kind == "event" and values["happened"] != "True"
    )
    return by_rule or bool(row.get("optional"))


def _filler(span: Span, same: list[tuple[Span, Span]], *, local: bool) -> Filler:
    """Return a filler with all that is tied to it; its targets are names, if it is tied to one."""
    tied, size = {span}, 0
    while len(tied) > size:
        size = len(tied)
        tied |= {place for pair in same if tied & set(pair) for place in pair}
    names = {name for _, name in same if name in tied}
    named = names if names and not local else tied
    return Filler(frozenset(tied), frozenset(named))


def _verbal_events(rows: Iterable[Mapping[str, Any]], made: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the events that statements and commitments with a root are, and meetings."""
    for row, claim in zip(rows, made, strict=True):
        root = "CONSULT" if claim.kind == "meeting" else row["values"].get("root")
        if claim.kind in {"event", "verbal_event"} or root is None:
            continue
        actor, recipient = _VERBAL_SLOTS[claim.kind]
        slots = {
            "actor": claim.slots.get(actor, ()),
            "recipient": claim.slots.get(recipient, ()),
        }
        values = {"root": root, **{k: claim.values[k] for k in ("modality", "happened")}}
        yield Claim("verbal_event", slots, values, claim.evidence, optional=claim.optional)


_VERBAL_SLOTS = {
    "statement": ("speaker", "recipient"),
    "commitment": ("by", "to"),
    "meeting": ("parties", "none"),
}


def _span(pair: Iterable[int]) -> Span:
    start, end = pair
    return start, end
