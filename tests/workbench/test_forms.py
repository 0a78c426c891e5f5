"""Forms of pages: they carry the token, lead back, and keep watches of what a page showed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.model import Finding, PointsSought
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier
from chancery.store.watches import read_watches
from chancery.workbench.app import make_app

TOKEN = "a-token-of-this-test"  # noqa: S105


@pytest.fixture
def own(tmp_path: Path) -> Path:
    fill_served(tmp_path / "own.dossier")
    return tmp_path / "own.dossier"


@pytest.fixture
def pages(own: Path) -> Iterator[TestClient]:
    app = make_app(own, hosts=[HOST], token=TOKEN)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as made:
        yield made


def first_finding(path: Path) -> str:
    with open_dossier(path) as dossier:
        return next(dossier.all(Finding)).id


def test_a_decision_leads_back_and_keeps_the_name(pages: TestClient, own: Path) -> None:
    fields = {"token": TOKEN, "id": first_finding(own), "who": "Ada Æ", "action": "accept"}

    answer = pages.post("/review/decisions", data={**fields, "back": "/statements?evidence=x"})

    assert answer.status_code == 303
    assert answer.headers["location"] == "/statements?evidence=x"
    assert 'value="Ada Æ"' in pages.get("/").text
    with open_dossier(own) as dossier:
        assert [one.who for one in read_decisions(dossier)] == ["Ada Æ"]


@pytest.mark.parametrize(
    "back", ["http://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "x", "/a\r\nb: c"]
)
def test_a_form_never_leads_elsewhere(pages: TestClient, own: Path, back: str) -> None:
    fields = {"token": TOKEN, "id": first_finding(own), "who": "Ada", "action": "accept"}

    answer = pages.post("/review/decisions", data={**fields, "back": back})

    assert answer.headers["location"] == "/"


def test_a_form_without_the_token_is_refused_on_a_page(pages: TestClient, own: Path) -> None:
    answer = pages.post(
        "/review/decisions", data={"id": first_finding(own), "who": "Ada", "action": "accept"}
    )

    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    assert "token" in answer.text


def test_a_list_is_watched_with_the_filters_of_its_address(pages: TestClient, own: Path) -> None:
    query = "party=Veldt&kind=says&min_origins=2&cursor=abc&evidence=finding-a&limit=10"

    answer = pages.post(
        "/watches",
        data={"token": TOKEN, "name": "veldt", "about": "statement", "asked": query},
    )

    assert answer.status_code == 303
    with open_dossier(own) as dossier:
        (kept,) = read_watches(dossier)
    assert kept.sought == PointsSought(about="statement", party="Veldt", sort="says", least=2)
    assert pages.get("/watches/veldt").status_code == 200


@pytest.mark.parametrize("more", [{}, {"words": "dam", "actor": "Veldt"}])
def test_a_watch_is_for_one_thing(pages: TestClient, more: dict[str, str]) -> None:
    answer = pages.post("/watches", data={"token": TOKEN, "name": "all", **more})

    assert answer.status_code == 400
    assert "one thing" in answer.text


def test_empty_fields_of_a_form_are_no_part_of_an_address(pages: TestClient) -> None:
    answer = pages.get("/statements?party=&since=2020-01-01&until=")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/statements?since=2020-01-01"


def test_a_page_is_not_sent_again_while_nothing_changed(pages: TestClient, own: Path) -> None:
    pages.get("/statements")  # the first visit is noted
    tag = pages.get("/statements").headers["etag"]

    same = pages.get("/statements", headers={"if-none-match": tag})
    fields = {"token": TOKEN, "id": first_finding(own), "who": "Ada", "action": "reject"}
    pages.post("/review/decisions", data=fields)
    other = pages.get("/statements", headers={"if-none-match": tag})

    assert (same.status_code, other.status_code) == (304, 200)
