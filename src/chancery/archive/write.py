"""Brings an archive up to date with the results of a run; it is seen when all of it is written."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chancery.archive.laying import Layer, joined, without
from chancery.archive.manifest import NAME, Manifest, Part, read_manifest, write_manifest
from chancery.archive.months import UNKNOWN, month_of_document
from chancery.archive.rows import DIGEST, form_of
from chancery.errors import DossierBusyError
from chancery.folder import Folder
from chancery.model import Document, Record, kind_of, record_kinds
from chancery.model.codec import DIGEST_BYTES
from chancery.ports import Progress, Results
from chancery.store.growing import growing
from chancery.store.write import Change

WRITE_BATCH = 2048  # records read and laid down together: about 16 MB of articles


class Saved(NamedTuple):
    """The parts of all kinds as they are now, and how many records changed."""

    parts: Mapping[str, Sequence[Part]]
    change: Change


def save(folder: Folder, manifest: Manifest, results: Results, progress: Progress) -> Saved:
    """Write what differs between the archive and the results into new files; none is seen yet.

    Raises:
        DossierWriteError: the disk is full, or the place refuses; the archive stays as it was.
    """
    parts: dict[str, Sequence[Part]] = {}
    changes: list[Change] = []
    months = _Months(folder, manifest)
    kinds = sorted(record_kinds(), key=lambda one: (one is not Document, kind_of(one)))
    for kind in kinds:  # documents first: the others lie by their months
        had = manifest.parts.get(kind_of(kind), ())
        made, change = _save_kind(folder, kind, had, results, months, progress)
        changes.append(change)
        if made:
            parts[kind_of(kind)] = made
    total = (
        sum(getattr(one, name) for one in changes) for name in ("added", "changed", "removed")
    )
    added, changed, removed = total
    return Saved(parts, Change(added=added, changed=changed, removed=removed))


def commit(folder: Folder, before: Manifest, after: Manifest) -> None:
    """Let the new list be seen, then drop the files that neither list names.

    Raises:
        DossierBusyError: another build has ended meanwhile; nothing of this one is seen.
        DossierWriteError: the place refuses.
    """
    now = read_manifest(folder) or Manifest()
    if now.generation != before.generation:
        message = (
            f"another build of {folder.name} ended while this one ran, by {NAME}; nothing of "
            "this one was taken over: run it again, its finished work is kept"
        )
        raise DossierBusyError(message)
    superseded = tuple(sorted(_named(before) - _named(after)))
    after = msgspec.structs.replace(after, superseded=superseded)
    write_manifest(folder, after)
    keep = _named(after) | set(superseded)
    folder.delete(one.name for one in folder.list("data") if one.name not in keep)


def _named(manifest: Manifest) -> set[str]:
    parts = {part.name for parts in manifest.parts.values() for part in parts}
    return parts | ({manifest.inputs} if manifest.inputs else set())


class _Months(Mapping[str, str]):
    """The months of documents by their ids: those of the archive, and those that come in."""

    def __init__(self, folder: Folder, manifest: Manifest) -> None:
        self._folder = folder
        self._parts = manifest.parts.get(kind_of(Document), ())
        self._known: dict[str, str] | None = None
        self._new: dict[str, str] = {}
        self.moved = False  # whether a document lies by another month than before

    def note(self, documents: Sequence[Record], altered: AbstractSet[str]) -> None:
        """Take the months of new documents, and of those that were altered."""
        for one in documents:
            if isinstance(one, Document):
                self._new[one.id] = month_of_document(one)
                if one.id in altered and self._all()[one.id] != self._new[one.id]:
                    self.moved = True

    def __getitem__(self, document: str) -> str:
        if document in self._new:
            return self._new[document]
        return self._all().get(document, UNKNOWN)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._all(), **self._new})

    def __len__(self) -> int:
        return len({**self._all(), **self._new})

    def _all(self) -> Mapping[str, str]:
        if self._known is None:
            self._known = {}
            for part in self._parts:
                column = self._folder.read_table(part.name, ["id"]).column("id")
                self._known.update(dict.fromkeys(column.to_pylist(), part.month))
        return self._known


def _save_kind(  # noqa: PLR0913, PLR0917 - where, what, what was, what is, by which months
    folder: Folder,
    kind: type[Record],
    had: Sequence[Part],
    results: Results,
    months: _Months,
    progress: Progress,
) -> tuple[list[Part], Change]:
    wanted = _Wanted.of(results, kind)
    kept: list[Part] = []
    removed: list[str] = []
    changed: set[str] = set()
    for part in had:
        rows = folder.read_table(part.name, ["id", DIGEST])
        stays = part.form == form_of(kind) and not months.moved
        gone, altered = wanted.compare(rows, stays=stays)
        removed += gone
        changed.update(altered)
        if gone or altered:
            kept += without(folder, kind, part, gone + altered)
        else:
            kept.append(part)
    missing = wanted.missing()
    progress.begin(f"store {kind_of(kind)}", len(missing))
    layer = Layer(folder, kind, months)
    for records in growing(results.load(kind, missing), WRITE_BATCH, WRITE_BATCH):
        months.note(records, changed)
        layer.add(records)
        progress.advance(len(records))
    progress.end(reused=len(wanted.ids) - len(missing))
    change = Change(added=len(missing) - len(changed), changed=len(changed), removed=len(removed))
    return joined(folder, kind, kept + layer.end()), change


class _Wanted:
    """The ids and digests of what is to be there, and which of them are."""

    def __init__(self, ids: pa.Array, digests: pa.Array) -> None:
        self.ids = ids
        self._digests = digests
        self._found = np.zeros(len(ids), np.bool_)

    @classmethod
    def of(cls, results: Results, kind: type[Record]) -> "_Wanted":
        digests = results.digests(kind)
        ids = pa.array(digests.keys(), pa.string())
        return cls(ids, pa.array(digests.values(), pa.binary(DIGEST_BYTES)))

    def compare(self, rows: pa.Table, *, stays: bool) -> tuple[list[str], list[str]]:
        """Return the ids of rows that are not wanted, and of those wanted otherwise."""
        at = pc.index_in(rows.column("id"), value_set=self.ids).combine_chunks()
        wanted = pc.is_valid(at)
        digests = self._digests.take(pc.fill_null(at, 0)) if len(self.ids) else rows.column(DIGEST)
        same = pc.and_(wanted, pc.equal(rows.column(DIGEST), digests))
        if not stays:  # each row is laid down anew
            same = pa.array(np.zeros(rows.num_rows, np.bool_))
        self._found[at.filter(same).to_numpy()] = True
        ids = rows.column("id")
        gone = ids.filter(pc.invert(wanted)).to_pylist()
        return gone, ids.filter(pc.and_(wanted, pc.invert(same))).to_pylist()

    def missing(self) -> list[str]:
        """Return the ids of what is not there."""
        ids: list[str] = self.ids.filter(pa.array(~self._found)).to_pylist()
        return ids
