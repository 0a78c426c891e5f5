"""Chooses the findings of a dossier that someone asks for, with the claims that they rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from chancery.errors import UsageError
from chancery.knowledge import fold
from chancery.model import Claim, ClaimKind, ClaimTime, Entity, Modality, Thread
from chancery.pipeline.actors import Meant, check_read, meant_by, nobody
from chancery.pipeline.facets import SORTS, Facets, facets
from chancery.pipeline.rows import Published, Row, all_rows, rank, span_of
from chancery.store.dossier import Dossier


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


def check_day(text: str | None) -> None:
    """Raise UsageError where a text is given that is no day."""
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError as error:
        message = f"{text!r} is no date; write a day as 2024-05-31"
        raise UsageError(message) from error


def find_threads(dossier: Dossier, name: str) -> list[Thread]:
    """Return the thread with this id or its start, or that of a document.

    Raises:
        NotFoundError: there is none.
    """
    prefix = name if name.startswith("thread-") else f"thread-{name}"
    found = [one for one in dossier.all(Thread) if one.id.startswith(prefix)]
    if len(found) == 1:
        return found
    document = dossier.find_document(name).id
    return [one for one in dossier.all(Thread) if document in one.documents]


def choose(dossier: Dossier, query: Query, published: Published) -> list[Row]:
    """Return what is asked for: those of most independent sources first, then by day.

    Raises:
        UsageError: a day or a kind is none.
        NotFoundError: nobody bears the name, there is no such thread, or nothing was read.
    """
    _check(query)
    check_read(dossier)
    named = [one for one in (query.speaker, query.party) if one is not None]
    everyone = list(dossier.all(Entity)) if named else []
    sieve = Sieve(
        query=query,
        speaker=meant_by(query.speaker, everyone) if query.speaker is not None else None,
        party=meant_by(query.party, everyone) if query.party is not None else None,
        published=published,
        documents=_documents(dossier, query.thread),
    )
    rows = [row for one in all_rows(dossier, query.about) for row in sieve.passed(one)]
    for meant, name in ((sieve.speaker, query.speaker), (sieve.party, query.party)):
        if not rows and meant and not meant.entities:
            raise nobody(name or "", everyone)
    return sorted(rows, key=lambda row: rank(row, published))


@dataclass(frozen=True, kw_only=True)
class Sieve:
    """Lets through the claims that a query asks for."""

    query: Query
    speaker: Meant | None
    party: Meant | None
    published: Published
    documents: frozenset[str] | None  # of the thread

    def passed(self, row: Row) -> Iterator[Row]:
        """Yield the row with the claims that pass; nothing where none does."""
        if row.finding.independent < self.query.least:
            return
        claims = tuple(one for one in row.claims if self._lets(one))
        if claims:
            yield msgspec.structs.replace(row, claims=claims)

    def _lets(self, claim: Claim) -> bool:
        made = facets(claim)
        query = self.query
        return (
            (query.sort is None or made.sort == query.sort.lower())
            and (query.modality is None or claim.modality == query.modality)
            and (self.documents is None or claim.document in self.documents)
            and (self.speaker is None or self.speaker.has(made.speakers))
            and (self.party is None or self.party.has(made.parties))
            and (query.words is None or _has_words(query.words, made))
            and self._is_between(made.time, claim.document)
        )

    def _is_between(self, time: ClaimTime | None, document: str) -> bool:
        first, last = span_of(time, self.query.about, self.published.get(document))
        since, until = self.query.since, self.query.until
        if (since or until) and not (first or last):
            return False
        late = bool(until and first and first > until)
        return not (late or (since and last and last < since))


def _has_words(words: str, made: Facets) -> bool:
    """Say whether every word, or a word that begins with it, stands in what is said."""
    said = [word for one in made.said for word in fold(one.quote).split()]
    return all(any(word.startswith(start) for word in said) for start in fold(words).split())


def _check(query: Query) -> None:
    check_day(query.since)
    check_day(query.until)
    sorts: Sequence[str] = SORTS.get(query.about, ())
    if query.sort is not None and query.sort.lower() not in map(str.lower, sorts):
        message = f"{query.sort!r} is no kind of {query.about}; it is one of {', '.join(sorts)}"
        raise UsageError(message)


def _documents(dossier: Dossier, thread: str | None) -> frozenset[str] | None:
    if thread is None:
        return None
    return frozenset(each for one in find_threads(dossier, thread) for each in one.documents)
