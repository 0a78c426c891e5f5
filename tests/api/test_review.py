"""Review over HTTP: what waits and what was decided, and every answer changes with a decision."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review import decided, finding_of
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api.app import make_app
from chancery.api.view import PREFIX


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a dossier of this test's own: decisions are made on it."""
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}") as made:
        yield made


def get(client: TestClient, address: str, **asked: str) -> Any:
    answer = client.get(f"{PREFIX}{address}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_queue_is_paged_in_its_order(client: TestClient) -> None:
    whole = get(client, "/review/queue")["items"]
    pages: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = get(client, "/review/queue", limit="2", cursor=cursor)
        pages += page["items"]
        cursor = page["next"]

    assert pages == whole
    assert [one["use"] for one in whole] == sorted((one["use"] for one in whole), reverse=True)
    assert {one["point"]["finding"]["about"] for one in whole} > {"meeting"}
    (one,) = get(client, "/review/queue", kind="meeting")["items"]
    assert one["point"]["finding"]["about"] == "meeting"


def test_who_is_blind_must_be_named_and_sees_no_others_word(
    client: TestClient, path: Path
) -> None:
    meeting = finding_of(path, "meeting").id
    decided(path, "reject", meeting, "Ada")

    blind = {"blind": "true", "who": "Ben"}
    ids = {one["point"]["finding"]["id"] for one in get(client, "/review/queue", **blind)["items"]}
    assert meeting in ids
    assert get(client, "/review/decisions", **blind)["items"] == []
    for address in ("/review/queue", "/review/decisions"):
        assert client.get(f"{PREFIX}{address}", params={"blind": "true"}).status_code == 400


def test_decisions_are_listed_in_their_order(client: TestClient, path: Path) -> None:
    meeting = finding_of(path, "meeting").id
    decided(path, "accept", meeting, "Ada")
    decided(path, "reject", meeting, "Ben")
    decided(path, "undo", "2", "Ben")

    first = get(client, "/review/decisions", limit="2")
    rest = get(client, "/review/decisions", limit="2", cursor=first["next"])

    found = [*first["items"], *rest["items"]]
    assert [(one["decision"]["number"], one["stands"]) for one in found] == [
        (1, True),
        (2, False),
        (3, True),
    ]


def test_lists_give_and_choose_by_what_was_decided(client: TestClient, path: Path) -> None:
    meeting = finding_of(path, "meeting").id
    decided(path, "accept", meeting, "Ada")

    (one,) = get(client, "/meetings", review="accepted")["items"]
    assert one["review"]["state"] == "accepted"
    assert get(client, "/meetings", review="rejected")["items"] == []
    entries = get(client, "/timeline", kind="meeting")["items"]
    assert [entry["line"]["review"] for entry in entries] == ["accepted"]
    decided(path, "reject", meeting, "Ben")
    assert get(client, "/meetings")["items"][0]["review"]["state"] == "disputed"
    (agreed,) = get(client, "/review/agreement")[:1]
    assert (agreed["items"], agreed["agreed"]) == (1, 0)


def test_tags_and_cursors_change_with_a_decision(client: TestClient, path: Path) -> None:
    first = client.get(f"{PREFIX}/statements", params={"limit": "1"})
    tag = {"if-none-match": first.headers["etag"]}
    assert client.get(f"{PREFIX}/statements?limit=1", headers=tag).status_code == 304

    decided(path, "accept", finding_of(path, "meeting").id)

    assert client.get(f"{PREFIX}/statements?limit=1", headers=tag).status_code == 200
    cursor = {"limit": "1", "cursor": first.json()["next"]}
    assert client.get(f"{PREFIX}/statements", params=cursor).status_code == 409
