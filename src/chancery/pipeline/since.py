"""What is new since a build or a day: findings, versions of articles, follow-ups."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    Revision,
    Support,
    Thread,
)
from chancery.pipeline.actors import check_read
from chancery.pipeline.located import findings_of, findings_touching
from chancery.pipeline.record import told_anew
from chancery.pipeline.rows import Published, Row, rank, read_claims, row_reader, unsettled
from chancery.stages.corroborate.slots import Standings, backing
from chancery.store import history
from chancery.store.dossier import Dossier
from chancery.store.history import digest_of, told_by
from chancery.store.known import published_since
from chancery.store.links import links_among


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
"""Says of a commitment whether what one place tells of it was not told before."""


def find_news(dossier: Dossier, since: str, published: Published, most: int | None = None) -> News:
    """Return what is new since a build, by its number, or a day, by dates of publication.

    Only findings that builds have touched since, or that later documents tell, are read.

    Raises:
        UsageError: it is neither a number nor a day, or more than `most` findings may have
            changed.
        NotFoundError: there is no such build, nothing is kept of it, or nothing was read.
    """
    check_read(dossier)
    if since.isdecimal():
        return _since_build(dossier, int(since), published, most)
    return _since_day(dossier, _day(since), published, most)


def _since_build(dossier: Dossier, run: int, published: Published, most: int | None) -> News:
    dossier.check_kept(run)
    touched = history.touched_since(dossier.connection, Finding, run)
    _check_few(len(touched), most, f"build {run}")
    states = history.findings_among(dossier.connection, run, touched).values()
    old = {
        claim: Before(
            independent=one.independent,
            differences=frozenset(one.differences),
            unsettled=frozenset(one.unsettled),
        )
        for one in states
        for claim in one.claims
    }
    found = list(dossier.among(Finding, touched))
    held = {one.claim for each in found for one in each.support}
    read = row_reader(dossier)
    return msgspec.structs.replace(
        _sorted_out(read, found, lambda one: _known(one, old), published),
        build=run,
        revisions=_revisions_since(dossier, run),
        followed=_followed_since(dossier, read, run, published),
        gone=sum(held.isdisjoint(one.claims) for one in states),
    )


def _since_day(dossier: Dossier, day: str, published: Published, most: int | None) -> News:
    late, undated = published_since(dossier, day)
    versions = list(dossier.all(ArticleVersion))
    new = {one.article for one in versions if _is_late(one.captured, day)}
    told_in = {*late, *(one.document for one in versions if one.article in new)}
    _check_few(len(told_in), most, day)
    found = list(findings_touching(dossier, sorted(told_in)))
    _check_few(len(found), most, day)
    compare = _Publication(dossier, set(late), versions, day)
    read = row_reader(dossier)
    return msgspec.structs.replace(
        _sorted_out(read, found, compare.before, published),
        day=day,
        undated=undated,
        revisions=tuple(one for one in _in_order(dossier) if _is_late(one.captured, day)),
        followed=_followed_later(dossier, read, set(late), published),
    )


def _check_few(count: int, most: int | None, since: str) -> None:
    if most is not None and count > most:
        message = (
            f"since {since} more changed than {most:,} findings or documents, which is the most "
            "that is compared here; name a later build or day, or use `chancery since`"
        )
        raise UsageError(message)


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

    def __init__(
        self, dossier: Dossier, late: set[str], versions: Iterable[ArticleVersion], day: str
    ) -> None:
        self._dossier = dossier
        self._late = late
        self._captured_late = {one.document for one in versions if _is_late(one.captured, day)}

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
        early = [one for one in claims if one.document not in self._late]
        spans = [each for one in early for each in one.evidence]
        links = links_among(self._dossier, {one.document for one in early})
        return backing(spans, links, standings).independent

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


def _followed_since(
    dossier: Dossier, read: Read, run: int, published: Published
) -> tuple[Followed, ...] | None:
    """Return the commitments that are told of anew after a build; None where it is not kept."""
    first = history.first_run(dossier.connection, Commitment)
    if first is None or run < first:
        return None
    touched = history.touched_since(dossier.connection, Commitment, run)
    states = history.commitments_among(dossier.connection, run, touched)
    old = {one: frozenset(state.told) for one, state in states.items()}

    def fresh(one: Commitment, told: FollowUp) -> bool:
        return told_by(told) not in old[one.id]

    return _followed(dossier, read, dossier.among(Commitment, sorted(old)), fresh, published)


def _followed_later(
    dossier: Dossier, read: Read, late: set[str], published: Published
) -> tuple[Followed, ...]:
    """Return the commitments of before that documents tell of which were published later."""

    def fresh(one: Commitment, told: FollowUp) -> bool:
        return one.document not in late and told.document in late

    followed = dossier.where(Commitment, "follow_up <> '[]' ORDER BY id") if late else ()
    return _followed(dossier, read, followed, fresh, published)


def _followed(
    dossier: Dossier,
    read: Read,
    commitments: Iterable[Commitment],
    fresh: Fresh,
    published: Published,
) -> tuple[Followed, ...]:
    """Return the commitments of which something new is told, with what it is, each place once."""
    told = [one for one in commitments if any(fresh(one, each) for each in one.follow_up)]
    homes = dossier.all(Thread) if told else ()
    home = {document: one.id for one in homes for document in one.documents}
    news: dict[str, list[FollowUp]] = {}
    for one in told:
        anew = told_anew(one, home)
        news[one.id] = [each for each in anew if each.evidence and fresh(one, each)]
    found = sorted(set(findings_of(dossier, told).values()))
    made: list[Followed] = []
    for finding in dossier.among(Finding, found):
        places = {
            told_by(each): each for one in finding.support for each in news.get(one.claim, ())
        }
        if places:
            ordered = sorted(
                places.values(), key=lambda each: (each.order != "later", each.document)
            )
            made.append(Followed(row=read(finding), follow_ups=tuple(ordered)))
    return tuple(sorted(made, key=lambda one: rank(one.row, published)))
