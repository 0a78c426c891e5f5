"""A build that a server starts is one at a time, tells how far it is, and can be cancelled."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from rebuilt import built, ended

from chancery.errors import DossierBusyError, EngineError, SourceError, UsageError
from chancery.model import Document
from chancery.pipeline import live
from chancery.pipeline.build import locked, work_folder
from chancery.pipeline.child import BuildAsked, ErrorEvent, ReportEvent
from chancery.pipeline.live import (
    IDLE,
    BuildRunner,
    CancelEvent,
    LiveSettings,
    Numbered,
    StartEvent,
)
from chancery.pipeline.progress import StepEvent
from chancery.store.dossier import open_dossier

FREE = LiveSettings(allow_sources=True, workers=1)
SLOW = "import sys, time; sys.stdin.readline(); print(flush=True, end=''); time.sleep(60)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return built(tmp_path)


def documents(path: Path) -> int:
    with open_dossier(path) as dossier:
        return dossier.count(Document)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a child that builds nothing and takes its time."""
    monkeypatch.setattr(live, "COMMAND", (sys.executable, "-c", SLOW))


def test_nothing_is_told_before_a_build(path: Path) -> None:
    with BuildRunner(path) as runner:
        assert runner.state() == IDLE
        assert runner.after(None) == []
        assert runner.cancel() == IDLE


def test_a_build_tells_of_each_step_and_ends_with_its_report(path: Path) -> None:
    (path.parent / "first" / "more.txt").write_text("More talks were held, it was said.")

    with BuildRunner(path, LiveSettings(workers=1)) as runner:
        begun = runner.start()
        state = ended(runner)
        first, *steps, last = runner.after(None)

    assert (begun.phase, state.phase, begun.build) == ("running", "done", state.build)
    assert isinstance(first.event, StartEvent)
    assert isinstance(last.event, ReportEvent)
    assert state.report == last.event.report
    assert state.report.documents == documents(path) == 2
    told = [one.event for one in steps]
    assert state.steps == tuple(told)
    assert all(isinstance(one, StepEvent) and one.ended for one in told)
    assert len({one.step for one in state.steps}) == len(told) > 10
    with open_dossier(path) as dossier:
        assert [one.settings["annotate"] for one in dossier.runs()] == [False, False]


def test_who_listens_late_or_again_hears_what_he_has_not(path: Path) -> None:
    with BuildRunner(path, FREE) as runner:
        runner.start()
        ended(runner)
        whole = runner.after(None)

        assert runner.after(whole[3].id) == whole[4:]
        assert runner.after(whole[-1].id) == []
        assert runner.after("other-3") == runner.after("%%") == runner.after("") == whole
        runner.start()
        again = runner.after(whole[-1].id)
        assert isinstance(again[0].event, StartEvent)
        assert numbers(again) == sorted(numbers(again))


def numbers(events: list[Numbered]) -> list[int]:
    return [int(one.id.rpartition("-")[2]) for one in events]


def test_sources_are_added_where_who_started_the_server_allows_it(path: Path) -> None:
    more = str(path.parent / "second")

    with BuildRunner(path) as runner:
        with pytest.raises(UsageError, match="did not allow"):
            runner.start([more])
        assert runner.state() == IDLE
    with BuildRunner(path, FREE) as runner:
        assert runner.start([more]).sources == (more,)
        assert ended(runner).phase == "done"

    assert documents(path) == 2


@pytest.mark.parametrize("source", ["-", "nowhere", ""])
def test_a_source_that_is_not_there_is_said_at_once(path: Path, source: str) -> None:
    with BuildRunner(path, FREE) as runner:
        with pytest.raises(SourceError, match=r"no file or folder"):
            runner.start([source])
        assert runner.state() == IDLE


@pytest.mark.usefixtures("slow")
def test_there_is_one_build_at_a_time_and_it_can_be_cancelled(path: Path) -> None:
    with BuildRunner(path) as runner:
        runner.start()
        with pytest.raises(DossierBusyError, match="runs already"):
            runner.start()

        runner.cancel()

        assert ended(runner).phase == "cancelled"
        assert isinstance(runner.after(None)[-1].event, CancelEvent)
        assert runner.state().error is None
        assert runner.start().phase == "running"


def test_a_build_elsewhere_is_told_as_the_error_that_it_is(path: Path) -> None:
    with BuildRunner(path) as runner, locked(work_folder(path)):
        runner.start()
        state = ended(runner)

    assert state.phase == "failed"
    assert state.error is not None
    assert state.error.error == "DossierBusyError"
    assert "another build holds" in state.error.message


def test_a_source_of_the_dossier_that_is_gone_is_told(path: Path) -> None:
    (path.parent / "first" / "first.txt").unlink()
    (path.parent / "first").rmdir()

    with BuildRunner(path) as runner:
        runner.start()
        state = ended(runner)

    assert state.error is not None
    assert state.error.error == "SourceError"
    assert documents(path) == 1


@pytest.mark.parametrize(
    "program", ["import os; os._exit(9)", "raise SystemExit('no memory left')"]
)
def test_a_process_that_dies_is_told_with_its_last_words(
    path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(live, "COMMAND", (sys.executable, "-c", program))

    with BuildRunner(path) as runner:
        runner.start()
        state = ended(runner)

    assert state.phase == "failed"
    assert isinstance(state.error, ErrorEvent)
    assert "ended with" in state.error.message
    assert ("no memory left" in state.error.message) == ("memory" in program)


def test_a_process_that_tells_what_is_no_event_is_ended(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "import time; print('hello', flush=True); time.sleep(60)"
    monkeypatch.setattr(live, "COMMAND", (sys.executable, "-c", program))

    with BuildRunner(path) as runner:
        runner.start()
        state = ended(runner)

    assert state.error is not None
    assert "no event" in state.error.message


def test_half_a_line_of_a_process_that_dies_is_no_event(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = 'import os; os.write(1, b\'{"event":"step",\'); os._exit(9)'
    monkeypatch.setattr(live, "COMMAND", (sys.executable, "-c", program))

    with BuildRunner(path) as runner:
        runner.start()
        assert "ended with 9" in str(ended(runner).error)


def test_where_no_process_can_be_had_it_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "COMMAND", (str(path.parent / "nothing"),))

    with BuildRunner(path) as runner:
        with pytest.raises(EngineError, match="no process can be started"):
            runner.start()
        assert runner.state() == IDLE


@pytest.mark.usefixtures("slow")
def test_leaving_ends_the_build(path: Path) -> None:
    with BuildRunner(path) as runner:
        runner.start()

    assert runner.closing
    assert runner.state().phase == "cancelled"


def test_a_build_ends_when_its_server_is_killed(path: Path) -> None:
    """The child hears that its input closed, however the server ended."""
    asked = BuildAsked(dossier=str(path), sources=(), workers=1)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, *live.COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(msgspec.json.encode(asked) + b"\n")
        server.stdin.flush()
        child = int(server.stdout.readline())
        os.kill(child, signal.SIGSTOP)  # so that it has not built before the server is gone
        server.kill()
        server.wait()
        os.kill(child, signal.SIGCONT)

        server.stdout.read()  # the child holds it as long as it lives

    with open_dossier(path) as dossier:
        assert len(dossier.runs()) == 1


SERVER = """
import subprocess, sys, time
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
child.stdin.write(sys.stdin.buffer.readline())
child.stdin.flush()
print(child.pid, flush=True)
time.sleep(60)
"""
