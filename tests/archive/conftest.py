"""An archive that was read by the model, for reading only."""

import shutil
from pathlib import Path

import pytest
from archived import fill
from built import CORPUS, example

__all__ = ["example"]


@pytest.fixture(scope="session")
def read_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of the example corpus, read by the model, built in two goes."""
    place = tmp_path_factory.mktemp("archive")
    files = sorted(path for path in CORPUS.rglob("*") if path.is_file())
    for number, path in enumerate(files):
        copied = place / f"part{number % 2}" / path.relative_to(CORPUS)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copied)
    for number in range(2):
        fill(place / "read.archive", place / f"part{number}", annotate=None)
    return place / "read.archive"
