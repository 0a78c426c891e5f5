"""Evidence is given as W3C Web Annotations whose selectors find the very characters."""

from typing import Any

from starlette.testclient import TestClient

from chancery.api.view import PREFIX

LINKED = "application/ld+json"


def annotations(client: TestClient, address: str, **asked: str) -> Any:
    answer = client.get(f"{PREFIX}{address}", params=asked, headers={"accept": LINKED})
    assert answer.headers["content-type"] == LINKED
    assert "Accept" in answer.headers["vary"]
    return answer.json()


def check(client: TestClient, one: Any) -> None:
    position, quote = one["target"]["selector"]
    text = client.get(one["target"]["source"]).content.decode()
    start, end = position["start"], position["end"]
    assert (one["type"], position["type"], quote["type"]) == (
        "Annotation",
        "TextPositionSelector",
        "TextQuoteSelector",
    )
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    assert client.get(one["body"][0]["id"]).json()["kind"] == one["id"].split("/")[6]


def test_each_span_of_a_record_is_an_annotation(client: TestClient) -> None:
    page = annotations(client, "/records/statement", document="document-a")

    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) > 3
    for one in page["items"]:
        check(client, one)


def test_one_record_and_one_that_quotes_nothing(client: TestClient) -> None:
    identity = client.get(f"{PREFIX}/records/reuse_link").json()["items"][0]["id"]
    page = annotations(client, f"/records/reuse_link/{identity}")

    assert [one["body"][1]["value"] for one in page["items"]] == ["/a", "/b"]
    assert annotations(client, "/records/entity/entity-veldt")["items"] == []


def test_the_next_page_is_an_address(client: TestClient) -> None:
    page = annotations(client, "/records/statement", limit="1")
    following = client.get(page["next"], headers={"accept": LINKED}).json()

    assert following["items"][0]["id"] != page["items"][0]["id"]


def test_the_form_is_the_one_that_is_wanted_most(client: TestClient) -> None:
    for accept, form in (
        ("application/ld+json;q=0.5, application/json", "application/json"),
        ("application/json;q=0.5, application/ld+json;q=0.9", LINKED),
        ("text/html, */*;q=0.1", "application/json"),
        ("application/*, application/json;q=0", LINKED),
    ):
        answer = client.get(f"{PREFIX}/records/statement", headers={"accept": accept})
        assert answer.headers["content-type"] == form

    refused = client.get(f"{PREFIX}/statements", headers={"accept": LINKED})
    assert refused.status_code == 406
