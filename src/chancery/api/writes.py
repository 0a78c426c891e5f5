"""Every address that changes something, with what it takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from chancery.model import Decision
from chancery.pipeline.review.decide import decide
from chancery.pipeline.review.wanted import Wanted


@dataclass(frozen=True, kw_only=True)
class Write:
    """One address that is posted to."""

    path: str  # below the prefix
    name: str
    summary: str
    takes: type[msgspec.Struct]
    gives: object
    handler: Callable[[Path, Any], object]  # of the dossier, and of what is asked for


def writes() -> tuple[Write, ...]:
    """Return all of them, in the order in which they are documented."""
    return _WRITES


_WRITES = (
    Write(
        path="/review/decisions",
        name="decide",
        summary="Add a decision of a person's to the log; it is never changed, only undone.",
        takes=Wanted,
        gives=Decision,
        handler=decide,
    ),
)
