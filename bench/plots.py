"""How long figures take to draw and how large they are, by how many marks they have.

usage: python bench/plots.py [COUNT ...]

Figures draw no more than can be read; here they are given all marks, to see what that would cost.
"""

import gzip
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from chancery.model import ClaimTime, PublishedSpan
from chancery.plots.data.network import Actor, Network, Tie
from chancery.plots.data.places import Happening, PlaceMap, Spot
from chancery.plots.data.timeline import Lane, Mark, Timeline
from chancery.plots.draw.frame import Manner
from chancery.plots.draw.network import draw_network
from chancery.plots.draw.places import draw_places
from chancery.plots.draw.timeline import draw_timeline

COUNTS = (50, 500, 5_000)
MOST_ACTORS = 500  # beyond, places are not worth waiting for
LINKED = Manner(link=lambda one: f"/api/v1/records/finding/{one}")
TEXT = "Aldane and Marenth met in Port Tarn; on ‹the gates of the upper weir›; nobody led"


def main() -> None:
    """Print a line for each figure and count."""
    counts = tuple(map(int, sys.argv[1:])) or COUNTS
    print(f"{'figure':<10}{'marks':>7}{'ms':>9}{'kB':>8}{'kB gz':>8}")
    for count in counts:
        _measure("timeline", count, lambda n=count: draw_timeline(timeline(n), LINKED))
        if count <= MOST_ACTORS:
            _measure("network", count, lambda n=count: draw_network(network(n), LINKED))
        _measure("map", count, lambda n=count: draw_places(places(n), LINKED))


def timeline(count: int) -> Timeline:
    """Return as many findings, each on a day of three years."""
    marks = tuple(_mark(one) for one in range(count))
    return Timeline(
        lanes=(Lane(about="meeting", marks=marks),), undated=(), chosen=count, unread=False
    )


def _mark(number: int) -> Mark:
    day = (date(2020, 1, 1) + timedelta(days=number * 37 % 1_000)).isoformat()
    time_ = ClaimTime(start=day, end=day, precision="day", basis="stated", evidence=None)
    return Mark(
        finding=f"finding-{number:020}",
        about="meeting",
        text=f"{number} {TEXT}",
        first=day,
        last=day,
        time=time_,
        published=PublishedSpan(first=day, last=day, basis="stated"),
        captured=None,
        independent=1 + number % 3,
        documents=4,
        strength="solid" if number % 3 else "thin",
    )


def network(count: int) -> Network:
    """Return as many actors, each tied to two."""
    ties = [(one, (one * 7 + step) % count) for one in range(count) for step in (1, 3)]
    return Network(
        actors=tuple(
            Actor(entity=f"entity-{one}", name=f"Actor {one}", type="person", findings=one % 9)
            for one in range(count)
        ),
        gatherings=(),
        ties=tuple(_tie(a, b) for a, b in ties if a != b),
        more_actors=0,
        more_gatherings=0,
        more_ties=0,
        unnamed=0,
        untold=0,
        chosen=count,
        unread=False,
    )


def _tie(a: int, b: int) -> Tie:
    return Tie(
        a=f"entity-{a}",
        b=f"entity-{b}",
        kind="did",
        what=("ASSAULT",),
        findings=(f"finding-{a:020}",),
        documents=2,
        independent=1 + a % 2,
    )


def places(count: int) -> PlaceMap:
    """Return as many towns between two meridians."""
    return PlaceMap(
        spots=tuple(_spot(one) for one in range(count)),
        unplaced=(),
        more_spots=0,
        placeless=0,
        untold=0,
        chosen=count,
        unread=False,
    )


def _spot(number: int) -> Spot:
    told = Happening(
        finding=f"finding-{number:020}",
        about="meeting",
        text=TEXT,
        when="2020-05-04",
        independent=1,
    )
    return Spot(
        place=f"geonames/{number}",
        name=f"Town {number}",
        kind="city",
        country="QA",
        latitude=30 + number * 7 % 300 / 10,
        longitude=20 + number * 13 % 600 / 10,
        share=1.0,
        certain=True,
        findings=1,
        independent=1,
        told=(told,),
    )


def _measure(name: str, count: int, draw: Callable[[], str]) -> None:
    draw()
    began = time.perf_counter()
    drawn = draw().encode()
    took = 1_000 * (time.perf_counter() - began)
    packed = len(gzip.compress(drawn))
    print(f"{name:<10}{count:>7,}{took:>9,.0f}{len(drawn) / 1e3:>8,.0f}{packed / 1e3:>8,.1f}")


if __name__ == "__main__":
    main()
