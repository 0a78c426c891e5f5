"""An axis of days that leaves long empty stretches out, each break being shown as one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

MOST_PARTS = 7
BREAK = 30  # days, at least, that a gap has which is left out
SHARE = 0.15  # of all that is not left out, at least, that such a gap is
SHORT, LONG = 45, 400  # days: a span no longer is never broken, or not if no day is marked in it
BREAK_WIDTH = 22.0  # pixels
LEAST_WIDTH = 64.0  # of a part: its first day can be written below it
EDGE = 12.0  # pixels on each side of a part
YEAR = 12  # months
STEPS = (1, 3, 6, YEAR, *(one * YEAR for one in (2, 5, 10, 20, 50, 100, 500)))
TICK_ROOM = 46.0  # pixels from one day that is written to the next

Interval = tuple[int, int]


class Part(NamedTuple):
    """Days that are drawn to one scale, and where."""

    first: int  # ordinal of the first day
    last: int
    left: float
    right: float

    def x(self, day: int) -> float:
        """Return where the middle of a day lies."""
        days = self.last - self.first
        inner = self.right - self.left - 2 * EDGE
        return self.left + EDGE + (inner * (day - self.first) / days if days else inner / 2)


class Axis(NamedTuple):
    """Parts from left to right, with breaks between them."""

    parts: tuple[Part, ...]

    def x(self, day: str) -> float:
        """Return where a day lies; within what is left out, in the middle of the break."""
        number = date.fromisoformat(day).toordinal()
        for part in self.parts:
            if number < part.first:
                return part.left - BREAK_WIDTH / 2
            if number <= part.last:
                return part.x(number)
        return self.parts[-1].right


def make_axis(spans: Iterable[tuple[str, str]], left: float, right: float) -> Axis:
    """Return the axis for these spans of days, of which there is at least one."""
    numbers = [
        (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
        for first, last in spans
    ]
    days = {day for span in numbers for day in span}
    blocks = _broken(_occupied(numbers))
    widths = _widths(blocks, days, right - left - BREAK_WIDTH * (len(blocks) - 1))
    parts: list[Part] = []
    for (first, last), width in zip(blocks, widths, strict=True):
        parts.append(Part(first, last, left, left + width))
        left += width + BREAK_WIDTH
    return Axis(tuple(parts))


def _occupied(spans: Iterable[Interval]) -> list[Interval]:
    """Return the stretches that short spans cover, and the ends of long ones, in order."""
    spans = list(spans)
    days = sorted({day for span in spans for day in span})
    cut: list[Interval] = []
    for first, last in spans:
        empty = bisect_right(days, first) == bisect_left(days, last)
        kept = last - first <= (LONG if empty else SHORT)
        cut += [(first, last)] if kept else [(first, first), (last, last)]
    joined: list[Interval] = []
    for first, last in sorted(cut):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


def _broken(stretches: Sequence[Interval]) -> list[Interval]:
    """Return stretches joined where the gap between them is small beside the whole."""
    gaps = sorted(
        (
            (after[0] - before[1], number)
            for number, (before, after) in enumerate(pairwise(stretches))
        ),
        reverse=True,
    )
    left = stretches[-1][1] - stretches[0][0]
    cuts: set[int] = set()
    for gap, number in gaps[: MOST_PARTS - 1]:
        if gap < BREAK or gap < SHARE * left:
            break
        cuts.add(number)
        left -= gap
    blocks: list[Interval] = [stretches[0]]
    for number, one in enumerate(stretches[1:]):
        if number in cuts:
            blocks.append(one)
        else:
            blocks[-1] = blocks[-1][0], one[1]
    return blocks


def _widths(blocks: Sequence[Interval], days: Iterable[int], room: float) -> list[float]:
    """Return how wide each part is: the more days are marked in it, the wider."""
    days = list(days)
    weights = [sum(first <= day <= last for day in days) ** 0.7 for first, last in blocks]
    spare = room - LEAST_WIDTH * len(blocks)
    return [LEAST_WIDTH + spare * one / sum(weights) for one in weights]


class Tick(NamedTuple):
    """A day that is written below the axis; `year` stands in a second line."""

    x: float
    text: str
    year: str


def ticks(axis: Axis) -> list[Tick]:
    """Return the days to write, none so near another that both cannot be read."""
    found: list[Tick] = []
    for part in axis.parts:
        for tick in _ticks_of(part):
            if not found or tick.x - found[-1].x >= TICK_ROOM:
                found.append(tick)
    return found


def _ticks_of(part: Part) -> list[Tick]:
    """Return the ticks of the finest step of which not too many fit; else the first day."""
    most = max(1, int((part.right - part.left) / TICK_ROOM))
    for step in (1, 2, 7, 14):
        days = range(part.first, part.last + 1, step)
        if len(days) <= most:
            return [_of_day(part, day, first=day == part.first) for day in days]
    for months in STEPS:
        firsts = [one for one in _months(part, months) if part.first <= one <= part.last]
        if 1 < len(firsts) <= most:
            return [_of_month(part, one, whole=months >= YEAR) for one in firsts]
    ends = (part.first, part.last)
    return [_of_day(part, day, first=True) for day in dict.fromkeys(ends[:most])]


def _months(part: Part, step: int) -> Iterator[int]:
    """Yield the first days of every so many months."""
    start = date.fromordinal(part.first)
    month = (start.year * YEAR + start.month - 1) // step * step
    while month // YEAR <= date.max.year:
        day = date(max(1, month // YEAR), month % YEAR + 1, 1).toordinal()
        if day > part.last:
            return
        yield day
        month += step


def _of_day(part: Part, day: int, *, first: bool) -> Tick:
    told = date.fromordinal(day)
    turn = first or (told - timedelta(days=1)).year != told.year
    return Tick(part.x(day), told.isoformat()[5:], f"{told.year:04}" if turn else "")


def _of_month(part: Part, day: int, *, whole: bool) -> Tick:
    told = date.fromordinal(day).isoformat()
    return Tick(part.x(day), told[:4] if whole else told[:7], "")
