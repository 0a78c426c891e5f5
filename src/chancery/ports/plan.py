"""A plan as an engine sees it: steps by name, each with what it takes and what it looks up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from chancery.model import Record
from chancery.ports.holding import Input
from chancery.ports.stage import Stage


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One stage and where its records come from; names are those of earlier steps."""

    stage: Stage
    takes: tuple[str, ...]
    looks_up: tuple[str, ...] = ()  # steps whose records a GroupStage may find by id

    @property
    def name(self) -> str:
        """Return the stage's name."""
        return self.stage.name


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The whole system: the steps in order, and which of them give the dossier's records."""

    inputs: str  # the name under which steps take what a build begins with
    steps: tuple[Step, ...]
    keeps: Mapping[str, tuple[type[Record], ...]]  # step (or inputs) → kinds that are stored


class Progress(Protocol):
    """Is told how far a build is."""

    def begin(self, step: str, total: int | None) -> None:
        """Say that a step starts, with its units of work; None where the number is not known."""
        ...

    def advance(self, units: int) -> None:
        """Say that so many units are done."""
        ...

    def end(self, *, reused: int) -> None:
        """Say that the step is done, and how many units an earlier build had done already."""
        ...


class Results(Protocol):
    """The records that a run gives, by kind, readable without holding them all in memory."""

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        """Return id → 16-byte digest of every record of the kind."""
        ...

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        """Yield the records with these ids, in no set order."""
        ...


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What one process used since it began."""

    process: str  # its machine and number
    cpu_s: float  # seconds of the processor
    peak: int  # bytes of memory that it held at most
    written: int | None = None  # bytes, to whatever it wrote; None: the system does not say


class Engine(Protocol):
    """Runs a plan over captures."""

    name: str
    workers: int  # processes that work at once

    def run(self, plan: Plan, captures: Iterable[Input], earlier: bytes = b"") -> Results:
        """Return every record of the plan; raises EngineError when a worker dies.

        `earlier` are `inputs` of a run before, which are read again without being given.
        """
        ...

    @property
    def inputs(self) -> bytes:
        """Return what names all that the last run was given, for a later run: bytes each."""
        ...

    def used(self) -> Sequence[Usage]:
        """Return what each worker process of the run used; none where this one did all."""
        ...

    def tidy(self) -> None:
        """Drop what the last run did not need; its results cannot be read any more."""
        ...
