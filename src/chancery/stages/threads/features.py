"""What speaks for and against two documents telling of one episode, as a table of features."""

import math
from collections.abc import Mapping
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


class Read(NamedTuple):
    """A portrait, ready to be compared."""

    document: str
    words: dict[str, int]
    names: dict[str, int]
    main: dict[str, int]
    opening: frozenset[str]
    vector: NDArray[np.int32] | None
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
    return Read(
        document=portrait.document,
        words=dict(portrait.words),
        names=dict(portrait.names),
        main=dict(portrait.names[:MAIN]),
        opening=frozenset(portrait.opening),
        vector=vector if len(vector) else None,
        persons=frozenset(portrait.persons),
        towns=frozenset(portrait.towns),
        weekdays=frozenset(portrait.weekdays),
        numbers=frozenset(portrait.numbers),
        occasion=portrait.occasion,
        first=_day(portrait.first_day),
        last=_day(portrait.last_day),
    )


def compare(a: Read, b: Read, weights: Mapping[str, float] | None = None) -> Compared:
    """Return how likely two documents tell of one episode; one if above 0."""
    weights = weights or packaged_weights()
    lines = [(round(ONE * weights[name] * value), name) for name, value in measure(a, b).items()]
    lines.sort(key=lambda line: (-abs(line[0]), line[1]))
    reasons = tuple(f"{FEATURES[name]} ({line / ONE:+.2f})" for line, name in lines if line)
    return Compared(sum(line for line, _ in lines), reasons)


def compare_subjects(a: Read, b: Read) -> Compared:
    """Return how likely two documents tell of one subject, whatever the occasion."""
    weights = {name: 0.0 if name in OCCASION else one for name, one in packaged_weights().items()}
    return compare(a, b, weights)


def measure(a: Read, b: Read) -> dict[str, float]:
    """Return each feature's value, most of them from 0 to 1."""
    return {
        "words": _cosine(a.words, b.words),
        "names": _cosine(a.names, b.names),
        "main_names": _contained(a.main, b.main),
        "opening": _overlap(a.opening, b.opening),
        "vector": _alike(a.vector, b.vector),
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


def _cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    product = sum(weight * b[word] for word, weight in a.items() if word in b)
    sizes = sum(x * x for x in a.values()) * sum(x * x for x in b.values())
    return product / math.sqrt(sizes) if product else 0.0


def _contained(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    """Return how much of the lighter set of names, by rarity, the other has too."""
    both = math.fsum(rarity(word) for word in sorted(a.keys() & b.keys()))
    sizes = (math.fsum(rarity(word) for word in sorted(one)) for one in (a, b))
    return both / min(sizes) if both else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    both = math.fsum(rarity(word) for word in sorted(a & b))
    return both / math.fsum(rarity(word) for word in sorted(a | b)) if both else 0.0


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


def _alike(a: NDArray[np.int32] | None, b: NDArray[np.int32] | None) -> float:
    """Return the cosine of two sentences; 0 where a document was not read."""
    if a is None or b is None:
        return 0.0
    product = int(a @ b)
    return product / math.sqrt(int(a @ a) * int(b @ b)) if product else 0.0


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
