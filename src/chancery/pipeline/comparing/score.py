"""How well a row of theirs fits one of ours: by days, parties, act and place, each seen alone."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from chancery.knowledge import fold
from chancery.model.base import Value
from chancery.pipeline.comparing.ours import OurPlace, Ours
from chancery.pipeline.comparing.theirs import Theirs
from chancery.pipeline.comparing.who import Who, best_of
from chancery.sources.foreign.record import ForeignPlace

WEIGHTS = {"parties": 0.4, "days": 0.3, "act": 0.2, "place": 0.1}  # choice; parties tell most
GAP_COST = 0.3  # of each day between
WEEK, WITHIN_WEEK, WITHIN_MONTH = 7, 0.8, 0.5  # days, and what lying within so many is worth
TOLD = 0.4  # where of ours only the day of its articles is known
ONE_SIDE = 0.75  # where one of the two names a single side
TURNED = 0.8  # where who acts in one is acted on in the other
UNDIRECTED = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # what both sides do
SAME_QUAD, SAME_TONE = 0.6, 0.3
CONFLICT = 3  # quads from here on
NEAR_KM, FAR_KM = 50.0, 200.0  # a town and its surroundings; a region
FAR, SAME_COUNTRY = 0.5, 0.7
EARTH_KM = 6371.0
TIE = 1e-9


class Limits(Value, frozen=True, kw_only=True):
    """What a match must reach; see docs/decisions/0031."""

    gap_days: int = 2  # between the days that the two give
    parties: float = 0.55
    total: float = 0.7


class Parts(Value, frozen=True, kw_only=True):
    """How well each part fits, 0..1; null: one of the two does not say."""

    days: float
    parties: float
    act: float | None
    place: float | None
    total: float  # their mean by weight, of those that are known


def fit(theirs: Theirs, ours: Ours, limits: Limits) -> Parts | None:
    """Return how well they fit; None where they are not the same by these limits.

    Days alone never make a match: the parties must reach a limit of their own, and acts may not
    be of opposite tone. Where days differ, or of ours only that of its articles is known, acts
    must be the same.
    """
    days = _days(theirs, ours, limits.gap_days)
    if days is None:
        return None
    parties = _parties(theirs, ours)
    act = _act(theirs, ours)
    unsure = ours.event.precision == "told" or gap_of(theirs, ours) > 0
    unlike = act == 0 or (unsure and act != 1)
    if parties < limits.parties - TIE or unlike:
        return None
    place = place_fit(theirs.record.place, ours.event.places)
    total = _total({"days": days, "parties": parties, "act": act, "place": place})
    if total < limits.total - TIE:
        return None
    return Parts(days=days, parties=round(parties, 3), act=act, place=place, total=total)


def gap_of(theirs: Theirs, ours: Ours) -> int:
    """Return how many days lie between the two; 0 where they meet."""
    return max(0, ours.first - theirs.last, theirs.first - ours.last)


def is_turned(theirs: Theirs, ours: Ours) -> bool:
    """Say whether who acts in one is acted on in the other."""
    if not theirs.record.directed or ours.event.root in UNDIRECTED:
        return False
    straight = _sides(theirs, ours.actors, ours.recipients)
    return _sides(theirs, ours.recipients, ours.actors) * TURNED > straight


def distance_km(place: ForeignPlace, other: OurPlace) -> float | None:
    """Return how far two places lie apart, as the crow flies; None where one has no position."""
    here, there = (place.latitude, place.longitude), (other.latitude, other.longitude)
    if here[0] is None or here[1] is None or there[0] is None or there[1] is None:
        return None
    south, north = radians(here[0]), radians(there[0])
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(there[1] - here[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def place_fit(place: ForeignPlace | None, others: Sequence[OurPlace]) -> float | None:
    """Return how near a place is to the nearest of ours; None where one side names none."""
    known = [one for one in (_place(place, other) for other in others) if one is not None]
    return max(known, default=None)


def _total(parts: dict[str, float | None]) -> float:
    known = {name: value for name, value in parts.items() if value is not None}
    weight = sum(WEIGHTS[name] for name in known)
    return round(sum(WEIGHTS[name] * value for name, value in known.items()) / weight, 3)


def _days(theirs: Theirs, ours: Ours, most: int) -> float | None:
    if not theirs.first or not ours.first:
        return None
    gap = gap_of(theirs, ours)
    told = ours.event.precision == "told"
    if gap > most or (told and theirs.first > ours.last):
        return None
    width = 1 + max(theirs.last - theirs.first, ours.last - ours.first)
    worth = 1.0 if width == 1 else WITHIN_WEEK if width <= WEEK else WITHIN_MONTH
    return round(min(worth, TOLD if told else 1.0) * (1 - GAP_COST * gap), 3)


def _parties(theirs: Theirs, ours: Ours) -> float:
    if not theirs.record.directed or ours.event.root in UNDIRECTED:
        return _among(theirs, ours.everyone)
    straight = _sides(theirs, ours.actors, ours.recipients)
    return max(straight, TURNED * _sides(theirs, ours.recipients, ours.actors))


def _sides(theirs: Theirs, first: Sequence[Who], second: Sequence[Who]) -> float:
    compared = [
        _side(own, other)
        for own, other in ((theirs.actors, first), (theirs.recipients, second))
        if own and other
    ]
    if not compared:
        return 0.0
    return sum(compared) / 2 if len(compared) > 1 else ONE_SIDE * compared[0]


def _side(own: Sequence[Who], others: Sequence[Who]) -> float:
    """Return how near the best of a side is: rows name one of several, or several for one."""
    return max(best_of(one, others) for one in own)


def _among(theirs: Theirs, everyone: Sequence[Who]) -> float:
    """Return how near two sides are to two different ones of all."""
    if not everyone:
        return 0.0
    if not (theirs.actors and theirs.recipients):
        return ONE_SIDE * _side(theirs.everyone, everyone) if theirs.everyone else 0.0
    if len(everyone) == 1:
        return ONE_SIDE * _side(theirs.everyone, everyone)
    pairs = ((place, _side(theirs.actors, [one])) for place, one in enumerate(everyone))
    return max(
        (near + _side(theirs.recipients, [*everyone[:at], *everyone[at + 1 :]])) / 2
        for at, near in pairs
    )


def _act(theirs: Theirs, ours: Ours) -> float | None:
    act = theirs.record.act
    if act.root is None and act.quad is None:
        return None
    if act.root == ours.event.root:
        return 1.0
    if act.quad == ours.event.quad:
        return SAME_QUAD
    alike = act.quad is not None and (act.quad >= CONFLICT) == (ours.event.quad >= CONFLICT)
    return SAME_TONE if alike else 0.0


def _place(place: ForeignPlace | None, other: OurPlace) -> float | None:
    if place is None:
        return None
    if fold(place.name) in {fold(one) for one in other.names}:
        return 1.0
    apart = distance_km(place, other)
    countries = bool(place.country and other.country)
    if countries and place.country != other.country:
        return 0.0
    coarse = place.precision in {"country", "region"}
    if apart is not None and not coarse:
        return 1.0 if apart <= NEAR_KM else FAR if apart <= FAR_KM else 0.0
    return SAME_COUNTRY if countries else None
