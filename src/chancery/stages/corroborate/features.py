"""What speaks for and against two claims making the same point, as a table of features."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np

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


class Compared(NamedTuple):
    """The log odds in thousandths, what keeps them apart, and the reasons, weightiest first."""

    score: int
    apart: Apart | None
    reasons: tuple[str, ...]


def compare(a: Point, b: Point, weights: Weights | None = None) -> Compared:
    """Return how likely two claims of one kind make the same point; it is likelier above 0."""
    weights = weights or packaged_weights()[a.about]
    lines = [
        (round(ONE * weights.get(name, 0.0) * value), name)
        for name, value in measure(a, b).items()
    ]
    lines.sort(key=lambda line: (-abs(line[0]), line[1]))
    reasons = tuple(f"{FEATURES[name]} ({line / ONE:+.2f})" for line, name in lines if line)
    return Compared(sum(line for line, _ in lines), apart(a, b), reasons)


def measure(a: Point, b: Point) -> dict[str, float]:
    """Return each feature's value, most of them from 0 to 1; that of threads is not known here."""
    same_head = _head_alike(a.head, b.head)
    kin_head = not same_head and _meet(sorted(with_kin(a.head)), b.head)
    known_heads = bool(a.head and b.head)
    return {
        "words": _overlap(a.words, b.words),
        "contained": _contained(a.words, b.words),
        "kin": _kin(a.words, b.words),
        "near": _overlap(a.near, b.near),
        "quoted": min(_longest_run(a.quoted, b.quoted), LONG_RUN) / LONG_RUN,
        "head": float(same_head),
        "head_kin": float(kin_head),
        "other_head": float(known_heads and not same_head and not kin_head),
        "sort": float(bool(a.sort) and a.sort == b.sort),
        "who": float(_meet(a.who, b.who)),
        "other_who": float(_differ(a.who, b.who)),
        "unlike_who": float(bool(a.who and b.who) and not _meet(a.who, b.who)),
        "whom": float(_meet(a.whom, b.whom)),
        "other_whom": float(_differ(a.whom, b.whom)),
        "place": float(_meet(a.place, b.place)),
        "other_place": float(_differ(a.place, b.place)),
        "names": _overlap(a.names, b.names),
        "vector": _alike(a.vector, b.vector),
        "number": float(_meet(a.numbers, b.numbers)),
        "other_number": float(bool(a.numbers and b.numbers) and not _meet(a.numbers, b.numbers)),
        "days": float(_days_meet(a, b)),
        "days_apart": math.log2(1 + _gap(_days(a), _days(b))),
        "other_grain": float(_other_grain(a, b) or _other_grain(b, a)),
        "weeks_apart": math.log2(1 + _gap(_told(a), _told(b)) / 7),
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


def _overlap(a: Sequence[str], b: Sequence[str]) -> float:
    mine, theirs = set(a), set(b)
    both = _weight(mine & theirs)
    return both / _weight(mine | theirs) if both else 0.0


def _contained(a: Sequence[str], b: Sequence[str]) -> float:
    mine, theirs = set(a), set(b)
    both = _weight(mine & theirs)
    told = min(1.0, min(len(mine), len(theirs)) / FEW)
    return told * both / min(_weight(mine), _weight(theirs)) if both else 0.0


def _kin(a: Sequence[str], b: Sequence[str]) -> float:
    """Return how much of the lighter set of words, by rarity, means what words of the other do."""
    lighter, other = sorted((set(a), set(b)), key=_weight)
    both = _weight(word for word in lighter if word in other or not other.isdisjoint(kin_of(word)))
    return min(1.0, len(lighter) / FEW) * both / _weight(lighter) if both else 0.0


def _weight(words: Iterable[str]) -> float:
    return math.fsum(rarity(word) for word in sorted(words))


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


def _meet(a: Sequence[str], b: Sequence[str]) -> bool:
    return not set(a).isdisjoint(b)


def _differ(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether both are known, and nobody is in both."""
    known = all(one and not any(each.startswith(UNKNOWN) for each in one) for one in (a, b))
    return known and not _meet(a, b)


def _are_persons(*some: Sequence[str]) -> bool:
    """Say whether persons alone are in each; a body may speak for another, or be its part."""
    return all(one and all(each.startswith(PERSON) for each in one) for one in some)


def _alike(a: bytes, b: bytes) -> float:
    """Return the cosine of two sentences; 0 where one was not read."""
    if not a or not b:
        return 0.0
    one, two = (np.frombuffer(each, np.int8).astype(np.int32) for each in (a, b))
    product = int(one @ two)
    return product / math.sqrt(int(one @ one) * int(two @ two)) if product else 0.0


Stretch = tuple[date | None, date | None]


def _days(one: Point) -> Stretch:
    return _day(one.first_day), _day(one.last_day)


def _told(one: Point) -> Stretch:
    return _day(one.first_told), _day(one.last_told)


def _gap(a: Stretch, b: Stretch) -> int:
    """Return how many days at least lie between two stretches; 0 where an end is not known."""
    gaps = [(late - early).days for early, late in ((a[1], b[0]), (b[1], a[0])) if early and late]
    return max(0, *gaps) if gaps else 0


def _days_meet(a: Point, b: Point) -> bool:
    """Say whether both are dated closely, to days that meet."""
    stretches = (_days(a), _days(b))
    close = all(one[0] and one[1] and (one[1] - one[0]).days < COARSE for one in stretches)
    return close and not _gap(*stretches)


def _other_grain(a: Point, b: Point) -> bool:
    return a.long_ago and b.weekday is not None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None
