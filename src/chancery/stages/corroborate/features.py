"""What speaks for and against two claims making the same point, as a table of features."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.model import ClaimKind, Point
from chancery.stages.corroborate.bound import UNKNOWN
from chancery.text.kinship import kin_of, with_kin
from chancery.text.rarity import rarity
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
LONG_RUN = 6  # telling words in a row that two quotations share: more says no more
FEW = 3  # telling words: where there are fewer, that another has them too says less
LIKE = 5  # first letters that words of one root share
COARSE = 60  # days: two stretches of time as long as this meet too easily to say anything

Weights = Mapping[str, float]
Stretch = tuple[date | None, date | None]


class Compared(NamedTuple):
    """The log odds in thousandths, and the reasons, weightiest first."""

    score: int
    reasons: tuple[str, ...]


class Read(NamedTuple):
    """A point, ready to be compared with many others."""

    point: Point
    words: frozenset[str]
    near: frozenset[str]
    quoted: frozenset[str]
    names: frozenset[str]
    who: frozenset[str]
    whom: frozenset[str]
    place: frozenset[str]
    numbers: frozenset[str]
    head: frozenset[str]
    head_kin: frozenset[str]  # the words that carry it, with those that mean nearly the same
    starts: frozenset[str]  # of the words that carry it
    weight: float  # of its words, by their rarity
    vector: NDArray[np.int32] | None
    square: int  # of the vector's length
    days: Stretch
    told: Stretch


def read(point: Point) -> Read:
    """Return a point as it is compared."""
    vector = np.frombuffer(point.vector, np.int8).astype(np.int32) if point.vector else None
    words = frozenset(point.words)
    return Read(
        point=point,
        words=words,
        near=frozenset(point.near),
        quoted=frozenset(point.quoted),
        names=frozenset(point.names),
        who=frozenset(point.who),
        whom=frozenset(point.whom),
        place=frozenset(point.place),
        numbers=frozenset(point.numbers),
        head=frozenset(point.head),
        head_kin=with_kin(point.head),
        starts=frozenset(word[:LIKE] for word in point.head),
        weight=_weight(words),
        vector=vector,
        square=0 if vector is None else int(vector @ vector),
        days=days_of(point),
        told=_told(point),
    )


def weigh(a: Read, b: Read) -> dict[str, int]:
    """Return what each feature says of two claims of one kind: log odds in thousandths."""
    return _weighed(a, measure(a, b))


def likeness(a: Read, b: Read, least: int) -> int | None:
    """Return the log odds of two claims of one kind in thousandths; None if not above `least`.

    What takes long to measure is left out where it could not help.
    """
    quick = sum(_weighed(a, _told_alike(a, b)).values())
    if quick + _room(a, b) <= least:
        return None
    score = quick + sum(_weighed(a, _worded_alike(a, b)).values())
    return score if score > least else None


def compare(a: Read, b: Read) -> Compared:
    """Return how likely two claims of one kind make the same point; it is likelier above 0."""
    lines = weigh(a, b)
    ordered = sorted(lines.items(), key=lambda line: (-abs(line[1]), line[0]))
    reasons = tuple(f"{FEATURES[name]} ({line / ONE:+.2f})" for name, line in ordered if line)
    return Compared(sum(lines.values()), reasons)


def measure(a: Read, b: Read) -> dict[str, float]:
    """Return each feature's value, most of them from 0 to 1; that of threads is not known here."""
    return _worded_alike(a, b) | _told_alike(a, b)


def _worded_alike(a: Read, b: Read) -> dict[str, float]:
    """Return what weighs word by word."""
    in_quotes = 0
    if not a.quoted.isdisjoint(b.quoted):
        in_quotes = longest_run(a.point.quoted, b.point.quoted)
    return {
        "words": _enough(a, b) * _overlap(a.words, b.words),
        "contained": _contained(a, b),
        "kin": _kin(a, b),
        "near": _overlap(a.near, b.near),
        "quoted": min(in_quotes, LONG_RUN) / LONG_RUN,
        "names": _overlap(a.names, b.names),
    }


def _room(a: Read, b: Read) -> int:
    """Return log odds that what weighs word by word does not exceed, in thousandths."""
    weights = packaged_weights()[a.point.about]
    both = _weight(a.words & b.words)
    parts = {
        "words": _enough(a, b) * both / max(a.weight, b.weight) if both else 0.0,
        "contained": _contained(a, b),
        "kin": 1.0,
        "near": not a.near.isdisjoint(b.near),
        "quoted": not a.quoted.isdisjoint(b.quoted),
        "names": not a.names.isdisjoint(b.names),
    }
    most = sum(max(0.0, weights[name]) * value for name, value in parts.items())
    return math.ceil(ONE * most) + len(parts)  # each is rounded


def _told_alike(a: Read, b: Read) -> dict[str, float]:
    """Return what is told at once, and how alike the sentences are."""
    same_head = not a.starts.isdisjoint(b.starts)
    kin_head = not same_head and not a.head_kin.isdisjoint(b.head)
    known_heads = bool(a.head and b.head)
    one, other = a.point, b.point
    same_who, known_who = not a.who.isdisjoint(b.who), bool(a.who and b.who)
    one_number = not a.numbers.isdisjoint(b.numbers)
    return {
        "head": float(same_head),
        "head_kin": float(kin_head),
        "other_head": float(known_heads and not same_head and not kin_head),
        "sort": float(bool(one.sort) and one.sort == other.sort),
        "who": float(same_who),
        "other_who": float(_differ(a.who, b.who)),
        "unlike_who": float(known_who and not same_who),
        "whom": float(meet(a.whom, b.whom)),
        "other_whom": float(_differ(a.whom, b.whom)),
        "place": float(meet(a.place, b.place)),
        "other_place": float(_differ(a.place, b.place)),
        "other_names": float(bool(a.names and b.names) and a.names.isdisjoint(b.names)),
        "vector": _alike(a, b),
        "number": float(one_number),
        "other_number": float(bool(a.numbers and b.numbers) and not one_number),
        "days": float(_days_meet(a.days, b.days)),
        "days_apart": math.log2(1 + gap(a.days, b.days)),
        "other_grain": float(_other_grain(one, other) or _other_grain(other, one)),
        "weeks_apart": math.log2(1 + gap(a.told, b.told) / 7),
        "bias": 1.0,
    }


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


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    both = _weight(a & b)
    return both / _weight(a | b) if both else 0.0


def _contained(a: Read, b: Read) -> float:
    both = _weight(a.words & b.words)
    return _enough(a, b) * both / min(a.weight, b.weight) if both else 0.0


def _enough(a: Read, b: Read) -> float:
    """Return how much it says that both have a word, by how many telling words there are."""
    return min(1.0, min(len(a.words), len(b.words)) / FEW)


def _kin(a: Read, b: Read) -> float:
    """Return how much of the lighter set of words, by rarity, means what words of the other do."""
    lighter, other = sorted((a, b), key=lambda one: one.weight)
    theirs = other.words
    both = _weight(
        word for word in lighter.words if word in theirs or not theirs.isdisjoint(kin_of(word))
    )
    return min(1.0, len(lighter.words) / FEW) * both / lighter.weight if both else 0.0


def _weight(words: Iterable[str]) -> float:
    """Return the sum of rarities, which `fsum` makes the same in any order."""
    return math.fsum(map(rarity, words))


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the most words in a row that stand in both."""
    best, before = 0, [0] * (len(b) + 1)
    for one in a:
        row = [0] * (len(b) + 1)
        for at, other in enumerate(b):
            if one == other:
                row[at + 1] = before[at] + 1
        best, before = max(best, *row), row
    return best


def meet(a: Collection[str], b: Collection[str]) -> bool:
    """Say whether both hold one thing."""
    return not frozenset(a).isdisjoint(b)


def _differ(a: Collection[str], b: Collection[str]) -> bool:
    """Say whether both are known, and nobody is in both."""
    if not (a and b) or meet(a, b):
        return False
    return not any(each.startswith(UNKNOWN) for one in (a, b) for each in one)


def _alike(a: Read, b: Read) -> float:
    """Return the cosine of two sentences; 0 where one was not read."""
    if a.vector is None or b.vector is None:
        return 0.0
    product = int(a.vector @ b.vector)
    return product / math.sqrt(a.square * b.square) if product else 0.0


def days_of(one: Point) -> Stretch:
    """Return the days between which a claim lies."""
    return _day(one.first_day), _day(one.last_day)


def _told(one: Point) -> Stretch:
    return _day(one.first_told), _day(one.last_told)


def gap(a: Stretch, b: Stretch) -> int:
    """Return how many days at least lie between two stretches; 0 where an end is not known."""
    gaps = [(late - early).days for early, late in ((a[1], b[0]), (b[1], a[0])) if early and late]
    return max(0, *gaps) if gaps else 0


def _days_meet(a: Stretch, b: Stretch) -> bool:
    """Say whether both are dated closely, to days that meet."""
    close = all(one[0] and one[1] and (one[1] - one[0]).days < COARSE for one in (a, b))
    return close and not gap(a, b)


def _other_grain(a: Point, b: Point) -> bool:
    return a.long_ago and b.weekday is not None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None
