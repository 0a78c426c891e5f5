"""The pages of findings and actors merge and split by plain forms, and say what waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from record import CORVIA, VELDT, told
from review import finding_of, named
from served import HOST, fill_served, records
from starlette.testclient import TestClient

from chancery.workbench.app import make_app

TOKEN = "a-token-of-this-test"  # noqa: S105
AGAIN = told()[1].statement("the ferry would sail in May", "Envoy Veldt").id


@pytest.fixture
def own(tmp_path: Path) -> Path:
    fill_served(tmp_path / "own.dossier", named(records()))
    return tmp_path / "own.dossier"


@pytest.fixture
def pages(own: Path) -> Iterator[TestClient]:
    app = make_app(own, hosts=[HOST], token=TOKEN)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=True) as made:
        yield made


def decide(pages: TestClient, back: str, **fields: str) -> str:
    """Post the form of a page, and return the page that it leads back to, its words in a row."""
    made = {"token": TOKEN, "who": "Ada", "back": back, **fields}
    answer = pages.post("/review/decisions", data=made)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_an_actor_is_merged_and_a_name_taken_out_and_both_are_undone(pages: TestClient) -> None:
    address = f"/actors/{VELDT}"
    assert '<option value="Veldt">' in pages.get(address).text

    merged = decide(pages, address, action="merge", id=VELDT, other=CORVIA)
    taken = decide(pages, address, action="split", id=VELDT, words="Veldt", document="")

    assert "Ada merges the actors ‹Jonas Veldt› (also ‹Veldt›) and ‹Corvia›" in merged
    assert "<b>waits for the next build</b>" in merged
    assert "Ada takes ‹Veldt› in b.txt out of the actor ‹Jonas Veldt›" in taken
    assert "Ada merges the actors" in pages.get(f"/actors/{CORVIA}").text
    last = taken.partition('name="id" value="decision-')[2].partition('"')[0]
    undone = decide(pages, address, action="undo", id=f"decision-{last}")
    assert "Ada takes" not in undone
    assert "Ada merges the actors" in undone


def test_a_claim_is_split_off_on_the_page_of_its_finding(pages: TestClient, own: Path) -> None:
    sails = finding_of(own, "statement", "the ferry would sail").id
    address = f"/findings/{sails}"
    assert pages.get(address).text.count("It does not belong here") == 2
    alone = finding_of(own, "meeting").id
    assert "It does not belong here" not in pages.get(f"/findings/{alone}").text

    shown = decide(pages, address, action="split", id=AGAIN)

    assert "Ada splits a statement off its finding" in shown
    assert '<a href="/runs">Build it again</a>' in shown
    for page in ("/review", "/runs"):
        assert "1 merge or split waits for the next build" in pages.get(page).text
    assert "yes; waits for the next build" in pages.get("/review/log").text


def test_who_codes_blind_sees_no_merge_of_others_beside_the_queue(
    pages: TestClient, own: Path
) -> None:
    nine, twelve = (finding_of(own, "figure", words).id for words in ("Nine", "12"))
    decide(pages, "/review", action="merge", id=nine, other=twelve)

    address = f"/review?evidence={nine}"
    assert "Ada merges two figures" in pages.get(address).text
    pages.cookies.clear()
    pages.cookies.set("chancery_reviewer", "Ben")

    blind = pages.get(f"{address}&who=Ben&blind=true")

    assert "Ada merges two figures" not in blind.text
    assert "waits for the next build" not in blind.text


def test_what_cannot_be_merged_is_said_on_a_page(pages: TestClient, own: Path) -> None:
    meeting, figure = (finding_of(own, about).id for about in ("meeting", "figure"))
    made = {"token": TOKEN, "who": "Ada", "action": "merge", "id": meeting, "other": figure}

    answer = pages.post("/review/decisions", data=made)

    assert answer.status_code == 400
    assert "claims are of one kind" in answer.text
