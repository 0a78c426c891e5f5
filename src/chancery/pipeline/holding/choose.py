"""Chooses the documents of a dossier that a cut is to hold."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from chancery.errors import NotFoundError, UsageError
from chancery.model import Dates, Document, Entity, LinkedDates, Process, Thread
from chancery.pipeline.actors import find_actors
from chancery.pipeline.query import check_span, find_threads
from chancery.store.dossier import Dossier

DAY = slice(10)  # of an ISO time
SHOWN = 6  # actors that an error lists


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


class _Group(NamedTuple):
    """What one name means: a document, a thread, a process or an actor."""

    words: str
    documents: Iterable[str]


def choose_documents(dossier: Dossier, chosen: Chosen) -> Choice:
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
    found = frozenset(dossier.digests(Document))
    said: list[str] = []
    for groups in _groups(dossier, chosen):
        if groups:
            found &= frozenset(each for one in groups for each in one.documents)
            said.append(" or ".join(one.words for one in groups))
    said += [f"since {chosen.since}"] if chosen.since else []
    said += [f"until {chosen.until}"] if chosen.until else []
    if not (chosen.since or chosen.until):
        return Choice(found, 0, ", ".join(said))
    lying = {one: _lies(span, chosen) for one, span in _days(dossier) if one in found}
    within = frozenset(one for one, lies in lying.items() if lies)
    return Choice(within, list(lying.values()).count(None), ", ".join(said))


def _groups(dossier: Dossier, chosen: Chosen) -> Iterator[list[_Group]]:
    documents = [dossier.find_document(name) for name in chosen.documents]
    threads = [one for name in chosen.threads for one in find_threads(dossier, name)]
    processes = [find_process(dossier, name) for name in chosen.processes]
    actors = [find_actor(dossier, name) for name in chosen.actors]
    yield [_Group(f"document {one.path or one.uri}", [one.id]) for one in documents]
    yield [_Group(one.id, one.documents) for one in threads]
    yield [_Group(one.id, one.documents) for one in processes]
    yield [_Group(f"actor {one.name} ({one.id})", one.documents) for one in actors]


def find_process(dossier: Dossier, name: str) -> Process:
    """Return the process with this id or its start, or that of a thread or document.

    Raises:
        NotFoundError: there is none, or more than one begins so.
    """
    start = name if name.startswith("process-") else f"process-{name}"
    found = list(islice(dossier.beginning(Process, start), 2)) if name else []
    if len(found) > 1:
        message = f"more than one process begins with {name!r}; give more of its id"
        raise NotFoundError(message)
    if found:
        return found[0]
    threads = {one.id for one in _near(dossier, name)}
    for one in dossier.all(Process):
        if threads & set(one.threads):
            return one
    message = (
        f"no process is called {name!r}, nor has a thread or document of that name one; "
        f"`chancery threads {dossier.path} --processes` lists them"
    )
    raise NotFoundError(message)


def find_actor(dossier: Dossier, name: str) -> Entity:
    """Return the one actor that a name means.

    Raises:
        UsageError: it means several, which are listed.
        NotFoundError: it means nobody.
    """
    found = find_actors(dossier, name)
    if len(found) > 1:
        listed = "; ".join(map(_told, found[:SHOWN]))
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        message = f"{name!r} may mean {len(found)} actors; give the id of one: {listed}{more}"
        raise UsageError(message)
    return found[0]


def _told(one: Entity) -> str:
    count = len(one.documents)
    return f"{one.name} ({one.type}, {count} document{'s'[: count != 1]}) {one.id}"


def _near(dossier: Dossier, name: str) -> list[Thread]:
    try:
        return find_threads(dossier, name)
    except NotFoundError:  # the caller says what else it may be
        return []


def _days(dossier: Dossier) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield between which days each document was published; an empty text: not known.

    What it says itself stands before the bounds that its text shows, and these before those that
    other documents show.
    """
    bounds = {one.document: one.published for one in dossier.all(Dates)}
    linked = {one.document: one for one in dossier.all(LinkedDates)}
    for one in dossier.all(Document):
        own = one.published
        if own is not None and (own.start or own.end):
            yield one.id, ((own.start or "")[DAY], (own.end or "")[DAY])
            continue
        some = [each for each in (bounds.get(one.id), linked.get(one.id)) if each]
        firsts = [each.first.day[DAY] for each in some if each.first]
        lasts = [each.last.day[DAY] for each in some if each.last]
        yield one.id, (max(firsts, default=""), min(lasts, default=""))


def _lies(span: tuple[str, str], chosen: Chosen) -> bool | None:
    """Say whether a day between two bounds may lie between the days; None: too little is known."""
    first, last = span
    since, until = chosen.since, chosen.until
    if (since and last and last < since) or (until and first and first > until):
        return False
    if (since and not last and first < since) or (until and not first and (last or "9") > until):
        return None
    return True
