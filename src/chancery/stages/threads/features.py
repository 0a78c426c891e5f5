"""What speaks for and against two documents telling of one episode, as a table of features."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from chancery.model import Occasion, Portrait
from chancery.text.rarity import rarity
from chancery.text.tables import packaged_rows

FEATURES: Final = {
    "words": "words that tell something in both",
    "names": "names in both",
    "main_names": "the names that weigh most in one stand in the other",
    "opening": "words of both openings",
    "vector": "opening sentences that mean alike",
    "persons": "persons in both",
    "other_persons": "no person in both",
    "towns": "a town in both",
    "other_towns": "other towns",
    "other_weekdays": "other days of the week",
    "other_numbers": "no number in both",
    "other_meeting": "meetings on other days",
    "wanted": "talks held in one, called for in the other",
    "weeks": "published weeks apart",
    "bias": "documents in general",
}
"""Each feature with its reason in words."""

OCCASION: Final = frozenset(
    {
        "other_persons",
        "towns",
        "other_towns",
        "other_weekdays",
        "other_numbers",
        "other_meeting",
        "wanted",
        "weeks",
    }
)
"""Those that tell one round of a process from the next."""

ONE = 1000  # of a weighed feature, so that sums are exact in any order
MAIN = 12  # names of a document that weigh most
WEEK = 7
LASTS = 1  # days that a meeting may go on after its first; chosen


Part = TypeVar("Part", str, int)


class Compared(NamedTuple):
    """The log odds in thousandths, and the reasons, the weightiest first."""

    score: int
    reasons: tuple[str, ...]


class Weighed(NamedTuple):
    """Words with their weights, and the square of the length of these."""

    weights: dict[str, int]
    square: int


class Read(NamedTuple):
    """A portrait, ready to be compared with many others."""

    document: str
    words: Weighed
    names: Weighed
    main: frozenset[str]
    main_weight: float  # of these names, by their rarity
    opening: frozenset[str]
    vector: NDArray[np.int32] | None
    square: int  # of the vector's length
    persons: frozenset[str]
    towns: frozenset[str]
    weekdays: frozenset[int]
    numbers: frozenset[str]
    occasion: Occasion | None
    first: date | None
    last: date | None


def read(portrait: Portrait) -> Read:
    """Return a portrait as it is compared."""
    vector = np.frombuffer(portrait.vector, np.int8).astype(np.int32)
    main = frozenset(word for word, _ in portrait.names[:MAIN])
    return Read(
        document=portrait.document,
        words=_weighed(portrait.words),
        names=_weighed(portrait.names),
        main=main,
        main_weight=_rarities(main),
        opening=frozenset(portrait.opening),
        vector=vector if len(vector) else None,
        square=int(vector @ vector),
        persons=frozenset(portrait.persons),
        towns=frozenset(portrait.towns),
        weekdays=frozenset(portrait.weekdays),
        numbers=frozenset(portrait.numbers),
        occasion=portrait.occasion,
        first=_day(portrait.first_day),
        last=_day(portrait.last_day),
    )


def weigh(a: Read, b: Read, weights: Mapping[str, float] | None = None) -> dict[str, int]:
    """Return what each feature says of two documents: log odds in thousandths."""
    weights = weights or packaged_weights()
    return {name: round(ONE * weights[name] * value) for name, value in measure(a, b).items()}


def compare(a: Read, b: Read, weights: Mapping[str, float] | None = None) -> Compared:
    """Return how likely two documents tell of one episode; one if above 0."""
    return explain(weigh(a, b, weights))


def explain(lines: Mapping[str, int]) -> Compared:
    """Return what was weighed with its reasons."""
    ordered = sorted(lines.items(), key=lambda line: (-abs(line[1]), line[0]))
    reasons = tuple(f"{FEATURES[name]} ({line / ONE:+.2f})" for name, line in ordered if line)
    return Compared(sum(lines.values()), reasons)


def compare_subjects(a: Read, b: Read) -> Compared:
    """Return how likely two documents tell of one subject, whatever the occasion."""
    weights = {name: 0.0 if name in OCCASION else one for name, one in packaged_weights().items()}
    return compare(a, b, weights)


def measure(a: Read, b: Read) -> dict[str, float]:
    """Return each feature's value, most of them from 0 to 1."""
    return {
        "words": _cosine(a.words, b.words),
        "names": _cosine(a.names, b.names),
        "main_names": _contained(a, b),
        "opening": _overlap(a.opening, b.opening),
        "vector": _alike(a, b),
        "persons": _share(a.persons, b.persons),
        "other_persons": _disjoint(a.persons, b.persons),
        "towns": float(bool(a.towns & b.towns)),
        "other_towns": _disjoint(a.towns, b.towns),
        "other_weekdays": _disjoint(a.weekdays, b.weekdays),
        "other_numbers": _disjoint(a.numbers, b.numbers),
        "other_meeting": float(_meetings_apart(a.occasion, b.occasion)),
        "wanted": float(_wanted(a.occasion, b.occasion)),
        "weeks": math.log2(1 + _days_apart(a, b) / WEEK),
        "bias": 1.0,
    }


@cache
def packaged_weights() -> Mapping[str, float]:
    """Return the weights that the package holds."""
    _, *rows = packaged_rows(__package__ or "", "weights.tsv")
    return {name: float(value) for name, value in rows}


def _weighed(words: Sequence[tuple[str, int]]) -> Weighed:
    weights = dict(words)
    return Weighed(weights, sum(one * one for one in weights.values()))


def _cosine(a: Weighed, b: Weighed) -> float:
    mine, theirs = a.weights, b.weights
    product = sum(mine[word] * theirs[word] for word in mine.keys() & theirs.keys())
    return product / math.sqrt(a.square * b.square) if product else 0.0


def _contained(a: Read, b: Read) -> float:
    """Return how much of the lighter set of names, by rarity, the other has too."""
    both = _rarities(a.main & b.main)
    return both / min(a.main_weight, b.main_weight) if both else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    both = _rarities(a & b)
    return both / _rarities(a | b) if both else 0.0


def _rarities(words: Iterable[str]) -> float:
    """Return the sum of rarities, which `fsum` makes the same in any order."""
    return math.fsum(map(rarity, words))


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _disjoint(a: frozenset[Part], b: frozenset[Part]) -> float:
    """Return 1 where both have something and nothing is in both."""
    return float(bool(a and b) and not a & b)


def _meetings_apart(a: Occasion | None, b: Occasion | None) -> bool:
    """Say whether both tell of a meeting as a fact, on days that cannot be of one."""
    if a is None or b is None or not (a.held and b.held):
        return False
    if a.day and b.day:
        return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) > LASTS
    if a.weekday is None or b.weekday is None:
        return False
    ahead = (a.weekday - b.weekday) % WEEK
    return min(ahead, WEEK - ahead) > LASTS


def _wanted(a: Occasion | None, b: Occasion | None) -> bool:
    return bool(a and b and ((a.held and b.wanted) or (a.wanted and b.held)))


def _alike(a: Read, b: Read) -> float:
    """Return the cosine of two sentences; 0 where a document was not read."""
    if a.vector is None or b.vector is None:
        return 0.0
    product = int(a.vector @ b.vector)
    return product / math.sqrt(a.square * b.square) if product else 0.0


def _days_apart(a: Read, b: Read) -> int:
    """Return how many days at least lie between two publications; 0 where a day is not known."""
    gaps = [
        (late - early).days
        for early, late in ((a.last, b.first), (b.last, a.first))
        if early and late
    ]
    return max(0, *gaps) if gaps else 0


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None
