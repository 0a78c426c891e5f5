"""Finds the quantities of a text, step by step: numbers, units, ranges, modifiers, nouns."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import lcm

from chancery.text.quantities.counting import with_noun
from chancery.text.quantities.drafts import Draft
from chancery.text.quantities.equivalents import join_equivalents
from chancery.text.quantities.glued import is_glued
from chancery.text.quantities.idle import is_idle
from chancery.text.quantities.lexicon import Lexicon
from chancery.text.quantities.modifiers import with_modifier
from chancery.text.quantities.named import is_named
from chancery.text.quantities.numerals import find_numerals
from chancery.text.quantities.place import place_of
from chancery.text.quantities.ranges import join_ranges
from chancery.text.quantities.records import Kind, Quantity
from chancery.text.quantities.units import draft_number

_ASCII_LOWER = {point: point + 32 for point in range(ord("A"), ord("Z") + 1)}
_TWO, _FIVE, _TEN = 2, 5, 10


def find_quantities(text: str, lexicon: Lexicon) -> list[Quantity]:
    """Return the quantities of an English text in order; none overlaps another.

    Dates, times and durations are no quantities here, and neither are ordinals, scores, and
    numbers that name something. The time taken grows with the length of the text.
    """
    low = text.lower()
    if len(low) != len(text):
        low = text.translate(_ASCII_LOWER)
    drafts = [draft_number(text, low, numeral, lexicon) for numeral in find_numerals(text, low)]
    joined = join_ranges(low, drafts)
    return join_equivalents(text, low, _quantities(text, low, joined))


def _quantities(text: str, low: str, drafts: list[Draft]) -> Iterator[Quantity]:
    end = 0
    for draft in drafts:
        if draft.start < end or is_glued(text, draft):
            continue
        whole = with_noun(text, low, with_modifier(low, draft))
        if whole is None:
            continue
        place = place_of(text, low, whole)
        if not is_named(place) and not is_idle(place):
            end = whole.end
            yield _quantity(whole)


def _quantity(draft: Draft) -> Quantity:
    low, high, divisor = _bounds(draft)
    return Quantity(
        start=draft.start, end=draft.end, number=draft.number, low=low, high=high,
        divisor=divisor, modifier=draft.modifier, modifier_words=draft.modifier_words,
        kind=_kind(draft), unit=draft.unit.code if draft.unit else None,
        unit_words=draft.unit_words, currencies=draft.unit.currencies if draft.unit else (),
        per=draft.per, counted=draft.counted, head=draft.head,
    )  # fmt: skip


def _kind(draft: Draft) -> Kind:
    if draft.unit:
        return draft.unit.kind
    return "share" if draft.numeral.shape == "part" else "count"


def _bounds(draft: Draft) -> tuple[Decimal | None, Decimal | None, int]:
    """Return both bounds as exact decimals over one divisor; unknown where notation leaves it."""
    doubtful = draft.numeral.doubtful and _kind(draft) not in {"percent", "points"}
    if doubtful:
        return None, None, 1
    bounds = [bound for bound in (draft.low, draft.high) if bound is not None]
    divisor = lcm(*(bound.denominator for bound in bounds)) if bounds else 1
    if _is_decimal(divisor):
        divisor = 1
    low, high = (
        None if bound is None else _decimal(bound * divisor) for bound in (draft.low, draft.high)
    )
    return low, high, divisor


def _is_decimal(divisor: int) -> bool:
    for prime in (_TWO, _FIVE):
        while divisor % prime == 0:
            divisor //= prime
    return divisor == 1


def _decimal(value: Fraction) -> Decimal:
    """Return the value exactly; its denominator has no prime but two and five."""
    places = 0
    while value.denominator > 1:
        value, places = value * _TEN, places + 1
    return Decimal(f"{value.numerator}E-{places}")
