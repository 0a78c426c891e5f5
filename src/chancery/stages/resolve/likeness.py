"""Says how two names stand to each other: the same, longer, an initial, alike, or different."""

from collections.abc import Iterable
from itertools import product
from typing import Literal

from chancery.stages.resolve.names import LITTLE, ReadName
from chancery.stages.resolve.reading import Read
from chancery.text.spelling import respell, slips, sounds_alike

Likeness = Literal[
    "same",  # every word, in one of its usual spellings
    "reordered",
    "longer",  # first and last agree, one has more between them or after them
    "part",  # every word of one stands in the other, which has more
    "alike",  # every word is the same or sounds like the other's
    "acronym",
    "initial",  # the last words agree, and one first word is the other's initial or beginning
    "one_word",  # both are the same single word
    "last_word",  # one is the other's last word alone
    "first_word",
    "description",  # no names: the words that describe turn on the same one
    "same_description",
    "different",  # the last words agree and the first ones are two names
    "other",  # nothing agrees
]
WHOLE: frozenset[Likeness] = frozenset({"same", "reordered"})
SHORT_FORM = 3  # letters
MOST_FORMS = 6  # forms of one name that are compared; the rest are rarer
BEST_FIRST: tuple[Likeness, ...] = (
    "same",
    "reordered",
    "longer",
    "alike",
    "acronym",
    "part",
    "initial",
    "one_word",
    "last_word",
    "first_word",
    "same_description",
    "description",
    "different",
    "other",
)
RANK: dict[Likeness, int] = {likeness: rank for rank, likeness in enumerate(BEST_FIRST)}


def name_likeness(a: Read, b: Read) -> Likeness:
    """Return how the names of two namesakes of one family agree best."""
    if a.head or b.head:
        return _describe(a, b)
    compare = _persons if a.family == "person" else _others
    forms = product(a.names[:MOST_FORMS], b.names[:MOST_FORMS])
    found: set[Likeness] = {compare(ours, theirs) for ours, theirs in forms}
    best = _best(found)
    whole = bool(WHOLE & found)
    return best if whole or a.family != "person" else _by_full_names(a, b, best)


def _best(found: set[Likeness]) -> Likeness:
    return sorted(found, key=lambda one: RANK[one])[0]  # noqa: FURB192 - min is typed as text


def first_names_differ(a: ReadName, b: ReadName) -> bool:
    """Say whether two full names of persons have one last word and two first names."""
    return _persons(a, b) == "different"


def _by_full_names(a: Read, b: Read, best: Likeness) -> Likeness:
    """Return `different` where the full names contradict, whatever shorter forms agree in."""
    if len(a.full.words) > 1 and len(b.full.words) > 1:
        whole = _persons(a.full, b.full)
        return whole if whole == "different" or RANK[best] >= RANK["one_word"] else best
    return best


def _describe(a: Read, b: Read) -> Likeness:
    described, other = (a, b) if a.head else (b, a)
    if not other.head:
        return "same_description" if described.full in other.names else "other"
    if a.head != b.head or not _nested(a.full, b.full):
        return "other"
    same = set(a.names) & set(b.names)
    return "same_description" if same else "description"


def _nested(a: ReadName, b: ReadName) -> bool:
    """Say whether all that one description tells stands in the other: no two countries' envoys."""
    ours, theirs = set(a.words) - LITTLE, set(b.words) - LITTLE
    return ours <= theirs or theirs <= ours


def _persons(a: ReadName, b: ReadName) -> Likeness:
    if a.key == b.key:
        if len(a.words) == 1:
            return "one_word"
        return "different" if _conflict(a.suffix, b.suffix) else "same"
    short, long_ = sorted((a, b), key=lambda name: len(name.words))
    if len(short.words) == 1:
        return _one_word(short, long_)
    if sorted(map(respell, a.words)) == sorted(map(respell, b.words)):
        return "reordered"
    if not _agree(a.last, b.last):
        return "part" if _holds(long_, short) and short.last == long_.last else "other"
    return _same_last(short, long_)


def _one_word(short: ReadName, long_: ReadName) -> Likeness:
    if _agree(short.last, long_.last):
        return "last_word" if len(long_.words) > 1 else "alike"
    return "first_word" if short.last == long_.first else "other"


def _same_last(short: ReadName, long_: ReadName) -> Likeness:
    """Return how two full names with one last word agree in the rest."""
    if _conflict(short.suffix, long_.suffix):
        return "different"
    ours, theirs = short.first, long_.first
    if min(len(ours), len(theirs)) == 1:
        return "initial" if ours[0] == theirs[0] else "different"
    if ours != theirs and _shortens(ours, theirs):
        return "initial"
    if not _agree(ours, theirs):
        return "part" if _holds(long_, short) else "different"
    middle = short.words[1:-1], long_.words[1:-1]
    if middle[0] and not _fit(*middle):
        return "different"
    same = respell(ours) == respell(theirs) and respell(short.last) == respell(long_.last)
    return "longer" if same else "alike"


def _shortens(a: str, b: str) -> bool:
    """Say whether one first name is the beginning of the other, as Fred of Frederick."""
    return min(len(a), len(b)) >= SHORT_FORM and (a.startswith(b) or b.startswith(a))


def _fit(short: Iterable[str], long_: Iterable[str]) -> bool:
    """Say whether each middle name is among the others', whole or as an initial."""
    theirs = list(long_)
    return all(any(_initial_or_same(one, other) for other in theirs) for one in short)


def _initial_or_same(a: str, b: str) -> bool:
    return a[0] == b[0] if min(len(a), len(b)) == 1 else _agree(a, b)


def _conflict(a: str, b: str) -> bool:
    return bool(a and b and a != b)


def _holds(long_: ReadName, short: ReadName) -> bool:
    return set(map(respell, short.words)) < set(map(respell, long_.words))


def _agree(a: str, b: str) -> bool:
    return respell(a) == respell(b) or sounds_alike(a, b) or slips(a, b)


def _others(a: ReadName, b: ReadName) -> Likeness:
    """Compare names that are no person's."""
    if a.key == b.key:
        return "same"
    if _spells(a, b) or _spells(b, a):
        return "acronym"
    short, long_ = sorted((a, b), key=lambda name: len(name.words))
    if _holds(long_, short):
        return "part"
    even = len(short.words) == len(long_.words)
    return "alike" if even and all(map(_agree, a.words, b.words)) else "other"


def _spells(short: ReadName, long_: ReadName) -> bool:
    return bool(short.acronym) and short.acronym in long_.initials
