"""A place that is being put together, and the middle of several."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chancery.knowledge.facts import NameSort
from chancery.model.place import PlaceKind

Position = tuple[float, float]
HALF_TURN = 180  # degrees
CELL = 0.5  # degrees: the middle of a division is that of the cells in which it has towns
PLAIN_SORTS: frozenset[NameSort] = frozenset(
    {"name", "official", "local", "variant", "acronym", "former"}
)


@dataclass
class Entry:
    """A place that is being put together."""

    id: str
    name: str
    kind: PlaceKind
    country: str
    region: str
    position: Position
    population: int
    others: set[str] = field(default_factory=set)  # folded names beside the own one


def middle(positions: Iterable[Position]) -> Position:
    """Return the middle of the cells in which the positions lie, so that crowds count once."""
    cells = {(round(north / CELL), round(east / CELL)): (north, east) for north, east in positions}
    places = sorted(cells.values())
    size = len(places)
    first = places[0][1]
    east = sum(_beside(first, one) for _, one in places) / size
    return round(sum(one for one, _ in places) / size, 3), round(_beside(0, east), 3)


def _beside(first: float, east: float) -> float:
    """Return a longitude as it counts from another one, over the date line if that is nearer."""
    if abs(east - first) <= HALF_TURN:
        return east
    return east - 2 * HALF_TURN if east > first else east + 2 * HALF_TURN
