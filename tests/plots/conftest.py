"""An open dossier with something for every figure in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from plotted import fill_plotted

from chancery.store.dossier import Dossier, open_dossier


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plots") / "t.dossier"
    fill_plotted(made)
    return made


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with open_dossier(path) as opened:
        yield opened
