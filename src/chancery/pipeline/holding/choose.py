"""Chooses the documents of a dossier or an archive that a cut is to hold."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from chancery.errors import UsageError
from chancery.model import DateValue, LinkedDates
from chancery.model.time import Publication
from chancery.pipeline.query import check_span

DAY = slice(10)  # of an ISO time

Days = tuple[str, str]
"""The first and the last day on which something may have been; an empty text: not known."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """By what documents are chosen: each narrows what the others leave; of several, any."""

    documents: tuple[str, ...] = ()  # ids, their starts, paths or addresses
    threads: tuple[str, ...] = ()  # ids, or documents of them
    processes: tuple[str, ...] = ()  # ids, or threads or documents of them
    actors: tuple[str, ...] = ()  # names or ids
    since: str | None = None  # day of publication, ISO 8601
    until: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Chosen()


class Choice(NamedTuple):
    """The documents that were chosen, by what, and how many it left out for want of a day."""

    documents: frozenset[str]
    undated: int
    words: str  # what was asked, with the names and ids of what was found


class Named(NamedTuple):
    """What one name means: a document, a thread, a process or an actor."""

    words: str
    documents: Iterable[str]


class Catalogue(Protocol):
    """Says what documents there are, and what names mean, of a dossier or an archive."""

    def ids(self) -> frozenset[str]:
        """Return the ids of all documents."""
        ...

    def document(self, name: str) -> Named:
        """Return the document of an id, its start, a path or an address; or NotFoundError."""
        ...

    def threads(self, name: str) -> Sequence[Named]:
        """Return the thread of an id or its start, or those of a document; or NotFoundError."""
        ...

    def process(self, name: str) -> Named:
        """Return the process of an id or its start, a thread or a document; or NotFoundError."""
        ...

    def actor(self, name: str) -> Named:
        """Return the one actor of a name; UsageError: it means several, NotFoundError: nobody."""
        ...

    def days(self) -> Iterator[tuple[str, Days]]:
        """Yield for each document the days between which it was published; see `days_of`."""
        ...


def choose_documents(catalogue: Catalogue, chosen: Chosen) -> Choice:
    """Return the documents that meet all that is asked.

    A document lies between two days if the days between which it was published reach into them.
    Where too little is known of these to say so, it is left out and counted.

    Raises:
        UsageError: nothing is asked, a day is none, or a name means several actors.
        NotFoundError: there is no document, thread, process or actor of a name.
    """
    if chosen.is_empty:
        message = (
            "say what to cut out: --document, --thread, --process, --actor, --since or --until"
        )
        raise UsageError(message)
    check_span(chosen.since, chosen.until)
    found = catalogue.ids()
    said: list[str] = []
    for groups in _groups(catalogue, chosen):
        if groups:
            found &= frozenset(each for one in groups for each in one.documents)
            said.append(" or ".join(one.words for one in groups))
    said += [f"since {chosen.since}"] if chosen.since else []
    said += [f"until {chosen.until}"] if chosen.until else []
    if not (chosen.since or chosen.until):
        return Choice(found, 0, ", ".join(said))
    lying = {one: _lies(span, chosen) for one, span in catalogue.days() if one in found}
    within = frozenset(one for one, lies in lying.items() if lies)
    return Choice(within, list(lying.values()).count(None), ", ".join(said))


def _groups(catalogue: Catalogue, chosen: Chosen) -> Iterator[Sequence[Named]]:
    yield [catalogue.document(name) for name in chosen.documents]
    yield [one for name in chosen.threads for one in catalogue.threads(name)]
    yield [catalogue.process(name) for name in chosen.processes]
    yield [catalogue.actor(name) for name in chosen.actors]


def days_of(own: DateValue | None, others: Iterable[Publication | LinkedDates]) -> Days:
    """Return the days between which a document was published; an empty text: not known.

    What it says itself stands before the bounds that its text shows, and these before those that
    other documents show.
    """
    if own is not None and (own.start or own.end):
        return (own.start or "")[DAY], (own.end or "")[DAY]
    some = list(others)
    firsts = [each.first.day[DAY] for each in some if each.first]
    lasts = [each.last.day[DAY] for each in some if each.last]
    return max(firsts, default=""), min(lasts, default="")


def _lies(span: Days, chosen: Chosen) -> bool | None:
    """Say whether a day between two bounds may lie between the days; None: too little is known."""
    first, last = span
    since, until = chosen.since, chosen.until
    if (since and last and last < since) or (until and first and first > until):
        return False
    if (since and not last and first < since) or (until and not first and (last or "9") > until):
        return None
    return True
