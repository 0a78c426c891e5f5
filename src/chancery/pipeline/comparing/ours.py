"""What a dossier says that happened, as it is set beside what others have coded."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Literal

from chancery.exports.coded import Coded, Coding
from chancery.exports.held import Library
from chancery.knowledge.codes import alpha3
from chancery.model import ClaimKind, Entity, Evidence, Party, Root
from chancery.model.base import Value
from chancery.pipeline.comparing.who import Who, all_keys, of_entity, our_party
from chancery.pipeline.exporting.content import DossierContent
from chancery.ports.export import LeftOut
from chancery.store.dossier import Dossier

MOST_DAYS = 31  # a longer time is no day to compare by; choice

OurPrecision = Literal["day", "days", "told", "unknown"]
"""days: some days, at most a month; told: when is not known, but when its articles appeared is;
unknown: neither is, or a longer time is all that is known."""


class OurPlace(Value, frozen=True, kw_only=True):
    """Where one of ours is told to have happened."""

    name: str  # the words of the text
    names: tuple[str, ...]  # under which it is looked for: these, and that of the gazetteer
    country: str  # by three letters; empty where it is not certain
    latitude: float | None
    longitude: float | None


class OurEvent(Value, frozen=True, kw_only=True):
    """An event of the dossier: a finding, or an act by words that goes with one."""

    id: str
    finding: str
    about: ClaimKind
    root: Root
    quad: int
    first: str | None  # ISO days, both included; null: not known
    last: str | None
    precision: OurPrecision
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[OurPlace, ...]
    words: Evidence  # the telling to show first
    documents: tuple[str, ...]  # ids, sorted
    independent: int  # sources of its finding
    upper_bound: int


class Ours(Value, frozen=True, kw_only=True):
    """One of ours with what it is matched by."""

    event: OurEvent
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    first: int  # ordinals of days; 0 where it cannot be compared by its day
    last: int

    @property
    def everyone(self) -> tuple[Who, ...]:
        """Both its sides."""
        return (*self.actors, *self.recipients)


class Cover(Value, frozen=True, kw_only=True):
    """What a dossier speaks of: between which days, and whom it names."""

    first: int | None  # ordinals of days; null: it has no day
    last: int | None
    keys: frozenset[str]

    def knows(self, side: Iterable[Who]) -> bool:
        """Say whether anyone of a side is named in the dossier, or someone of the country."""
        return any(one.blocks & self.keys for one in side)


class Held(Value, frozen=True, kw_only=True):
    """All that a dossier has to compare."""

    events: tuple[Ours, ...]
    often: int  # findings of several occasions at once, which are no one event
    left_out: tuple[LeftOut, ...]
    cover: Cover


def read_ours(dossier: Dossier) -> Held:
    """Return what happened by a dossier, as people left it.

    Raises:
        NotFoundError: the dossier was built without reading.
    """
    content = DossierContent(dossier)
    coding, library = Coding(content), Library(content)
    events: list[Ours] = []
    often = 0
    for one in coding.events():
        if one.finding.often:
            often += 1
        else:
            events.append(_ours(one, library))
    dated = [one for one in events if one.first]
    named = chain(_everyone(events), map(of_entity, dossier.all(Entity)))
    return Held(
        events=tuple(events),
        often=often,
        left_out=coding.left_out,
        cover=Cover(
            first=min((one.first for one in dated), default=None),
            last=max((one.last for one in dated), default=None),
            keys=all_keys(named),
        ),
    )


def _everyone(events: Iterable[Ours]) -> Iterator[Who]:
    return (who for one in events for who in one.everyone)


def _ours(one: Coded, library: Library) -> Ours:
    first, last, precision = _days(one)
    actors = tuple(our_party(each, library) for each in one.actors)
    recipients = tuple(our_party(each, library) for each in one.recipients)
    event = OurEvent(
        id=one.id,
        finding=one.finding.id,
        about=one.finding.about,
        root=one.root,
        quad=one.kind.quad,
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        precision=precision,
        actors=tuple(each.name for each in actors),
        recipients=tuple(each.name for each in recipients),
        places=tuple(_place(each, library) for each in one.place),
        words=one.first,
        documents=tuple(sorted({each.document for each in one.claims})),
        independent=one.finding.independent,
        upper_bound=one.finding.upper_bound,
    )
    return Ours(
        event=event,
        actors=actors,
        recipients=recipients,
        first=first.toordinal() if first else 0,
        last=last.toordinal() if last else 0,
    )


def _days(one: Coded) -> tuple[date | None, date | None, OurPrecision]:
    """Return the days to compare by; a bound alone, or a long time, is none."""
    time, published = one.time, one.published
    if time and (time.start or time.end):
        first, last = _span(time.start, time.end)
        return first, last, "unknown" if first is None else "day" if first == last else "days"
    if published:
        first, last = _span(published.first, published.last)
        return first, last, "told" if first else "unknown"
    return None, None, "unknown"


def _span(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    if start is None or end is None:
        return None, None
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if (last - first).days >= MOST_DAYS:
        return None, None
    return first, last


def _place(party: Party, library: Library) -> OurPlace:
    guess = library.place(party)
    entity = library.named(party)
    words = " ".join(party.evidence.quote.split())
    names = (words, *(entity.names if entity else ()), *([guess.name] if guess else ()))
    country = alpha3(guess.country) if guess else library.country(party)
    return OurPlace(
        name=words,
        names=tuple(dict.fromkeys(names)),
        country=country,
        latitude=guess.latitude if guess else None,
        longitude=guess.longitude if guess else None,
    )
