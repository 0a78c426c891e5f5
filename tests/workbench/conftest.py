"""The application of the pages on the example dossier, without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import example
from served import HOST
from starlette.testclient import TestClient

from chancery.workbench.app import make_app

__all__ = ["example"]


@pytest.fixture(scope="session")
def client(example: Path) -> Iterator[TestClient]:
    """Give a client of the example dossier's pages."""
    with TestClient(make_app(example, hosts=[HOST]), base_url=f"http://{HOST}") as made:
        yield made
