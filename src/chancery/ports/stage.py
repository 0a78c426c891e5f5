"""The three shapes of work: all that an engine knows of a stage.

`settings` is a string that differs when a setting that changes the records does; settings that
only change how the work is cut stay out of it. Stages name their shape as a base class.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Generic, Literal, Protocol, TypeVar

from chancery.model import Record

Ready = TypeVar("Ready")


class BatchStage(Protocol):
    """Each record alone; the batch is a unit of work, not of meaning."""

    shape: ClassVar[Literal["batch"]] = "batch"
    name: ClassVar[str]
    version: ClassVar[int]  # raised when the same input may give other records
    inputs: ClassVar[tuple[type[Record], ...]]
    outputs: ClassVar[tuple[type[Record], ...]]
    cost: ClassVar[int] = 1  # of one record, in those of a usual stage: a task holds fewer

    @property
    def settings(self) -> str:
        """Return what besides `version` changes the records; empty when nothing does."""
        return ""

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield, for each record of the batch in order, the records made from it alone.

        DossierError ends the build; whatever else is raised gives a rejection.
        """
        ...


class GroupStage(Protocol):
    """All records that share a key, with the records they refer to."""

    shape: ClassVar[Literal["group"]] = "group"
    name: ClassVar[str]
    version: ClassVar[int]
    inputs: ClassVar[tuple[type[Record], ...]]
    outputs: ClassVar[tuple[type[Record], ...]]
    lookups: ClassVar[tuple[type[Record], ...]]  # kinds that `refers` may name
    smallest: ClassVar[int]  # groups with fewer records give nothing and are not run
    ease: ClassVar[int] = 1  # times the records of a usual stage that a task holds

    @property
    def settings(self) -> str:
        """Return what besides `version` changes the records; empty when nothing does."""
        return ""

    def keys(self, record: Record) -> Sequence[str]:
        """Return every key under which the record takes part."""
        ...

    def refers(self, record: Record) -> Sequence[str]:
        """Return the ids of other records that the record's groups need to see."""
        ...

    def promises(self, group: Sequence[Record]) -> bool:
        """Say whether a group may give anything; what others look up is not even read."""
        del group
        return True

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the records made from one group; `found` holds what `refers` named, by id."""
        ...


class PairStage(GroupStage, Generic[Ready]):
    """Judges pairs of the records that share a key; what a pair gives depends on it alone.

    Of up to `each_pair` records every pair is judged, of more each with its next `neighbours`.
    So of a group that an earlier build judged, the pairs that it had are not judged again.
    """

    lookups: ClassVar[tuple[type[Record], ...]] = ()  # a pair says it all
    smallest: ClassVar[int] = 2
    each_pair: ClassVar[int]
    neighbours: ClassVar[int]

    def reach(self, count: int) -> int:
        """Return with how many records behind it each of a group of so many is judged."""
        return count if count <= self.each_pair else self.neighbours

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing."""
        del record
        return ()

    @abstractmethod
    def ready(self, record: Record) -> Ready:
        """Return a record as it is judged, made once for the many pairs that it is in."""

    @abstractmethod
    def order(self, one: Ready) -> tuple[str, ...]:
        """Return what a group is sorted by, which no two of its records share."""

    @abstractmethod
    def judge(self, key: str, one: Ready, other: Ready) -> Iterable[Record]:
        """Yield what a pair gives, its first the first in order."""

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterator[Record]:
        """Yield what all pairs of a group give."""
        del found
        members = sorted(map(self.ready, group), key=self.order)
        reach = self.reach(len(members))
        for at, one in enumerate(members):
            for other in members[at + 1 : at + 1 + reach]:
                yield from self.judge(key, one, other)


class CorpusStage(Protocol):
    """One worker over all records: for small things only, such as components over links."""

    shape: ClassVar[Literal["corpus"]] = "corpus"
    name: ClassVar[str]
    version: ClassVar[int]
    inputs: ClassVar[tuple[type[Record], ...]]
    outputs: ClassVar[tuple[type[Record], ...]]

    @property
    def settings(self) -> str:
        """Return what besides `version` changes the records; empty when nothing does."""
        return ""

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield the records made from all records together, which come sorted by kind and id."""
        ...


Stage = BatchStage | GroupStage | CorpusStage
