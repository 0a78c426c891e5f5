"""What speaks for and against two claims making the same point, as a table of features."""

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from chancery.model import ClaimKind, Point
from chancery.stages.corroborate.bound import UNKNOWN
from chancery.stages.corroborate.ready import Read, gap, is_close, weight_of
from chancery.stages.corroborate.shared import WORDED, enough
from chancery.text.tables import packaged_rows

FEATURES: Final = {
    "words": "telling words in both",
    "contained": "the telling words of one stand in the other",
    "kin": "words of one meaning in both",
    "near": "words beside the trigger or number in both",
    "quoted": "words in quotation marks in both, in a row",
    "head": "the word that carries it",
    "head_kin": "words of one meaning that carry it",
    "other_head": "another word carries it",
    "sort": "of one sort",
    "who": "the same who acts",
    "other_who": "another who acts",
    "unlike_who": "other words for who acts",
    "whom": "the same to whom",
    "other_whom": "another to whom",
    "place": "one place",
    "other_place": "another place",
    "names": "names in both",
    "other_names": "no name in both",
    "vector": "sentences that mean alike",
    "number": "one number",
    "other_number": "another number",
    "days": "days that meet",
    "days_apart": "days apart",
    "other_grain": "one told by the day, one by a longer time",
    "weeks_apart": "published weeks apart",
    "thread": "documents of one thread",
    "bias": "claims in general",
}
"""Each feature with its reason in words."""

ONE = 1000  # of a weighed feature, so that sums are exact in any order
WEEK = 7

Weights = Mapping[str, float]


class Compared(NamedTuple):
    """The log odds in thousandths, and the reasons, weightiest first."""

    score: int
    reasons: tuple[str, ...]


def weigh(a: Read, b: Read) -> dict[str, int]:
    """Return what each feature says of two claims of one kind: log odds in thousandths."""
    return _weighed(a, measure(a, b))


def likeness(a: Read, b: Read, least: int) -> int | None:
    """Return the log odds of two claims of one kind in thousandths; None if not above `least`.

    What takes long to measure is left out where it could not help.
    """
    worded = _worded()[a.point.about]
    quick = sum(_weighed(a, _told_alike(a, b)).values())
    if quick + _room(a, b, worded) <= least:
        return None
    words = {name: WORDED[name](a, b) for name in worded}
    score = quick + sum(_weighed(a, words).values())
    return score if score > least else None


def compare(a: Read, b: Read) -> Compared:
    """Return how likely two claims of one kind make the same point; it is likelier above 0."""
    lines = weigh(a, b)
    ordered = sorted(lines.items(), key=lambda line: (-abs(line[1]), line[0]))
    reasons = tuple(f"{FEATURES[name]} ({line / ONE:+.2f})" for name, line in ordered if line)
    return Compared(sum(lines.values()), reasons)


def measure(a: Read, b: Read) -> dict[str, float]:
    """Return the features that hold, most of them from 0 to 1; that of threads is not known here.

    Of what weighs word by word, those are there that do not hold, too.
    """
    return {name: alike(a, b) for name, alike in WORDED.items()} | _told_alike(a, b)


@cache
def _worded() -> Mapping[ClaimKind, Weights]:
    """Return the weights of what is weighed word by word, of those that have any."""
    return {
        kind: {name: weights[name] for name in WORDED if weights[name]}
        for kind, weights in packaged_weights().items()
    }


def _room(a: Read, b: Read, weights: Weights) -> int:
    """Return log odds that what weighs word by word does not exceed, in thousandths."""
    most = 0.0
    both = weight_of(a.words & b.words)
    for name, weight in weights.items():
        if weight < 0:
            continue
        if name == "kin":
            most += weight
        elif name in {"words", "contained"}:
            least = max if name == "words" else min  # of the words of either, at least
            most += weight * enough(a, b) * both / least(a.weight, b.weight) if both else 0.0
        elif not getattr(a, name).isdisjoint(getattr(b, name)):
            most += weight
    return math.ceil(ONE * most) + len(weights)  # each is rounded


def _told_alike(a: Read, b: Read) -> dict[str, float]:
    """Return what is told at once, and how alike the sentences are; only what holds."""
    found = {"bias": 1.0, "vector": _alike(a, b)}
    if not a.starts.isdisjoint(b.starts):
        found["head"] = 1.0
    elif not a.head_kin.isdisjoint(b.head):
        found["head_kin"] = 1.0
    elif a.head and b.head:
        found["other_head"] = 1.0
    if a.point.sort and a.point.sort == b.point.sort:
        found["sort"] = 1.0
    if a.names and b.names and a.names.isdisjoint(b.names):
        found["other_names"] = 1.0
    if a.numbers and b.numbers:
        found["other_number" if a.numbers.isdisjoint(b.numbers) else "number"] = 1.0
    found.update(_parties_alike(a, b))
    found.update(_days_alike(a, b))
    return found


def _parties_alike(a: Read, b: Read) -> Iterator[tuple[str, float]]:
    """Yield what holds of who acts, to whom, and where."""
    if a.who and b.who and a.who.isdisjoint(b.who):
        yield "unlike_who", 1.0
    for name, mine, theirs in (
        ("who", a.who, b.who),
        ("whom", a.whom, b.whom),
        ("place", a.place, b.place),
    ):
        if mine and theirs:
            if not mine.isdisjoint(theirs):
                yield name, 1.0
            elif not any(each.startswith(UNKNOWN) for some in (mine, theirs) for each in some):
                yield f"other_{name}", 1.0


def _days_alike(a: Read, b: Read) -> Iterator[tuple[str, float]]:
    """Yield what holds of the days that they speak of, and of those on which they were told."""
    if apart := gap(a.days, b.days):
        yield "days_apart", math.log2(1 + apart)
    elif is_close(a.days) and is_close(b.days):
        yield "days", 1.0
    if _other_grain(a.point, b.point) or _other_grain(b.point, a.point):
        yield "other_grain", 1.0
    if apart := gap(a.told, b.told):
        yield "weeks_apart", math.log2(1 + apart / WEEK)


def _weighed(a: Read, values: Mapping[str, float]) -> dict[str, int]:
    """Return the values weighed as those of claims of one kind."""
    weights = packaged_weights()[a.point.about]
    return {name: round(ONE * weights[name] * value) for name, value in values.items() if value}


@cache
def packaged_weights() -> Mapping[ClaimKind, Weights]:
    """Return the weights that the package holds, by kind of claim."""
    header, *rows = packaged_rows(__package__ or "", "weights.tsv")
    kinds: list[ClaimKind] = ["commitment", "event", "figure", "meeting", "statement"]
    at = {kind: header.index(kind) for kind in kinds}
    return {kind: {row[0]: float(row[at[kind]]) for row in rows} for kind in kinds}


def _alike(a: Read, b: Read) -> float:
    """Return the cosine of two sentences; 0 where one was not read."""
    if a.vector is None or b.vector is None:
        return 0.0
    product = int(a.vector @ b.vector)
    return product / math.sqrt(a.square * b.square) if product else 0.0


def _other_grain(a: Point, b: Point) -> bool:
    return a.long_ago and b.weekday is not None
