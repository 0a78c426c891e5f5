"""What is new since the last visit is marked, and what a browser made up is not believed."""

from pathlib import Path

import pytest
from record import write_grown
from served import HOST
from starlette.testclient import TestClient

from chancery.workbench.app import make_app
from chancery.workbench.visits import SEEN, Visit


def client(path: Path) -> TestClient:
    return TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}")


def test_the_first_visit_marks_nothing(tmp_path: Path) -> None:
    pages = client(write_grown(tmp_path / "t.dossier"))

    assert "badge news" not in pages.get("/statements").text


def test_what_a_build_brought_since_the_last_visit_is_marked(tmp_path: Path) -> None:
    pages = client(write_grown(tmp_path / "t.dossier"))
    pages.cookies.set(SEEN, ".1")  # he saw the first of two builds

    first, again = pages.get("/statements").text, pages.get("/figures").text

    assert 'class="badge news">new<' in first
    assert 'class="badge news">' in again  # until a third build is there


@pytest.mark.parametrize("said", ["", "x", "1", "1.x", "-1.2", "9999999999.1", "1.2.3"])
def test_what_a_browser_cannot_have_kept_counts_as_nothing(said: str) -> None:
    assert Visit.read({SEEN: said}) == Visit(None, None)


def test_a_visit_reads_as_it_is_kept() -> None:
    for one in (Visit(None, 3), Visit(2, 3)):
        assert Visit.read({SEEN: str(one)}) == one
