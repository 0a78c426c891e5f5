"""Findings with the claims that they rest on, as doors show and order them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from chancery.errors import NotFoundError
from chancery.knowledge import fold
from chancery.model import (
    AnyClaim,
    Claim,
    ClaimKind,
    ClaimTime,
    DateValue,
    Document,
    Event,
    Finding,
    Meeting,
    Party,
    Support,
)
from chancery.pipeline.facets import CLAIMS, SPOKEN
from chancery.pipeline.review.overlay import FindingReview, Overlay
from chancery.stages.corroborate.standing import is_unsettled
from chancery.store.dossier import Dossier
from chancery.text.claim_time import time_of

ISO_DAY = 10  # characters of a day in an ISO 8601 time
NO_DAY = "9999"  # sorts what has none behind all that have one

AnyOf = TypeVar("AnyOf", bound=Claim)

Published = Mapping[str, DateValue | None]
"""When documents were published, by their ids."""


class PublishedIn(Mapping[str, "DateValue | None"]):
    """The same of a dossier, read one by one as it is asked for."""

    def __init__(self, dossier: Dossier) -> None:
        """Take an open dossier."""
        self._dossier = dossier
        self._known: dict[str, DateValue | None] = {}

    def __getitem__(self, document: str) -> DateValue | None:
        """Return when a document was published.

        Raises:
            KeyError: there is no such document.
        """
        if document not in self._known:
            self._known[document] = self._dossier.published(document)
        return self._known[document]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all documents."""
        return (one.id for one in self._dossier.all(Document))

    def __len__(self) -> int:
        """Return how many documents there are."""
        return self._dossier.count(Document)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with the claims that were chosen; of acts by words, the one that they go with."""

    finding: Finding
    claims: tuple[Claim, ...]  # by document and place
    by_words: bool = False
    review: FindingReview | None = None  # what people decided of all its claims; None: not asked

    @property
    def best(self) -> Claim:
        """The claim that the finding shows first, or else the surest of those chosen."""
        shown = [one for one in self.claims if one.evidence[0] == self.finding.words]
        return max(shown or self.claims, key=lambda one: (one.confidence, one.id))

    @property
    def shown(self) -> Claim:
        """The best claim; of a meeting, with all that the claims chosen tell of it."""
        best = self.best
        if not isinstance(best, Meeting):
            return best
        whole = joined(best, self.claims)
        gap = any(one.type == "count_gap" for one in self.finding.discrepancies)
        return msgspec.structs.replace(whole, number_stated=None) if gap else whole


def joined(best: Meeting, claims: Iterable[Claim]) -> Meeting:
    """Return a meeting with the parties, places, heads and absentees of all claims of it."""
    told = [best, *(one for one in claims if isinstance(one, Meeting) and one is not best)]
    return msgspec.structs.replace(
        best,
        parties=_each_once(party for one in told for party in one.parties),
        host=_each_once(party for one in told for party in one.host),
        place=_each_once(party for one in told for party in one.place),
        heads=tuple({_who(one.person): one for each in told for one in each.heads}.values()),
        states_named=_each_once(party for one in told for party in one.states_named),
        absentees=tuple(
            {_who(one.party): one for each in told for one in each.absentees}.values()
        ),
    )


def _each_once(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for one in parties:
        found.setdefault(_who(one), one)
    return tuple(found.values())


def _who(party: Party) -> str:
    """Return what two parties share that are one: the entity, or the words."""
    return party.entity or fold((party.introduced or party.evidence).quote)


def all_rows(dossier: Dossier, about: ClaimKind) -> Iterator[Row]:
    """Yield the findings about one kind of thing with their claims; for events the acts too."""
    overlay = Overlay(dossier)
    claims = {one.id: one for one in dossier.all(CLAIMS[about])}
    for one in dossier.where(Finding, "about = ? ORDER BY id", about):
        own = tuple(claims[each.claim] for each in one.support)
        yield Row(finding=one, claims=own, review=overlay.of_finding(own))
    if about == "event":
        acts = [one for one in claims.values() if isinstance(one, Event)]
        yield from _acts(dossier, acts, overlay)


def _acts(dossier: Dossier, events: Iterable[Event], overlay: Overlay) -> Iterator[Row]:
    """Yield the acts by words, those of one root that go with one finding together."""
    acts: dict[str, list[Event]] = {}
    for one in events:
        if one.made_from is not None:
            acts.setdefault(one.made_from, []).append(one)
    for finding in dossier.where(Finding, "about != 'event' ORDER BY id"):
        roots: dict[str, list[Event]] = {}
        for support in finding.support:
            for act in acts.get(support.claim, ()):
                roots.setdefault(act.root, []).append(act)
        for each in roots.values():
            own = _by_place(each)
            review = overlay.of_finding(own)
            yield Row(finding=finding, claims=own, by_words=True, review=review)


def rows_of(dossier: Dossier, finding: Finding) -> Iterator[Row]:
    """Yield a finding with its claims, then the acts by words that go with it, by root."""
    claims = read_claims(dossier, finding)
    yield Row(finding=finding, claims=claims)
    roots: dict[str, list[Event]] = {}
    if finding.about != "event":
        for act in acts_of(dossier, claims):
            roots.setdefault(act.root, []).append(act)
    for each in roots.values():
        yield Row(finding=finding, claims=_by_place(each), by_words=True)


def row_reader(dossier: Dossier) -> Callable[[Finding], Row]:
    """Return what reads a finding with its claims and what people decided of them."""
    overlay = Overlay(dossier)

    def read(finding: Finding) -> Row:
        claims = read_claims(dossier, finding)
        return Row(finding=finding, claims=claims, review=overlay.of_finding(claims))

    return read


def _by_place(claims: Iterable[AnyOf]) -> tuple[AnyOf, ...]:
    return tuple(sorted(claims, key=lambda one: (one.document, one.evidence[0].start, one.id)))


def read_claims(dossier: Dossier, finding: Finding) -> tuple[AnyClaim, ...]:
    """Return the claims that a finding rests on, by document and place."""
    return read_claims_of(dossier, [finding], finding.about)[finding.id]


def read_claims_of(
    dossier: Dossier, findings: Sequence[Finding], about: ClaimKind
) -> dict[str, tuple[AnyClaim, ...]]:
    """Return the claims of each of some findings about one kind of thing, by finding."""
    wanted = [each.claim for one in findings for each in one.support]
    claims = {one.id: one for one in dossier.among(CLAIMS[about], wanted)}
    return {one.id: tuple(claims[each.claim] for each in one.support) for one in findings}


def acts_of(dossier: Dossier, claims: Iterable[Claim]) -> tuple[Event, ...]:
    """Return the acts by words that are made from these claims, by document and place."""
    found = [act for one in claims for act in dossier.where(Event, "made_from = ?", one.id)]
    return _by_place(found)


def publications(documents: Iterable[Document]) -> dict[str, DateValue | None]:
    """Return when each document was published, by its id."""
    return {one.id: one.published for one in documents}


def find_finding(dossier: Dossier, name: str) -> Finding | None:
    """Return the finding with this id or the start of one; None where there is none.

    Raises:
        NotFoundError: more than one begins so.
    """
    if not name:
        return None
    prefix = name if name.startswith("finding-") else f"finding-{name}"
    found = list(islice(dossier.beginning(Finding, prefix), 2))
    if len(found) > 1:
        message = f"more than one finding begins with {name!r}; give more of its id"
        raise NotFoundError(message)
    return found[0] if found else None


def rank(row: Row, published: Published) -> tuple[int, int, int, str, str]:
    """Return what rows are sorted by: sources, then the day."""
    one = row.finding
    day = day_of(row, published) or NO_DAY
    return -one.independent, -one.upper_bound, -len(documents_of(one)), day, one.id


def day_of(row: Row, published: Published) -> str | None:
    """Return the first day that a row may lie on, by itself or, if spoken, by publication."""
    days = [first for first, last in _spans(row, published) if first or last]
    return min((day for day in days if day), default=None)


def documents_of(finding: Finding) -> list[str]:
    """Return the documents that a finding rests on."""
    return sorted({one.document for one in finding.support})


def unsettled(finding: Finding) -> tuple[Support, ...]:
    """Return the claims that other versions of their articles, or retractions, speak against."""
    return tuple(one for one in finding.support if is_unsettled(one.standing))


def span_of(
    time: ClaimTime | None, about: ClaimKind, published: DateValue | None
) -> tuple[str | None, str | None]:
    """Return the days between which a claim lies, each of which may be unknown."""
    if time and (time.start or time.end):
        return _day(time.start), _day(time.end)
    if about in SPOKEN and published:
        return _day(published.start), _day(published.end)
    return None, None


def _day(text: str | None) -> str | None:
    return text[:ISO_DAY] if text else None


def _spans(row: Row, published: Published) -> Iterator[tuple[str | None, str | None]]:
    about = "event" if row.by_words else row.finding.about
    time = None if row.by_words else row.finding.time
    if time and (time.start or time.end):
        yield span_of(time, about, None)
        return
    for one in row.claims:
        yield span_of(time_of(one), about, published.get(one.document))
