"""Lists give what the commands give, a page at a time, and every record can be had by its id."""

import json
from pathlib import Path

import pytest
from asked import every, get
from starlette.testclient import TestClient

from chancery.api.view import PREFIX
from chancery.model import Document, codec, kind_of, record_kinds
from chancery.pipeline.query import Query, choose
from chancery.pipeline.rows import PublishedIn
from chancery.store.dossier import open_dossier

KINDS = [kind_of(kind) for kind in record_kinds()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_listed_by_id_as_exports_write_it(
    client: TestClient, path: Path, kind: str
) -> None:
    of_name = {kind_of(one): one for one in record_kinds()}
    with open_dossier(path) as dossier:
        kept = [json.loads(codec.to_json(one)) for one in dossier.all(of_name[kind])]

    assert every(client, f"/records/{kind}") == kept
    assert all(get(client, f"/records/{kind}/{one['id']}") == one for one in kept)


def test_records_of_one_document_are_chosen_by_it(client: TestClient) -> None:
    found = every(client, "/records/statement", document="document-c")

    assert {one["document"] for one in found} == {"document-c"}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("address", "asked", "query"),
    [
        ("/statements", {}, Query(about="statement")),
        ("/statements", {"speaker": "veldt"}, Query(about="statement", speaker="veldt")),
        ("/statements", {"speaker": "spokesman"}, Query(about="statement", speaker="spokesman")),
        ("/statements", {"about": "ferr sail"}, Query(about="statement", words="ferr sail")),
        ("/statements", {"kind": "says"}, Query(about="statement", sort="says")),
        ("/statements", {"min_origins": "2"}, Query(about="statement", least=2)),
        ("/statements", {"until": "2020-03-02"}, Query(about="statement", until="2020-03-02")),
        ("/statements", {"thread": "document-a"}, Query(about="statement", thread="document-a")),
        ("/figures", {"about": "people"}, Query(about="figure", words="people")),
        ("/meetings", {"party": "Corvia"}, Query(about="meeting", party="Corvia")),
        ("/meetings", {"modality": "negated"}, Query(about="meeting", modality="negated")),
        ("/events", {}, Query(about="event")),
        ("/commitments", {"type": "intention"}, Query(about="commitment", sort="intention")),
        ("/commitments", {"open": "true"}, Query(about="commitment", open=True)),
    ],
)
def test_points_are_those_of_the_commands_in_their_order(
    client: TestClient, path: Path, address: str, asked: dict[str, str], query: Query
) -> None:
    with open_dossier(path) as dossier:
        rows = choose(dossier, query, PublishedIn(dossier))
    wanted = [(row.finding.id, [one.id for one in row.claims], row.by_words) for row in rows]

    found = every(client, address, **asked)

    assert wanted or query.modality == "negated"
    assert [
        (one["finding"]["id"], [each["id"] for each in one["claims"]], one["by_words"])
        for one in found
    ] == wanted


def test_the_timeline_tells_each_entry_in_a_sentence(client: TestClient) -> None:
    entries = every(client, "/timeline")
    meetings = every(client, "/timeline", kind="meeting", thread="document-a", party="Veldt")

    assert len(entries) == 7
    assert all(one["line"]["text"] for one in entries)
    assert [one["entry"]["about"] for one in meetings] == ["meeting"]
    assert every(client, "/timeline", since="2030-01-01") == []


def test_actors_are_found_by_name_and_type(client: TestClient) -> None:
    assert [one["name"] for one in every(client, "/actors", name="veldt")] == ["Jonas Veldt"]
    assert [one["name"] for one in every(client, "/actors", type="place")] == ["Corvia"]
    assert len(every(client, "/actors")) == 2


def test_the_thread_of_a_document_is_found_by_it(client: TestClient) -> None:
    (one,) = every(client, "/threads", thread="document-b")

    assert one["id"] == "thread-document-a"


def test_the_text_of_a_document_is_given_to_the_character(client: TestClient, path: Path) -> None:
    with open_dossier(path) as dossier:
        for one in dossier.all(Document):
            answer = client.get(f"{PREFIX}/records/document/{one.id}/text")

            assert answer.content.decode() == one.text
            assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_the_index_says_what_the_dossier_holds(client: TestClient) -> None:
    held = get(client, "")

    assert held["records"]["finding"] == 7
    assert [one["number"] for one in held["runs"]] == [1]


def test_search_gives_the_passages_that_match_and_counts(client: TestClient) -> None:
    found = get(client, "/search", q="envoy")

    assert found["documents"] == len(found["items"]) == 3
    for one in found["items"]:
        assert one["matches"][0]["quote"].lower() == "envoy"
    assert sum(one["documents"] for one in found["facets"]["years"]) == 3
    assert found["facets"]["outlets"] == [{"name": None, "documents": 3}]


@pytest.mark.parametrize("newest", ["true", "false"])
def test_pages_of_a_search_are_the_whole(client: TestClient, newest: str) -> None:
    whole = get(client, "/search", q="envoy", newest=newest)
    single = every(client, "/search", q="envoy", newest=newest)

    assert single == whole["items"]


def test_sql_gives_columns_and_rows_up_to_a_number(client: TestClient) -> None:
    query = "SELECT path, length(text) FROM document ORDER BY path"

    assert get(client, "/sql", query=query, rows="2") == {
        "columns": ["path", "length(text)"],
        "rows": [["a.txt", 142], ["b.txt", 82]],
        "truncated": True,
    }
    assert get(client, "/sql", query="SELECT x'00ff', NULL")["rows"] == [["AP8=", None]]
