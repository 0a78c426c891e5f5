"""The brief, positions, news and lineage are those of the commands, a page at a time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from asked import every, get
from msgspec.structs import replace
from record import records, write_grown
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api import brief as api_brief
from chancery.api import positions as api_positions
from chancery.api import since as api_since
from chancery.api.app import make_app
from chancery.api.since import Change
from chancery.api.view import PREFIX
from chancery.model import Document, Record, ReuseLink, Thread, codec
from chancery.pipeline.brief import make_brief
from chancery.pipeline.positions import find_positions
from chancery.pipeline.rows import PublishedIn
from chancery.pipeline.since import find_news
from chancery.store import shelves
from chancery.store.dossier import Dossier, open_dossier


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier whose second build brought two articles, and whose third shelves."""
    made = write_grown(tmp_path_factory.mktemp("grown") / "t.dossier")
    fill_served(made, map(of_all, records()))
    return made


@pytest.fixture
def later(grown: Path) -> Iterator[TestClient]:
    with TestClient(make_app(grown, hosts=[HOST]), base_url=f"http://{HOST}") as made:
        yield made


def of_all(one: Record) -> Record:
    """Return a record; a thread as one of all three articles."""
    if not isinstance(one, Thread):
        return one
    return replace(one, documents=("document-a", "document-b", "document-c"))


def plain(one: Record) -> Any:
    return json.loads(codec.to_json(one))


def test_the_brief_has_the_chapters_of_the_command(later: TestClient, grown: Path) -> None:
    with open_dossier(grown) as dossier:
        made = make_brief(dossier, list(dossier.all(Document)))

    whole = get(later, "/brief")

    assert whole["items"]
    assert [(one["thread"], one["title"]) for one in whole["items"]] == [
        (one.thread, one.title) for one in made.chapters
    ]
    assert [
        line["text"]
        for one in whole["items"]
        for each in one["sections"]
        for line in each["lines"]
    ] == [line.text for one in made.chapters for each in one.sections for line in each.lines]
    assert (whole["threads"], whole["rejected"]) == (made.threads, made.coverage.rejected)
    assert whole["coverage"]["undated"] == made.coverage.undated
    assert whole["built"] == made.built


def test_a_page_of_the_brief_has_few_documents(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = get(client, "/brief")["items"]
    monkeypatch.setattr(api_brief, "MOST_DOCUMENTS", 1)

    assert len(get(client, "/brief")["items"]) == 1
    assert every(client, "/brief") == whole


@pytest.mark.parametrize(("actor", "issue"), [("Veldt", "the ferry"), ("Corvia", "dam")])
def test_positions_are_those_of_the_command(
    client: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch, actor: str, issue: str
) -> None:
    monkeypatch.setattr(api_positions, "MOST_READ", 5)
    found = get(client, "/positions", actor=actor, on=issue)

    with open_dossier(path) as dossier, pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "is_current", lambda _: False)
        whole = find_positions(dossier, actor, issue, PublishedIn(dossier))
    for name in ("own", "by_others"):
        wanted = [
            (one.day, one.row.finding.id, [each.id for each in one.row.claims])
            for one in getattr(whole, name)
        ]
        assert [
            (one["day"], one["point"]["finding"]["id"], [e["id"] for e in one["point"]["claims"]])
            for one in found[name]
        ] == wanted
    assert found["own"]
    assert found["words"] == list(whole.words)
    assert found["unread"] is False


def test_positions_that_were_not_looked_at_are_owned_to(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_positions, "MOST_READ", 1)

    assert get(client, "/positions", actor="Veldt", on="ferry")["unread"] is True


@pytest.mark.parametrize("since", ["1", "2", "2020-03-03", "2020-03-02", "2030-01-01"])
def test_news_are_those_of_the_command_read_whole(
    later: TestClient, grown: Path, since: str
) -> None:
    with open_dossier(grown) as dossier, pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "is_current", lambda _: False)
        whole = find_news(dossier, since, PublishedIn(dossier))
    sections = {name: getattr(whole, name) or () for name in get_args(Change)}
    wanted = [
        (name, getattr(one, "row", one).finding.id)
        for name, some in sections.items()
        for one in some
    ]

    found = every(later, "/since", since=since)
    head = get(later, "/since", since=since, limit="1")

    assert [(one["change"], one["point"]["finding"]["id"]) for one in found] == wanted
    assert head["counts"] == {name: len(some) for name, some in sections.items()}
    assert (head["gone"], head["undated"]) == (whole.gone, whole.undated)
    assert bool(wanted) == (since in {"1", "2020-03-03", "2020-03-02"})
    grew = every(later, "/since", since=since, change="grown")
    assert [one["independent_before"] for one in grew] == [
        one.independent_before for one in whole.grown
    ]


def test_more_than_can_be_compared_is_refused_with_what_to_do(
    later: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_since, "MOST_CHANGED", 1)

    for since in ("1", "2020-03-02"):
        answer = later.get(f"{PREFIX}/since", params={"since": since})
        assert answer.status_code == 400
        assert "name a later build or day" in answer.json()["detail"]


def shared(dossier: Dossier) -> list[ReuseLink]:
    return sorted(dossier.links(), key=lambda one: (one.strength == "weak", -one.length, one.id))


def test_lineage_gives_passages_with_their_origins(client: TestClient, path: Path) -> None:
    with open_dossier(path) as dossier:
        links = shared(dossier)

    assert links
    assert every(client, "/lineage", weak="true") == [plain(one) for one in links]
    assert every(client, "/lineage") == [plain(one) for one in links if one.strength == "strong"]


def test_lineage_of_a_document_is_what_it_shares(client: TestClient, path: Path) -> None:
    with open_dossier(path) as dossier:
        links = shared(dossier)
        one = links[0].a.document
        own = [each for each in links if one in {each.a.document, each.b.document}]
    found = get(client, "/lineage", name=one, weak="true")

    assert every(client, "/lineage", name=one, weak="true") == [plain(each) for each in own]
    assert found["origins"]
    assert all(one in each["documents"] for each in found["origins"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/positions?actor=Nemo&on=dam", 404),
        ("/positions?actor=Veldt&on=...", 400),
        ("/positions?actor=Veldt", 400),
        ("/since?since=9", 404),
        ("/since?since=May", 400),
        ("/since?since=1&change=old", 400),
        ("/lineage?name=nowhere", 404),
        ("/brief?limit=13", 400),
    ],
)
def test_what_cannot_be_given_says_why(client: TestClient, address: str, status: int) -> None:
    answer = client.get(f"{PREFIX}{address}")

    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
