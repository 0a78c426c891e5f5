"""Ties decisions to claims by their words, and finds the claims again after another build.

A decision holds for the claim as it read: where its sentences, its slots or its kind read
otherwise now, nothing is taken for decided.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from chancery.model import (
    ActorAnchor,
    Anchor,
    AnyClaim,
    ClaimKind,
    Correction,
    Document,
    Evidence,
    cite,
)
from chancery.pipeline.facets import CLAIMS
from chancery.stages.corroborate.readings import about_of, nearest, slots_of, sort_of, words_of
from chancery.store.decisions import has_claim
from chancery.store.dossier import Dossier

Found = Literal["same", "moved", "changed", "lost"]
"""same: the claim, as it read; moved: the same words at another place; changed: the claim, or its
sentences, read otherwise; lost: the words are nowhere in the document, or it is gone."""


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
        sort=sort_of(claim),
        modality=claim.modality,
        slots=slots_of(claim),
    )


class Homes:
    """Where the claims of decisions are now; those that kept their ids are not read.

    Whether such a claim reads as it did is for `reads_as` to say.
    """

    def __init__(self, dossier: Dossier, anchors: Iterable[Anchor]) -> None:
        """Look for the claims."""
        every = list(anchors)
        by_kind: dict[ClaimKind, set[str]] = defaultdict(set)
        for one in every:
            by_kind[one.about].add(one.claim)
        self._there: set[str] = set()
        for about, some in by_kind.items():
            self._there |= has_claim(dossier, CLAIMS[about], sorted(some))
        self._strays = _located(dossier, [one for one in every if one.claim not in self._there])

    def of(self, anchor: Anchor) -> Home:
        """Return where a claim is."""
        if anchor.claim in self._there:
            return Home("same", anchor.claim, anchor.document)
        return self._strays[anchor]


def carry(
    dossier: Dossier, anchor: Anchor, home: Home, correction: Correction
) -> Correction | None:
    """Return a correction in the text that its claim has moved to; None where its words are not.

    What did not move is returned as it is.
    """
    if home.found != "moved" or home.claim is None or home.document is None:
        return correction
    text = dossier.get(Document, home.document).text
    claim = dossier.get(CLAIMS[anchor.about], home.claim)
    shift = claim.evidence[0].start - anchor.evidence[0].start
    after = [_shifted(home.document, text, one, shift) for one in correction.after]
    found = tuple(one for one in after if one is not None)
    return replace(correction, after=found) if len(found) == len(after) else None


def _shifted(document: str, text: str, one: Evidence, shift: int) -> Evidence | None:
    """Return words at their new place: shifted as their claim was, or where they stand once."""
    start = one.start + shift
    if start < 0 or text[start : start + len(one.quote)] != one.quote:
        start = text.find(one.quote) if text.count(one.quote) == 1 else -1
    return cite(document, text, start, start + len(one.quote)) if start >= 0 else None


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
    for document in documents_at(dossier, anchor):
        yield from dossier.where(CLAIMS[anchor.about], "document = ? ORDER BY id", document)


def documents_at(dossier: Dossier, anchor: Anchor | ActorAnchor) -> list[str]:
    """Return the documents that came from where that of an anchor did, by id."""
    condition = "id = ?1 OR uri = ?2 OR path = ?3 ORDER BY id"
    path = anchor.path if anchor.path is not None else ""
    found = dossier.where(Document, condition, anchor.document, anchor.uri, path)
    return [one.id for one in found]


def _nearest(anchor: Anchor, claims: Sequence[AnyClaim]) -> Home:
    """Return the claim that reads as the anchor, nearest to where it stood, or one like it."""
    if (found := nearest(anchor, claims)) is not None:
        return Home("moved", found.id, found.document)
    like = [one for one in claims if words_of(anchor) & words_of(one)]
    if len(like) == 1:
        return Home("changed", like[0].id, like[0].document)
    return Home("changed" if like else "lost")
