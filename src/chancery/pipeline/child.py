"""A build in a process of its own, for a server: asked on standard input, told of on the output.

Run as `python -m chancery.pipeline.child`. The first line of standard input is what to build, and
when that closes, as it does when the server ends in whatever way, the build ends too.
"""

import os
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import msgspec

from chancery.errors import ChanceryError
from chancery.pipeline.add import Extension, add
from chancery.pipeline.build import BuildReport
from chancery.pipeline.progress import StepEvent, StepProgress

NICENESS = 10  # choice: pages that someone waits for come before a build


class BuildAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What to build: a dossier from its own sources and these."""

    dossier: str
    sources: tuple[str, ...]
    workers: int


class ReportEvent(msgspec.Struct, tag_field="event", tag="report", frozen=True, kw_only=True):
    """The build is done."""

    report: BuildReport


class ErrorEvent(msgspec.Struct, tag_field="event", tag="error", frozen=True, kw_only=True):
    """The build failed; the dossier stands as it was."""

    error: str  # the name of the error
    message: str


Told = StepEvent | ReportEvent | ErrorEvent


def main() -> None:
    """Build what is asked, and tell of it in lines of JSON."""
    events = _take_output()
    asked = msgspec.json.decode(sys.stdin.buffer.readline(), type=BuildAsked)
    threading.Thread(target=_end_with_server, daemon=True).start()
    os.nice(NICENESS)
    try:
        report = add(
            Path(asked.dossier),
            asked.sources,
            wanted=Extension(workers=asked.workers),
            progress=StepProgress(lambda one: _tell(events, one)),
        )
    except ChanceryError as error:
        _tell(events, ErrorEvent(error=type(error).__name__, message=str(error)))
    else:
        _tell(events, ReportEvent(report=report))


def _take_output() -> BinaryIO:
    """Return standard output for the events alone: what else is printed goes to the errors."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return events


def _tell(events: BinaryIO, one: Told) -> None:
    events.write(msgspec.json.encode(one) + b"\n")


def _end_with_server() -> None:  # pragma: no cover - ends the process that would report it
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
