"""Says what keeps two claims apart, however alike they are."""

from collections.abc import Sequence
from typing import Literal

from chancery.model import Apart, Modality, Point
from chancery.stages.corroborate.bound import PERSON
from chancery.stages.corroborate.ready import LIKE, days_of, gap, meet
from chancery.stages.corroborate.shared import FEW, longest_run
from chancery.text.kinship import with_kin

HAPPENED: frozenset[Modality] = frozenset({"asserted", "background"})
AHEAD: frozenset[Modality] = frozenset({"expected", "intended"})
SPOKEN = frozenset({"statement", "commitment"})
ALIKE_TYPES = frozenset({"pledge", "promise", "offer", "intention"})


def apart(a: Point, b: Point) -> Apart | None:
    """Return why two claims are not one, however alike they are; None where nothing says so."""
    if a.about == "figure":
        return _figures_apart(a, b)
    told = _said_apart(a, b) if a.about in SPOKEN else _done_apart(a, b)
    return told or _days_apart(a, b)


def _said_apart(a: Point, b: Point) -> Apart | None:
    """Return what keeps two claims apart that somebody made in words."""
    if a.about == "statement" and _are_persons(a.who, b.who) and not meet(a.who, b.who):
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
    alike = _head_alike(a.head, b.head) or meet(sorted(with_kin(a.head)), b.head)
    one_number = meet(a.numbers, b.numbers)
    known = bool(a.head and b.head)
    if a.sort != b.sort or (known and not alike) or not (known or one_number):
        return "counted"
    if gap(days_of(a), days_of(b)):
        return "day"
    return None if one_number else "number"


def _days_apart(a: Point, b: Point) -> Literal["day"] | None:
    other_weekday = a.weekday and b.weekday and a.weekday != b.weekday
    return "day" if other_weekday or gap(days_of(a), days_of(b)) else None


def _quoted_otherwise(a: Point, b: Point) -> bool:
    """Say whether both are quoted, and neither is cut from the other's words."""
    shorter = min(len(a.quoted), len(b.quoted))
    return shorter >= FEW and 3 * longest_run(a.quoted, b.quoted) < 2 * shorter


def _realised(one: Point) -> str:
    """Return how real the claim says that it is, in the steps that keep claims of its kind apart.

    A meeting that is expected and one that was held may be one; a deed that is intended and one
    that was done are two claims.
    """
    ahead = one.about == "meeting" and one.modality in AHEAD
    return "real" if ahead or one.modality in HAPPENED else one.modality


def _type(one: Point) -> str:
    return "pledge" if one.sort in ALIKE_TYPES else one.sort


def _head_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether a word of one is a word of the other, or begins as it does."""
    starts = {word[:LIKE] for word in b}
    return any(word[:LIKE] in starts for word in a)


def _are_persons(*some: Sequence[str]) -> bool:
    """Say whether persons alone are in each; a body may speak for another, or be its part."""
    return all(one and all(each.startswith(PERSON) for each in one) for one in some)
