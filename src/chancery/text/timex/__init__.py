"""Time expressions: where they stand, and their values, by rules."""

from chancery.text.timex.direction import direction_of
from chancery.text.timex.find import find_times
from chancery.text.timex.join import join_times
from chancery.text.timex.read import read_times
from chancery.text.timex.values import Basis, Flaw, Kind, Modifier, Precision, TimeValue

__all__ = [
    "Basis",
    "Flaw",
    "Kind",
    "Modifier",
    "Precision",
    "TimeValue",
    "direction_of",
    "find_times",
    "join_times",
    "read_times",
]
