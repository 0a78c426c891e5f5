"""What speaks for and against two claims making the same point, as a table of features."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.model import Apart, ClaimKind, Modality, Point
from chancery.stages.corroborate.bound import PERSON, UNKNOWN
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
HAPPENED: frozenset[Modality] = frozenset({"asserted", "background"})
AHEAD: frozenset[Modality] = frozenset({"expected", "intended"})
SPOKEN = frozenset({"statement", "commitment"})
ALIKE_TYPES = frozenset({"pledge", "promise", "offer", "intention"})

Weights = Mapping[str, float]
Stretch = tuple[date | None, date | None]


class Compared(NamedTuple):
    """The log odds in thousandths, what keeps them apart, and the reasons, weightiest first."""

    score: int
    apart: Apart | None
    reasons: tuple[str, ...]


class Read(NamedTuple):
    """A point, ready to be compared with many others."""

    point: Point
    words: frozenset[str]
    near: frozenset[str]
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
        days=_days(point),
        told=_told(point),
    )


def weigh(a: Read, b: Read) -> dict[str, int]:
    """Return what each feature says of two claims of one kind: log odds in thousandths."""
    weights = packaged_weights()[a.point.about]
    return {
        name: round(ONE * weights.get(name, 0.0) * value) for name, value in measure(a, b).items()
    }


def compare(a: Read, b: Read) -> Compared:
    """Return how likely two claims of one kind make the same point; it is likelier above 0."""
    return explain(a, b, weigh(a, b))


def explain(a: Read, b: Read, lines: Mapping[str, int]) -> Compared:
    """Return what was weighed with its reasons, and what keeps the two apart."""
    ordered = sorted(lines.items(), key=lambda line: (-abs(line[1]), line[0]))
    reasons = tuple(f"{FEATURES[name]} ({line / ONE:+.2f})" for name, line in ordered if line)
    return Compared(sum(lines.values()), apart(a.point, b.point), reasons)


def measure(a: Read, b: Read) -> dict[str, float]:
    """Return each feature's value, most of them from 0 to 1; that of threads is not known here."""
    same_head = not a.starts.isdisjoint(b.starts)
    kin_head = not same_head and not a.head_kin.isdisjoint(b.head)
    known_heads = bool(a.head and b.head)
    one, other = a.point, b.point
    return {
        "words": _overlap(a.words, b.words),
        "contained": _contained(a, b),
        "kin": _kin(a, b),
        "near": _overlap(a.near, b.near),
        "quoted": min(_longest_run(one.quoted, other.quoted), LONG_RUN) / LONG_RUN,
        "head": float(same_head),
        "head_kin": float(kin_head),
        "other_head": float(known_heads and not same_head and not kin_head),
        "sort": float(bool(one.sort) and one.sort == other.sort),
        "who": float(_meet(a.who, b.who)),
        "other_who": float(_differ(a.who, b.who)),
        "unlike_who": float(bool(a.who and b.who) and not _meet(a.who, b.who)),
        "whom": float(_meet(a.whom, b.whom)),
        "other_whom": float(_differ(a.whom, b.whom)),
        "place": float(_meet(a.place, b.place)),
        "other_place": float(_differ(a.place, b.place)),
        "names": _overlap(a.names, b.names),
        "vector": _alike(a, b),
        "number": float(_meet(a.numbers, b.numbers)),
        "other_number": float(bool(a.numbers and b.numbers) and not _meet(a.numbers, b.numbers)),
        "days": float(_days_meet(a.days, b.days)),
        "days_apart": math.log2(1 + _gap(a.days, b.days)),
        "other_grain": float(_other_grain(one, other) or _other_grain(other, one)),
        "weeks_apart": math.log2(1 + _gap(a.told, b.told) / 7),
        "bias": 1.0,
    }


def apart(a: Point, b: Point) -> Apart | None:
    """Return why two claims are not one, however alike they are; None where nothing says so."""
    if a.about == "figure":
        return _figures_apart(a, b)
    told = _said_apart(a, b) if a.about in SPOKEN else _done_apart(a, b)
    return told or _days_apart(a, b)


def _said_apart(a: Point, b: Point) -> Apart | None:
    """Return what keeps two claims apart that somebody made in words."""
    if a.about == "statement" and _are_persons(a.who, b.who) and not _meet(a.who, b.who):
        return "speaker"
    if a.about == "commitment" and _type(a) != _type(b):
        return "type"
    other_numbers = bool(a.numbers and b.numbers) and a.numbers != b.numbers
    otherwise = a.denies != b.denies or other_numbers or _quoted_otherwise(a, b)
    return "wording" if otherwise else None


def _done_apart(a: Point, b: Point) -> Apart | None:
    """Return what keeps two deeds or meetings apart."""
    if _realised(a) != _realised(b):
        return "denied" if "negated" in {a.modality, b.modality} else "modality"
    return "often" if a.often != b.often else None


def _figures_apart(a: Point, b: Point) -> Apart | None:
    alike = _head_alike(a.head, b.head) or _meet(sorted(with_kin(a.head)), b.head)
    one_number = _meet(a.numbers, b.numbers)
    known = bool(a.head and b.head)
    if a.sort != b.sort or (known and not alike) or not (known or one_number):
        return "counted"
    if _gap(_days(a), _days(b)):
        return "day"
    return None if one_number else "number"


def _days_apart(a: Point, b: Point) -> Literal["day"] | None:
    other_weekday = a.weekday and b.weekday and a.weekday != b.weekday
    return "day" if other_weekday or _gap(_days(a), _days(b)) else None


def _quoted_otherwise(a: Point, b: Point) -> bool:
    """Say whether both are quoted, and neither is cut from the other's words."""
    shorter = min(len(a.quoted), len(b.quoted))
    return shorter >= FEW and 3 * _longest_run(a.quoted, b.quoted) < 2 * shorter


@cache
def packaged_weights() -> Mapping[ClaimKind, Weights]:
    """Return the weights that the package holds, by kind of claim."""
    header, *rows = packaged_rows(__package__ or "", "weights.tsv")
    kinds: list[ClaimKind] = ["commitment", "event", "figure", "meeting", "statement"]
    at = {kind: header.index(kind) for kind in kinds}
    return {kind: {row[0]: float(row[at[kind]]) for row in rows} for kind in kinds}


def _realised(one: Point) -> str:
    """Return how real the claim says that it is, in the steps that keep claims of its kind apart.

    A meeting that is expected and one that was held may be one; a deed that is intended and one
    that was done are two claims.
    """
    ahead = one.about == "meeting" and one.modality in AHEAD
    return "real" if ahead or one.modality in HAPPENED else one.modality


def _type(one: Point) -> str:
    return "pledge" if one.sort in ALIKE_TYPES else one.sort


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    both = _weight(a & b)
    return both / _weight(a | b) if both else 0.0


def _contained(a: Read, b: Read) -> float:
    both = _weight(a.words & b.words)
    told = min(1.0, min(len(a.words), len(b.words)) / FEW)
    return told * both / min(a.weight, b.weight) if both else 0.0


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


def _longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the most words in a row that stand in both."""
    best, before = 0, [0] * (len(b) + 1)
    for one in a:
        row = [0] * (len(b) + 1)
        for at, other in enumerate(b):
            if one == other:
                row[at + 1] = before[at] + 1
        best, before = max(best, *row), row
    return best


def _head_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether a word of one is a word of the other, or begins as it does."""
    starts = {word[:LIKE] for word in b}
    return any(word[:LIKE] in starts for word in a)


def _meet(a: Collection[str], b: Collection[str]) -> bool:
    return not frozenset(a).isdisjoint(b)


def _differ(a: Collection[str], b: Collection[str]) -> bool:
    """Say whether both are known, and nobody is in both."""
    known = all(one and not any(each.startswith(UNKNOWN) for each in one) for one in (a, b))
    return known and not _meet(a, b)


def _are_persons(*some: Sequence[str]) -> bool:
    """Say whether persons alone are in each; a body may speak for another, or be its part."""
    return all(one and all(each.startswith(PERSON) for each in one) for one in some)


def _alike(a: Read, b: Read) -> float:
    """Return the cosine of two sentences; 0 where one was not read."""
    if a.vector is None or b.vector is None:
        return 0.0
    product = int(a.vector @ b.vector)
    return product / math.sqrt(a.square * b.square) if product else 0.0


def _days(one: Point) -> Stretch:
    return _day(one.first_day), _day(one.last_day)


def _told(one: Point) -> Stretch:
    return _day(one.first_told), _day(one.last_told)


def _gap(a: Stretch, b: Stretch) -> int:
    """Return how many days at least lie between two stretches; 0 where an end is not known."""
    gaps = [(late - early).days for early, late in ((a[1], b[0]), (b[1], a[0])) if early and late]
    return max(0, *gaps) if gaps else 0


def _days_meet(a: Stretch, b: Stretch) -> bool:
    """Say whether both are dated closely, to days that meet."""
    close = all(one[0] and one[1] and (one[1] - one[0]).days < COARSE for one in (a, b))
    return close and not _gap(a, b)


def _other_grain(a: Point, b: Point) -> bool:
    return a.long_ago and b.weekday is not None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None
