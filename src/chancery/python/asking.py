"""A dossier as notebooks and programs ask it: each list of the command line, typed."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from chancery.api import lists
from chancery.api.searching import SearchHit
from chancery.model import ClaimKind, Document, Entity, MentionType, Thread
from chancery.pipeline import timeline as told
from chancery.pipeline.comparing.compare import compare
from chancery.pipeline.comparing.comparison import Comparison
from chancery.pipeline.shown import list_actors, list_threads
from chancery.python.answer import Answer
from chancery.python.asked import checked, first
from chancery.python.found import Lineage, find_hits, find_lineage
from chancery.python.pointing import Points
from chancery.store import dossier as stored
from chancery.store.rows import AnyKind


def open_dossier(path: str | Path) -> "Dossier":
    """Open a dossier to read it; the file cannot be changed through it.

    Close it, or use it in a `with` statement. After a build open it anew.

    Raises:
        NotADossierError: there is no such file, or it is something else.
        DossierVersionError: it was written by a newer version.
    """
    return Dossier(Path(path))


class Dossier(Points):
    """An open dossier. What its lists are asked by is what the commands of that name take.

    A filter that is not given leaves nothing out, and `limit` None gives all. Every list raises
    UsageError where a filter has a value that it may not have, and NotFoundError where nobody
    bears the name, there is no such thread or document, or the dossier was built without reading.
    It is asked from the thread that opened it.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; see `open_dossier`."""
        self._open = ExitStack()
        super().__init__(self._open.enter_context(stored.open_dossier(path)))

    def __enter__(self) -> Self:
        """Return the dossier itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def __repr__(self) -> str:
        """Return which file it is."""
        return f"<dossier {self.path}>"

    def close(self) -> None:
        """Close the file; to ask it afterwards is an error of sqlite3."""
        self._open.close()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._stored.path

    def counts(self) -> dict[str, int]:
        """Return how many records there are of each kind."""
        return self._stored.counts()

    def records(self, kind: type[AnyKind], *, limit: int | None = None) -> Answer[AnyKind]:
        """Return the records of any kind of the model as they are stored, by id."""
        return Answer(first(self._stored.all(kind), limit), kind)

    def get(self, kind: type[AnyKind], identity: str) -> AnyKind:
        """Return one record.

        Raises:
            NotFoundError: there is none of this kind with this id.
        """
        return self._stored.get(kind, identity)

    def document(self, name: str) -> Document:
        """Return the document with this id, the start of an id, this path or this uri.

        Raises:
            NotFoundError: there is none, or more than one begins so.
        """
        return self._stored.find_document(name)

    def documents(self, *, limit: int | None = None) -> Answer[Document]:
        """List the documents, whole, by id."""
        return self.records(Document, limit=limit)

    def timeline(
        self,
        *,
        kind: ClaimKind | None = None,
        party: str | None = None,
        since: str | None = None,
        until: str | None = None,
        thread: str | None = None,
        min_origins: int = 1,
        all: bool = False,
        limit: int | None = None,
    ) -> Answer[told.Row]:
        """List what happened in order, each entry with its sentence; those of unknown day last.

        `all` gives also what has little weight, and what is not sure enough for a brief.
        """
        given = {
            "kind": kind,
            "party": party,
            "since": since,
            "until": until,
            "thread": thread,
            "min_origins": min_origins,
        }
        asked = lists.asked_of(checked(lists.Entries, given), everything=all)
        return Answer(first(told.rows(self._stored, asked), limit), told.Row)

    def actors(
        self, *, type: MentionType | None = None, name: str | None = None, limit: int | None = None
    ) -> Answer[Entity]:
        """List who and what the dossier speaks of, those of most documents first."""
        asked = checked(lists.Actors, {"type": type, "name": name})
        found = list_actors(self._stored, type_=asked.type, name=asked.name, after=None)
        return Answer((one for _, one in first(found, limit)), Entity)

    def threads(self, name: str | None = None, *, limit: int | None = None) -> Answer[Thread]:
        """List the episodes, those of most documents first; or that of one id or document."""
        asked = checked(lists.Threads, {"thread": name})
        found = list_threads(self._stored, name=asked.thread, after=None)
        return Answer((one for _, one in first(found, limit)), Thread)

    def lineage(self, document: str | None = None, *, weak: bool = True) -> Lineage:
        """Return which passages stand in two documents, and what stands behind them.

        `document` leaves what one document shares; without `weak` the strong links alone.
        """
        return find_lineage(self._stored, document, weak=weak)

    def compare(self, *files: str | Path, format: str | None = None) -> Comparison:
        """Set tables of coded events beside the dossier, as `chancery compare` does.

        ACLED, GDELT 2.0 events and mentions, ICEWS and POLECAT are told by their columns;
        `format` names one where these do not show it. What was not read is in `rejected`.

        Raises:
            SourceError: a file does not exist.
            UsageError: there is no such format.
        """
        return compare(self._stored, [Path(one) for one in files], form=format)

    def search(
        self, query: str, *, limit: int = 20, newest: bool = False, removed: bool = False
    ) -> Answer[SearchHit]:
        """Find documents by their words; every hit has the characters that match.

        Words must all be there; "a phrase", prefix*, -without and OR are understood. `newest`
        gives the newest first, `removed` seeks in removed text as well.
        """
        found = find_hits(self._stored, query, limit=limit, newest=newest, removed=removed)
        return Answer(found, SearchHit)
