"""Draws the network: actors, large meetings, and ties with the sources that they rest on."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chancery.plots.data.network import Actor, Gathering, Network, Tie, TieKind
from chancery.plots.draw.frame import MARGIN, ROOM, Manner, head, label, legend, linked, whole
from chancery.plots.draw.labels import SMALL, fit, width
from chancery.plots.draw.layout import Place, arrange
from chancery.plots.draw.style import look
from chancery.plots.draw.svg import Markup, join, path, tag, words

NAME_ROOM = 150.0  # pixels of the longest name
LARGEST = 18.0  # radius of an actor
APART = (34.0, 13.0)  # pixels between the numbers at two ties, across and down
SQUARE = 8.0  # half of a meeting's side
BOW = 16.0  # pixels by which ties of one pair bend away from each other
DASHES = "5 4"
HEAD = 7.0  # pixels that the point of an arrow is long

COLOURS: Mapping[TieKind, str] = {"met": "first", "did": "second", "said": "third"}
MEANING: Mapping[TieKind, str] = {
    "met": "met",
    "did": "did something to",
    "said": "said, promised or demanded something to or of",
}
NOTE = (
    "Numbers at a tie: findings/independent sources of all of them; none stand where one finding "
    "of one source is all, or upon others. A dashed tie rests on one lineage, however many "
    "articles repeat it."
)


@dataclass(frozen=True, kw_only=True)
class _Node:
    """What is drawn at one place, and how far ties keep from its middle."""

    name: str
    radius: float


def draw_network(shown: Network, manner: Manner) -> str:
    """Return the network as SVG."""
    notes = network_notes(shown)
    top, y = head("Network", notes, [_legend(), _legend_of_nodes()])
    nodes = _nodes(shown)
    order = list(nodes)
    sizes = [_size(one) for one in nodes.values()]
    at = {name: number for number, name in enumerate(order)}
    places, height = arrange(sizes, [(at[one.a], at[one.b]) for one in shown.ties], ROOM)
    spots = {name: (x + MARGIN, y + place) for name, (x, place) in zip(order, places, strict=True)}
    bowed = list(_bowed(shown.ties))
    ties = [_tie(tie, bend, nodes, spots, manner) for tie, bend in bowed]
    numbers = list(_all_numbers(bowed, spots))
    actors = [_actor(one, nodes[one.entity], spots[one.entity], manner) for one in shown.actors]
    met = [
        _meeting(one, nodes[one.finding], spots[one.finding], manner) for one in shown.gatherings
    ]
    body = join(top, *ties, *numbers, *met, *actors)
    return whole("network", ("Network", " ".join(notes)), y + height + MARGIN, body, manner)


def network_notes(shown: Network) -> list[str]:
    """Return in words what is drawn, and what is not."""
    return [*_notes(shown), NOTE]


def _notes(shown: Network) -> Iterator[str]:
    said = f"Actors: {len(shown.actors):,}; ties: {len(shown.ties):,}."
    if shown.more_actors or shown.more_gatherings or shown.more_ties:
        said += f" Left out: actors with fewer findings, {shown.more_actors:,}; meetings of more "
        said += f"than two that matter less, {shown.more_gatherings:,}; ties of fewer findings, "
        said += f"{shown.more_ties:,}; the lists have all."
    yield said
    said = "Drawn is what is told as done; findings told as planned, wished, denied or only "
    said += (
        f"possible: {shown.untold:,}. Who stayed away from a meeting is not tied to it. Parties "
    )
    said += f"whose names are not known, and who are not drawn: {shown.unnamed:,}."
    if shown.unread:
        said += " More findings fit, of less weight, than were read."
    yield said


def _legend() -> Markup:
    return legend(
        [
            *((_stroke(kind, dashed=False), meaning) for kind, meaning in MEANING.items()),
            (_stroke("met", dashed=True), "rests on one lineage"),
        ]
    )


def _legend_of_nodes() -> Markup:
    actor = tag("circle", r=5, stroke_width=1.5, **look("open-first"))
    meeting = tag("rect", x=-5, y=-5, width=10, height=10, **look("solid-first"))
    return legend(
        [
            (actor, "an actor; the larger, the more findings"),
            (meeting, "a meeting of more than two, tied to all who came"),
        ]
    )


def _stroke(kind: TieKind, *, dashed: bool) -> Markup:
    dashes = DASHES if dashed else None
    line = path((-10, 0), (10, 0))
    return tag(
        "path", d=line, stroke_width=2, stroke_dasharray=dashes, **look(f"line-{COLOURS[kind]}")
    )


def _nodes(shown: Network) -> dict[str, _Node]:
    found = {
        one.entity: _Node(name=fit(one.name, NAME_ROOM), radius=_radius(one.findings))
        for one in shown.actors
    }
    for one in shown.gatherings:
        found[one.finding] = _Node(name=f"Meeting, {days_of(one)}", radius=SQUARE + 2)
    return found


def _radius(findings: int) -> float:
    return min(LARGEST, 4 + 2 * math.sqrt(findings))


def days_of(one: Gathering) -> str:
    """Return in words on which days a meeting was."""
    if one.first is None or one.last is None:
        return "day unknown"
    return " to ".join(dict.fromkeys((one.first[:10], one.last[:10])))


def _size(node: _Node) -> tuple[float, float]:
    """Return the size of the box around a node and its name, which stands below it."""
    return max(width(node.name), 2 * node.radius) + 20, 2 * node.radius + 48


def _bowed(ties: tuple[Tie, ...]) -> Iterator[tuple[Tie, float]]:
    """Yield ties, each with how far it bends to its left: those of one pair bend apart."""
    count = Counter(frozenset((one.a, one.b)) for one in ties)
    seen: dict[frozenset[str], int] = defaultdict(int)
    for one in ties:
        pair = frozenset((one.a, one.b))
        middle = (count[pair] - 1) / 2
        bend = (seen[pair] - middle) * 2 * BOW
        seen[pair] += 1
        yield one, bend if one.a < one.b else -bend


def _tie(
    tie: Tie,
    bend: float,
    nodes: Mapping[str, _Node],
    spots: Mapping[str, Place],
    manner: Manner,
) -> Markup:
    start, end = spots[tie.a], spots[tie.b]
    middle = _beside(start, end, bend)
    first = _towards(start, middle, nodes[tie.a].radius + 2)
    last = _towards(end, middle, nodes[tie.b].radius + 2)
    name = COLOURS[tie.kind]
    curve = f"{path(first)}Q{path(middle, last)[1:]}"
    parts = [
        tag("path", d=curve, stroke="transparent", fill="none", stroke_width=10),
        tag(
            "path",
            d=curve,
            stroke_width=1 + math.log2(1 + len(tie.findings)) / 2,
            stroke_dasharray=DASHES if tie.independent == 1 else None,
            **look(f"line-{name}"),
        ),
    ]
    if tie.kind != "met":
        parts.append(tag("path", d=_point(middle, last), **look(f"solid-{name}")))
    return linked(manner, tie.findings[0], _said(tie, nodes), *parts, beside=(tie.a, tie.b))


def _said(tie: Tie, nodes: Mapping[str, _Node]) -> str:
    what = f" ({', '.join(one.replace('_', ' ') for one in tie.what)})" if tie.what else ""
    told = f"findings: {len(tie.findings):,}; independent sources: {tie.independent:,} of "
    told += f"{tie.documents:,} documents"
    return f"{nodes[tie.a].name} {MEANING[tie.kind]} {nodes[tie.b].name}{what}; {told}"


def _all_numbers(
    bowed: Iterable[tuple[Tie, float]], spots: Mapping[str, Place]
) -> Iterator[Markup]:
    """Yield the numbers at ties, none upon others: where they would be, the larger stand."""
    placed: list[Place] = []
    for tie, bend in sorted(bowed, key=lambda one: (-len(one[0].findings), one[0].a, one[0].b)):
        if len(tie.findings) == 1 and tie.independent == 1:
            continue
        start, end = spots[tie.a], spots[tie.b]
        at = _along(start, _beside(start, end, bend), end)
        if all(abs(at[0] - x) > APART[0] or abs(at[1] - y) > APART[1] for x, y in placed):
            placed.append(at)
            yield _numbers(f"{len(tie.findings):,}/{tie.independent:,}", at)


def _numbers(text: str, at: Place) -> Markup:
    return join(
        tag(
            "text",
            words(text),
            x=at[0],
            y=at[1] + 4,
            text_anchor="middle",
            font_size=SMALL,
            stroke_width=4,
            stroke_linejoin="round",
            **look("halo"),
        ),
        label(at[0], at[1] + 4, text, anchor="middle", size=SMALL),
    )


def _beside(start: Place, end: Place, bend: float) -> Place:
    """Return the point towards which a tie bends, to the left of its middle."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y) or 1.0
    return (start[0] + end[0]) / 2 - y / length * bend, (start[1] + end[1]) / 2 + x / length * bend


def _towards(start: Place, end: Place, far: float) -> Place:
    length = math.dist(start, end) or 1.0
    return (
        start[0] + (end[0] - start[0]) * far / length,
        start[1] + (end[1] - start[1]) * far / length,
    )


def _along(first: Place, middle: Place, last: Place) -> Place:
    """Return the middle of the curve."""
    return (
        (first[0] + 2 * middle[0] + last[0]) / 4,
        (first[1] + 2 * middle[1] + last[1]) / 4,
    )


def _point(start: Place, end: Place) -> str:
    """Return the point of an arrow."""
    back = _towards(end, start, HEAD)
    x, y = (end[0] - back[0]) / 2, (end[1] - back[1]) / 2
    return path(end, (back[0] - y, back[1] + x), (back[0] + y, back[1] - x), closed=True)


def _actor(one: Actor, node: _Node, at: Place, manner: Manner) -> Markup:
    said = f"{one.name}, {one.type.replace('_', ' ')}; findings: {one.findings:,}"
    mark = tag("circle", cx=at[0], cy=at[1], r=node.radius, stroke_width=1.5, **look("open-first"))
    return linked(manner, one.entity, said, mark, *_name(node, at))


def _meeting(one: Gathering, node: _Node, at: Place, manner: Manner) -> Markup:
    said = f"{node.name}; independent sources: {one.independent:,}"
    kind = "solid" if one.independent > 1 else "open"
    mark = tag(
        "rect",
        x=at[0] - SQUARE,
        y=at[1] - SQUARE,
        width=2 * SQUARE,
        height=2 * SQUARE,
        stroke_width=1.5,
        **look(f"{kind}-first"),
    )
    return linked(manner, one.finding, said, mark, *_name(node, at))


def _name(node: _Node, at: Place) -> Iterator[Markup]:
    y = at[1] + node.radius + 14
    yield tag(
        "text",
        words(node.name),
        x=at[0],
        y=y,
        text_anchor="middle",
        stroke_width=4,
        stroke_linejoin="round",
        **look("halo"),
    )
    yield label(at[0], y, node.name, anchor="middle")
