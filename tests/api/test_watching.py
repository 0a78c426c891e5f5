"""Watches, their hits and their feeds are read over HTTP, and change when they do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api import watching
from chancery.api.view import PREFIX
from chancery.model import ActorSought, DeadlinesSought, Sought, Wanted, WordsSought
from chancery.pipeline.watching import add_watch, remove_watch
from chancery.workbench.app import make_app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    watched: dict[str, Sought] = {
        "due": DeadlinesSought(days=7),
        "envoys": WordsSought(query="envoy"),
        "veldt": ActorSought(actor="Veldt"),
    }
    for name, sought in watched.items():
        add_watch(made, Wanted(name=name, sought=sought))
    return made


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}") as made:
        yield made


def get(client: TestClient, address: str, **asked: str) -> Any:
    answer = client.get(f"{PREFIX}/watches{address}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_watches_are_listed_by_name(client: TestClient) -> None:
    found = get(client, "")["items"]

    assert [one["name"] for one in found] == ["due", "envoys", "veldt"]
    assert found[1]["sought"] == {"kind": "words", "query": "envoy"}


@pytest.mark.parametrize(("name", "count"), [("envoys", 3), ("veldt", 3), ("due", 0)])
def test_hits_go_on_over_pages(client: TestClient, name: str, count: int) -> None:
    whole = get(client, f"/{name}/hits", since="1")["items"]
    single: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = get(client, f"/{name}/hits", since="1", limit="1", cursor=cursor)
        single += page["items"]
        cursor = page["next"]

    assert (len(whole), single) == (count, whole)
    assert all((one["build"], one["news"]) == (1, None) for one in whole)


def test_a_feed_is_atom_with_the_addresses_of_the_server(client: TestClient) -> None:
    answer = client.get(f"{PREFIX}/watches/envoys/feed")

    assert answer.headers["content-type"] == "application/atom+xml"
    found = feedparser.parse(answer.content)
    assert (found.bozo, len(found.entries)) == (False, 3)
    assert found.feed.links[0].href == f"http://{HOST}{PREFIX}/watches/envoys/feed"
    link = found.entries[0].link
    assert client.get(link.removeprefix(f"http://{HOST}")).status_code == 200


@pytest.mark.parametrize("address", ["hits", "feed"])
def test_a_watch_that_there_is_not_is_named(client: TestClient, address: str) -> None:
    answer = client.get(f"{PREFIX}/watches/none/{address}")

    assert (answer.status_code, "'none'" in answer.json()["detail"]) == (404, True)


def test_what_is_kept_by_the_asker_is_old_when_watches_change(
    client: TestClient, path: Path
) -> None:
    tag = client.get(f"{PREFIX}/watches").headers["etag"]
    same = client.get(f"{PREFIX}/watches", headers={"if-none-match": tag})
    remove_watch(path, "due")
    later = client.get(f"{PREFIX}/watches", headers={"if-none-match": tag})

    assert (same.status_code, later.status_code) == (304, 200)
    assert [one["name"] for one in later.json()["items"]] == ["envoys", "veldt"]


def test_deadlines_come_near_from_day_to_day(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get(f"{PREFIX}/watches/due/hits").headers["etag"]

    monkeypatch.setattr(watching, "today", lambda: date(2031, 1, 1))

    again = client.get(f"{PREFIX}/watches/due/hits", headers={"if-none-match": tag})
    assert again.status_code == 200
