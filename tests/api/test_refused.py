"""What is wrong with a request is said, with rule and remedy, and nothing worse happens."""

import sqlite3
from pathlib import Path

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api import cursors, tables
from chancery.api.app import make_app
from chancery.api.view import PREFIX
from chancery.model import Document, Record
from chancery.store import free_sql

ENDLESS = (
    "WITH RECURSIVE one(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM one) SELECT count(*) FROM one"
)
CROSSED = (
    "SELECT a.id FROM finding a, finding b, finding c, finding d, finding e, finding f, "
    "finding g, finding h WHERE a.id || b.id || c.id || d.id || e.id || f.id || g.id || h.id = 'x'"
)
WRITING = [
    "DELETE FROM document",
    "INSERT INTO run SELECT * FROM run",
    "CREATE TABLE mine (x)",
    "CREATE TEMP TABLE mine (x)",
    "DROP TABLE document",
    "PRAGMA user_version = 9",
    "PRAGMA writable_schema = ON",
    "PRAGMA journal_mode = DELETE",
    "VACUUM INTO 'elsewhere.db'",
    "BEGIN IMMEDIATE",
    "COMMIT",
    "INSERT INTO document_text(document_text) VALUES ('rebuild')",
    "SELECT load_extension('mine.so')",
]
WRONG = [
    "SELEC 1",
    "SELECT 1; SELECT 2",
    "SELECT nothing FROM document",
    "SELECT '",
    "-- nothing",
    "SELECT ?",
    "SELECT zeroblob(1000000000)",
    "SELECT group_concat(hex(zeroblob(1000000))) FROM finding, finding AS more",
    "SELECT CAST(x'ff' AS TEXT)",
    f"SELECT {'(' * 500}1{')' * 500}",
    "SELECT 'x' LIKE '" + "%a" * 200 + "'",
    "SELECT * FROM document_text WHERE document_text MATCH '\"'",
]


def problem(client: TestClient, address: str, **asked: str) -> tuple[int, str]:
    """Return the status and detail of what must be a whole problem."""
    return whole(client.get(f"{PREFIX}{address}", params=asked))


def whole(answer: Response) -> tuple[int, str]:
    made = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert made["status"] == answer.status_code
    assert made.keys() == {"type", "title", "status", "detail", "rule", "remedy"}
    return answer.status_code, made["detail"]


@pytest.mark.parametrize(
    ("address", "asked", "status", "says"),
    [
        ("/statements", {"speker": "x"}, 400, "speker"),
        ("/statements", {"limit": "0"}, 400, "limit"),
        ("/statements", {"limit": "many"}, 400, "limit"),
        ("/statements", {"kind": "shouts"}, 400, "kind"),
        ("/statements", {"since": "2024-02-30"}, 400, "2024-02-30"),
        ("/statements", {"since": "yesterday"}, 400, "since"),
        ("/statements", {"speaker": ""}, 400, "speaker"),
        ("/statements", {"speaker": "?!"}, 400, "?!"),
        ("/statements", {"speaker": "Velt"}, 404, "Jonas Veldt"),
        ("/statements", {"thread": "nowhere"}, 404, "nowhere"),
        ("/actors", {"name": "Nobody Known"}, 404, "Nobody Known"),
        ("/records/finding/finding-0", {}, 404, "finding-0"),
        ("/records/document/none/text", {}, 404, "none"),
        ("/records/nothing", {}, 404, "/records/nothing"),
        ("/search", {}, 400, "q"),
        ("/search", {"q": "-talks"}, 400, "-talks"),
        ("/search", {"q": '"'}, 400, "nothing to look for"),
        ("/statements", {"cursor": "%%%"}, 400, "cursor"),
        ("/statements", {"cursor": "AAAA"}, 400, "cursor"),
        ("/statements", {"cursor": "A" * 5000}, 400, "cursor"),
    ],
)
def test_what_cannot_be_met_is_named(
    client: TestClient, address: str, asked: dict[str, str], status: int, says: str
) -> None:
    found, detail = problem(client, address, **asked)

    assert found == status
    assert says in detail


def test_a_parameter_is_given_once(client: TestClient) -> None:
    assert whole(client.get(f"{PREFIX}/statements?limit=1&limit=2"))[0] == 400


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(query=st.text(min_size=1, max_size=40))
def test_no_query_trips_the_search(client: TestClient, query: str) -> None:
    answer = client.get(f"{PREFIX}/search", params={"q": query})

    assert answer.status_code in {200, 400}


@pytest.mark.parametrize("query", WRITING)
def test_sql_that_would_do_more_than_read_is_refused(
    client: TestClient, path: Path, query: str
) -> None:
    before = path.read_bytes()

    status, detail = problem(client, "/sql", query=query)

    assert status == 400
    assert "SELECT" in detail or "cannot be answered" in detail
    assert path.read_bytes() == before
    assert not Path("elsewhere.db").exists()


def test_sql_attaches_nothing(client: TestClient, tmp_path: Path) -> None:
    other = tmp_path / "other.db"

    status, _ = problem(client, "/sql", query=f"ATTACH '{other}' AS other")

    assert status == 400
    assert not other.exists()


@pytest.mark.parametrize("query", WRONG)
def test_sql_that_cannot_be_answered_is_said(client: TestClient, query: str) -> None:
    assert problem(client, "/sql", query=query)[0] == 400


@pytest.mark.parametrize("query", [ENDLESS, CROSSED])
def test_sql_that_never_ends_is_ended(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(tables, "SECONDS", 0.1)

    status, detail = problem(client, "/sql", query=query)

    assert (status, "0.1 seconds" in detail) == (400, True)


def test_sql_that_gives_too_much_is_ended(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_sql, "MOST_BYTES", 1_000)

    status, detail = problem(client, "/sql", query="SELECT * FROM finding")

    assert status == 400
    assert "1,000 bytes" in detail


def test_a_forged_host_is_turned_away(client: TestClient) -> None:
    for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:8765.evil.example"):
        answer = client.get(PREFIX, headers={"host": host})

        assert (answer.status_code, answer.json()["type"]) == (421, "urn:chancery:problem:host")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_site_is_turned_away(
    client: TestClient, headers: dict[str, str], method: str
) -> None:
    answer = client.request(method, f"{PREFIX}/statements", headers=headers)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "none"},
    ],
)
def test_own_pages_and_links_that_people_follow_are_answered(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert client.get(PREFIX, headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_answered(client: TestClient, method: str) -> None:
    assert client.request(method, f"{PREFIX}/statements").status_code == 405


def test_every_answer_says_what_a_browser_may_do(client: TestClient) -> None:
    for address in (PREFIX, "/", f"{PREFIX}/search", f"{PREFIX}/openapi.json"):
        answer = client.get(address)

        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def test_a_cursor_is_of_one_list_of_one_dossier(
    client: TestClient, path: Path, tmp_path: Path
) -> None:
    cursor = client.get(f"{PREFIX}/statements", params={"limit": "1"}).json()["next"]
    other = tmp_path / "other.dossier"
    other.write_bytes(path.read_bytes())

    with TestClient(make_app(other, hosts=[HOST]), base_url=f"http://{HOST}") as elsewhere:
        assert problem(elsewhere, "/statements", cursor=cursor)[0] == 409
    assert problem(client, "/statements", cursor=cursor, party="Veldt")[0] == 409
    assert problem(client, "/figures", cursor=cursor)[0] == 409
    assert client.get(f"{PREFIX}/statements", params={"cursor": cursor}).status_code == 200


def test_a_forged_place_in_a_cursor_is_refused(client: TestClient) -> None:
    edition = client.get(PREFIX).json()["edition"]
    of = cursors.list_of(edition, f"{PREFIX}/records/document", {"document": ""})
    of_all = cursors.list_of(edition, f"{PREFIX}/records/document", {})

    statuses = [
        problem(client, "/records/document", cursor=cursors.write(one, ["not", "an id"]))[0]
        for one in (of, of_all)
    ]

    assert statuses == [409, 400]


def test_a_dossier_that_another_replaces_is_seen(tmp_path: Path) -> None:
    path, coming = tmp_path / "t.dossier", tmp_path / "new.dossier"
    fill_served(path)
    fill_served(coming, fewer())
    with TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}") as client:
        first = client.get(f"{PREFIX}/records/document", params={"limit": "1"})
        coming.replace(path)
        again = client.get(
            f"{PREFIX}/records/document",
            params={"limit": "1"},
            headers={"if-none-match": first.headers["etag"]},
        )

        assert (again.status_code, again.json()["next"]) == (200, None)
        assert (
            problem(client, "/records/document", cursor=first.json()["next"], limit="1")[0] == 409
        )

        path.unlink()
        assert problem(client, "/records/document")[0] == 503
        path.write_text("no dossier", encoding="utf-8")
        answer = client.get(PREFIX)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_a_record_that_is_broken_is_the_dossiers_fault(tmp_path: Path) -> None:
    path = tmp_path / "t.dossier"
    fill_served(path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE statement SET modality = 'shouted', words = '{'")
    connection.close()

    with TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}") as client:
        status, detail = problem(client, "/statements")

    assert (status, "chancery doctor" in detail) == (503, True)


def test_a_build_changes_the_tag_of_every_answer(tmp_path: Path) -> None:
    path = tmp_path / "t.dossier"
    fill_served(path)
    with TestClient(make_app(path, hosts=[HOST]), base_url=f"http://{HOST}") as client:
        before = client.get(f"{PREFIX}/statements").headers["etag"]
        kept = client.get(f"{PREFIX}/statements", headers={"if-none-match": f'"x", W/{before}'})
        fill_served(path)
        after = client.get(f"{PREFIX}/statements", headers={"if-none-match": before})

    assert (kept.status_code, kept.content, kept.headers["etag"]) == (304, b"", before)
    assert after.status_code == 200
    assert after.headers["etag"] != before


def fewer() -> list[Record]:
    from stored import records  # noqa: PLC0415

    return [one for one in records() if isinstance(one, Document)][:1]
