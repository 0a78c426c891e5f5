"""Puts the runs of a page into lines, and the lines in the order in which they are read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

FEWEST = 3  # lines of a column; choice
SPANNED = 0.1  # share of the runs that may lie across a gutter: headlines, wide pictures; choice
GUTTER = 0.6  # heights of a line that a gutter is wide at least; choice
FILLED = 0.6  # of a column's width that its lines fill, as cells of a table do not; choice
WIDE = 0.9  # quantile of the lines taken for the width of a column; choice
PROSE = 4  # words of a line in a column, which cells of a table do not have; choice
SHARED = 8  # gutters of a document that its other pages may have; choice
BESIDE = 0.5  # of the lower column's height that lies beside the other; choice
LEVEL = 0.6  # of the lower run's height that two runs of one line share; choice
CELL = 3  # heights of a line that part cells, not words; choice
SPACE = 0.12  # heights of a line that part words; choice


WIDEST = 100_000  # points; a page may be 14,400 wide


class Run(NamedTuple):
    """Characters without a gap; points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    bold: bool
    turned: bool

    @property
    def height(self) -> float:
        """Return the height of its letters with what goes above and below them."""
        return max(self.bottom - self.top, 0.1)


class Line(NamedTuple):
    """A line of a column: its text and box, and the edges of its column."""

    text: str
    left: float
    right: float
    base: float
    height: float
    bold: bool
    column: tuple[float, float]
    place: tuple[int, int]  # page and column, counted from the document's and the page's start
    turned: bool = False


Strip = tuple[float, float]  # its left and right edge


def read_pages(pages: Sequence[Sequence[Run]]) -> list[list[Line]]:
    """Return the lines of each page: column by column between what spans them, from above.

    A page whose last column holds a line or two has the gutters that other pages have there. Text
    that is turned, as watermarks are, comes last.
    """
    upright = [[run for run in runs if not run.turned] for runs in pages]
    own = [find_gutters(runs) for runs in upright]
    counts = Counter(gutter for gutters in own for gutter in gutters)
    every = sorted(gutter for gutter, _ in counts.most_common(SHARED))
    return [
        _read_page(number, runs, gutters or _open_gutters(straight, every))
        for number, (runs, straight, gutters) in enumerate(zip(pages, upright, own, strict=True))
    ]


def _open_gutters(runs: Sequence[Run], gutters: Sequence[Strip]) -> list[Strip]:
    """Return those gutters of other pages that few runs of this one lie across."""
    found: list[Strip] = []
    for left, right in gutters:
        across = sum(run.left < right and run.right > left for run in runs)
        if across <= SPANNED * len(runs) and (not found or left >= found[-1][1]):
            found.append((left, right))
    return found


def _read_page(page: int, runs: Sequence[Run], gutters: Sequence[Strip]) -> list[Line]:
    upright = [run for run in runs if not run.turned]
    lines: list[Line] = []
    column = 0
    for column, group in enumerate(_columns(upright, gutters)):
        lines += _lines(group, (page, column))
    for run in runs:
        if run.turned:
            edges = run.left, run.right
            place = page, column + 1
            lines.append(
                Line(run.text, *edges, run.base, run.height, run.bold, edges, place, turned=True)
            )
    return lines


def _columns(runs: Sequence[Run], gutters: Sequence[Strip]) -> Iterator[list[Run]]:
    """Yield the runs of each column, or of each part of the page that spans the columns."""
    zone: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    spanning: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.base, run.left)):
        if any(run.left < left and run.right > right for left, right in gutters):
            yield from _filled(zone)
            zone = [[] for _ in zone]
            spanning.append(run)
            continue
        yield from _filled([spanning])
        spanning = []
        middle = (run.left + run.right) / 2
        zone[sum(middle > (left + right) / 2 for left, right in gutters)].append(run)
    yield from _filled([spanning])
    yield from _filled(zone)


def _filled(columns: Sequence[list[Run]]) -> Iterator[list[Run]]:
    yield from (column for column in columns if column)


def find_gutters(runs: Sequence[Run]) -> list[Strip]:
    """Return the white strips between columns of prose, from the left, as pairs of edges."""
    if len(runs) < 2 * FEWEST:
        return []
    strips = _strips(runs)
    bounds = [-1.0, *(edge for strip in strips for edge in strip), float("inf")]
    columns = [
        [run for run in runs if run.left >= left - 1 and run.right <= right + 1]
        for left, right in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    return [
        strip
        for strip, (left, right) in zip(strips, pairwise(columns), strict=True)
        if _is_prose(left) and _is_prose(right) and _are_beside(left, right)
    ]


def _strips(runs: Sequence[Run]) -> list[Strip]:
    """Return the strips, wide enough, that few runs lie across."""
    start, size = int(min(run.left for run in runs)), median(run.height for run in runs)
    width = int(max(run.right for run in runs)) - start + 1
    if not 0 < width < WIDEST:
        return []
    steps = [0] * (width + 2)
    for run in runs:
        steps[int(run.left) - start] += 1
        steps[int(run.right) - start + 1] -= 1
    strips: list[Strip] = []
    covered, opened = 0, None
    for x in range(width + 1):
        covered += steps[x]
        if covered <= SPANNED * len(runs) and opened is None:
            opened = x
        elif covered > SPANNED * len(runs) and opened is not None:
            if x - opened >= GUTTER * size and opened > 0:
                strips.append((float(start + opened), float(start + x)))
            opened = None
    return strips


def _is_prose(column: Sequence[Run]) -> bool:
    if len(column) < FEWEST:
        return False
    rights = sorted(run.right for run in column)  # one word may be wider than the column
    width = rights[int(WIDE * len(rights))] - min(run.left for run in column)
    filled = median(run.right - run.left for run in column) >= FILLED * width
    return filled and median(len(run.text.split()) for run in column) >= PROSE


def _are_beside(left: Sequence[Run], right: Sequence[Run]) -> bool:
    (top, bottom), (other_top, other_bottom) = _extent(left), _extent(right)
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared >= BESIDE * min(bottom - top, other_bottom - other_top)


def _extent(column: Sequence[Run]) -> tuple[float, float]:
    return min(run.top for run in column), max(run.bottom for run in column)


def _lines(column: Sequence[Run], place: tuple[int, int]) -> Iterator[Line]:
    edges = min(run.left for run in column), max(run.right for run in column)
    rows: list[list[Run]] = []
    for run in column:
        if rows and _is_level(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
        yield Line(
            _join(row),
            row[0].left,
            max(run.right for run in row),
            max(row, key=lambda run: run.right - run.left).base,
            max(run.height for run in row),
            all(run.bold for run in row),
            edges,
            place,
        )


def _is_level(row: Sequence[Run], run: Run) -> bool:
    """Say whether a run stands on the same line: beside it, or raised or lowered a little."""
    last = max(row, key=lambda one: one.height)
    shared = min(last.bottom, run.bottom) - max(last.top, run.top)
    return shared >= LEVEL * min(last.height, run.height)


def _join(row: Sequence[Run]) -> str:
    text = row[0].text
    for left, right in pairwise(row):
        gap, size = right.left - left.right, max(left.height, right.height)
        text += ("\t" if gap > CELL * size else " " if gap > SPACE * size else "") + right.text
    return text
