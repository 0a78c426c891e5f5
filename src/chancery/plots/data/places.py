"""What the map draws: where meetings and events took place, as far as the gazetteer knows it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from chancery.model import ClaimKind, Evidence, Finding, PlaceGuess, PlaceKind, Places
from chancery.pipeline.clock_words import happened
from chancery.pipeline.record import line
from chancery.pipeline.timeline import HAPPENED, Asked, claims_of
from chancery.pipeline.worth import Among, Pair
from chancery.plots.data.chosen import choose
from chancery.store.dossier import Dossier

MOST_SPOTS = 40
MOST_TOLD = 5  # findings of one place
LEAST_SHARE = 0.5  # of the guesses, below which a place is not drawn
SURE_SHARE = 0.9  # from which on the few guesses that mean another place are not worth a look
NEAR_KM = 100.0  # a town and the region around it are one place on a map
KM_A_DEGREE = 111.2

Why = Literal["unknown", "unsure"]
"""unknown: the gazetteer has no such place; unsure: the name may mean several."""

FINEST: tuple[PlaceKind, ...] = (
    "city",
    "district",
    "region",
    "country",
    "conflict_region",
    "water",
    "area",
    "continent",
)


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that took place there."""

    finding: str
    about: ClaimKind
    text: str
    when: str  # in words
    independent: int


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the gazetteer with what took place in it; a wide one is drawn at its middle."""

    place: str  # the gazetteer's id
    name: str
    kind: PlaceKind
    country: str
    latitude: float
    longitude: float
    share: float  # 0..1 of the guesses that mean it or what lies around it
    certain: bool  # whether it may be taken without a second look
    findings: int
    independent: int  # of the finding with most
    told: tuple[Happening, ...]  # the first of them, those that matter most first


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """Words for a place that is not drawn."""

    words: str
    why: Why
    findings: int


class PlaceMap(msgspec.Struct, frozen=True, kw_only=True):
    """Places by how many findings took place in them, and words that are not placed."""

    spots: tuple[Spot, ...]
    unplaced: tuple[Unplaced, ...]
    more_spots: int
    placeless: int  # meetings and events of which no place is told
    untold: int  # that no document tells as done
    chosen: int
    unread: bool


@dataclass
class _Held:
    """What is gathered of one place, or of one name."""

    guesses: list[PlaceGuess] = field(default_factory=list[PlaceGuess])
    pairs: dict[str, Pair] = field(default_factory=dict[str, Pair])


def read_places(dossier: Dossier, asked: Asked) -> PlaceMap:
    """Return where the meetings and events asked for took place, of those told as done.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    chosen = choose(dossier, asked, Among(kinds=frozenset({"meeting", "event"}), sure=True))
    found = chosen.pairs
    happening = [pair for pair in found if pair[1].modality in HAPPENED]
    placed: dict[str, _Held] = defaultdict(_Held)
    missing: dict[tuple[str, Why], _Held] = defaultdict(_Held)
    placeless = 0
    known: dict[str, Places | None] = {}
    for pair in happening:
        slots = [one for one in pair[1].slots if one.slot == "place"]
        placeless += not slots
        for one in slots:
            guess, why = _meant(dossier, one.evidence, known)
            words = " ".join(one.evidence[0].quote.split())
            held = placed[guess.place] if guess else missing[words, why]
            held.guesses += [guess] if guess else []
            held.pairs[pair[1].id] = pair
    spots = sorted(placed.values(), key=lambda one: (-len(one.pairs), one.guesses[0].place))
    return PlaceMap(
        spots=tuple(_spot(dossier, one) for one in spots[:MOST_SPOTS]),
        unplaced=tuple(
            Unplaced(words=words, why=why, findings=len(held.pairs))
            for (words, why), held in sorted(missing.items())
        ),
        more_spots=max(0, len(spots) - MOST_SPOTS),
        placeless=placeless,
        untold=len(found) - len(happening),
        chosen=len(chosen.pairs),
        unread=chosen.unread,
    )


def _meant(
    dossier: Dossier, evidence: Iterable[Evidence], known: dict[str, Places | None]
) -> tuple[PlaceGuess | None, Why]:
    """Return the place that words for one mean, by the document that is surest; else why not."""
    first: list[PlaceGuess] = []
    for one in evidence:
        places = _places(dossier, one.document, known)
        inside = [
            each
            for each in (places.toponyms if places else ())
            if each.start < one.end and each.end > one.start and each.guesses
        ]
        if inside:
            finest = min(inside, key=lambda each: FINEST.index(each.guesses[0].kind))
            first.append(_with_share(finest.guesses))
    best = max(first, key=lambda one: (one.certain, one.confidence, one.place), default=None)
    if best is None:
        return None, "unknown"
    sure = best.certain or best.confidence >= LEAST_SHARE
    return (best if sure else None), "unsure"


def _places(dossier: Dossier, document: str, known: dict[str, Places | None]) -> Places | None:
    if document not in known:
        known[document] = next(dossier.where(Places, "document = ?", document), None)
    return known[document]


def _with_share(guesses: Sequence[PlaceGuess]) -> PlaceGuess:
    """Return the likeliest place, as likely as it and all that lies around it are together."""
    first = guesses[0]
    near = sum(one.confidence for one in guesses if _distance(first, one) <= NEAR_KM)
    return msgspec.structs.replace(first, confidence=round(min(1.0, near), 3))


def _distance(one: PlaceGuess, other: PlaceGuess) -> float:
    """Return about how many kilometres lie between two places that are near each other."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return KM_A_DEGREE * math.hypot(north, east)


def _spot(dossier: Dossier, held: _Held) -> Spot:
    best = max(held.guesses, key=lambda one: (one.certain, one.confidence))
    pairs = sorted(held.pairs.values(), key=lambda pair: (-pair[0].weight, pair[0].id))
    return Spot(
        place=best.place,
        name=best.name,
        kind=best.kind,
        country=best.country,
        latitude=best.latitude,
        longitude=best.longitude,
        share=best.confidence,
        certain=best.certain or best.confidence >= SURE_SHARE,
        findings=len(pairs),
        independent=max(finding.independent for _, finding in pairs),
        told=tuple(_happening(dossier, pair) for pair in pairs[:MOST_TOLD]),
    )


def _happening(dossier: Dossier, pair: Pair) -> Happening:
    entry, finding = pair
    return Happening(
        finding=finding.id,
        about=finding.about,
        text=_sentence(dossier, finding),
        when=happened(entry.time),
        independent=finding.independent,
    )


def _sentence(dossier: Dossier, finding: Finding) -> str:
    undated = msgspec.structs.replace(finding, time=None)
    return line(undated, claims_of(dossier, finding)).text
