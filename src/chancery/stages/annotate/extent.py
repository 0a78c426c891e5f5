"""Where spans lie among the stretches of a text that were read."""

from bisect import bisect_right
from collections.abc import Sequence

from chancery.model import Span


class Extent:
    """The stretches that were read, to be asked where a span lies."""

    def __init__(self, size: int, stretches: Sequence[Span]) -> None:
        """Take the text's length in code points, and the stretches in order."""
        self._size = size
        self._stretches = stretches
        self._starts = [start for start, _ in stretches]

    def holds(self, span: Span) -> bool:
        """Say whether the span has characters, all of them in one stretch."""
        return self.parts(span) == [span]

    def meets(self, span: Span) -> bool:
        """Say whether the span is one of the text, and some of it was read."""
        start, end = span
        return 0 <= start < end <= self._size and bool(self.parts(span))

    def parts(self, span: Span) -> list[Span]:
        """Return what of a span lies in each stretch, in order."""
        start, end = span
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end - 1)
        parts = ((max(start, a), min(end, b)) for a, b in self._stretches[first:last])
        return [part for part in parts if part[0] < part[1]]
