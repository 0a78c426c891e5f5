"""Makes a finding of the claims of each point, with the sources that stand behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, cast

from msgspec.structs import replace

from chancery.model import (
    CLAIMS,
    Claim,
    ClaimKind,
    ClaimLink,
    Finding,
    FindingOrigin,
    Merged,
    Merger,
    Modality,
    OriginName,
    Point,
    Record,
    ReuseLink,
    Standing,
    Support,
    kind_of,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.corroborate.differences import discrepancies
from chancery.stages.corroborate.features import compare
from chancery.stages.corroborate.points import cut
from chancery.stages.corroborate.ready import read
from chancery.stages.corroborate.slots import backing, make_slots
from chancery.stages.corroborate.standing import is_superseded, settle
from chancery.stages.corroborate.wording import differing, split, words_of
from chancery.text.claim_time import closest, time_of

FURTHEST: tuple[Modality, ...] = (
    "asserted",
    "background",
    "negated",
    "expected",
    "intended",
    "requested",
    "hypothetical",
)
"""A finding says what the claim says that goes furthest in this order."""


class Corroborate(GroupStage):
    """Makes a finding of each claim that is like no other, and of each group of those that are.

    An act by words makes none of its own: the statement, meeting or commitment that it goes with
    does.
    """

    name: ClassVar[str] = "corroborate"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Point, Merged, Merger)
    outputs: ClassVar[tuple[type[Record], ...]] = (Finding,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Point, ReuseLink, *CLAIMS)
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the claim; what is merged goes to its smallest."""
        if isinstance(record, Point):
            return () if record.made_from else (record.claim,)
        if isinstance(record, Merged):
            return (record.claim,)
        return (cast("Merger", record).claims[0],)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the claims, and what is known of them."""
        if isinstance(record, Point):
            return (record.claim,)
        if isinstance(record, Merged):
            return ()
        merger = cast("Merger", record)
        named = {one for link in merger.links for one in (link.a, link.b)}.union(merger.claims)
        return sorted({*named, *(make_id("point", [one]) for one in named), *merger.reused})

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the finding of one claim and those that make the same point."""
        if any(isinstance(one, Merged) for one in group):
            return  # another claim of the group names the finding
        merger = next((one for one in group if isinstance(one, Merger)), None)
        ids = merger.claims if merger else (key,)
        yield make_finding(
            [cast("Claim", found[one]) for one in ids],
            merger.links if merger else (),
            {one.id: one for one in found.values() if isinstance(one, Claim)},
            [one for one in found.values() if isinstance(one, ReuseLink)],
            [one for one in (*group, *found.values()) if isinstance(one, Point)],
        )


def make_finding(
    claims: Sequence[Claim],
    links: Sequence[ClaimLink],
    others: dict[str, Claim],
    reused: Sequence[ReuseLink],
    points: Iterable[Point],
) -> Finding:
    """Return the finding of claims; `others` are those that links name, by id.

    `points` are those of both. The words of those that a later version of their article is without
    differ from what others say no more than it does.
    """
    by_claim = {one.claim: one for one in points}
    own = [by_claim[one.id] for one in claims]
    superseded = {claim for claim, one in by_claim.items() if is_superseded(one.standing)}
    ordered = sorted(claims, key=lambda one: (one.document, one.evidence[0].start, one.id))
    standings = settle(own)
    lasting = [one for one in ordered if not is_superseded(standings[one.document])] or ordered
    best = min(lasting, key=lambda one: (FURTHEST.index(one.modality), -one.confidence, one.id))
    whole = backing([each for one in ordered for each in one.evidence], reused, standings)
    slots = make_slots(ordered, reused, standings)
    left_out = superseded - {one.id for one in lasting}
    differing_links = [one for one in links if left_out.isdisjoint((one.a, one.b))]
    return Finding(
        id=make_id("finding", [min(one.id for one in claims)]),
        about=cast("ClaimKind", kind_of(type(best))),
        sort=cut(best).sort,
        modality=best.modality,
        often=any(one.often for one in own),
        words=best.evidence[0],
        slots=slots,
        time=closest(map(time_of, lasting)),
        support=tuple(_support(one, standings[one.document]) for one in ordered),
        origins=_origins(own),
        independent=whole.independent,
        upper_bound=whole.upper_bound,
        exact=whole.exact,
        strength="solid" if whole.independent > 1 else "thin",
        links=tuple(_worded(links, others, by_claim)),
        discrepancies=discrepancies(lasting, slots, differing_links, others),
        confidence=max(one.confidence for one in ordered),
    )


def _support(claim: Claim, standing: Standing | None) -> Support:
    return Support(
        claim=claim.id,
        document=claim.document,
        modality=claim.modality,
        time=time_of(claim),
        standing=standing,
    )


def _origins(points: Iterable[Point]) -> tuple[FindingOrigin, ...]:
    documents: dict[OriginName, set[str]] = {}
    for point in points:
        for one in point.origins:
            documents.setdefault(one, set()).add(point.document)
    ordered = sorted(
        documents, key=lambda one: (one.basis != "stated", one.name or "", one.origin)
    )
    return tuple(
        FindingOrigin(origin=one, documents=tuple(sorted(documents[one]))) for one in ordered
    )


def _worded(
    links: Sequence[ClaimLink], claims: Mapping[str, Claim], points: Mapping[str, Point]
) -> Iterator[ClaimLink]:
    """Yield links with their reasons, and the words that differ, but of those kept apart."""
    reads = {one: read(points[one]) for one in {one for each in links for one in (each.a, each.b)}}
    words = {one: split(words_of(claims[one])) for one in reads}
    for link in links:
        reasons = compare(reads[link.a], reads[link.b]).reasons
        if link.relation in {"apart", "parted"}:
            yield replace(link, reasons=reasons)
        else:
            only_a, only_b = differing(words[link.a], words[link.b])
            yield replace(link, reasons=reasons, only_a=only_a, only_b=only_b)
