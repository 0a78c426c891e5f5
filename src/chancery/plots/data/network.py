"""What the network draws: who met whom, who did or said what to whom, and on what it rests."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import msgspec

from chancery.model import (
    ClaimKind,
    Entity,
    Evidence,
    Finding,
    MentionType,
    Party,
    ReuseLink,
    Slot,
)
from chancery.pipeline.telling import name_of
from chancery.pipeline.timeline import HAPPENED, Asked
from chancery.pipeline.worth import Among, Pair
from chancery.plots.data.chosen import choose
from chancery.stages.corroborate.slots import Standings, backing
from chancery.store.dossier import Dossier
from chancery.store.links import links_among

MOST_ACTORS = 50  # names that can be read side by side
MOST_GATHERINGS = 10
MOST_TIES = 80  # between two actors, that can be told apart
FEW = 2  # who meet: of more, the meeting itself stands between them

TieKind = Literal["met", "did", "said"]
"""met: they met; did: one acted on the other; said: one said something to the other, or promised,
demanded or asked it, or accused it."""

MET = frozenset({"party", "host", "state", "observer"})
DIRECTED: Mapping[str, tuple[TieKind, frozenset[str], frozenset[str]]] = {
    "event": ("did", frozenset({"actor"}), frozenset({"recipient"})),
    "statement": ("said", frozenset({"speaker"}), frozenset({"recipient", "addressee"})),
    "commitment": ("said", frozenset({"by"}), frozenset({"to"})),
}
"""The kind of tie that findings make, the slots of who acts, and of whom it concerns."""

TYING: frozenset[ClaimKind] = frozenset({"meeting", "event", "statement", "commitment"})


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who is drawn."""

    entity: str
    name: str
    type: MentionType
    findings: int  # in which it is tied to anyone


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting of more than two, which is drawn as such; `first` is null of unknown day."""

    finding: str
    first: str | None
    last: str | None
    independent: int


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What ties two of them; `a` acts on `b` unless they met. `b` may be a gathering."""

    a: str
    b: str
    kind: TieKind
    what: tuple[str, ...]  # roots, classes of cues, types of commitments; at a gathering the part
    findings: tuple[str, ...]
    documents: int
    independent: int  # sources of all these findings together: 1 is one lineage


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """The best connected actors with what ties them."""

    actors: tuple[Actor, ...]  # by how many findings tie them
    gatherings: tuple[Gathering, ...]
    ties: tuple[Tie, ...]
    more_actors: int
    more_gatherings: int
    more_ties: int  # between those who are drawn
    unnamed: int  # parties of findings whose names are not known: they are not drawn
    untold: int  # findings that no document tells as done: planned, wished, denied
    chosen: int
    unread: bool


class _Raw(NamedTuple):
    """One finding between two, with the words for both."""

    a: str
    b: str
    kind: TieKind
    what: str
    finding: str
    evidence: tuple[Evidence, ...]
    standings: Standings


_Key = tuple[str, str, TieKind]


def read_network(dossier: Dossier, asked: Asked) -> Network:
    """Return who is tied to whom by the entries asked for that are told as done.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    chosen = choose(dossier, asked, Among(kinds=TYING, sure=True))
    found = chosen.pairs
    happened = [pair for pair in found if pair[1].modality in HAPPENED]
    meetings = [pair for pair in happened if _is_gathering(pair[1])]
    drawn = {finding.id for _, finding in meetings[:MOST_GATHERINGS]}
    raw = [
        each
        for _, finding in happened
        if finding.id in drawn or not _is_gathering(finding)
        for each in _ties_of(finding)
    ]
    actors = _actors(dossier, raw, drawn)
    groups = _grouped(raw, {one.entity for one in actors[:MOST_ACTORS]} | drawn)
    kept = [one for one in groups if one[1] in drawn]
    direct = [one for one in groups if one[1] not in drawn]
    ties = tuple(_joined(dossier, {key: groups[key] for key in kept + direct[:MOST_TIES]}))
    tied = {side for one in ties for side in (one.a, one.b)}
    shown = tuple(one for one in actors if one.entity in tied)
    return Network(
        actors=shown,
        gatherings=tuple(_gathering(pair) for pair in meetings[:MOST_GATHERINGS]),
        ties=ties,
        more_actors=len(actors) - len(shown),
        more_gatherings=max(0, len(meetings) - MOST_GATHERINGS),
        more_ties=max(0, len(direct) - MOST_TIES),
        unnamed=sum(_unnamed(finding) for _, finding in happened),
        untold=len(found) - len(happened),
        chosen=len(chosen.pairs),
        unread=chosen.unread,
    )


def _gathering(pair: Pair) -> Gathering:
    entry, finding = pair
    return Gathering(
        finding=finding.id,
        first=entry.time.start if entry.time else None,
        last=entry.time.end if entry.time else None,
        independent=finding.independent,
    )


def _is_gathering(finding: Finding) -> bool:
    return finding.about == "meeting" and len(_sides(finding, MET)) > FEW


def _sides(finding: Finding, slots: Iterable[str]) -> dict[str, list[Slot]]:
    """Return the named ones who fill these slots, by their entities."""
    found: dict[str, list[Slot]] = defaultdict(list)
    for one in finding.slots:
        if one.slot in slots and one.party and _is_named(one.party):
            found[one.party.entity or ""].append(one)
    return found


def _is_named(party: Party) -> bool:
    """Say whether a party is an entity itself, and not someone of it: "Roth advisers"."""
    return bool(party.entity and party.name) and name_of(party) == party.name


def _unnamed(finding: Finding) -> int:
    _, acting, concerned = DIRECTED.get(finding.about, ("met", MET, frozenset[str]()))
    sides = acting | concerned
    return sum(
        one.slot in sides and one.party is not None and not _is_named(one.party)
        for one in finding.slots
    )


def _ties_of(finding: Finding) -> Iterator[_Raw]:
    if finding.about == "meeting":
        yield from _met(finding)
    elif finding.about in DIRECTED:
        kind, acting, concerned = DIRECTED[finding.about]
        targets = _sides(finding, concerned)
        for a, mine in _sides(finding, acting).items():
            for b, theirs in targets.items():
                if a != b:
                    yield _raw(finding, (a, b), kind, finding.sort, (mine, theirs))


def _met(finding: Finding) -> Iterator[_Raw]:
    """Yield who met: each other where they are two, else each the gathering."""
    sides = _sides(finding, MET)
    if len(sides) > FEW:
        for one, slots in sides.items():
            what = "host" if any(each.slot == "host" for each in slots) else "took part"
            yield _raw(finding, (one, finding.id), "met", what, (slots, slots))
        return
    for a, b in combinations(sorted(sides), 2):
        yield _raw(finding, (a, b), "met", "", (sides[a], sides[b]))


def _raw(
    finding: Finding,
    between: tuple[str, str],
    kind: TieKind,
    what: str,
    sides: tuple[Sequence[Slot], Sequence[Slot]],
) -> _Raw:
    """Return one tie; it rests on the documents that name both sides, or else on all of them."""
    words = [[each for slot in side for each in slot.evidence] for side in sides]
    both = {one.document for one in words[0]} & {one.document for one in words[1]}
    evidence = [one for side in words for one in side if not both or one.document in both]
    return _Raw(
        *between,
        kind,
        what,
        finding.id,
        tuple(evidence),
        {one.document: one.standing for one in finding.support},
    )


def _actors(dossier: Dossier, raw: Iterable[_Raw], meetings: Collection[str]) -> list[Actor]:
    tied = {(one.finding, side) for one in raw for side in (one.a, one.b)}
    counted = Counter(side for _, side in sorted(tied) if side not in meetings)
    known = dossier.among(Entity, sorted(counted))
    found = [
        Actor(entity=one.id, name=one.name, type=one.type, findings=counted[one.id])
        for one in known
    ]
    return sorted(found, key=lambda one: (-one.findings, one.name, one.entity))


def _grouped(raw: Iterable[_Raw], among: Collection[str]) -> dict[_Key, list[_Raw]]:
    """Return what ties any two of these, by its kind; those of most findings first."""
    groups: dict[_Key, list[_Raw]] = defaultdict(list)
    for one in raw:
        if one.a in among and one.b in among:
            groups[one.a, one.b, one.kind].append(one)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def _joined(dossier: Dossier, groups: Mapping[_Key, Sequence[_Raw]]) -> Iterator[Tie]:
    """Yield the ties in order."""
    links = _links(dossier, groups.values())
    for (a, b, kind), own in sorted(groups.items()):
        documents = _documents(own)
        yield Tie(
            a=a,
            b=b,
            kind=kind,
            what=tuple(sorted({one.what for one in own} - {""})),
            findings=tuple(sorted({one.finding for one in own})),
            documents=len(documents),
            independent=_independent(own, documents, links),
        )


def _documents(own: Iterable[_Raw]) -> list[str]:
    return sorted({each.document for one in own for each in one.evidence})


def _links(
    dossier: Dossier, groups: Iterable[Sequence[_Raw]]
) -> Mapping[str, Sequence[ReuseLink]]:
    """Return the reuse links of the documents that ties of several rest on, by document."""
    several = (some for some in map(_documents, groups) if len(some) > 1)
    found: dict[str, list[ReuseLink]] = defaultdict(list)
    for one in links_among(dossier, {each for some in several for each in some}):
        for side in {one.a.document, one.b.document}:
            found[side].append(one)
    return found


def _independent(
    own: Sequence[_Raw], documents: Sequence[str], links: Mapping[str, Sequence[ReuseLink]]
) -> int:
    """Return how many independent sources these findings have together."""
    several = documents if len(documents) > 1 else ()
    near = {each.id: each for one in several for each in links.get(one, ())}
    standings = {name: standing for one in own for name, standing in one.standings.items()}
    evidence = [each for one in own for each in one.evidence]
    return backing(evidence, [near[one] for one in sorted(near)], standings).independent
