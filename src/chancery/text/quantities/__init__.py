"""Finds the quantities of an English text: how many of what, or how much in which unit."""

from chancery.text.quantities.find import find_quantities
from chancery.text.quantities.lexicon import Lexicon, make_lexicon, settle_currency
from chancery.text.quantities.records import Amount, Kind, Modifier, Quantity

__all__ = [
    "Amount",
    "Kind",
    "Lexicon",
    "Modifier",
    "Quantity",
    "find_quantities",
    "make_lexicon",
    "settle_currency",
]
