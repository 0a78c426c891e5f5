"""Joins an amount with the same amount in another unit that the text gives beside it."""

import re
from collections.abc import Iterable

from chancery.text.quantities.counting import find_purpose
from chancery.text.quantities.noun import find_mass
from chancery.text.quantities.records import Amount, Quantity

LONGEST_GAP = 32  # code points between the two: " (the equivalent of about "

_MEASURED = frozenset(
    {"money", "length", "area", "volume", "mass", "speed", "temperature", "energy", "power"}
)
_OPENING = re.compile(
    r"\s?(?:\(|-LRB-\s)"  # the second is how the Penn Treebank writes the first
    r"(?:or |i\.e\. |that is |equal to |(?:(?:the|an) )?equivalent (?:to|of) |=\s?)?"
)
_BESIDE = re.compile(r",? or |, (?:equivalent to|the equivalent of|equal to) |\s?/\s?")
_FURTHER = re.compile(r"[;,] ?(?:or )?| or |\s?/\s?")  # a third unit in the same brackets
_CLOSING = re.compile(r"(?: (?:at the time|in [a-z ]{1,20}|today))?\s?(?:[),;/]|-RRB-)")


def join_equivalents(text: str, low: str, found: Iterable[Quantity]) -> list[Quantity]:
    """Return the quantities with those that say the same again moved into their `equivalents`."""
    joined: list[Quantity] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _says_again(text, last, one):
            joined[-1] = _with(text, low, last, one)
        else:
            joined.append(one)
    return joined


def _says_again(text: str, last: Quantity, one: Quantity) -> bool:
    if one.kind not in _MEASURED or one.kind != last.kind:
        return False
    units = [last, *last.equivalents]
    if any(_unit(text, one) == _unit(text, other) for other in units):
        return False
    start = max(span[1] for span in _spans(units[-1]) if span)
    if not 0 <= one.start - start <= LONGEST_GAP:
        return False
    gap = text[start : one.start]
    if _OPENING.fullmatch(gap):
        return bool(_CLOSING.match(text, max(one.end, one.per[1] if one.per else 0)))
    beside = _FURTHER if last.equivalents else _BESIDE
    return bool(beside.fullmatch(gap)) and one.counted is None


def _spans(one: Amount) -> Iterable[tuple[int, int] | None]:
    yield one.start, one.end
    yield one.per
    if isinstance(one, Quantity):
        yield one.counted


def _unit(text: str, one: Amount) -> tuple[str | None, str]:
    words = text[slice(*one.unit_words)] if one.unit_words and one.unit is None else ""
    return one.unit, words


def _with(text: str, low: str, last: Quantity, one: Quantity) -> Quantity:
    parts = {name: getattr(one, name) for name in Amount.__struct_fields__}
    changed = {name: getattr(last, name) for name in Quantity.__struct_fields__}
    changed["equivalents"] = (*last.equivalents, Amount(**parts))
    end = one.per[1] if one.per else one.end
    if last.counted is None and text[end : end + 1] == ")":
        finder = find_purpose if last.kind == "money" else find_mass
        noun = finder(text, low, end + 1)
        changed["counted"] = noun.counted if noun else None
        changed["head"] = (noun.head_start, noun.end) if noun else None
    return Quantity(**changed)
