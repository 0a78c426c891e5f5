"""Every address that changes something, with what it takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import msgspec

from chancery.model import Decision, Wanted, Watch
from chancery.pipeline.live import BuildRunner, BuildState
from chancery.pipeline.review import decide as review
from chancery.pipeline.review.wanted import Wanted as WantedDecision
from chancery.pipeline.watching import add_watch, remove_watch


class Served(Protocol):
    """What a handler writes to."""

    path: Path
    runner: BuildRunner


@dataclass(frozen=True, kw_only=True)
class Write:
    """One address that is posted to."""

    path: str  # below the prefix
    name: str
    summary: str
    takes: type[msgspec.Struct]
    gives: object
    handler: Callable[[Served, Any], object]


class Removal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which watch to take out."""

    name: str


class Removed(msgspec.Struct, frozen=True, kw_only=True):
    """The watch that was taken out."""

    name: str


class Start(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which files and folders to read beside those that the dossier has."""

    sources: tuple[str, ...] = ()


class Cancel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To end the build that runs."""


def writes() -> tuple[Write, ...]:
    """Return all of them, in the order in which they are documented."""
    return _WRITES


def decide(served: Served, asked: WantedDecision) -> Decision:
    """Add a decision to the log."""
    return review.decide(served.path, asked)


def start_build(served: Served, asked: Start) -> BuildState:
    """Start a build."""
    return served.runner.start(asked.sources)


def cancel_build(served: Served, asked: Cancel) -> BuildState:
    """End a build."""
    del asked
    return served.runner.cancel()


def remove(served: Served, asked: Removal) -> Removed:
    """Take out a watch."""
    remove_watch(served.path, asked.name)
    return Removed(name=asked.name)


def _add(served: Served, asked: Wanted) -> Watch:
    return add_watch(served.path, asked)


_WRITES = (
    Write(
        path="/review/decisions",
        name="decide",
        summary="Add a decision of a person's to the log; it is never changed, only undone.",
        takes=WantedDecision,
        gives=Decision,
        handler=decide,
    ),
    Write(
        path="/watches",
        name="add_watch",
        summary="Keep a watch in the dossier; builds leave it as it is.",
        takes=Wanted,
        gives=Watch,
        handler=_add,
    ),
    Write(
        path="/watches/remove",
        name="remove_watch",
        summary="Take a watch out of the dossier.",
        takes=Removal,
        gives=Removed,
        handler=remove,
    ),
    Write(
        path="/build",
        name="start_build",
        summary="Start a build from the dossier's sources; `/build/events` tells how it goes on.",
        takes=Start,
        gives=BuildState,
        handler=start_build,
    ),
    Write(
        path="/build/cancel",
        name="cancel_build",
        summary="End the build that runs; the dossier stays as it was.",
        takes=Cancel,
        gives=BuildState,
        handler=cancel_build,
    ),
)
