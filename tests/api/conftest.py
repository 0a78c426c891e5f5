"""A dossier with every kind of list in it, and a client of the application that serves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api.app import make_app


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("api") / "t.dossier"
    fill_served(made)
    return made


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}") as made:
        yield made
