"""A dossier that a server may build again, and waiting for builds that it started."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from fakes import Silent
from unread import unread

from chancery.pipeline.build import build
from chancery.pipeline.live import BuildRunner, BuildState

WORDS = "The {} talks went on until the morning, said a person who was in the room."
PATIENCE_S = 60.0


def built(folder: Path) -> Path:
    """Return a dossier that was built from a folder `first`, beside which `second` lies."""
    for name in ("first", "second"):
        (folder / name).mkdir()
        (folder / name / f"{name}.txt").write_text(WORDS.format(name), encoding="utf-8")
    path = folder / "t.dossier"
    build([str(folder / "first")], path, settings=unread(), progress=Silent())
    return path


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = monotonic() + PATIENCE_S
    while not what():
        assert monotonic() < until
        sleep(0.01)


def ended(runner: BuildRunner) -> BuildState:
    """Return how the build stands that was started, once it has ended."""
    wait_for(lambda: runner.state().phase != "running")
    return runner.state()
