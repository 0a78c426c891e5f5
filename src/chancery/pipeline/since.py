"""What is new since a build or a day: findings, versions of articles, follow-ups."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from chancery.errors import UsageError
from chancery.model import (
    ArticleVersion,
    Claim,
    Commitment,
    DateValue,
    Discrepancy,
    Finding,
    FollowUp,
    ReuseLink,
    Revision,
    Support,
    Thread,
)
from chancery.pipeline.actors import check_read
from chancery.pipeline.record import told_anew
from chancery.pipeline.rows import Published, Row, rank, read_claims, row_reader, unsettled
from chancery.stages.corroborate.slots import Standings, backing
from chancery.store.dossier import Dossier
from chancery.store.history import digest_of, told_by


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What a finding was at the time that it is compared with."""

    independent: int
    differences: frozenset[str]  # digests
    unsettled: frozenset[str]  # claims that other versions of their articles spoke against


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that was there before, and what came to it."""

    row: Row
    independent_before: int
    differences: tuple[Discrepancy, ...]  # those that are new
    unsettled: tuple[Support, ...]  # those that another version newly speaks against

    @property
    def became_solid(self) -> bool:
        """Whether it rested on one source, and now on several."""
        return self.independent_before == 1 and self.row.finding.independent > 1

    @property
    def became_thin(self) -> bool:
        """Whether it rested on several sources, and now on one."""
        return self.independent_before > 1 and self.row.finding.independent == 1


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment that was there before, and what is newly told of what became of it."""

    row: Row
    follow_ups: tuple[FollowUp, ...]  # later ones first


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is new; the best backed first."""

    build: int | None  # compared with what the dossier held after it
    day: str | None  # or with what was published before it
    undated: int  # documents that count as published before: their day is not known
    new: tuple[Row, ...]
    grown: tuple[Changed, ...]  # those that became solid first
    contested: tuple[Changed, ...]
    weakened: tuple[Changed, ...]  # with fewer sources, or a claim that a version speaks against
    revisions: tuple[Revision, ...] | None  # None: it is not known which there were by the build
    followed: tuple[Followed, ...] | None  # None: it is not known what was told after the build
    gone: int  # findings of which no claim is held any more


Compare = Callable[[Finding], Before | None]
"""Returns what a finding was before; None: it is new."""

Read = Callable[[Finding], Row]
"""Reads a finding with its claims."""

Fresh = Callable[[Commitment, FollowUp], bool]
"""Says whether a commitment was there before, and what one place tells of it was not."""


def find_news(dossier: Dossier, since: str, published: Published) -> News:
    """Return what is new since a build, by its number, or a day, by dates of publication.

    Raises:
        UsageError: it is neither a number nor a day.
        NotFoundError: there is no such build, nothing is kept of it, or nothing was read.
    """
    check_read(dossier)
    read = row_reader(dossier)
    if since.isdecimal():
        states = dossier.findings_at(int(since))
        old = {
            claim: Before(
                independent=one.independent,
                differences=frozenset(one.differences),
                unsettled=frozenset(one.unsettled),
            )
            for one in states
            for claim in one.claims
        }
        found = list(dossier.all(Finding))
        held = {one.claim for each in found for one in each.support}
        made = _sorted_out(read, found, lambda one: _known(one, old), published)
        gone = sum(held.isdisjoint(one.claims) for one in states)
        fresh = _since_build(dossier, int(since))
        followed = _followed(dossier, read, found, fresh, published) if fresh else None
        return msgspec.structs.replace(
            made,
            build=int(since),
            revisions=_revisions_since(dossier, int(since)),
            followed=followed,
            gone=gone,
        )
    day = _day(since)
    late = {one for one, date_ in published.items() if date_ and (date_.start or "") >= day}
    undated = sum(date_ is None or date_.start is None for date_ in published.values())
    compare = _Publication(dossier, late, day)
    found = list(dossier.all(Finding))
    made = _sorted_out(read, found, compare.before, published)
    followed = _followed(
        dossier,
        read,
        found,
        lambda one, told: one.document not in late and told.document in late,
        published,
    )
    revisions = tuple(one for one in _in_order(dossier) if _is_late(one.captured, day))
    return msgspec.structs.replace(
        made, day=day, undated=undated, revisions=revisions, followed=followed
    )


def _in_order(dossier: Dossier) -> list[Revision]:
    """Return the revisions, those of one article together, in the order of capture."""
    return sorted(
        dossier.all(Revision),
        key=lambda one: (one.address, one.captured.start or "" if one.captured else "", one.id),
    )


def _revisions_since(dossier: Dossier, run: int) -> tuple[Revision, ...] | None:
    states = dossier.revisions_at(run)
    if states is None:
        return None
    old = {(one.revision, one.type) for one in states}
    return tuple(one for one in _in_order(dossier) if (one.id, one.type) not in old)


def _is_late(captured: DateValue | None, day: str) -> bool:
    return captured is not None and (captured.start or "") >= day


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        message = (
            f"{text!r} is neither a day, as 2024-05-31, nor the number of a build; "
            "`chancery status` lists the builds"
        )
        raise UsageError(message) from error


def _known(finding: Finding, old: Mapping[str, Before]) -> Before | None:
    """Return what the findings were that a finding's claims belonged to."""
    parts = [old[one.claim] for one in finding.support if one.claim in old]
    if not parts:
        return None
    return Before(
        independent=max(one.independent for one in parts),
        differences=frozenset().union(*(one.differences for one in parts)),
        unsettled=frozenset().union(*(one.unsettled for one in parts)),
    )


class _Publication:
    """Says what findings were before the late documents were published."""

    def __init__(self, dossier: Dossier, late: set[str], day: str) -> None:
        self._dossier = dossier
        self._late = late
        self._captured_late = {
            one.document for one in dossier.all(ArticleVersion) if _is_late(one.captured, day)
        }
        self._links: Sequence[ReuseLink] | None = None

    def before(self, finding: Finding) -> Before | None:
        documents = {one.document for one in finding.support}
        if documents <= self._late:
            return None
        whole = Before(
            independent=finding.independent,
            differences=frozenset(map(digest_of, self._early(finding))),
            unsettled=frozenset(
                one.claim
                for one in unsettled(finding)
                if one.standing and one.standing.version not in self._captured_late
            ),
        )
        if documents.isdisjoint(self._late):
            return whole
        claims = read_claims(self._dossier, finding)
        standings = {one.document: one.standing for one in finding.support}
        return msgspec.structs.replace(whole, independent=self._sources(claims, standings))

    def _sources(self, claims: Iterable[Claim], standings: Standings) -> int:
        if self._links is None:
            self._links = self._dossier.links()
        early = [one for one in claims if one.document not in self._late]
        spans = [each for one in early for each in one.evidence]
        return backing(spans, self._links, standings).independent

    def _early(self, finding: Finding) -> Iterator[Discrepancy]:
        """Yield the differences of which two sides at least were published before."""
        for one in finding.discrepancies:
            sides = [
                version
                for version in one.versions
                if any(each.document not in self._late for each in version.evidence)
            ]
            if len(sides) > 1:
                yield msgspec.structs.replace(one, versions=tuple(sides))


def _sorted_out(
    read: Read, findings: Iterable[Finding], compare: Compare, published: Published
) -> News:
    new: list[Row] = []
    grown: list[Changed] = []
    contested: list[Changed] = []
    weakened: list[Changed] = []
    for finding in findings:
        before = compare(finding)
        if before is None:
            new.append(read(finding))
            continue
        differences = tuple(
            one for one in finding.discrepancies if digest_of(one) not in before.differences
        )
        against = tuple(one for one in unsettled(finding) if one.claim not in before.unsettled)
        more = finding.independent > before.independent
        weaker = bool(against) or finding.independent < before.independent
        if not (more or differences or weaker):
            continue
        changed = Changed(
            row=read(finding),
            independent_before=before.independent,
            differences=differences,
            unsettled=against,
        )
        if weaker:
            weakened.append(changed)
        if more:
            grown.append(changed)
        if differences:
            contested.append(changed)
    return News(
        build=None,
        day=None,
        undated=0,
        new=tuple(sorted(new, key=lambda one: rank(one, published))),
        grown=tuple(
            sorted(grown, key=lambda one: (not one.became_solid, rank(one.row, published)))
        ),
        contested=tuple(sorted(contested, key=lambda one: rank(one.row, published))),
        weakened=tuple(
            sorted(weakened, key=lambda one: (not one.became_thin, rank(one.row, published)))
        ),
        revisions=None,
        followed=None,
        gone=0,
    )


def _since_build(dossier: Dossier, run: int) -> Fresh | None:
    """Return what tells new follow-ups from those that a build had; None where it is not kept."""
    states = dossier.commitments_at(run)
    if states is None:
        return None
    old = {one.claim: frozenset(one.told) for one in states}
    return lambda one, told: one.id in old and told_by(told) not in old[one.id]


def _followed(
    dossier: Dossier,
    read: Read,
    findings: Iterable[Finding],
    fresh: Fresh,
    published: Published,
) -> tuple[Followed, ...]:
    """Return the commitments of which something new is told, with what it is, each place once."""
    home = {document: one.id for one in dossier.all(Thread) for document in one.documents}
    news: dict[str, list[FollowUp]] = {}
    for one in dossier.all(Commitment):
        told = told_anew(one, home)
        news[one.id] = [each for each in told if each.evidence and fresh(one, each)]
    made: list[Followed] = []
    for finding in findings:
        places = {
            told_by(each): each for one in finding.support for each in news.get(one.claim, ())
        }
        if places:
            ordered = sorted(
                places.values(), key=lambda each: (each.order != "later", each.document)
            )
            made.append(Followed(row=read(finding), follow_ups=tuple(ordered)))
    return tuple(sorted(made, key=lambda one: rank(one.row, published)))
