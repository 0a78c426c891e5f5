"""Chooses the findings of a dossier that someone asks for, with the claims that they rest on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Literal

import msgspec

from chancery.errors import UsageError
from chancery.knowledge import fold
from chancery.model import Claim, ClaimKind, ClaimTime, Finding, Modality, ReviewState, Thread
from chancery.pipeline.actors import Meant, check_read, meant_in, nobody
from chancery.pipeline.facets import SORTS, facets
from chancery.pipeline.places import RowKey, SizeKey, last_place, root_of, row_key, split_key
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import Published, Row, all_rows, read_claims_of, rows_of, span_of
from chancery.pipeline.terms import (
    ABOUT,
    DOCUMENT,
    DUE,
    MODALITY,
    OPEN,
    PARTY,
    SORT,
    SPEAKER,
    WORD,
    all_of,
    any_of,
    by_days,
    by_party,
    by_words,
    due_day,
)
from chancery.stages.corroborate.points import cut
from chancery.store.dossier import Dossier
from chancery.store.growing import growing
from chancery.store.shelves import make_term

FEWEST_TOGETHER = 4  # rows that are read with one question at the head of a list
MOST_TOGETHER = 64  # further on

ReviewFilter = Literal["any"] | ReviewState


@dataclass(frozen=True, kw_only=True)
class Query:
    """Which findings to choose; what is not given leaves nothing out."""

    about: ClaimKind
    speaker: str | None = None  # by whose word
    party: str | None = None  # who takes part
    words: str | None = None  # of what is said, counted or done
    sort: str | None = None  # class of the cue, unit, root
    modality: Modality | None = None
    since: str | None = None  # day, ISO 8601
    until: str | None = None
    thread: str | None = None  # its id, or a document of it
    least: int = 1  # independent sources
    due: str | None = None  # day by which the deadline of a commitment has passed
    due_since: str | None = None  # first day that the deadline of a commitment may have
    open: bool = False  # only commitments that still wait for something
    review: ReviewFilter = "any"  # what people decided


def check_day(text: str | None) -> None:
    """Raise UsageError where a text is given that is no day."""
    try:
        plain = text is None or date.fromisoformat(text).isoformat() == text
    except ValueError:
        plain = False
    if not plain:
        message = f"{text!r} is no date; write a day as 2024-05-31"
        raise UsageError(message)


def check_span(since: str | None, until: str | None) -> None:
    """Raise UsageError where one of two days is none, or the first lies behind the last."""
    check_day(since)
    check_day(until)
    if since and until and since > until:
        message = f"no day lies from {since} until {until}; the first of two days is to be earlier"
        raise UsageError(message)


def find_threads(dossier: Dossier, name: str) -> list[Thread]:
    """Return the thread with this id or its start, or that of a document.

    Raises:
        NotFoundError: there is none.
    """
    prefix = name if name.startswith("thread-") else f"thread-{name}"
    found = list(islice(dossier.beginning(Thread, prefix), 2))
    if len(found) == 1:
        return found
    document = dossier.find_document(name).id
    return [one for one in _threads_near(dossier, document) if document in one.documents]


def _threads_near(dossier: Dossier, document: str) -> Iterator[Thread]:
    """Yield the threads of a document, and maybe others."""
    if not dossier.is_shelved():
        yield from dossier.all(Thread)
        return
    sought = any_of([make_term(DOCUMENT, document)])
    keys = [key for _, key in dossier.shelved("thread", SizeKey, sought)]
    yield from dossier.among(Thread, keys)


def choose(dossier: Dossier, query: Query, published: Published) -> list[Row]:
    """Return what is asked for: those of most independent sources first, then by day.

    Raises:
        UsageError: a day, a kind or a name is none.
        NotFoundError: nobody bears the name, there is no such thread, or nothing was read.
    """
    return [row for _, row in find_rows(dossier, query, published)]


def find_rows(
    dossier: Dossier,
    query: Query,
    published: Published,
    after: RowKey | None = None,
    overlay: Overlay | None = None,
) -> Iterator[tuple[RowKey, Row]]:
    """Yield the same one by one with where each stands, from behind `after` on.

    `overlay` is what people decided; it is read where it is not given.

    Raises:
        UsageError: a day, a kind or a name is none.
        NotFoundError: nobody bears the name, there is no such thread, or nothing was read.
    """
    sieve = make_sieve(dossier, query, published, overlay)
    any_found = False
    for key, row in _standing(dossier, sieve, after):
        for passed in sieve.passed(row):
            any_found = True
            yield key, passed
    for meant, name in ((sieve.speaker, query.speaker), (sieve.party, query.party)):
        if not any_found and after is None and meant and not meant.entities:
            raise nobody(dossier, name or "")


def make_sieve(
    dossier: Dossier, query: Query, published: Published, overlay: Overlay | None = None
) -> "Sieve":
    """Return what lets through what is asked for; of a name that nobody bears, its words.

    Raises:
        UsageError: a day, a kind or a name is none.
        NotFoundError: there is no such thread, or nothing was read.
    """
    check_query(query)
    check_read(dossier)
    return Sieve(
        query=query,
        speaker=meant_in(dossier, query.speaker) if query.speaker is not None else None,
        party=meant_in(dossier, query.party) if query.party is not None else None,
        published=published,
        documents=_documents(dossier, query.thread),
        waiting=dossier.waiting,
        overlay=Overlay(dossier) if overlay is None else overlay,
    )


def _standing(
    dossier: Dossier, sieve: "Sieve", after: RowKey | None
) -> Iterator[tuple[RowKey, Row]]:
    """Yield findings that may pass in their order, with all their claims."""
    query = sieve.query
    if sieve.is_decided and not sieve.overlay:
        return
    if not dossier.is_shelved():
        keyed = ((row_key(row, sieve.published), row) for row in all_rows(dossier, query.about))
        behind = (one for one in keyed if after is None or one[0] > after)
        yield from sorted(behind, key=itemgetter(0))
        return
    last = last_place(query.least)
    standing = dossier.shelved("point", RowKey, sieve.expression, after, last=last)
    for part in growing(standing, FEWEST_TOGETHER, MOST_TOGETHER):
        rows = rows_at(dossier, [key for _, key in part], query.about)
        for rank, key in part:
            yield from ((rank, row) for row in rows.get(key, ()))


def rows_at(dossier: Dossier, keys: Sequence[str], about: ClaimKind) -> dict[str, list[Row]]:
    """Return the rows that stand on the shelf by these keys and are about that kind of thing."""
    split = {key: split_key(key) for key in keys}
    wanted = {key: each for key, each in split.items() if about == "event" or not each[1]}
    findings = {
        one.id: one
        for one in dossier.among(Finding, sorted({identity for identity, _ in wanted.values()}))
    }
    own = [each for each in findings.values() if each.about == about]
    claims = read_claims_of(dossier, own, about)
    found: dict[str, list[Row]] = {}
    for key, (identity, root) in wanted.items():
        finding = findings[identity]
        if root:
            found[key] = [one for one in rows_of(dossier, finding) if root_of(one) == root]
        elif finding.about == about:
            found[key] = [Row(finding=finding, claims=claims[identity])]
    return found


@dataclass(frozen=True, kw_only=True)
class Sieve:
    """Lets through the claims that a query asks for."""

    query: Query
    speaker: Meant | None
    party: Meant | None
    published: Published
    documents: frozenset[str] | None  # of the thread
    waiting: Callable[[Sequence[str]], set[str]]  # those of some claims that are open
    overlay: Overlay

    @property
    def expression(self) -> str:
        """The terms of what may pass, for the shelf of findings."""
        query = self.query
        return all_of(
            (
                f'"{make_term(ABOUT, query.about)}"',
                f'"{make_term(SORT, query.sort)}"' if query.sort else "",
                f'"{make_term(MODALITY, query.modality)}"' if query.modality else "",
                f'"{OPEN}"' if query.open else "",
                by_days(query.due_since, query.due, DUE),
                by_party(SPEAKER, self.speaker),
                by_party(PARTY, self.party),
                by_words(WORD, query.words or ""),
                by_days(query.since, query.until),
                any_of(make_term(DOCUMENT, one) for one in self.documents)
                if self.documents
                else "",
                any_of(make_term(DOCUMENT, one) for one in self.overlay.documents)
                if self.is_decided
                else "",
            )
        )

    def passed(self, row: Row) -> Iterator[Row]:
        """Yield the row with the claims that pass; nothing where none does."""
        if row.finding.independent < self.query.least:
            return
        review = self.overlay.of_finding(row.claims)
        if self.query.review not in {"any", review.state}:
            return
        claims = row.claims if self._lets_all else tuple(filter(self._lets, row.claims))
        if claims:
            yield msgspec.structs.replace(row, claims=claims, review=review)

    @property
    def is_decided(self) -> bool:
        """Whether only what people decided on is asked for."""
        return self.query.review not in {"any", "unreviewed"}

    @cached_property
    def _lets_all(self) -> bool:
        """Whether nothing is asked of claims."""
        query = self.query
        nothing = (self.documents, query.modality, query.words) == (None, None, None)
        return nothing and self._lets_all_parts

    @cached_property
    def _lets_all_parts(self) -> bool:
        """Whether nothing is asked of what a claim says: to cut one into parts takes its time."""
        query = replace(self.query, thread=None, modality=None, words=None)
        return query == Query(about=query.about, least=query.least, review=query.review)

    def _lets(self, claim: Claim) -> bool:
        query = self.query
        near = (
            (query.modality is None or claim.modality == query.modality)
            and (self.documents is None or claim.document in self.documents)
            and (query.words is None or _has_words(query.words, claim))
        )
        return near and (self._lets_all_parts or self._lets_parts(claim))

    def _lets_parts(self, claim: Claim) -> bool:
        made, query = facets(claim), self.query
        return (
            (query.sort is None or made.sort == query.sort.lower())
            and (self.speaker is None or self.speaker.has(made.speakers))
            and (self.party is None or self.party.has(made.parties))
            and (query.due is None or (due_day(claim) or query.due) < query.due)
            and (query.due_since is None or (due_day(claim) or "") >= query.due_since)
            and (not query.open or bool(self.waiting([claim.id])))
            and (not (query.since or query.until) or self._is_between(made.time, claim.document))
        )

    def _is_between(self, time: ClaimTime | None, document: str) -> bool:
        first, last = span_of(time, self.query.about, self.published.get(document))
        since, until = self.query.since, self.query.until
        if not (first or last):
            return False
        late = bool(until and first and first > until)
        return not (late or (since and last and last < since))


def _has_words(words: str, claim: Claim) -> bool:
    """Say whether every word, or a word that begins with it, stands in what is said."""
    said = [word for one in cut(claim).told for word in fold(one.quote).split()]
    return all(any(word.startswith(start) for word in said) for start in fold(words).split())


def check_query(query: Query) -> None:
    """Raise UsageError where a day or a kind is none."""
    check_span(query.since, query.until)
    check_day(query.due)
    check_day(query.due_since)
    sorts: Sequence[str] = SORTS.get(query.about, ())
    if query.sort is not None and query.sort.lower() not in map(str.lower, sorts):
        message = f"{query.sort!r} is no kind of {query.about}; it is one of {', '.join(sorts)}"
        raise UsageError(message)


def _documents(dossier: Dossier, thread: str | None) -> frozenset[str] | None:
    if thread is None:
        return None
    return frozenset(each for one in find_threads(dossier, thread) for each in one.documents)
