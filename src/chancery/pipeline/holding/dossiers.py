"""What dossiers hold together, each input once, and where they differ on it."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from chancery.model import Credit, Document, Held, HeldText, Record, Rejection
from chancery.model.held import held_id
from chancery.stages.annotate.stage import is_current
from chancery.store.dossier import Dossier
from chancery.store.holding import (
    DossierReader,
    Listed,
    list_inputs,
    list_rejected,
    read_texts,
)
from chancery.store.snapshot import open_snapshot

TOGETHER = 256  # documents that are compared at once


class Part(NamedTuple):
    """A dossier to take from, and what of it."""

    path: Path
    only: frozenset[str] | None = None  # ids of documents, captures and rejections; None: all

    def takes(self, identity: str) -> bool:
        """Say whether the input, or what was turned away, of this id is taken."""
        return self.only is None or identity in self.only


class TextConflict(msgspec.Struct, frozen=True, kw_only=True):
    """A document that dossiers hold with other records under one id."""

    document: str
    path: str  # or its address, where it has no path
    dossiers: tuple[str, ...]  # that hold it, by name
    stands: str  # the one whose records are taken: its last build is the newest
    fields: tuple[str, ...]  # of the document that differ, by name; `credits` among them


class _Candidate(NamedTuple):
    """What one dossier holds of an input; the newer is the greater."""

    finished: str  # its last build
    listed: Listed
    part: Part


class DossierHolding:
    """What some dossiers hold; of several the newest build's records of an input are taken."""

    def __init__(self, parts: Iterable[Part]) -> None:
        """Take dossiers; each is read once, however often it is named."""
        self._parts = tuple({part.path.resolve(): part for part in parts}.values())
        self.conflicts: list[TextConflict] = []
        self.taken: Counter[str] = Counter()  # documents that each holds, by its path as given
        self.shared = 0  # documents that several hold
        self.anew = 0  # documents that are to be read anew

    @property
    def files(self) -> Sequence[str]:
        """Return the dossiers."""
        return [str(part.path.absolute()) for part in self._parts]

    def reader(self) -> DossierReader:
        """Return what reads them."""
        return DossierReader()

    def held(self, model: str | None) -> Iterator[Held | HeldText | Rejection]:
        """Yield each input once, by id, then what was turned away.

        Raises:
            DossierError: a dossier cannot be read.
        """
        inputs: dict[str, list[_Candidate]] = {}
        rejected: dict[str, Rejection] = {}
        for part in self._parts:
            with open_snapshot(part.path) as (dossier, _):
                listed = list(list_inputs(dossier))
                runs = dossier.runs()
                rejected |= _rejected(part, dossier, {one.document for one in listed})
            for one in self._taken(part, listed):
                inputs.setdefault(one.key, []).append(
                    _Candidate(runs[-1].finished if runs else "", one, part)
                )
        used = {one.listed.capture for some in inputs.values() for one in some if _gave(one)}
        for key in [one for one in inputs if one in used]:
            del inputs[key]  # a capture that gave nothing in one dossier, and a document elsewhere
        standing = self._standing(inputs)
        for key in sorted(inputs):
            yield self._chosen(standing[key], inputs[key], model)
        yield from (rejected[one] for one in sorted(rejected))

    def _taken(self, part: Part, listed: Iterable[Listed]) -> Iterator[Listed]:
        for one in listed:
            if part.takes(one.key):
                self.taken[str(part.path)] += one.document is not None
                yield one

    def _standing(self, inputs: Mapping[str, Sequence[_Candidate]]) -> dict[str, _Candidate]:
        """Return whose records of each input stand, and note where others differ."""
        standing = {key: max(some, key=_age) for key, some in inputs.items()}
        self.shared = sum(len(some) > 1 and _gave(some[0]) for some in inputs.values())
        differing = [
            key for key, some in inputs.items() if len({one.listed.text for one in some}) > 1
        ]
        for start in range(0, len(differing), TOGETHER):
            keys = sorted(differing)[start : start + TOGETHER]
            self._compare({key: inputs[key] for key in keys}, standing)
        return standing

    def _compare(
        self, inputs: Mapping[str, Sequence[_Candidate]], standing: Mapping[str, _Candidate]
    ) -> None:
        """Note in what the records of inputs differ, if in anything but how they are written."""
        told: dict[str, dict[str, tuple[Record, ...]]] = {key: {} for key in inputs}
        for part in self._parts:
            own = [one.listed for some in inputs.values() for one in some if one.part is part]
            for key, records in (read_texts(part.path, own) if own else {}).items():
                told[key][str(part.path)] = records
        for key, by_name in told.items():
            stands = str(standing[key].part.path)
            fields = _differing(by_name.values())
            if fields and _gave(standing[key]):
                first = next(one for one in by_name[stands] if isinstance(one, Document))
                self.conflicts.append(
                    TextConflict(
                        document=key,
                        path=first.path or first.uri,
                        dossiers=tuple(sorted(by_name)),
                        stands=stands,
                        fields=fields,
                    )
                )

    def _chosen(
        self, stands: _Candidate, some: Sequence[_Candidate], model: str | None
    ) -> Held | HeldText:
        """Return the input whose records stand, with a reading of its text that is current."""
        same = [one for one in some if one.listed.text == stands.listed.text]
        current = [one for one in same if _is_current(one.listed, model)]
        best = max(current or [stands], key=_age)
        listed = best.listed
        self.anew += not current and model is not None
        return (Held if current else HeldText)(
            id=held_id(listed.capture, listed.document),
            place=str(best.part.path.resolve()),
            capture=listed.capture,
            document=listed.document,
            annotation=listed.annotation if current else None,
            digest=listed.whole if current else listed.text,
        )


def _gave(one: _Candidate) -> bool:
    return one.listed.document is not None


def _age(one: _Candidate) -> tuple[str, str]:
    """Return what the newest is the greatest by; of one second, any order that is always so."""
    return one.finished, one.listed.whole


def _is_current(one: Listed, model: str | None) -> bool:
    if one.document is None:
        return True
    if model is None or one.annotation is None:
        return False
    return is_current(one.annotation, one.document, model)


def _rejected(
    part: Part, dossier: Dossier, documents: Container[str | None]
) -> dict[str, Rejection]:
    """Return what was turned away and would not be again: steps behind give theirs anew."""
    return {
        one.id: one
        for one in list_rejected(dossier)
        if part.takes(one.id) and not _is_later(one, documents)
    }


def _is_later(one: Rejection, documents: Container[str | None]) -> bool:
    """Say whether a step failed on what was a document already."""
    if one.reason != "failed" or one.uri.startswith("http"):
        return False
    return one.uri in documents or not one.uri.startswith(("capture-", "document-"))


def _differing(told: Iterable[tuple[Record, ...]]) -> tuple[str, ...]:
    """Return the names of the fields in which captures and documents differ, but for file names.

    Credits count as a field of their document.
    """
    every = [_fields(records) for records in told]
    names = {name for one in every for name in one}
    return tuple(
        sorted(name for name in names if any(one.get(name) != every[0].get(name) for one in every))
    )


def _fields(records: Iterable[Record]) -> dict[str, object]:
    found: dict[str, object] = {}
    credited: list[Record] = []
    for one in records:
        if isinstance(one, Credit):
            credited.append(one)
        else:
            found |= {n: getattr(one, n) for n in one.__struct_fields__ if n != "locator"}
    return found | {"credits": credited}
