"""Scores whether two namesakes are one: a table of what speaks for and against, with weights.

Two are one above `ONE`; weights are hundredths, so that sums are exact in any order.
They were chosen on half of the topics of ECB+ and for invented cases (tests); see
docs/explanation/stages/resolve.md.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from chancery.model import Verdict
from chancery.stages.resolve.likeness import Likeness, name_likeness
from chancery.stages.resolve.reading import Read

ONE = 100
NAMES: dict[Likeness, tuple[int, str]] = {
    "same": (250, "the same name"),
    "reordered": (200, "the same words in another order"),
    "longer": (200, "one name has more between first and last"),
    "alike": (120, "names that are spelled alike"),
    "acronym": (60, "an acronym and words with its initials"),
    "part": (60, "every word of one name stands in the other"),
    "initial": (60, "the same last name and an initial"),
    "one_word": (40, "the same single name"),
    "last_word": (60, "the last name alone"),
    "first_word": (-60, "the first name alone"),
    "same_description": (80, "the same description"),
    "description": (60, "descriptions that turn on the same word"),
}
COMPANY: dict[str, int] = {"p": 50, "b": 30, "l": 20, "k": 5}  # kinds as in `profile`
MOST_COMPANY = 160
KNOWN_COMPANY = 3  # others on both sides below which their absence says nothing
NEAR_DAYS = 3
FAR_DAYS = 5 * 365


class Compared(NamedTuple):
    """What a comparison gives: the score in hundredths, the verdict and the reasons."""

    score: int
    verdict: Verdict
    reasons: tuple[str, ...]


class Feature(NamedTuple):
    """A line of the table: its weight, its reason, and how far it holds (0: not at all)."""

    weight: int
    reason: str
    holds: Callable[[Read, Read], float]


def compare(a: Read, b: Read) -> Compared | None:
    """Return how likely two namesakes are one; None where their names have nothing in common."""
    likeness = name_likeness(a, b) if a.family == b.family else "other"
    if likeness == "other":
        same = bool(a.certain & b.certain) and (a.family == b.family or _holds_office(a, b))
        return Compared(10 * ONE, "must", (SAME_ACTOR,)) if same else None
    barred = tuple(_barriers(a, b, likeness))
    if barred:
        return Compared(-10 * ONE, "cannot", barred)
    weight, reason = NAMES[likeness]
    lines = [(weight, reason), *_lines(a, b)]
    score = sum(weight for weight, _ in lines)
    verdict: Verdict = "must" if a.certain & b.certain else "scored"
    reasons = [f"{reason} ({weight / ONE:+.2f})" for weight, reason in lines]
    return Compared(score, verdict, (*([SAME_ACTOR] if verdict == "must" else []), *reasons))


SAME_ACTOR = "both are the same known actor for certain"


def _holds_office(a: Read, b: Read) -> bool:
    """Say whether one is a person and the other an office: a place is no government."""
    return {a.namesake.type, b.namesake.type} == {"person", "office"}


def _barriers(a: Read, b: Read, likeness: Likeness) -> Iterator[str]:
    if a.certain and b.certain and not a.certain & b.certain:
        yield "two known actors for certain"
    if likeness == "different":
        yield "one last name with two first names"


def _lines(a: Read, b: Read) -> Iterator[tuple[int, str]]:
    for feature in FEATURES:
        held = feature.holds(a, b)
        if held:
            yield round(feature.weight * held), feature.reason


def _same_office(a: Read, b: Read) -> float:
    return float(bool(a.offices & b.offices))


def _same_title(a: Read, b: Read) -> float:
    return float(bool(a.titles & b.titles) and not a.offices & b.offices)


def _other_owner(a: Read, b: Read) -> float:
    return float(bool(a.owners and b.owners) and not a.owners & b.owners)


def _other_title(a: Read, b: Read) -> float:
    """Hold where each has titles, none in common, and they keep no common company."""
    return float(bool(a.titles and b.titles) and not a.titles & b.titles and not _shared(a, b))


def _may_be_known(a: Read, b: Read) -> float:
    """Hold for full names: one word alone finds its candidates by that word."""
    full = not (a.bare or b.bare)
    return float(full and bool(a.possible & b.possible) and not a.certain & b.certain)


def _shared(a: Read, b: Read) -> float:
    """Return the weight of the company that both keep, in hundredths up to `MOST_COMPANY`."""
    few, many = sorted((a.company, b.company), key=len)
    return min(MOST_COMPANY, sum(COMPANY[key[0]] for key in few if key in many))


def _strangers(a: Read, b: Read) -> float:
    known = min(len(a.company), len(b.company)) >= KNOWN_COMPANY
    return float(known and not _shared(a, b))


def _near(a: Read, b: Read) -> float:
    gap = _gap(a, b)
    return float(gap is not None and gap <= NEAR_DAYS)


def _far(a: Read, b: Read) -> float:
    gap = _gap(a, b)
    return float(gap is not None and gap > FAR_DAYS)


def _described_apart(a: Read, b: Read) -> float:
    """Hold for descriptions of other days: "the suspect" is somebody else by then."""
    gap = _gap(a, b)
    return float(bool(a.head or b.head) and gap is not None and gap > NEAR_DAYS)


def _gap(a: Read, b: Read) -> int | None:
    """Return the days between the two spans of time; None where a day is not known."""
    ours, theirs = a.namesake, b.namesake
    if not (ours.first_day and ours.last_day and theirs.first_day and theirs.last_day):
        return None
    first = max(ours.first_day, theirs.first_day)
    last = min(ours.last_day, theirs.last_day)
    return max(0, (date.fromisoformat(first) - date.fromisoformat(last)).days)


FEATURES: tuple[Feature, ...] = (
    Feature(150, "the same office of the same owner", _same_office),
    Feature(50, "the same title", _same_title),
    Feature(80, "the same known actor among the candidates", _may_be_known),
    Feature(1, "others named beside both", _shared),
    Feature(30, f"published within {NEAR_DAYS} days", _near),
    Feature(-100, "nobody and nothing named beside both", _strangers),
    Feature(-100, "offices of two owners", _other_owner),
    Feature(-100, "two titles among two sets of others", _other_title),
    Feature(-50, "published five years apart", _far),
    Feature(-150, "descriptions printed days apart", _described_apart),
)
