"""What cannot be shown is said on a page, with rule and remedy, and nothing worse happens."""

import re
from pathlib import Path

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markup import words
from places import address_of
from served import HOST, fill_served
from starlette.testclient import TestClient

from chancery.api.parameters import Paged
from chancery.workbench.app import make_app
from chancery.workbench.pages import PageOf, pages

HUGE = "9" * 5000
PAGES = pytest.mark.parametrize("page", pages(), ids=lambda one: one.path)
OF_ONE = [one.path for one in pages() if "{" in one.path]
HOSTILE = [
    "nothing=1",
    "limit=0",
    "limit=many",
    f"limit={HUGE}",
    f"min_origins={HUGE}",
    "cursor=AAAA",
    "cursor=%25%25%25",
    f"cursor={'A' * 5000}",
    "since=2024-02-30",
    f"since={HUGE}",
    f"span={HUGE}-{HUGE}9",
    f"span=99-{HUGE}",
    "span=9-2",
    "span=%D9%A1-%D9%A9",
    "q=%22",
    "q=-talks",
    f"q={'a+' * 4000}",
    "q=AND+OR+NOT+NEAR(",
    "q=*",
    "party=%3F%21",
    f"party={HUGE}",
    "thread=nowhere",
    "evidence=finding-",
    f"evidence={HUGE}",
    "evidence=%00",
    "%00=%00",
    "%FF=%FF",
    "limit=1&limit=2",
    "&&==&",
]


def refused(answer: Response) -> tuple[int, str]:
    """Return status and words of what must be a whole page that says no."""
    said = words(answer.content)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert said.endswith("To the brief")
    return answer.status_code, said


def place(client: TestClient, page: PageOf) -> str:
    return address_of(page, lambda path: client.get(path).json()).partition("?")[0]


@pytest.mark.parametrize("path", OF_ONE)
@pytest.mark.parametrize(
    "identity", ["none", "x" * 3000, "%00", "%F0%9F%8F%B4", "%3Cscript%3E", "a b"]
)
def test_an_id_that_is_none_is_not_found(client: TestClient, path: str, identity: str) -> None:
    status, said = refused(client.get(re.sub(r"\{\w+\}", lambda _: identity, path)))

    assert status == 404
    assert "There is no such thing" in said


def test_an_address_that_is_none_has_a_page_that_says_so(client: TestClient) -> None:
    for address in ("/nothing", "/%FF", "/static/none", "/static/x/style.css"):
        assert client.get(address).status_code == 404

    assert "there is no /nothing" in refused(client.get("/nothing"))[1]


@PAGES
def test_no_query_breaks_a_page(client: TestClient, page: PageOf) -> None:
    for query in HOSTILE:
        answer = client.get(f"{place(client, page)}?{query}")

        assert answer.status_code < 500, query
        if answer.status_code != 200:
            refused(answer)
        if query.startswith(("nothing=", "limit=", "span=9")):
            assert answer.status_code != 200, query


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(query=st.text(min_size=1, max_size=40))
def test_no_words_trip_the_search(client: TestClient, query: str) -> None:
    assert client.get("/search", params={"q": query}).status_code in {200, 400}


def test_a_cursor_is_of_one_list_of_one_dossier(client: TestClient, tmp_path: Path) -> None:
    other = tmp_path / "other.dossier"
    fill_served(other)
    with TestClient(make_app(other, hosts=[HOST]), base_url=f"http://{HOST}") as elsewhere:
        cursor = elsewhere.get("/api/v1/statements", params={"limit": "1"}).json()["next"]
    assert cursor

    for page in pages():
        if issubclass(page.asks, Paged) and "{" not in page.path:
            asked = {"cursor": cursor, **({"q": "talks"} if page.path == "/search" else {})}
            status, said = refused(client.get(page.path, params=asked))
            assert (status, "cursor" in said) == (409, True)


@PAGES
def test_another_host_or_site_is_turned_away(client: TestClient, page: PageOf) -> None:
    address = place(client, page)

    for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", f"{HOST}.evil.example"):
        assert client.get(address, headers={"host": host}).status_code == 421
    for headers in (
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    ):
        assert client.get(address, headers=headers).status_code == 403
        assert client.post(address, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
@PAGES
def test_pages_are_for_reading(client: TestClient, page: PageOf, method: str) -> None:
    assert client.request(method, place(client, page)).status_code in {403, 404, 405}
