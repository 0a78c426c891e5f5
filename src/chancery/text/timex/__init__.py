"""The values of time expressions, by rules."""

from chancery.text.timex.read import read_times
from chancery.text.timex.values import Basis, Flaw, Kind, Modifier, Precision, TimeValue

__all__ = ["Basis", "Flaw", "Kind", "Modifier", "Precision", "TimeValue", "read_times"]
