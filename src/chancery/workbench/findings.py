"""The page of one finding: its slots with their sources, tellings, what differs and is near."""

from collections.abc import Iterator, Sequence

import msgspec

from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.errors import NotFoundError
from chancery.model import AnyClaim, Claim, ClaimLink, Commitment, Finding, FollowUp, Slot
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.located import findings_of
from chancery.pipeline.rows import acts_of, find_finding
from chancery.wording.backed import DIFFERENCES, became, sources
from chancery.wording.lines import line, whom
from chancery.wording.links import KEPT_APART
from chancery.wording.phrases import one_line
from chancery.workbench.addresses import actor_address, document_address, finding_address
from chancery.workbench.naming import Named, name_documents
from chancery.workbench.pane import make_pane

MOST_ALIKE = 12  # findings shown; the interface for programs has all


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A slot with its filler and who stands behind it."""

    name: str
    text: str
    href: str
    sources: str


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a difference, with where it is said."""

    value: str
    said: tuple[tuple[str, str, str], ...]  # words, document, address


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A difference between claims."""

    words: str
    sides: tuple[Side, ...]


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is alike, and why it is not this one."""

    finding: str
    address: str
    text: str
    why: str


def finding(view: View, asked: Parameters) -> dict[str, object]:
    """Fill the page.

    Raises:
        NotFoundError: there is no such finding.
    """
    del asked
    one = find_finding(view.dossier, view.names["id"])
    if one is None:
        message = f"there is no finding {view.names['id']!r}"
        raise NotFoundError(message)
    pane = make_pane(view, one, most=None)
    alike = {name: list(_near(view, one, name)) for name in ("possibly_same", "apart", "parted")}
    return {
        "title": pane.line,
        "shown": pane,
        "slots": [_filled(each) for each in _in_order(one.slots)],
        "differing": list(_differing(view, one)),
        "followed": list(_followed(view, pane.claims)),
        "acts": [line(each) for each in acts_of(view.dossier, pane.claims)],
        "possibly": alike["possibly_same"],
        "apart": alike["apart"],
        "parted": alike["parted"],
        "near": [(each.finding, each.text) for some in alike.values() for each in some],
        "origins": list(_origins(view, one)),
    }


def _in_order(slots: Sequence[Slot]) -> list[Slot]:
    names = list(dict.fromkeys(one.slot for one in slots))
    return sorted(slots, key=lambda one: (names.index(one.slot), -one.backing.independent))


def _filled(one: Slot) -> Filled:
    return Filled(
        name=one.slot,
        text=whom(one.party) if one.party else f"“{one_line(one.evidence[0].quote)}”",
        href=actor_address(one.party.entity) if one.party and one.party.entity else "",
        sources=sources(one.backing),
    )


def _differing(view: View, one: Finding) -> Iterator[Differing]:
    sides = [side for each in one.discrepancies for side in each.versions]
    named = name_documents(view.dossier, [e.document for side in sides for e in side.evidence])
    for each in one.discrepancies:
        yield Differing(
            words=DIFFERENCES[each.type].format(slot=each.slot.replace("_", " ")),
            sides=tuple(
                Side(
                    value=one_line(side.value),
                    said=tuple(
                        (
                            one_line(e.quote),
                            named[e.document].name,
                            document_address(e.document, e.start, e.end),
                        )
                        for e in side.evidence
                    ),
                )
                for side in each.versions
            ),
        )


def _followed(view: View, claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Yield what became of a commitment, each with where it is told."""
    told: dict[FollowUp, None] = {}
    for one in claims:
        if isinstance(one, Commitment):
            told.update(dict.fromkeys(one.follow_up))
    named = name_documents(view.dossier, [each.document for each in told])
    for each in told:
        first = each.evidence[0] if each.evidence else None
        href = document_address(first.document, first.start, first.end) if first else ""
        yield became(each, named[each.document].short), href


def _near(view: View, one: Finding, relation: str) -> Iterator[Near]:
    own = {each.claim for each in one.support}
    links = [each for each in one.links if each.relation == relation]
    others = {_other(each, own): each for each in links}
    claims = list(view.dossier.among(CLAIMS[one.about], sorted(others)))
    part_of = findings_of(view.dossier, claims)
    likest: dict[str, tuple[AnyClaim, ClaimLink]] = {}
    for other in sorted(claims, key=lambda each: -others[each.id].score):
        likest.setdefault(part_of[other.id], (other, others[other.id]))
    for identity, (other, link) in list(likest.items())[:MOST_ALIKE]:
        apart = [KEPT_APART[link.apart]] if link.apart else []
        yield Near(
            finding=identity,
            address=finding_address(identity),
            text=line(other),
            why="; ".join([*apart, *link.reasons]),
        )


def _other(link: ClaimLink, own: set[str]) -> str:
    return link.b if link.a in own else link.a


def _origins(view: View, one: Finding) -> Iterator[tuple[str, str, tuple[Named, ...]]]:
    named = name_documents(view.dossier, [each for of in one.origins for each in of.documents])
    for of in one.origins:
        yield (
            of.origin.name or "an unnamed origin",
            of.origin.basis,
            tuple(named[each] for each in of.documents),
        )
