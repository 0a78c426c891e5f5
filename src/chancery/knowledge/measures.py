"""Gives the lexicon of quantities, made from the tables of currencies and units."""

from functools import cache

from chancery.knowledge.tables import load
from chancery.text.quantities import Lexicon, make_lexicon


@cache
def quantity_lexicon() -> Lexicon:
    """Return the units and currencies that the packaged tables hold, made once in a process."""
    return make_lexicon(load("currencies"), load("units"))
