"""What an archive holds, for a dossier that is cut out of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec

from chancery.archive.read import Archive, open_archive
from chancery.archive.rows import DIGEST, AnyKind
from chancery.errors import DossierError, NotFoundError
from chancery.knowledge import fold
from chancery.model import (
    Annotation,
    Capture,
    Credit,
    Dates,
    DateValue,
    Document,
    Entity,
    Held,
    HeldText,
    LinkedDates,
    Process,
    Record,
    Rejection,
    Thread,
    codec,
)
from chancery.model.held import held_id
from chancery.model.time import Publication
from chancery.pipeline.actors import named_exactly, named_in_part, nearest
from chancery.pipeline.holding.catalogue import named_document, single_actor
from chancery.pipeline.holding.choose import Days, Named, days_of
from chancery.stages.annotate.stage import is_current
from chancery.store.holding import digest_of

OFFERED = 2_000  # actors whose names an error compares


class ArchiveCatalogue:
    """The names of an archive, read as columns: no text is."""

    def __init__(self, archive: Archive) -> None:
        """Take it."""
        self._archive = archive

    def ids(self) -> frozenset[str]:
        """Return the ids of all documents."""
        return frozenset(self._column(Document, "id"))

    def document(self, name: str) -> Named:
        """Return the document that a name means."""
        return named_document(next(self._archive.records(Document, [self._document(name)])))

    def threads(self, name: str) -> Sequence[Named]:
        """Return the threads that a name means."""
        return [Named(one.id, one.documents) for one in self._threads(name)]

    def process(self, name: str) -> Named:
        """Return the process that a name means."""
        begun = self._beginning(Process, name)
        if len(begun) > 1:
            message = f"more than one process begins with {name!r}; give more of its id"
            raise NotFoundError(message)
        if not begun:
            try:
                near = {one.id for one in self._threads(name)}
            except NotFoundError:
                near = set()
            rows = self._archive.rows(Process, ["id", "threads"]).to_pylist()
            begun = [row["id"] for row in rows if near & set(row["threads"])][:1]
        if not begun:
            message = (
                f"no process is called {name!r}, nor has a thread or document of that name one; "
                '`chancery archive query ARCHIVE "FROM process"` lists them'
            )
            raise NotFoundError(message)
        one = next(self._archive.records(Process, begun))
        return Named(one.id, one.documents)

    def actor(self, name: str) -> Named:
        """Return the actor that a name means."""
        words = set(fold(name).split())
        rows = self._archive.rows(Entity, ["id", "names"]).to_pylist()
        likely = [
            row["id"]
            for row in rows
            if row["id"] == name
            or row["id"].startswith(f"entity-{name}")
            or (words and any(words <= set(fold(each).split()) for each in row["names"]))
        ]
        everyone = list(self._archive.records(Entity, likely)) if likely else []
        found = named_exactly(name, everyone) or named_in_part(name, everyone)
        if not found:
            some = [row["id"] for row in rows[:OFFERED]]
            near = nearest(name, self._archive.records(Entity, some))
            hint = f"; the nearest names are {'; '.join(near)}" if near else ""
            message = f"no actor is called {name!r}{hint}"
            raise NotFoundError(message)
        order = sorted(found, key=lambda one: (-len(one.documents), one.name, one.id))
        return single_actor(name, order)

    def days(self) -> Iterator[tuple[str, Days]]:
        """Yield for each document the days between which it was published."""
        rows = self._archive.rows(Dates, ["document", "published"]).to_pylist()
        bounds = {row["document"]: msgspec.convert(row["published"], Publication) for row in rows}
        linked = {one.document: one for one in self._archive.records(LinkedDates)}
        for row in self._archive.rows(Document, ["id", "published"]).to_pylist():
            own = row["published"] and msgspec.convert(row["published"], DateValue)
            others: list[Publication | LinkedDates] = []
            if row["id"] in bounds:
                others.append(bounds[row["id"]])
            if row["id"] in linked:
                others.append(linked[row["id"]])
            yield row["id"], days_of(own, others)

    def _threads(self, name: str) -> list[Thread]:
        begun = self._beginning(Thread, name)
        if len(begun) != 1:
            document = self._document(name)
            rows = self._archive.rows(Thread, ["id", "documents"]).to_pylist()
            begun = [row["id"] for row in rows if document in row["documents"]]
        return list(self._archive.records(Thread, begun)) if begun else []

    def _document(self, name: str) -> str:
        start = name if name.startswith("document-") else f"document-{name}"
        rows = self._archive.rows(Document, ["id", "path", "uri"]).to_pylist()
        found = [row["id"] for row in rows if name in row.values()] or [
            row["id"]
            for row in rows
            if row["id"].startswith(start) or (row["path"] or "").startswith(name)
        ]
        if len(found) == 1:
            return str(found[0])
        reason = "more than one document begins with" if found else "no document is called"
        message = f'{reason} {name!r}; `chancery archive query ARCHIVE "FROM document"` lists them'
        raise NotFoundError(message)

    def _beginning(self, kind: type[Record], name: str) -> list[str]:
        """Return the ids of a kind that begin with a name, itself or behind the kind's."""
        start = name if name.startswith(f"{kind.__struct_config__.tag}-") else None
        start = start or f"{kind.__struct_config__.tag}-{name}"
        return [one for one in self._column(kind, "id") if name and one.startswith(start)]

    def _column(self, kind: type[Record], name: str) -> list[str]:
        column: list[str] = self._archive.rows(kind, [name]).column(name).to_pylist()
        return column


class ArchiveHolding:
    """What an archive holds of some documents."""

    def __init__(self, archive: Archive, place: str, only: Collection[str]) -> None:
        """Take it with its address, and the ids of the documents."""
        self._archive = archive
        self._place = place
        self._only = only
        self.anew = 0  # documents that are to be read anew

    @property
    def files(self) -> Sequence[str]:
        """Return the archive, where it is a folder."""
        return [self._place] if self._archive.folder.is_local else []

    def reader(self) -> "ArchiveReader":
        """Return what reads it."""
        return ArchiveReader()

    def held(self, model: str | None) -> Iterator[Held | HeldText | Rejection]:
        """Yield each document by id; what was turned away was no document."""
        captures = {row["id"]: row for row in self._rows(Capture, ["id"])}
        credited = self._of_documents(Credit)
        read = self._of_documents(Annotation)
        documents = self._rows(Document, ["id", "capture"])
        for row in sorted(documents, key=lambda one: str(one["id"])):
            identity = row["id"]
            if identity not in self._only:
                continue
            own = [captures[row["capture"]]] if row["capture"] in captures else []
            parts = [*own, row, *credited.get(identity, [])]
            annotation = next(iter(read.get(identity, [])), None)
            current = bool(model and annotation and is_current(annotation["id"], identity, model))
            self.anew += not current and model is not None
            yield (Held if current else HeldText)(
                id=held_id(row["capture"] if own else None, identity),
                place=self._place,
                capture=row["capture"] if own else None,
                document=identity,
                annotation=annotation["id"] if current and annotation else None,
                digest=_digest([*parts, annotation] if current and annotation else parts),
            )

    def _rows(self, kind: type[Record], columns: list[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._archive.rows(kind, [*columns, DIGEST]).to_pylist()
        return rows

    def _of_documents(self, kind: type[Record]) -> Mapping[str, Sequence[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in sorted(self._rows(kind, ["id", "document"]), key=lambda one: str(one["id"])):
            if row["document"] in self._only:
                found[row["document"]].append(row)
        return found


class ArchiveReader:
    """Reads what is held in archives; it opens them anew for each batch, which is little."""

    def read(self, batch: Sequence[Held]) -> Iterator[Sequence[Record]]:
        """Yield the records of each.

        Raises:
            DossierError: some of it cannot be read, or is no longer what was listed.
        """
        for place, part in groupby(batch, key=lambda one: one.place):
            yield from _read(open_archive(place), list(part))


def _read(archive: Archive, part: Sequence[Held]) -> Iterator[Sequence[Record]]:
    documents = {one.document for one in part if one.document}
    captures = _found(archive, Capture, (one.capture for one in part))
    texts = _found(archive, Document, documents)
    annotations = _found(archive, Annotation, (one.annotation for one in part))
    rows = archive.rows(Credit, ["id", "document"]).to_pylist()
    credits_ = _found(archive, Credit, (r["id"] for r in rows if r["document"] in documents))
    for one in part:
        own = sorted(each for each, credit in credits_.items() if credit.document == one.document)
        records: list[Record | None] = [
            captures.get(one.capture or ""),
            texts.get(one.document or ""),
            *(credits_[each] for each in own),
            annotations.get(one.annotation or ""),
        ]
        found = [each for each in records if each is not None]
        if digest_of((each.id, codec.digest(codec.encode(each))) for each in found) != one.digest:
            message = (
                f"{one.document} cannot be taken from {one.place}: it was changed meanwhile; "
                "nothing was written: try again"
            )
            raise DossierError(message)
        yield found


def _found(archive: Archive, kind: type[AnyKind], ids: Iterable[str | None]) -> dict[str, AnyKind]:
    wanted = {one for one in ids if one}
    return {one.id: one for one in archive.records(kind, wanted)} if wanted else {}


def _digest(rows: Iterable[Mapping[str, Any]]) -> str:
    return digest_of((row["id"], row[DIGEST]) for row in rows)
