"""Dossiers of whole builds, made once for a run of tests by the process that asks first."""

import fcntl
import os
from pathlib import Path

import pytest
from fakes import Silent

from chancery.model import PointsSought, Watch
from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings
from chancery.store.watches import write_watch

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
WATCH = Watch(
    name="well-backed",
    added="2031-03-04T05:06:07+00:00",
    sought=PointsSought(about="statement", least=2),
)


def build_once(factory: pytest.TempPathFactory, name: str, source: Path) -> Path:
    """Return the dossier of a folder, for reading only: other tests have the same."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    made = base / f"{name}.dossier"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            unfinished = base / f"{name}.unfinished"
            build([str(source)], unfinished, settings=Settings(workers=1), progress=Silent())
            write_watch(unfinished, WATCH)
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the dossier of the example corpus."""
    return build_once(tmp_path_factory, "example", CORPUS)
