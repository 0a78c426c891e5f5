"""Chooses the years of a history's dates together, so that its story runs on.

Each choice has a cost: to go back or far ahead, to leave the year last named, to leave the years
that the heading names. The cheapest choice for the whole text wins, found by a beam. So a year
named aside does not carry off the dates behind it, as the next date in full would lie back.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chancery.text.timex.forms import Phrase
from chancery.text.timex.periods import MONTHS_IN_YEAR
from chancery.text.timex.story import Mark, Section, marks
from chancery.text.timex.values import Span

BEAM = 6  # paths that are kept
# Costs, chosen on the wars 01 to 10 of WikiWars, each in the middle of the values that do best;
# OTHER alone is higher, as a year that nobody has named yet is seldom meant.
AHEAD = 0.8  # a year ahead of the date before
BACK = 2.0  # a year back
FARTHEST_AHEAD, FARTHEST_BACK = 2.0, 3.0  # years beyond which it costs no more
STATED = 1.5  # by how much the same costs more where the date is written in full
APART = 0.8  # by how much it costs less in a new line; the year last named loses as much
IGNORED = 1.0  # to leave the year last named
NEW_YEAR = 0.6  # to go on into a year that nobody has named
OTHER = 4.0  # to take any other year
ENTERED = 0.6  # to take the first year that the heading names, from a year before
OUTSIDE = 1.5  # to leave the years that the heading names


class Choice(NamedTuple):
    """The year of an expression, and the place of the expression that it was taken from."""

    year: int
    source: int


class _Trail(NamedTuple):
    """The year of the last mark, and of those before it."""

    before: "_Trail | None"
    year: int | None


class _Path(NamedTuple):
    """One way to read the story so far: its last date, the year named since, and all its years."""

    cost: float = 0.0
    year: int | None = None
    month: int = 0
    named: int | None = None
    weight: float = 0.0
    trail: _Trail | None = None


def story_years(
    text: str, places: Sequence[Span], phrases: Sequence[Phrase]
) -> dict[Span, Choice]:
    """Return the years of those expressions of a history that name a month without its year."""
    told = list(marks(text, places, phrases))
    if all(mark.kind != "open" for mark in told):
        return {}
    ahead = _years_ahead(told)
    beam = [_Path()]
    for mark, coming in zip(told, ahead, strict=True):
        beam = _best(path for before in beam for path in _next(before, mark, coming))
    years = _years_of(beam[0].trail)
    return {places[place]: choice for place, choice in _chosen(told, years)}


def _years_ahead(told: Sequence[Mark]) -> list[int | None]:
    """Return for each mark the year that is stated next behind it."""
    found: list[int | None] = []
    coming: int | None = None
    for mark in reversed(told):
        found.append(coming)
        if mark.kind in {"dated", "named"}:
            coming = mark.year
    return found[::-1]


def _best(paths: Iterable[_Path]) -> list[_Path]:
    """Return the cheapest paths, one of those that go on alike."""
    best: dict[tuple[int | None, int, int | None], _Path] = {}
    for path in paths:
        key = path.year, path.month, path.named
        if key not in best or path.cost < best[key].cost:
            best[key] = path
    return sorted(best.values(), key=lambda path: path.cost)[:BEAM]


def _next(path: _Path, mark: Mark, coming: int | None) -> Iterator[_Path]:
    scale = APART if mark.apart else 1.0
    if mark.kind == "open":
        yield from _opened(path, mark, coming, scale)
    elif mark.kind == "dated":
        cost = path.cost + STATED * scale * _jump(path, mark.year, mark.month)
        yield _Path(cost, mark.year, mark.month, None, 0.0, _Trail(path.trail, mark.year))
    else:
        base = path.year if path.named is None else path.named
        stepped = None if base is None else base + mark.year
        named = mark.year if mark.kind == "named" else stepped
        trail = _Trail(path.trail, named)
        yield _Path(path.cost, path.year, path.month, named, IGNORED, trail)


def _opened(path: _Path, mark: Mark, coming: int | None, scale: float) -> Iterator[_Path]:
    """Yield the path with each year that the date may lie in."""
    section, month = mark.section, mark.month
    known = [year for year in (path.year, path.named) if year is not None]
    years = {*known, *(year + 1 for year in known)}
    if coming is not None:
        years.add(coming)
    if section:
        years.add(section.first)
    leaves = path.weight * scale if path.named is not None else 0.0
    for year in years:
        cost = path.cost + scale * _jump(path, year, month) + _unsaid(path, year, section)
        if year != path.named:
            cost += leaves
        if section and not section.first <= year <= section.last:
            cost += OUTSIDE
        yield _Path(cost, year, month, None, 0.0, _Trail(path.trail, year))
    if not years:
        yield path._replace(trail=_Trail(path.trail, None))


def _jump(path: _Path, year: int, month: int) -> float:
    """Return what it costs to go from the last date of a path to this one."""
    if path.year is None:
        return 0.0
    years = year - path.year + (month - path.month) / MONTHS_IN_YEAR
    if years >= 0:
        return AHEAD * min(years, FARTHEST_AHEAD)
    return BACK * min(-years, FARTHEST_BACK)


def _unsaid(path: _Path, year: int, section: Section | None) -> float:
    """Return what it costs to take a year that was not said last."""
    if year in {path.year, path.named}:
        return 0.0
    if section and year == section.first and path.year is not None and path.year < year:
        return ENTERED
    return NEW_YEAR if year - 1 in {path.year, path.named} else OTHER


def _years_of(trail: _Trail | None) -> list[int | None]:
    years: list[int | None] = []
    while trail is not None:
        years.append(trail.year)
        trail = trail.before
    return years[::-1]


def _chosen(told: Sequence[Mark], years: Sequence[int | None]) -> Iterator[tuple[int, Choice]]:
    """Yield place and choice of the marks that wanted a year."""
    latest: dict[int, int] = {}
    for number, (mark, year) in enumerate(zip(told, years, strict=True)):
        if year is None:
            continue
        if mark.kind == "open":
            behind = zip(told[number + 1 :], years[number + 1 :], strict=True)
            ahead = next((one.place for one, its in behind if its == year), mark.place)
            yield mark.place, Choice(year, latest.get(year, latest.get(year - 1, ahead)))
        latest[year] = mark.place
