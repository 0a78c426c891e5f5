"""Findings as coded events: who did what to whom, one event however many documents tell it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from chancery.model import (
    ClaimTime,
    Event,
    Evidence,
    Finding,
    Modality,
    Party,
    PublishedSpan,
    Root,
)
from chancery.ports.export import Content, Entry, LeftOut, left_out
from chancery.text.tables import packaged_rows

HAPPENED = frozenset[Modality]({"asserted", "background"})  # told as a fact
QUADS = (
    "VERBAL COOPERATION",
    "MATERIAL COOPERATION",
    "VERBAL CONFLICT",
    "MATERIAL CONFLICT",
)
INVESTIGATE = "investigate"  # a mode of ACCUSE that the older list has as a category of its own


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A root of PLOVER, and what it is called elsewhere."""

    quad: int
    older: str
    cameo: str


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """One event; `id` is the finding's, and of an act by words with its root behind it."""

    id: str
    root: Root
    mode: str | None
    context: str | None
    cameo: str | None
    scheme: str
    verbal: bool
    actors: tuple[Party, ...]  # each once, in text order
    recipients: tuple[Party, ...]
    place: tuple[Party, ...]
    time: ClaimTime | None
    published: PublishedSpan | None  # between which days its documents were
    first: Evidence  # the telling to show first
    claims: tuple[Event, ...]  # by document and place: its mentions
    finding: Finding

    @property
    def kind(self) -> Kind:
        """What the root is called elsewhere."""
        kind = kinds()[self.root]
        if self.mode == INVESTIGATE:
            return Kind(quad=kind.quad, older="INVESTIGATE", cameo="09")
        return kind

    @property
    def day(self) -> str:
        """The ISO day on which it happened; empty where one alone is not known."""
        time = self.time
        alone = (
            time is not None
            and time.start is not None
            and time.start[:10] == (time.end or "")[:10]
        )
        return (time.start or "")[:10] if time and alone else ""


class Coding:
    """Yields the events of a dossier, and counts what is none."""

    def __init__(self, content: Content) -> None:
        """Take the dossier."""
        self._content = content
        self._untold: Counter[str] = Counter()
        self._withdrawn = 0

    def events(self) -> Iterator[Coded]:
        """Yield every event that documents tell as done, by the id of its finding."""
        for entry in self._content.entries():
            for one in _coded(entry):
                told = _modality(one)
                if entry.withdrawn:
                    self._withdrawn += 1
                elif told in HAPPENED:
                    yield one
                else:
                    self._untold[told] += 1

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was no event, so far."""
        return left_out(
            *(
                (f"events told as {told}, which are no deeds", n)
                for told, n in sorted(self._untold.items())
            ),
            ("events that only retracted or corrected articles tell", self._withdrawn),
            ("findings that people rejected", self._content.rejected),
        )


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the roots with what they are called elsewhere."""
    _, *rows = packaged_rows(__package__ or "", "plover_roots.tsv")
    return {
        root: Kind(quad=int(quad), older=older, cameo=cameo) for root, quad, older, cameo in rows
    }


def _coded(entry: Entry) -> Iterator[Coded]:
    if entry.finding.about == "event":
        own = tuple(one for one in entry.claims if isinstance(one, Event))
        yield _event(entry, own, entry.finding.id)
    for act in entry.acts:
        yield _event(entry, act.claims, f"{entry.finding.id}-{act.claims[0].root}")


def _event(entry: Entry, claims: tuple[Event, ...], identity: str) -> Coded:
    shown = entry.finding.words
    best = next((one for one in claims if one.evidence[0] == shown), claims[0])
    actors = _once([party for one in claims for party in one.actors])
    recipients = _once([party for one in claims for party in one.recipients])
    if best.root == "CONSULT" and not recipients:
        actors, recipients = _sides(entry.finding, actors)
    return Coded(
        id=identity,
        root=best.root,
        mode=best.mode,
        context=best.context,
        cameo=best.cameo,
        scheme=best.scheme,
        verbal=best.verbal,
        actors=actors,
        recipients=recipients,
        place=_once([party for one in claims for party in one.place]),
        time=_time(entry, claims),
        published=entry.published,
        first=best.evidence[0],
        claims=claims,
        finding=entry.finding,
    )


def _modality(one: Coded) -> Modality:
    """Return how an event is told: a deed as its finding has it, an act by words as its claims."""
    if one.claims[0].made_from is None:
        return one.finding.modality
    return min((each.modality for each in one.claims), key=lambda told: told not in HAPPENED)


def _time(entry: Entry, claims: Sequence[Event]) -> ClaimTime | None:
    """Return when it happened: what was said has the time of saying, where the text gives one."""
    if entry.finding.about in {"event", "meeting"}:
        return entry.time
    known = {(one.time.start, one.time.end): one.time for one in claims if one.time}
    return next(iter(known.values())) if len(known) == 1 else None


def _sides(
    finding: Finding, met: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Part those who met: the hosts, or else the one named first, from the others.

    To meet has no direction; columns for two sides need one all the same.
    """
    hosts = {_who(one.party) for one in finding.slots if one.slot == "host" and one.party}
    first = tuple(one for one in met if _who(one) in hosts) or met[:1]
    return first, tuple(one for one in met if one not in first)


def _once(parties: Sequence[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for one in parties:
        found.setdefault(_who(one), one)
    return tuple(found.values())


def _who(party: Party) -> str:
    """Return what two parties share that are one: the entity, or the words."""
    return party.entity or " ".join((party.introduced or party.evidence).quote.casefold().split())
