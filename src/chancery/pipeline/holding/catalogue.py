"""What a dossier says of its documents to whoever cuts it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from chancery.errors import NotFoundError, UsageError
from chancery.model import Dates, Document, Entity, LinkedDates, Process, Thread
from chancery.pipeline.actors import find_actors
from chancery.pipeline.holding.choose import Days, Named, days_of
from chancery.pipeline.query import find_threads
from chancery.store.dossier import Dossier

SHOWN = 6  # actors that an error lists


class DossierCatalogue:
    """The names of an open dossier."""

    def __init__(self, dossier: Dossier) -> None:
        """Take it."""
        self._dossier = dossier

    def ids(self) -> frozenset[str]:
        """Return the ids of all documents."""
        return frozenset(self._dossier.digests(Document))

    def document(self, name: str) -> Named:
        """Return the document that a name means."""
        return named_document(self._dossier.find_document(name))

    def threads(self, name: str) -> Sequence[Named]:
        """Return the threads that a name means."""
        return [Named(one.id, one.documents) for one in find_threads(self._dossier, name)]

    def process(self, name: str) -> Named:
        """Return the process that a name means."""
        one = find_process(self._dossier, name)
        return Named(one.id, one.documents)

    def actor(self, name: str) -> Named:
        """Return the actor that a name means."""
        return single_actor(name, find_actors(self._dossier, name))

    def days(self) -> Iterator[tuple[str, Days]]:
        """Yield for each document the days between which it was published."""
        bounds = {one.document: one.published for one in self._dossier.all(Dates)}
        linked = {one.document: one for one in self._dossier.all(LinkedDates)}
        for one in self._dossier.all(Document):
            others = (each for each in (bounds.get(one.id), linked.get(one.id)) if each)
            yield one.id, days_of(one.published, others)


def named_document(one: Document) -> Named:
    """Return a document by the name that people are told."""
    return Named(f"document {one.path or one.uri}", [one.id])


def single_actor(name: str, found: Sequence[Entity]) -> Named:
    """Return the one actor that was found.

    Raises:
        UsageError: there are several, which are listed.
    """
    if len(found) > 1:
        listed = "; ".join(map(_told, found[:SHOWN]))
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        message = f"{name!r} may mean {len(found)} actors; give the id of one: {listed}{more}"
        raise UsageError(message)
    return Named(f"actor {found[0].name} ({found[0].id})", found[0].documents)


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


def _told(one: Entity) -> str:
    count = len(one.documents)
    return f"{one.name} ({one.type}, {count} document{'s'[: count != 1]}) {one.id}"


def _near(dossier: Dossier, name: str) -> list[Thread]:
    try:
        return find_threads(dossier, name)
    except NotFoundError:  # the caller says what else it may be
        return []
