"""Dossiers of whole builds, made once for a run of tests by the process that asks first."""

import fcntl
import os
from pathlib import Path

import pytest
from fakes import Silent

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"


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
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the dossier of the example corpus."""
    return build_once(tmp_path_factory, "example", CORPUS)
