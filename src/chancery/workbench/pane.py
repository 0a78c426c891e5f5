"""The evidence pane: a finding in the very words that it rests on, each in its paragraph."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chancery.api.view import View
from chancery.model import AnyClaim, Document, Finding
from chancery.pipeline.record import line
from chancery.pipeline.rows import Row, read_claims
from chancery.store.dossier import Dossier
from chancery.wording.backed import difference, sources, when
from chancery.wording.lines import line as list_line
from chancery.wording.versions import standing_words
from chancery.workbench.addresses import document_address, finding_address
from chancery.workbench.citing import Citations, cite_finding
from chancery.workbench.naming import Named, name_documents
from chancery.workbench.passages import Passage, passages
from chancery.workbench.verdicts import STATUSES, Decided, Slots, decided, slots_of

MOST_TELLINGS = 6  # shown beside a list; the finding's own page has all


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in its document."""

    document: Named
    address: str  # of the words in their document
    passages: tuple[Passage, ...]
    modality: str
    confidence: float
    against: str  # what other versions of its article say
    claim: str


class Pane(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of one finding beside a list, or on its page."""

    finding: Finding
    address: str
    line: str  # in one sentence; words in ‹ › are an article's own
    sources: str
    when: str
    tellings: tuple[Telling, ...]
    more: int  # tellings that are not shown
    differences: tuple[str, ...]
    citations: Citations
    claims: tuple[AnyClaim, ...]
    decided: Decided
    slots: Slots
    statuses: tuple[str, ...]  # that a person may give a commitment


def make_pane(
    view: View, finding: Finding, *, most: int | None = MOST_TELLINGS, blind: bool = False
) -> Pane:
    """Return what is shown of a finding; all its tellings where `most` is None.

    Claims read as people corrected them; `blind` keeps from who looks what others decided.
    """
    dossier = view.dossier
    built = read_claims(dossier, finding)
    claims = built if blind else tuple(map(view.overlay.read, built))
    named = name_documents(dossier, [one.document for one in claims])
    row = Row(finding=finding, claims=claims)
    shown = _best_first(finding, claims)[:most]
    published = {one: dossier.published(one) for one in named}
    by_id = {one.id: one for one in claims}
    return Pane(
        finding=finding,
        address=finding_address(finding.id),
        line=line(finding, by_id).text,
        sources=sources(finding),
        when=when(row, published),
        tellings=tuple(_tellings(dossier, finding, shown, named)),
        more=len(claims) - len(shown),
        differences=tuple(dict.fromkeys(map(difference, finding.discrepancies))),
        citations=cite_finding(finding, list_line(row.shown), shown, named),
        claims=claims,
        decided=decided(view, built, blind=blind),
        slots=slots_of(finding.about),
        statuses=STATUSES if finding.about == "commitment" else (),
    )


def _best_first(finding: Finding, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Return the claims, that which the finding shows first before the others."""
    return sorted(claims, key=lambda one: one.evidence[0] != finding.words)


def _tellings(
    dossier: Dossier, finding: Finding, claims: Sequence[AnyClaim], named: Mapping[str, Named]
) -> Iterator[Telling]:
    names = {key: one.short for key, one in named.items()}
    standings = {one.claim: one.standing for one in finding.support}
    for one in claims:
        standing = standings[one.id]
        if standing and standing.version and standing.version not in names:
            other = name_documents(dossier, [standing.version])
            names |= {key: each.short for key, each in other.items()}
        first = one.evidence[0]
        yield Telling(
            document=named[one.document],
            address=document_address(one.document, first.start, first.end),
            passages=passages(dossier.get(Document, one.document), one),
            modality=one.modality,
            confidence=one.confidence,
            against=standing_words(standing, names) if standing else "",
            claim=one.id,
        )
