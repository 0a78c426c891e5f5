"""The three shapes of work: all that an engine knows of a stage."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol, runtime_checkable

from chancery.model import Record


@runtime_checkable
class BatchStage(Protocol):
    """Each record alone; the batch is a unit of work, not of meaning."""

    name: ClassVar[str]
    version: ClassVar[int]  # raised when the same input may give other records
    inputs: ClassVar[tuple[type[Record], ...]]
    outputs: ClassVar[tuple[type[Record], ...]]

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield, for each record of the batch in order, the records made from it alone."""
        ...


@runtime_checkable
class GroupStage(Protocol):
    """All records that share a key, with the records they refer to."""

    name: ClassVar[str]
    version: ClassVar[int]
    inputs: ClassVar[tuple[type[Record], ...]]
    outputs: ClassVar[tuple[type[Record], ...]]
    lookups: ClassVar[tuple[type[Record], ...]]  # kinds that `refers` may name
    smallest: ClassVar[int]  # groups with fewer records give nothing and are not run

    def keys(self, record: Record) -> Sequence[str]:
        """Return every key under which the record takes part."""
        ...

    def refers(self, record: Record) -> Sequence[str]:
        """Return the ids of other records that the record's groups need to see."""
        ...

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the records made from one group; `found` holds what `refers` named, by id."""
        ...


@runtime_checkable
class CorpusStage(Protocol):
    """One worker over all records: for small things only, such as components over links."""

    name: ClassVar[str]
    version: ClassVar[int]
    inputs: ClassVar[tuple[type[Record], ...]]
    outputs: ClassVar[tuple[type[Record], ...]]

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield the records made from all records together, which come sorted by kind and id."""
        ...


Stage = BatchStage | GroupStage | CorpusStage
