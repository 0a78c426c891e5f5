"""A quantity in the making: a number with what was found around it so far."""

from fractions import Fraction
from typing import NamedTuple

from chancery.text.quantities.lexicon import Unit
from chancery.text.quantities.numerals import Numeral
from chancery.text.quantities.records import Modifier, Span


class Draft(NamedTuple):
    """A number, and the spans of the words that belong to it."""

    numeral: Numeral
    start: int  # with the modifier and the currency's sign before the number
    end: int  # with the unit behind it
    low: Fraction | None
    high: Fraction | None
    number: Span
    unit: Unit | None = None
    unit_words: Span | None = None
    modifier: Modifier = "stated"
    modifier_words: Span | None = None
    per: Span | None = None
    counted: Span | None = None
    head: Span | None = None
    of: bool = False  # "of" stands before what is counted
    range: bool = False
    tied: bool = False  # a range by a mere dash, which may be a score
