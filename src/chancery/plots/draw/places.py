"""Draws the map: land, borders, the places where something took place, and what that was."""

import math
from collections.abc import Iterator, Sequence

from chancery.knowledge.outlines import open_outlines
from chancery.plots.data.places import PlaceMap, Spot
from chancery.plots.draw.frame import (
    LINE,
    MARGIN,
    ROOM,
    Manner,
    head,
    label,
    legend,
    linked,
    whole,
)
from chancery.plots.draw.labels import SIZE, SMALL, fit, width
from chancery.plots.draw.projection import View, cut_lines, cut_rings, view_of
from chancery.plots.draw.style import look
from chancery.plots.draw.svg import NOTHING, Markup, join, path, tag, words

HEIGHT = 520.0  # of the map
NAME_ROOM = 170.0
LARGEST = 18.0  # radius of a place
DASHES = "3 3"
TOWNS = frozenset({"city", "district"})
MOST_LINES = 6  # of the net, from south to north
MOST_UNPLACED = 12  # words that are listed
NOTE = (
    "Land and borders are those of Natural Earth at 1:110 million; they say nothing on whose a "
    "place is. Distances are true near the middle of the map."
)
ANCHORS = {0.0: None, 0.5: "middle", 1.0: "end"}  # by the share of a name before its place
WHY = {"unknown": "not in the gazetteer", "unsure": "may be one of several"}

Box = tuple[float, float, float, float]


def draw_places(shown: PlaceMap, manner: Manner) -> str:
    """Return the map as SVG."""
    notes = places_notes(shown)
    title = "Where it took place"
    top, y = head(title, notes, [_legend()])
    view = view_of([(one.longitude, one.latitude) for one in shown.spots], ROOM, HEIGHT)
    spots = _spots(shown.spots, view, manner)
    ground = tag("g", *_ground(view), *spots, transform=f"translate({MARGIN:.0f} {y:.0f})")
    listed, end = _list(shown, y + view.height + 2 * LINE, manner)
    body = join(top, ground, listed)
    return whole("map", (title, " ".join(notes)), end + MARGIN, body, manner)


def places_notes(shown: PlaceMap) -> list[str]:
    """Return in words what is drawn, and what is not."""
    return [*_notes(shown), NOTE]


def _notes(shown: PlaceMap) -> Iterator[str]:
    said = f"Places of meetings and events that are told as done: {len(shown.spots):,}."
    if shown.more_spots:
        said += f" Places of fewer findings that are left out: {shown.more_spots:,}; the lists"
        said += " have all."
    unsure = sum(one.findings for one in shown.unplaced)
    said += f" Findings not drawn: place not known for sure {unsure:,}, no place told "
    said += f"{shown.placeless:,}, told as planned, wished, denied or only possible "
    said += f"{shown.untold:,}."
    if shown.unread:
        said += " More findings fit, of less weight, than were read."
    yield said


def _legend() -> Markup:
    return legend(
        [
            (_dot(5, certain=True, wide=False), "a town; the larger, the more findings"),
            (
                _dot(5, certain=True, wide=True),
                "somewhere in a country, region or sea: its middle",
            ),
            (_dot(5, certain=False, wide=False), "likeliest of several places of that name"),
        ]
    )


def _dot(radius: float, *, certain: bool, wide: bool) -> Markup:
    """Return the sign of a place around 0 0."""
    dashes = None if certain else DASHES
    colours = look("solid-first" if certain and not wide else "open-first")
    if wide:
        size = 2 * radius
        return tag(
            "rect",
            x=-radius,
            y=-radius,
            width=size,
            height=size,
            stroke_width=2,
            stroke_dasharray=dashes,
            **colours,
        )
    return tag("circle", r=radius, stroke_width=1.5, stroke_dasharray=dashes, **colours)


def _ground(view: View) -> Iterator[Markup]:
    """Yield water, land, borders and a light net of degrees."""
    outlines = open_outlines()
    yield tag("rect", width=view.width, height=view.height, **look("water"))
    land = "".join(path(*ring, closed=True) for ring in cut_rings(outlines.land, view))
    yield tag("path", d=land or "M0 0", fill_rule="evenodd", **look("land"))
    yield tag("path", d=_net(view), stroke_width=0.5, **look("rule"))
    lines = "".join(path(*line) for line in cut_lines(outlines.borders, view))
    frame = path((0, 0), (view.width, 0), (view.width, view.height), (0, view.height), closed=True)
    yield tag("clipPath", tag("path", d=frame), id="ch-map-frame")
    yield tag(
        "path", d=lines or "M0 0", stroke_width=1, clip_path="url(#ch-map-frame)", **look("border")
    )
    yield tag("path", d=frame, **look("rule"))


def _net(view: View) -> str:
    """Return lines every so many degrees, as many as do not hide the map."""
    step = next(
        (one for one in (1, 2, 5, 10, 20, 30) if (view.north - view.south) / one <= MOST_LINES), 30
    )
    lines: list[str] = []
    for east in range(math.ceil(view.west / step) * step, math.floor(view.east) + 1, step):
        lines.append(path((view.x(east), 0), (view.x(east), view.height)))
    for north in range(math.ceil(view.south / step) * step, math.floor(view.north) + 1, step):
        lines.append(path((0, view.y(north)), (view.width, view.y(north))))
    return "".join(lines)


def _spots(spots: Sequence[Spot], view: View, manner: Manner) -> Iterator[Markup]:
    """Yield the places, the largest first, each with its name where there is room for it."""
    places = [view.place((one.longitude, one.latitude)) for one in spots]
    taken = [_around(at, _radius(one)) for one, at in zip(spots, places, strict=True)]
    for one, (x, y) in zip(spots, places, strict=True):
        mark = _dot(_radius(one), certain=one.certain, wide=one.kind not in TOWNS)
        name = _name(one, (x, y), view, taken)
        placed = tag("g", mark, transform=f"translate({x:.1f} {y:.1f})")
        told = [each.finding for each in one.told]
        yield linked(manner, told[0], _said(one), placed, name, beside=told)


def _radius(one: Spot) -> float:
    return min(LARGEST, 4 + 2 * math.sqrt(one.findings))


def _around(at: tuple[float, float], radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _name(one: Spot, at: tuple[float, float], view: View, taken: list[Box]) -> Markup:
    """Return the name of a place to its right, left, above or below; nothing without room."""
    text = fit(one.name, NAME_ROOM)
    wide, off = width(text), _radius(one) + 5
    starts = (
        (0.0, at[0] + off, at[1] + 4),
        (1.0, at[0] - off, at[1] + 4),
        (0.5, at[0], at[1] - off - 2),
        (0.5, at[0], at[1] + off + SIZE - 2),
    )
    for share, x, y in starts:
        box = (x - share * wide, y - SIZE, x + (1 - share) * wide, y + 4)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= view.width and box[3] <= view.height
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            halo = tag(
                "text",
                words(text),
                x=x,
                y=y,
                text_anchor=ANCHORS[share],
                stroke_width=4,
                stroke_linejoin="round",
                **look("halo"),
            )
            return join(halo, label(x, y, text, anchor=ANCHORS[share]))
    return NOTHING


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _said(one: Spot) -> str:
    sure = "" if one.certain else f"; the likeliest of several, {one.share:.0%}"
    told = "; ".join(f"{each.when}: {each.text}" for each in one.told)
    return f"{one.name} ({one.kind.replace('_', ' ')}){sure}; findings: {one.findings:,}: {told}"


def _list(shown: PlaceMap, y: float, manner: Manner) -> tuple[Markup, float]:
    """Return what took place where, below the map, and where the list ends."""
    parts: list[Markup] = []
    for one in shown.spots:
        sure = "" if one.certain else f", likeliest of several: {one.share:.0%}"
        kind = f"{one.name} ({one.kind.replace('_', ' ')}{sure})"
        parts.append(label(MARGIN, y, kind, weight="bold", room=ROOM))
        for each in one.told:
            y += LINE
            text = f"{each.when}: {each.text}"
            line = label(MARGIN + 16, y, text, room=ROOM - 140)
            count = f"independent: {each.independent:,}"
            sources = label(MARGIN + ROOM, y, count, anchor="end", size=SMALL, kind="faint")
            parts.append(linked(manner, each.finding, text, line, sources))
        if one.findings > len(one.told):
            y += LINE
            more = f"and {one.findings - len(one.told):,} more"
            parts.append(label(MARGIN + 16, y, more, kind="faint"))
        y += LINE + 6
    return join(*parts, *_unplaced(shown, y)), y + LINE * _count_lines(shown)


def _unplaced(shown: PlaceMap, y: float) -> Iterator[Markup]:
    if shown.unplaced:
        yield label(MARGIN, y, "Not on the map", weight="bold")
    for one in shown.unplaced[:MOST_UNPLACED]:
        y += LINE
        text = f"‹{one.words}›: {WHY[one.why]}; findings: {one.findings:,}"
        yield label(MARGIN + 16, y, text, room=ROOM - 16)
    if len(shown.unplaced) > MOST_UNPLACED:
        more = f"and {len(shown.unplaced) - MOST_UNPLACED:,} more"
        yield label(MARGIN + 16, y + LINE, more, kind="faint")


def _count_lines(shown: PlaceMap) -> int:
    return min(len(shown.unplaced), MOST_UNPLACED + 1)
