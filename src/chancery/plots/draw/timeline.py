"""Draws the timeline: a row for each finding, in lanes by kind, with a mark on each clock."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from chancery.model import DaySpan
from chancery.pipeline.clock_words import BASES, happened, published_words, span_words
from chancery.plots.data.timeline import Mark, Timeline
from chancery.plots.draw.clocks import BREAK_WIDTH, Axis, make_axis, ticks
from chancery.plots.draw.frame import (
    MARGIN,
    ROOM,
    WIDTH,
    Manner,
    head,
    label,
    legend,
    linked,
    whole,
)
from chancery.plots.draw.labels import SMALL
from chancery.plots.draw.style import look
from chancery.plots.draw.svg import NOTHING, Markup, join, path, tag

Clock = Literal["first", "second", "third"]
"""happened, published, captured: in their colours."""

ROW = 26.0
BAND = 22.0  # of a lane's name
COUNTS = 500.0  # the right end of the column of sources
LEFT, RIGHT = 524.0, WIDTH - MARGIN  # of the axis
UP, DOWN = -7.0, 7.0  # of the clocks above and below the middle of a row
REACH = 20.0  # pixels that the sign of an open end is long
TOPMOST = 40.0  # room of the axis

TITLES = {
    "meeting": "Meetings",
    "event": "Events",
    "commitment": "Promised, demanded, offered, refused",
    "statement": "Said",
    "figure": "Counted",
}
NOTE = (
    "A day that no text and no link between articles gives is not drawn as one. Each part of the "
    "axis has its own scale; where it is broken, long empty stretches are left out."
)
UNDATED = "No known day: published and captured as marked"


def draw_timeline(shown: Timeline, manner: Manner) -> str:
    """Return the timeline as SVG."""
    dated = [mark for lane in shown.lanes for mark in lane.marks]
    title = "Timeline"
    notes = timeline_notes(shown)
    top, y = head(title, notes, [_legend(), _legend_of_ends()])
    spans = list(_spans([*dated, *shown.undated]))
    axis = make_axis(spans, LEFT, RIGHT) if spans else None
    start = y + TOPMOST
    rows, end = _lanes(shown, axis, start, manner)
    ground = _axis(axis, start, end) if axis else NOTHING
    names = _axis_names(axis, start) if axis else NOTHING
    body = join(top, ground, rows, names)
    return whole("timeline", (title, " ".join(notes)), end + MARGIN, body, manner)


def timeline_notes(shown: Timeline) -> list[str]:
    """Return in words what is drawn, and what is not."""
    return [*_notes(shown), NOTE]


def _notes(shown: Timeline) -> Iterator[str]:
    dated = sum(len(lane.marks) for lane in shown.lanes)
    drawn = dated + len(shown.undated)
    first = "the first " if shown.unread else ""
    said = f"{drawn:,} of {first}{shown.chosen:,} findings that fit: {dated:,} with days, "
    said += f"{len(shown.undated):,} without."
    if drawn < shown.chosen:
        said += " Left out is what matters less, is not sure enough for a brief, or repeats words;"
        said += " the list has all."
    if shown.unread:
        said += " More fit, of less weight, than were read: ask for fewer days, or for one party."
    yield said


def _legend() -> Markup:
    entries = [
        (_sign("first", solid=True), "happened, 2 or more independent sources"),
        (_sign("first", solid=False), "happened, one source"),
        (_sign("second", solid=True), "published"),
        (_sign("third", solid=True), "captured"),
    ]
    return legend(entries)


def _legend_of_ends() -> Markup:
    entries = [
        (_bar(-8, 8, 0, "first", solid=True), "some time between these days"),
        (_arrow(-10, 0, "second", forward=True), "not before that day"),
        (_arrow(10, 0, "second", forward=False), "not after that day"),
    ]
    return legend(entries)


def _spans(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """Yield the days of all clocks; an open end is the known one."""
    for one in marks:
        if one.first and one.last:
            yield one.first, one.last
        for clock in (one.published, one.captured):
            known = clock and (clock.first or clock.last)
            if clock and known:
                yield clock.first or known, clock.last or known


def _lanes(shown: Timeline, axis: Axis | None, y: float, manner: Manner) -> tuple[Markup, float]:
    """Return all rows, and where they end."""
    parts: list[Markup] = []
    named = [(TITLES[lane.about], lane.marks) for lane in shown.lanes]
    for name, marks in [*named, (UNDATED, shown.undated)]:
        if not marks:
            continue
        parts.append(_band(name, y))
        y += BAND
        for mark in marks:
            parts.append(_row(mark, axis, y + ROW / 2, manner))
            y += ROW
        y += 6
    return join(*parts), y


def _band(name: str, y: float) -> Markup:
    return join(
        tag("rect", x=MARGIN, y=y, width=ROOM, height=BAND - 2, **look("band")),
        label(MARGIN + 6, y + 14, name, weight="bold", room=ROOM - 200),
    )


def _row(mark: Mark, axis: Axis | None, y: float, manner: Manner) -> Markup:
    counts = f"{mark.independent:,} of {mark.documents:,}"
    dated = mark.first is not None
    known = "" if dated or mark.time is None else happened(mark.time)
    text = f"{known}: {mark.text}" if known not in {"", "Day unknown"} else mark.text
    return linked(
        manner,
        mark.finding,
        _said(mark),
        label(MARGIN + 6, y + 4, text, room=COUNTS - MARGIN - 66),
        label(COUNTS, y + 4, counts, anchor="end", size=SMALL, kind="faint"),
        *(_marks(mark, axis, y) if axis else ()),
    )


def _said(mark: Mark) -> str:
    """Return all that a row says, in words."""
    day = BASES.get(mark.time.basis, "") if mark.time and mark.first else ""
    parts = [
        f"{happened(mark.time)}{f' ({day})' if day else ''}: {mark.text}",
        f"{mark.independent:,} independent of {mark.documents:,}",
        f"published {published_words(mark.published)}",
        f"captured {span_words(mark.captured)}" if mark.captured else "",
    ]
    return "; ".join(filter(None, parts))


def _marks(mark: Mark, axis: Axis, y: float) -> Iterator[Markup]:
    solid = mark.strength == "solid"
    if mark.first and mark.last:
        own = DaySpan(first=mark.first, last=mark.last)
        yield _clock(own, axis, y + UP, "first", solid=solid)
    published = DaySpan(first=mark.published.first, last=mark.published.last)
    yield _clock(published, axis, y, "second", solid=True)
    if mark.captured:
        yield _clock(mark.captured, axis, y + DOWN, "third", solid=True)


def _clock(span: DaySpan, axis: Axis, y: float, clock: Clock, *, solid: bool) -> Markup:
    """Return one clock: a point only where it is one day, a bar, or the sign of an open end."""
    if span.first and span.last:
        left, right = axis.x(span.first), axis.x(span.last)
        if span.first == span.last:
            return _at(left, y, clock, solid=solid)
        return _bar(left, max(right, left + 4), y, clock, solid=solid)
    if span.first or span.last:
        return _arrow(axis.x(span.first or span.last or ""), y, clock, forward=bool(span.first))
    return NOTHING


def _at(x: float, y: float, clock: Clock, *, solid: bool) -> Markup:
    return tag("g", _sign(clock, solid=solid), transform=f"translate({x:.1f} {y:.1f})")


def _sign(clock: Clock, *, solid: bool) -> Markup:
    """Return the sign of a day around 0 0: a circle, a diamond, a triangle."""
    colours = look(f"{'solid' if solid else 'open'}-{clock}")
    if clock == "first":
        return tag("circle", r=4, stroke_width=1.5, **colours)
    shape = "M0 -3.5L3.5 0L0 3.5L-3.5 0Z" if clock == "second" else "M0 -3.2L3.4 3L-3.4 3Z"
    return tag("path", d=shape, **colours)


def _bar(left: float, right: float, y: float, clock: Clock, *, solid: bool) -> Markup:
    """Return the sign of days between which something lies."""
    colours = look(f"{'solid' if solid else 'open'}-{clock}")
    high = 6.0 if clock == "first" else 3.0
    return tag(
        "rect",
        x=left,
        y=y - high / 2,
        width=right - left,
        height=high,
        rx=high / 2,
        stroke_width=1.2,
        **colours,
    )


def _arrow(x: float, y: float, clock: Clock, *, forward: bool) -> Markup:
    """Return the sign of a day before, or after, which something does not lie."""
    far = x + (REACH if forward else -REACH)
    back = far - (4 if forward else -4)
    lines = (
        path((x, y - 3), (x, y + 3)),
        path((x, y), (far, y)),
        path((back, y - 3), (far, y), (back, y + 3)),
    )
    return tag("path", d="".join(lines), stroke_width=1.5, **look(f"line-{clock}"))


def _axis(axis: Axis, top: float, bottom: float) -> Markup:
    """Return a line for each day that is named, and the breaks."""
    parts = [
        tag("path", d=path((tick.x, top - 4), (tick.x, bottom)), **look("rule"))
        for tick in ticks(axis)
    ]
    for part in axis.parts[:-1]:
        parts.append(_break(part.right + BREAK_WIDTH / 2, top, bottom))
    return join(*parts)


def _axis_names(axis: Axis, top: float) -> Markup:
    """Return the names of columns and days, one group on its ground: it may stay in view."""
    high = TOPMOST - 4
    parts = [
        tag("rect", x=0, y=top - TOPMOST, width=WIDTH, height=high, **look("ground")),
        label(MARGIN + 6, top - 8, "What", size=SMALL, kind="faint"),
        label(COUNTS, top - 8, "independent of documents", anchor="end", size=SMALL, kind="faint"),
    ]
    for tick in ticks(axis):
        parts.append(label(tick.x, top - 8, tick.text, anchor="middle", size=SMALL, kind="faint"))
        parts.append(label(tick.x, top - 22, tick.year, anchor="middle", size=SMALL))
    return tag("g", *parts, data_top=top - TOPMOST)


def _break(x: float, top: float, bottom: float) -> Markup:
    """Return the sign of a stretch that is left out: two wavering lines."""
    ys: Sequence[float] = [top - 4 + 8 * one for one in range(int((bottom - top) / 8) + 1)]
    lines = "".join(
        path(*((x + off + (2 if number % 2 else -2), y) for number, y in enumerate(ys)))
        for off in (-3, 3)
    )
    return tag("path", d=lines, **look("rule"))
