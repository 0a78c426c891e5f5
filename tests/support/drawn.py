"""Figures of made-up data, and what an SVG holds."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from chancery.model import ClaimTime, DaySpan, Evidence, PublishedSpan
from chancery.plots.data.histogram import Bar, Histogram
from chancery.plots.data.network import Actor, Gathering, Network, Tie
from chancery.plots.data.places import Happening, PlaceMap, Spot, Unplaced
from chancery.plots.data.timeline import Lane, Mark, Timeline
from chancery.plots.draw.labels import SIZE, width

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script> & \"quoted\" 'single' ]]> \x00\x1b \ud800 \u202e ‹x› "
    "onload=alert(1) " + "long " * 60
)
NOBODY = PublishedSpan(first=None, last=None, basis=None)


def mark(number: int = 0, text: str = "They met", **given: object) -> Mark:
    """Return a mark of no known day, or as given."""
    plain: dict[str, object] = {
        "finding": f"finding-{number}",
        "about": "meeting",
        "text": text,
        "first": None,
        "last": None,
        "time": None,
        "published": NOBODY,
        "captured": None,
        "independent": 1,
        "documents": 1,
        "strength": "thin",
    }
    return Mark(**{**plain, **given})  # type: ignore[arg-type]


def day(text: str, last: str | None = None) -> dict[str, object]:
    """Return what a mark is given that happened on a day, or between two."""
    last = last or text
    time = ClaimTime(start=text, end=last, precision="day", basis="stated", evidence=None)
    return {"first": text, "last": last, "time": time}


def weekday(word: str) -> dict[str, object]:
    """Return what a mark is given of which but the weekday is told."""
    said = Evidence(document="document-a", start=0, end=len(word), quote=word)
    time = ClaimTime(start=None, end=None, precision="unknown", basis="weekday", evidence=said)
    return {"time": time}


def lanes(*marks: Mark) -> Timeline:
    """Return a timeline of these marks."""
    dated = tuple(one for one in marks if one.first)
    undated = tuple(one for one in marks if not one.first)
    lane = (Lane(about="meeting", marks=dated),) if dated else ()
    return Timeline(lanes=lane, undated=undated, chosen=len(marks) + 3, unread=True)


def network(*ties: Tie, text: str = "Actor", meetings: tuple[str, ...] = ()) -> Network:
    """Return a network of these ties."""
    sides = sorted({side for one in ties for side in (one.a, one.b)} - set(meetings))
    return Network(
        actors=tuple(
            Actor(entity=one, name=f"{text} {one}", type="place", findings=1) for one in sides
        ),
        gatherings=tuple(
            Gathering(finding=one, first=None, last=None, independent=2) for one in meetings
        ),
        ties=ties,
        more_actors=7,
        more_gatherings=0,
        more_ties=0,
        unnamed=2,
        untold=1,
        chosen=len(ties),
        unread=False,
    )


def tie(a: str, b: str, **given: object) -> Tie:
    """Return a tie of one finding of one source."""
    plain: dict[str, object] = {
        "a": a,
        "b": b,
        "kind": "did",
        "what": ("ASSAULT",),
        "findings": ("finding-1",),
        "documents": 2,
        "independent": 1,
    }
    return Tie(**{**plain, **given})  # type: ignore[arg-type]


def spot(name: str, latitude: float, longitude: float, **given: object) -> Spot:
    """Return a town in which something took place."""
    happening = Happening(
        finding="finding-1", about="event", text=name, when="2020-05-04", independent=1
    )
    plain: dict[str, object] = {
        "place": name,
        "name": name,
        "kind": "city",
        "country": "QA",
        "latitude": latitude,
        "longitude": longitude,
        "share": 0.7,
        "certain": False,
        "findings": 6,
        "independent": 1,
        "told": (happening,),
    }
    return Spot(**{**plain, **given})  # type: ignore[arg-type]


def places(*spots: Spot, unplaced: tuple[str, ...] = ()) -> PlaceMap:
    """Return a map of these places."""
    return PlaceMap(
        spots=spots,
        unplaced=tuple(Unplaced(words=one, why="unknown", findings=1) for one in unplaced),
        more_spots=4,
        placeless=1,
        untold=2,
        chosen=9,
        unread=False,
    )


def histogram(text: str = "The Weir", count: int = 3) -> Histogram:
    """Return three histograms of a few bars."""
    bars = tuple(Bar(name=f"2020-05-{one:02}", count=one % count) for one in range(1, 32))
    outlets = tuple(Bar(name=f"{text} {one}", count=one) for one in range(1, 21))
    return Histogram(
        unit="day",
        days=bars,
        undated=1,
        outlets=outlets,
        more_outlets=11,
        without_outlet=2,
        sources=bars[:3],
        documents=30,
        findings=9,
        unread=False,
    )


def captured(text: str) -> DaySpan:
    """Return that a page was captured on no day before this one."""
    return DaySpan(first=text, last=None)


def parse(svg: str) -> ET.Element:
    """Return an SVG that is well-formed."""
    return ET.fromstring(svg)  # noqa: S314 - our own, and this is what is tested


def labels(root: ET.Element) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield what is written, with its left and right end, its line, and its size."""
    for x, y, one in _texts(root, 0.0, 0.0):
        size = float(one.get("font-size", SIZE))
        text = one.text or ""
        wide = width(text, size)
        shift = {"middle": 0.5, "end": 1.0}.get(one.get("text-anchor", ""), 0.0)
        left = x + float(one.get("x", 0)) - shift * wide
        yield text, left, left + wide, y + float(one.get("y", 0)), size


def _texts(one: ET.Element, x: float, y: float) -> Iterator[tuple[float, float, ET.Element]]:
    moved = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", one.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    for child in one:
        if child.tag == f"{SVG}text":
            yield x, y, child
        else:
            yield from _texts(child, x, y)
