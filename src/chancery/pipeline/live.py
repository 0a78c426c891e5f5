"""Builds a dossier again while it is served: one build at a time, watched by any number.

The build is a process of its own (docs/decisions/0020), so that pages stay quick, it can be
cancelled at any moment, and what it held in memory goes with it.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self
from uuid import uuid4

import msgspec

from chancery.errors import DossierBusyError, EngineError, SourceError, UsageError
from chancery.pipeline.build import BuildReport
from chancery.pipeline.child import BuildAsked, ErrorEvent, ReportEvent, Told
from chancery.pipeline.progress import StepEvent
from chancery.sources.standard import STDIN

Phase = Literal["idle", "running", "done", "failed", "cancelled"]

ID_DIGITS = 8
PATIENCE_S = 10.0  # that a child which was told to end has, before the server ends without it
NO_EVENT = "the build's process told what is no event, and was ended"
SAID = 2_000  # characters of what a child said before it died
COMMAND = (sys.executable, "-m", "chancery.pipeline.child")

_told: msgspec.json.Decoder[Told] = msgspec.json.Decoder(Told)


class LiveSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What builds that a server starts may do, as the person who starts the server decides."""

    allow_sources: bool = False  # whether who asks may name files and folders of this machine
    workers: int = 0  # processes; 0 means one for each core


class StartEvent(msgspec.Struct, tag_field="event", tag="start", frozen=True, kw_only=True):
    """A build began."""

    started: str  # aware UTC, ISO 8601
    sources: tuple[str, ...]  # beside those that the dossier has


class CancelEvent(msgspec.Struct, tag_field="event", tag="cancel", frozen=True, kw_only=True):
    """The build was cancelled; the dossier stands as it was, and finished work is kept."""


Event = StartEvent | StepEvent | ReportEvent | ErrorEvent | CancelEvent


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """An event with the id by which a listener says what it has heard."""

    id: str
    event: Event


class BuildState(msgspec.Struct, frozen=True, kw_only=True):
    """How the last build that this server started stands."""

    phase: Phase
    build: str | None  # its id; null: none was started
    started: str | None  # aware UTC, ISO 8601
    sources: tuple[str, ...]  # beside those that the dossier has
    steps: tuple[StepEvent, ...]  # each as it was last told of, in order
    report: BuildReport | None
    error: ErrorEvent | None


class BuildRunner:
    """Starts builds of one dossier; use it in a `with` statement, which ends a build that runs."""

    def __init__(self, dossier: Path, settings: LiveSettings = LiveSettings()) -> None:  # noqa: B008 - frozen
        """Take the dossier; it is built where the process runs, so its sources are found there."""
        self.dossier = dossier
        self.settings = settings
        self.closing = False  # says to those who listen that the server ends
        self._lock = threading.Lock()
        self._build: _Build | None = None

    def __enter__(self) -> Self:
        """Return the runner itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End a build that runs, and wait for it."""
        self.closing = True
        if self._build is not None:
            self._build.cancel()
            self._build.join(PATIENCE_S)

    def start(self, sources: Sequence[str] = ()) -> BuildState:
        """Start a build from the sources that the dossier has, and these.

        Raises:
            UsageError: sources are named, and the server was started without allowing that.
            SourceError: a source is not there.
            DossierBusyError: a build that was started here runs still.
            EngineError: the system gives no process for it.
        """
        self._check(sources)
        with self._lock:
            if self._build is not None and self._build.is_running:
                message = f"a build of {self.dossier} runs already; wait for it, or cancel it"
                raise DossierBusyError(message)
            self._build = _Build(self.dossier, tuple(sources), self.settings.workers)
        return self._build.state()

    def cancel(self) -> BuildState:
        """End the build that runs; the dossier stays as it was. Nothing happens if none runs."""
        if self._build is None:
            return IDLE
        self._build.cancel()
        return self._build.state()

    def state(self) -> BuildState:
        """Return how the last build stands."""
        return self._build.state() if self._build is not None else IDLE

    def after(self, last: str | None) -> list[Numbered]:
        """Return the events of the last build that came behind the one with this id.

        Of a step only the newest is kept. An id of another build, or none, gives all of them.
        """
        return self._build.after(last) if self._build is not None else []

    def _check(self, sources: Sequence[str]) -> None:
        if sources and not self.settings.allow_sources:
            message = (
                "this server builds from the sources that the dossier has; who started it did not "
                "allow others to be named"
            )
            raise UsageError(message)
        for one in sources:
            if one == STDIN or not os.path.lexists(one):
                message = f"{one!r} is no file or folder on the machine of the server"
                raise SourceError(message)


class _Build:
    """One build in its process, and what it told of itself."""

    def __init__(self, dossier: Path, sources: tuple[str, ...], workers: int) -> None:
        self._id = uuid4().hex[:ID_DIGITS]
        self._lock = threading.Lock()
        self._count = 0
        self._events: dict[str, Numbered] = {}  # by step; the newest last
        self._phase: Phase = "running"
        self._cancelled = False
        self._start = StartEvent(
            started=datetime.now(UTC).isoformat(timespec="seconds"), sources=sources
        )
        self._keep("start", self._start)
        asked = BuildAsked(dossier=str(dossier), sources=sources, workers=workers)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        self._process = _started(self._said)
        self._thread = threading.Thread(target=self._follow, args=(asked,), daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        return self._phase == "running"

    def cancel(self) -> None:
        with self._lock:
            self._cancelled = self._cancelled or self._phase == "running"
        self._process.terminate()

    def join(self, seconds: float) -> None:
        self._thread.join(seconds)

    def after(self, last: str | None) -> list[Numbered]:
        with self._lock:
            whose, _, number = (last or "").rpartition("-")
            heard = int(number) if whose == self._id and number.isdecimal() else 0
            return [one for one in self._events.values() if _number(one) > heard]

    def state(self) -> BuildState:
        with self._lock:
            events = [one.event for one in self._events.values()]
            return BuildState(
                phase=self._phase,
                build=self._id,
                started=self._start.started,
                sources=self._start.sources,
                steps=tuple(one for one in events if isinstance(one, StepEvent)),
                report=next((o.report for o in events if isinstance(o, ReportEvent)), None),
                error=next((one for one in events if isinstance(one, ErrorEvent)), None),
            )

    def _follow(self, asked: BuildAsked) -> None:
        """Hear the process to its end; what it ends with counts when it has ended."""
        ending: Event | None = None
        with self._process as process, self._said as said:
            try:
                for one in _lines(process, asked):
                    if isinstance(one, StepEvent):
                        self._keep(f"step {one.step}", one)
                    else:
                        ending = one
            except msgspec.DecodeError as error:
                process.kill()
                ending = ErrorEvent(error="EngineError", message=f"{NO_EVENT}: {error}")
            code = process.wait()
            self._end(ending or _death(code, said))

    def _end(self, ending: Event) -> None:
        if self._cancelled and not isinstance(ending, ReportEvent):
            ending = CancelEvent()
        phase: Phase = "done" if isinstance(ending, ReportEvent) else "failed"
        self._keep("end", ending, "cancelled" if isinstance(ending, CancelEvent) else phase)

    def _keep(self, key: str, event: Event, phase: Phase = "running") -> None:
        """Keep an event as the newest, in the place of an earlier one of its step."""
        with self._lock:
            self._count += 1
            self._events.pop(key, None)
            self._events[key] = Numbered(id=f"{self._id}-{self._count}", event=event)
            self._phase = phase


def _started(said: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own module
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,  # Ctrl-C is for the server, which then ends the build
        )
    except OSError as error:
        said.close()
        message = f"no process can be started for the build: {error.strerror or error}"
        raise EngineError(message) from error


def _lines(process: subprocess.Popen[bytes], asked: BuildAsked) -> Iterator[Told]:
    """Ask the process, and yield what it tells until it closes its output."""
    if process.stdin is None or process.stdout is None:
        return
    try:
        process.stdin.write(msgspec.json.encode(asked) + b"\n")
        process.stdin.flush()
    except BrokenPipeError:  # it died at once: its code says so
        with suppress(BrokenPipeError):
            process.stdin.close()  # what it has not read would be written once more
        return
    for line in process.stdout:
        if line.endswith(b"\n"):  # else it was killed while it wrote
            yield _told.decode(line)


def _death(code: int, said: IO[bytes]) -> ErrorEvent:
    """Return what is told of a process that died without a word of why."""
    said.seek(0)
    words = said.read().decode(errors="replace").strip()[-SAID:]
    message = (
        f"the build's process ended with {code}, most often for want of memory; finished work is "
        "kept: start it again, with fewer workers"
    )
    return ErrorEvent(error="EngineError", message=f"{message}\n{words}".strip())


def _number(one: Numbered) -> int:
    return int(one.id.rpartition("-")[2])


IDLE = BuildState(
    phase="idle", build=None, started=None, sources=(), steps=(), report=None, error=None
)
