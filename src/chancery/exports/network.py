"""Who met whom, and who did or said what to whom: each tie is one finding's."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from typing import Literal

import msgspec

from chancery.exports.coded import HAPPENED
from chancery.exports.cut import Cut
from chancery.exports.held import actor_of, country_of
from chancery.model import ClaimTime, Entity, Finding, MentionType
from chancery.ports.export import Content, Entry, LeftOut, left_out

TieKind = Literal["met", "did", "said"]
"""met: they met; did: one acted on the other; said: one said something to the other, or promised,
demanded or asked it, or accused it."""

MET = frozenset({"party", "host", "state", "observer"})
DIRECTED: Mapping[str, tuple[TieKind, str, frozenset[str]]] = {
    "event": ("did", "actor", frozenset({"recipient"})),
    "statement": ("said", "speaker", frozenset({"recipient", "addressee"})),
    "commitment": ("said", "by", frozenset({"to"})),
}
FEW = 2  # who meet: of more, the meeting itself stands between them
MOST_QUOTES = 5  # of a tie; the finding has all
TOGETHER = 256

_Tied = tuple[str, str, str]  # a, b, and what


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, or a meeting."""

    id: str
    label: str
    type: MentionType | Literal["meeting"]
    actor: str = ""  # id of chancery.knowledge, where certain
    country: str = ""  # three letters, where certain
    documents: int
    ties: int


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What one finding says of two."""

    id: str
    a: str
    b: str
    kind: TieKind
    what: str  # root, class of cue, type of commitment; at a meeting the part
    finding: str
    text: str
    time: ClaimTime | None
    documents: int
    independent: int
    evidence: str

    @property
    def directed(self) -> bool:
        """Whether the tie leads from a to b."""
        return self.kind != "met"

    @property
    def days(self) -> tuple[str, str] | None:
        """The ISO days between which it happened; None where both are not known."""
        time = self.time
        if time is None or time.start is None or time.end is None:
            return None
        return time.start[:10], time.end[:10]


class Network:
    """Nodes, then ties, each read from the dossier as it is asked for."""

    def __init__(self, content: Content, cut: Cut) -> None:
        """Take the dossier, and what is left out of quotes."""
        self._content = content
        self._cut = cut
        self._ties: Counter[str] = Counter()
        self._meetings: list[Node] = []
        self._without = self._undated = self._untold = self._withdrawn = 0

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes by id: actors, then meetings."""
        for entry, ties in self._read(counting=True):
            for a, b, _ in ties:
                self._ties.update((a, b))
            if ties and ties[0][1] == entry.finding.id:
                self._meetings.append(self._meeting(entry, len(ties)))
        meetings = {one.id for one in self._meetings}
        actors = iter(sorted(self._ties.keys() - meetings))
        while some := list(islice(actors, TOGETHER)):
            yield from map(self._actor, self._content.among(Entity, some))
        yield from self._meetings

    def ties(self) -> Iterator[Tie]:
        """Yield the ties, by the id of their finding."""
        for entry, ties in self._read(counting=False):
            for number, (a, b, what) in enumerate(ties, 1):
                yield self._tie(entry, f"{entry.finding.id}-{number}", (a, b, what))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what is no tie, after the nodes were read."""
        own = left_out(
            ("findings that tie no two actors known by name", self._without),
            ("findings told as planned, wished, feared or denied", self._untold),
            ("findings that only retracted or corrected articles tell", self._withdrawn),
            ("findings that people rejected", self._content.rejected),
            ("days of ties, of findings whose days are not known", self._undated),
        )
        return (*own, *self._cut.left_out)

    def _read(self, *, counting: bool) -> Iterator[tuple[Entry, list[_Tied]]]:
        for entry in self._content.entries():
            told = entry.finding.modality in HAPPENED
            ties = list(self._tied(entry.finding)) if told and not entry.withdrawn else []
            if counting:
                self._count(entry, told=told, ties=ties)
            if ties:
                yield entry, ties

    def _count(self, entry: Entry, *, told: bool, ties: list[_Tied]) -> None:
        self._withdrawn += entry.withdrawn
        self._untold += not told and not entry.withdrawn
        self._without += told and not entry.withdrawn and not ties
        dated = entry.time is not None and bool(entry.time.start and entry.time.end)
        self._undated += bool(ties) and not dated

    def _tied(self, finding: Finding) -> Iterator[_Tied]:
        if finding.about == "meeting":
            yield from self._met(finding)
        elif finding.about in DIRECTED:
            _, acting, concerned = DIRECTED[finding.about]
            for a in self._sides(finding, {acting}):
                for b in self._sides(finding, concerned):
                    if a != b:
                        yield a, b, finding.sort

    def _met(self, finding: Finding) -> Iterator[_Tied]:
        sides = self._sides(finding, MET)
        if len(sides) > FEW:
            for one, part in sides.items():
                yield one, finding.id, "host" if part == "host" else "took part"
            return
        for a, b in combinations(sorted(sides), 2):
            yield a, b, ""

    def _sides(self, finding: Finding, slots: frozenset[str] | set[str]) -> dict[str, str]:
        """Return the named ones who fill these slots, with one of their slots: host before all."""
        found: dict[str, str] = {}
        for one in finding.slots:
            if one.slot in slots and one.party and self._content.is_named(one.party):
                key = one.party.entity or ""
                found[key] = one.slot if one.slot == "host" else found.get(key, one.slot)
        return found

    def _actor(self, one: Entity) -> Node:
        actor = actor_of(one)
        return Node(
            id=one.id,
            label=self._cut.text(one.name),
            type=one.type,
            actor=actor,
            country=country_of(actor),
            documents=len(one.documents),
            ties=self._ties[one.id],
        )

    def _meeting(self, entry: Entry, ties: int) -> Node:
        return Node(
            id=entry.finding.id,
            label=self._cut.told(entry.text),
            type="meeting",
            documents=_documents(entry),
            ties=ties,
        )

    def _tie(self, entry: Entry, identity: str, tied: _Tied) -> Tie:
        finding = entry.finding
        kind = DIRECTED[finding.about][0] if finding.about in DIRECTED else "met"
        return Tie(
            id=identity,
            a=tied[0],
            b=tied[1],
            kind=kind,
            what=tied[2],
            finding=finding.id,
            text=self._cut.told(entry.text),
            time=entry.time,
            documents=_documents(entry),
            independent=finding.independent,
            evidence=" | ".join(
                f"{one.document}[{one.start}:{one.end}] “{self._cut.words(one.quote)}”"
                for one in entry.evidence[:MOST_QUOTES]
            ),
        )


def _documents(entry: Entry) -> int:
    return len({one.document for one in entry.finding.support})
