"""What writes a dossier in a format that other programs read, and what it is given to write."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Protocol, TypeVar, runtime_checkable

from chancery.model import (
    AnyClaim,
    ClaimTime,
    Event,
    Evidence,
    Finding,
    Party,
    PublishedSpan,
    Record,
    Value,
)

AnyKind = TypeVar("AnyKind", bound=Record)

KindRecords = tuple[type[Record], Iterator[Record]]
"""A record kind with its records, sorted by id."""


class Act(Value, frozen=True, kw_only=True):
    """An act by words that goes with a finding: to accuse, to reject, to meet."""

    claims: tuple[Event, ...]  # of one root, by document and place


class Entry(Value, frozen=True, kw_only=True):
    """A finding as people left it, with all that exports say of it."""

    finding: Finding
    claims: tuple[AnyClaim, ...]  # by document and place
    best: AnyClaim  # the one of them to speak through
    text: str  # one sentence, which gives no time
    evidence: tuple[Evidence, ...]  # what that sentence rests on
    time: ClaimTime | None  # narrowed through its thread; null: unknown
    published: PublishedSpan | None
    weight: float  # how much it matters; 0 where no timeline was made
    withdrawn: bool  # nobody says it but articles that were retracted, or corrected in it
    acts: tuple[Act, ...] = ()


class Content(Protocol):
    """A dossier, as exports read it: one state of it, always in the same order."""

    @property
    def kinds(self) -> Sequence[type[Record]]:
        """The record kinds that were asked for, by name."""
        ...

    @property
    def rejected(self) -> int:
        """How many findings `entries` left out, for people rejected all their claims."""
        ...

    def all(self, kind: type[AnyKind]) -> Iterator[AnyKind]:
        """Yield every record of the kind, sorted by id."""
        ...

    def among(self, kind: type[AnyKind], identities: Sequence[str]) -> Iterator[AnyKind]:
        """Yield the records of the kind with these ids, in their order, as far as they are."""
        ...

    def count(self, kind: type[Record]) -> int:
        """Return how many records of the kind there are."""
        ...

    def is_named(self, party: Party) -> bool:
        """Say whether words mean a known one itself, and not someone of it: "Roth advisers"."""
        ...

    def of_document(self, kind: type[AnyKind], document: str) -> Iterator[AnyKind]:
        """Yield the records of a kind that name a document, sorted by id."""
        ...

    def told_in(self, document: str) -> Iterator[AnyClaim]:
        """Yield what a document claims, as people left it, by kind and id; no acts by words."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Yield every finding as people left it, by id."""
        ...


class LeftOut(Value, frozen=True, kw_only=True):
    """What a format could not hold, or was told not to."""

    what: str  # in words, in the plural: "findings told as planned, wished or denied"
    count: int


class Written(Value, frozen=True, kw_only=True):
    """What an export holds and what not."""

    records: int  # or rows, items, nodes and edges: `of` says which
    of: str = "records"
    left_out: tuple[LeftOut, ...] = ()  # those of which there are any


@runtime_checkable
class StreamExport(Protocol):
    """Writes one stream."""

    name: ClassVar[str]
    suffix: ClassVar[str]

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write all of it."""
        ...


@runtime_checkable
class PathExport(Protocol):
    """Writes a file that cannot be a stream, or a folder of files."""

    name: ClassVar[str]
    is_folder: ClassVar[bool]

    def write(self, content: Content, path: Path) -> Written:
        """Write the file, or into the folder, which is there and empty."""
        ...


Export = StreamExport | PathExport


def left_out(*counts: tuple[str, int]) -> tuple[LeftOut, ...]:
    """Return what was left out, of which there is any."""
    return tuple(LeftOut(what=what, count=count) for what, count in counts if count)


def streams(content: Content) -> Iterable[KindRecords]:
    """Yield each record kind that was asked for with its records."""
    return ((kind, content.all(kind)) for kind in content.kinds)


class Cutting(Protocol):
    """Gives records as plain values, without what is not to be shared."""

    @property
    def most(self) -> int | None:
        """The most characters of a quote; None where nothing is left out."""
        ...

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far."""
        ...

    def plain(self, record: Record) -> dict[str, Any]:
        """Return a record as plain values."""
        ...
