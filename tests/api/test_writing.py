"""Who writes must hold the token; a body is small, and says what its struct has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from review import finding_of
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api.app import make_app
from chancery.api.view import PREFIX
from chancery.api.writing import MOST_BYTES
from chancery.model import Finding
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier
from chancery.store.watches import read_watches

TOKEN = "a-token-of-this-test"  # noqa: S105
HOLDS = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    fill_served(tmp_path / "own.dossier")
    return tmp_path / "own.dossier"


@pytest.fixture
def writer(own: Path) -> Iterator[TestClient]:
    app = make_app(own, hosts=[HOST], token=TOKEN)
    with TestClient(app, base_url=f"http://{HOST}") as made:
        yield made


def wanted(path: Path, **more: str) -> dict[str, str]:
    with open_dossier(path) as dossier:
        first = next(dossier.all(Finding))
    return {"id": first.id, "who": "Ada", "action": "reject", **more}


def decisions(path: Path) -> int:
    with open_dossier(path) as dossier:
        return len(read_decisions(dossier))


def test_a_decision_is_added_and_given_back(writer: TestClient, own: Path) -> None:
    answer = writer.post(f"{PREFIX}/review/decisions", json=wanted(own), headers=HOLDS)

    assert answer.status_code == 201
    assert answer.json()["who"] == "Ada"
    assert decisions(own) == 1


def test_the_tag_of_an_answer_changes_with_a_decision(writer: TestClient, own: Path) -> None:
    before = writer.get(f"{PREFIX}/statements").headers["etag"]

    writer.post(f"{PREFIX}/review/decisions", json=wanted(own), headers=HOLDS)

    assert writer.get(f"{PREFIX}/statements").headers["etag"] != before


@pytest.mark.parametrize("said", [None, "Bearer another", "x"])
def test_without_the_token_nothing_is_written(
    writer: TestClient, own: Path, said: str | None
) -> None:
    headers = {"authorization": said} if said else {}
    answer = writer.post(f"{PREFIX}/review/decisions", json=wanted(own), headers=headers)

    assert answer.status_code == 403
    assert "token" in answer.json()["remedy"].lower()
    assert decisions(own) == 0


def test_another_site_writes_nothing_though_it_has_the_token(
    writer: TestClient, own: Path
) -> None:
    for headers in ({"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        answer = writer.post(
            f"{PREFIX}/review/decisions", json=wanted(own), headers=HOLDS | headers
        )
        assert answer.status_code == 403
    assert decisions(own) == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"id": 1}', "application/json", 400),
        (b'{"nothing": "known"}', "application/json", 400),
        (b"<x/>", "text/xml", 415),
        (b" " * (MOST_BYTES + 1), "application/json", 413),
        (b'{"id": "finding-none", "who": "Ada", "action": "accept"}', "application/json", 404),
    ],
)
def test_a_body_that_cannot_be_is_refused(
    writer: TestClient, own: Path, body: bytes, kind: str, status: int
) -> None:
    answer = writer.post(
        f"{PREFIX}/review/decisions", content=body, headers=HOLDS | {"content-type": kind}
    )

    assert answer.status_code == status
    assert answer.json()["rule"]
    assert decisions(own) == 0


def test_findings_are_merged_and_the_log_says_that_it_waits(writer: TestClient, own: Path) -> None:
    names = [finding_of(own, "figure", words).id for words in ("Nine", "12")]
    body = {"id": names[0], "other": names[1], "who": "Ada", "action": "merge"}

    answer = writer.post(f"{PREFIX}/review/decisions", json=body, headers=HOLDS)

    assert answer.status_code == 201
    assert (len(answer.json()["anchors"]), answer.json()["sides"]) == (2, {"first": 1})
    (noted,) = writer.get(f"{PREFIX}/review/decisions").json()["items"]
    assert noted["join"] == {"state": "waits", "against": []}


@pytest.mark.parametrize(
    ("fields", "status", "rule"),
    [
        ({"action": "merge", "id": "meeting", "other": "figure"}, 400, "claims are of one kind"),
        ({"action": "merge", "id": "meeting", "other": "meeting"}, 400, "one finding already"),
        ({"action": "merge", "id": "entity-veldt", "other": "entity-veldt"}, 400, "one actor"),
        ({"action": "merge", "id": "entity-veldt", "other": "figure"}, 400, "two of a sort"),
        ({"action": "merge", "id": "meeting", "other": "finding-none"}, 404, "no finding"),
        ({"action": "merge", "id": "meeting"}, 400, "name what"),
        ({"action": "split", "id": "entity-veldt"}, 400, "say what is not this actor"),
        ({"action": "split", "id": "meeting"}, 400, "alone in its finding"),
        ({"action": "split", "id": "meeting", "other": "figure"}, 400, "`merge` takes two"),
    ],
)
def test_what_cannot_be_merged_or_split_is_refused_with_why(
    writer: TestClient, own: Path, fields: dict[str, str], status: int, rule: str
) -> None:
    names = {about: finding_of(own, about).id for about in ("meeting", "figure")}
    body = {name: names.get(value, value) for name, value in fields.items()} | {"who": "Ada"}

    answer = writer.post(f"{PREFIX}/review/decisions", json=body, headers=HOLDS)

    assert answer.status_code == status
    assert rule in answer.json()["detail"]
    assert decisions(own) == 0


def test_a_watch_is_kept_and_removed(writer: TestClient, own: Path) -> None:
    body = {"name": "dam", "sought": {"kind": "words", "query": "dam"}}

    assert writer.post(f"{PREFIX}/watches", json=body, headers=HOLDS).status_code == 201
    assert writer.post(f"{PREFIX}/watches", json=body, headers=HOLDS).status_code == 400
    with open_dossier(own) as dossier:
        assert [one.name for one in read_watches(dossier)] == ["dam"]
    removal = writer.post(f"{PREFIX}/watches/remove", json={"name": "dam"}, headers=HOLDS)
    assert removal.status_code == 201
    again = writer.post(f"{PREFIX}/watches/remove", json={"name": "dam"}, headers=HOLDS)
    assert again.status_code == 404


def test_sources_are_named_only_where_that_is_allowed(writer: TestClient) -> None:
    answer = writer.post(f"{PREFIX}/build", json={"sources": ["/etc"]}, headers=HOLDS)

    assert answer.status_code == 400
    assert "allow" in answer.json()["detail"]


def test_what_is_only_read_is_not_posted_to(writer: TestClient) -> None:
    answer = writer.post(f"{PREFIX}/statements", json={}, headers=HOLDS)

    assert answer.status_code == 405
    assert answer.json()["type"].endswith("method")
