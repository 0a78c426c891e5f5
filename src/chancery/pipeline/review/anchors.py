"""Ties decisions to claims by their words, and finds the claims again after another build.

A decision holds for the claim as it read: where its sentences, its slots or its kind read
otherwise now, nothing is taken for decided.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from chancery.model import Anchor, AnyClaim, Claim, ClaimKind, Document, Evidence, SlotWords
from chancery.pipeline.facets import CLAIMS, facets
from chancery.stages.corroborate.slots import fillers
from chancery.store.decisions import has_claim
from chancery.store.dossier import Dossier

Found = Literal["same", "moved", "changed", "lost"]
"""same: the claim, as it read; moved: the same words at another place; changed: the claim, or its
sentences, read otherwise; lost: the words are nowhere in the document, or it is gone."""

Reading = tuple[str, str, str, tuple[str, ...], frozenset[tuple[str, str]]]


class Home(NamedTuple):
    """Where the claim of a decision is now; no claim where nothing of it is found."""

    found: Found
    claim: str | None = None
    document: str | None = None


def make_anchor(claim: AnyClaim, document: Document) -> Anchor:
    """Return what a decision on a claim is tied to."""
    return Anchor(
        about=about_of(claim),
        claim=claim.id,
        document=document.id,
        path=document.path,
        uri=document.uri,
        evidence=claim.evidence,
        sort=facets(claim).sort,
        modality=claim.modality,
        slots=slots_of(claim),
    )


def about_of(claim: Claim) -> ClaimKind:
    """Return the kind of a claim."""
    return next(about for about, kind in CLAIMS.items() if isinstance(claim, kind))


def slots_of(claim: Claim) -> tuple[SlotWords, ...]:
    """Return the words that fill the slots of a claim, by slot and place."""
    made = [
        SlotWords(slot=one.slot, evidence=each)
        for one in fillers([claim])
        for each in one.evidence
    ]
    time = facets(claim).time
    if time and time.evidence:
        made.append(SlotWords(slot="time", evidence=time.evidence))
    return tuple(sorted(set(made), key=_by_place))


def reads_as(anchor: Anchor, claim: Claim) -> bool:
    """Say whether a claim reads as the one that a decision is on."""
    return _of_anchor(anchor) == _of_claim(claim)


def locate(dossier: Dossier, anchors: Iterable[Anchor]) -> dict[Anchor, Home]:
    """Return where the claims of decisions are; those at home by their ids alone are not read.

    Whether a claim that kept its id reads as it did is for `reads_as` to say.
    """
    by_kind: dict[ClaimKind, list[Anchor]] = defaultdict(list)
    for one in anchors:
        by_kind[one.about].append(one)
    homes: dict[Anchor, Home] = {}
    for about, some in by_kind.items():
        there = has_claim(dossier, CLAIMS[about], sorted({one.claim for one in some}))
        homes |= {one: Home("same", one.claim, one.document) for one in some if one.claim in there}
    strays = [one for each in by_kind.values() for one in each if one not in homes]
    return homes | _located(dossier, strays)


def _located(dossier: Dossier, strays: Sequence[Anchor]) -> dict[Anchor, Home]:
    """Return where claims are whose ids are gone, by the address of their document."""
    known: dict[tuple[str, str | None, ClaimKind], list[AnyClaim]] = {}
    for one in strays:
        key = (one.uri, one.path, one.about)
        if key not in known:
            known[key] = list(_claims_at(dossier, one))
    return {one: _nearest(one, known[one.uri, one.path, one.about]) for one in strays}


def _claims_at(dossier: Dossier, anchor: Anchor) -> Iterator[AnyClaim]:
    """Yield the claims of a kind in documents that came from where this one came from."""
    for document in _documents_at(dossier, anchor):
        yield from dossier.where(CLAIMS[anchor.about], "document = ? ORDER BY id", document)


def _documents_at(dossier: Dossier, anchor: Anchor) -> list[str]:
    condition = "id = ?1 OR uri = ?2 OR path = ?3 ORDER BY id"
    path = anchor.path if anchor.path is not None else ""
    found = dossier.where(Document, condition, anchor.document, anchor.uri, path)
    return [one.id for one in found]


def _nearest(anchor: Anchor, claims: Sequence[AnyClaim]) -> Home:
    """Return the claim that reads as the anchor, nearest to where it stood, or one like it."""
    same = [one for one in claims if reads_as(anchor, one)]
    if same:
        nearest = min(same, key=lambda one: _distance(anchor, one))
        return Home("moved", nearest.id, nearest.document)
    told = set(map(_said, anchor.evidence))
    like = [one for one in claims if told & set(map(_said, one.evidence))]
    if len(like) == 1:
        return Home("changed", like[0].id, like[0].document)
    return Home("changed" if like else "lost")


def _distance(anchor: Anchor, claim: AnyClaim) -> tuple[bool, int, str]:
    elsewhere = claim.document != anchor.document
    return elsewhere, abs(claim.evidence[0].start - anchor.evidence[0].start), claim.id


def _of_anchor(anchor: Anchor) -> Reading:
    slots = frozenset((one.slot, _said(one.evidence)) for one in anchor.slots)
    return anchor.about, anchor.sort, anchor.modality, _told(anchor.evidence), slots


def _of_claim(claim: Claim) -> Reading:
    slots = frozenset((one.slot, _said(one.evidence)) for one in slots_of(claim))
    return about_of(claim), facets(claim).sort, claim.modality, _told(claim.evidence), slots


def _told(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(sorted(set(map(_said, evidence))))


def _said(one: Evidence) -> str:
    """Return words without what depends on how lines are broken."""
    return " ".join(one.quote.split())


def _by_place(one: SlotWords) -> tuple[str, int, int]:
    return one.slot, one.evidence.start, one.evidence.end


Homes = Mapping[Anchor, Home]
