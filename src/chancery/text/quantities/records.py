"""What a text says of one quantity: the words, what they are worth, and what is counted."""

from decimal import Decimal

from chancery.model.base import Value
from chancery.model.claim import FigureModifier, FigureUnit

Span = tuple[int, int]
"""Code points of the text, half-open."""

Modifier = FigureModifier
Kind = FigureUnit


class Amount(Value, frozen=True, kw_only=True):
    """A number with its unit.

    `low` and `high` are what the words give, over `divisor`: "two-thirds" is 2 over 3. A bound
    that they leave open is None: "at least 20" has no `high`, "several" has neither. With
    `approx` both are the stated number, which then is the middle and bounds nothing.
    """

    start: int  # code points of the text, half-open, from the modifier to the unit
    end: int
    number: Span  # with its scale: "2.5 million"; of a range, both ends
    low: Decimal | None
    high: Decimal | None
    divisor: int = 1  # more than 1 only for a fraction without exact decimals
    modifier: Modifier = "stated"
    modifier_words: Span | None = None
    kind: Kind = "count"
    unit: str | None = None  # name in CLDR, or ISO 4217; None: none, or a currency left open
    unit_words: Span | None = None
    currencies: tuple[str, ...] = ()  # of money whose currency is open: those the sign may mean
    per: Span | None = None  # "a day", "per person"


class Quantity(Amount, frozen=True, kw_only=True):
    """An amount of what, and the same again in other units where the text gives it."""

    counted: Span | None = None  # the noun with what stands before it: "heavily armed policemen"
    head: Span | None = None  # the noun alone
    equivalents: tuple[Amount, ...] = ()  # "one billion euros ($1.2 billion)"
