"""Records in memory, as exports read a dossier."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from chancery.model import AnyClaim, Party, Record, record_kinds
from chancery.ports.export import Entry

AnyKind = TypeVar("AnyKind", bound=Record)


class Listed:
    """What is listed; it has no findings to tell."""

    def __init__(self, records: Iterable[Record], *kinds: type[Record]) -> None:
        self._records = sorted(records, key=lambda one: one.id)
        self.kinds: Sequence[type[Record]] = kinds or tuple(record_kinds())
        self.rejected = 0

    def all(self, kind: type[AnyKind]) -> Iterator[AnyKind]:
        return (one for one in self._records if type(one) is kind)

    def among(self, kind: type[AnyKind], identities: Sequence[str]) -> Iterator[AnyKind]:
        found = {one.id: one for one in self.all(kind)}
        return (found[one] for one in identities if one in found)

    def count(self, kind: type[Record]) -> int:
        return sum(1 for _ in self.all(kind))

    def is_named(self, party: Party) -> bool:
        return bool(party.entity and party.name)

    def of_document(self, kind: type[AnyKind], document: str) -> Iterator[AnyKind]:
        return (one for one in self.all(kind) if getattr(one, "document", None) == document)

    def told_in(self, document: str) -> Iterator[AnyClaim]:
        del document
        return iter(())

    def entries(self) -> Iterator[Entry]:
        return iter(())
