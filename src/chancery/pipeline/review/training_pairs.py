"""What people merged and split as examples to train on: two windows of text, one thing or two."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from typing import Literal

import msgspec

from chancery.model import ActorAnchor, Anchor, Decision, Document, Evidence, Referent, cite
from chancery.pipeline.review.actor_anchors import find_names
from chancery.pipeline.review.joins import claims_meant
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.standing import joining
from chancery.pipeline.review.training import ExampleSpan, window
from chancery.store.dossier import Dossier


class PairSide(msgspec.Struct, frozen=True, kw_only=True):
    """One of two things that a person ruled on, where it is told or named."""

    uri: str  # of the document
    document: str  # id
    start: int  # of the text, in code points of the document
    text: str
    spans: tuple[ExampleSpan, ...]  # its sentences, or the name


class PairExample(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims or two names by the word of one reviewer: one, or not."""

    schema: Literal["chancery.review.pair/1"]
    decision: str  # id
    who: str
    at: str  # ISO 8601, UTC
    label: Literal["one", "two"]
    disputed: bool  # others say what cannot hold with it
    reason: str
    about: str  # actor, commitment, event, figure, meeting or statement
    a: PairSide
    b: PairSide


def pair_examples(dossier: Dossier, overlay: Overlay) -> Iterator[PairExample]:
    """Yield a pair for each thing on the longer side of a merge or split, in their order.

    The shorter side is gone through again and again. What stands in a document that the dossier
    no longer holds is left out, unless its words are found again.
    """
    for one in joining(overlay.decisions):
        cut = one.sides.first if one.sides else 0
        places = list(_places(dossier, one))
        first, others = places[:cut], places[cut:]
        state = overlay.joins.state(one.number)
        for a, b in _paired(_known(first), _known(others)):
            yield PairExample(
                schema="chancery.review.pair/1",
                decision=one.id,
                who=one.who,
                at=one.at,
                label="two" if one.action == "split" else "one",
                disputed=state is not None and state.state == "contradicts",
                reason=one.reason,
                about=one.anchors[0].about if one.anchors else "actor",
                a=a,
                b=b,
            )


def _known(some: Iterable[PairSide | None]) -> list[PairSide]:
    return [one for one in some if one is not None]


def _paired(
    first: Sequence[PairSide], others: Sequence[PairSide]
) -> Iterator[tuple[PairSide, PairSide]]:
    """Yield pairs in which each side is, so few that a large group does not count for more."""
    if not first or not others:
        return
    if len(first) < len(others):
        yield from zip(cycle(first), others, strict=False)
    else:
        yield from zip(first, cycle(others), strict=False)


def _places(dossier: Dossier, one: Decision) -> Iterator[PairSide | None]:
    """Yield where each thing of a decision is told; None where its document is gone."""
    meant = claims_meant(dossier, one.anchors)
    for anchor in one.anchors:
        claim = meant.get(anchor)
        yield _place(dossier, anchor, "sentence", claim.evidence if claim else ())
    for actor in one.sides.actors if one.sides else ():
        yield _place(dossier, actor, "name", _named_now(dossier, actor))


def _named_now(dossier: Dossier, actor: ActorAnchor) -> tuple[Evidence, ...]:
    """Return where a name stands now; nothing where it is not found."""
    home = find_names(dossier, [actor])[actor]
    if home.referent is None or home.found not in {"same", "moved"}:
        return ()
    one = dossier.get(Referent, home.referent)
    text = dossier.get(Document, one.document).text
    places = (cite(one.document, text, each.start, each.end) for each in one.references)
    return tuple(each for each in places if each.quote == actor.evidence.quote)[:1]


def _place(
    dossier: Dossier, anchor: Anchor | ActorAnchor, slot: str, now: Sequence[Evidence]
) -> PairSide | None:
    """Return where words stood when they were decided on, or else where they stand now."""
    told = anchor.evidence if isinstance(anchor, Anchor) else (anchor.evidence,)
    document = next(dossier.where(Document, "id = ?", anchor.document), None)
    if document is None and now:
        told, document = tuple(now), dossier.get(Document, now[0].document)
    if document is None:
        return None
    start, end = window(document.text, told)
    return PairSide(
        uri=document.uri,
        document=document.id,
        start=start,
        text=document.text[start:end],
        spans=tuple(
            ExampleSpan(
                slot=slot, start=each.start - start, end=each.end - start, quote=each.quote
            )
            for each in told
        ),
    )
