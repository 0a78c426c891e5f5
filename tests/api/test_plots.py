"""Figures are drawn as SVG or given as JSON, and lead to the records of the interface."""

import pytest
from drawn import SVG, parse
from starlette.testclient import TestClient

from chancery.api.plots import SVG as FORM
from chancery.api.view import PREFIX
from chancery.plots.figures import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_a_picture_or_what_it_shows(client: TestClient, name: str) -> None:
    drawn = client.get(f"{PREFIX}/plots/{name}")
    shown = client.get(f"{PREFIX}/plots/{name}", headers={"accept": "application/json"})

    assert drawn.headers["content-type"].partition(";")[0] == FORM
    assert parse(drawn.text).tag == f"{SVG}svg"
    assert shown.json()["unread"] is False
    assert drawn.headers["etag"] != shown.headers["etag"]


def test_its_marks_lead_to_records_that_are_there(client: TestClient) -> None:
    root = parse(client.get(f"{PREFIX}/plots/network", params={"all": "true"}).text)

    links = {str(one.get("href")) for one in root.iter(f"{SVG}a")}
    assert links
    for one in links:
        assert client.get(one).status_code == 200


def test_it_is_chosen_as_the_timeline(client: TestClient) -> None:
    def chosen(**asked: str) -> int:
        answer = client.get(
            f"{PREFIX}/plots/timeline", params=asked, headers={"accept": "application/json"}
        )
        return int(answer.json()["chosen"])

    assert chosen(all="true") > chosen() > 0
    assert chosen(all="true", kind="meeting") == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/plots/timeline?since=May", 400),
        ("/plots/map?party=Nemo", 404),
        ("/plots/histogram?all=true", 400),
        ("/plots/pie", 404),
    ],
)
def test_what_cannot_be_drawn_says_why(client: TestClient, address: str, status: int) -> None:
    answer = client.get(f"{PREFIX}{address}")

    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
