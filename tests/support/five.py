"""The dossier of the five real articles, for tests that read it and skip where they are absent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import build_once

from chancery.model import Document
from chancery.store.dossier import Dossier, open_dossier

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Give the dossier of a build."""
    with open_dossier(five_built(tmp_path_factory)) as opened:
        yield opened


@pytest.fixture(scope="module")
def numbers(dossier: Dossier) -> dict[str, str]:
    """Give the number of each article, by its document."""
    return {one.id: Path(one.path or one.uri).name[:3] for one in dossier.all(Document)}


def five_built(factory: pytest.TempPathFactory) -> Path:
    """Return the file of the dossier."""
    return build_once(factory, "five", ARTICLES)
