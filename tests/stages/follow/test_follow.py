"""What clauses tell of commitments, through a build with a reader that finds given words."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder

from chancery.model import Commitment, OpenItem, Span
from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings
from chancery.ports import Reading
from chancery.store.dossier import open_dossier

PLACES = ("Aldania", "Corvia", "Port Tarn")


class Namer:
    """A reader that finds the places that a text names."""

    model = "namer 0"

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        named = tuple((name, "place", "name", None) for name in PLACES if name in text)
        return Finder(mentions=named).read(text, sentences)


PROMISE = "Aldania promised to send 40 trucks of flour to Corvia."
Told = list[tuple[str, str]]


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., tuple[Told, list[str]]]:
    """Give the follow-ups of the first article's commitments, and what they wait for."""

    def run(
        first: str, later: str, *, dated: bool = True, address: str | None = None
    ) -> tuple[Told, list[str]]:
        articles = tmp_path / "articles"
        articles.mkdir()
        for name, day, text in (("a", "2 March 2020", first), ("b", "20 March 2020", later)):
            head = f"Published {day}\n\n" if dated else ""
            line = {"text": f"News\n\n{head}{text}\n", "url": address}
            (articles / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
        path = tmp_path / "t.dossier"
        settings = Settings(workers=1)
        build([str(articles)], path, settings=settings, progress=Silent(), reader=Namer())
        with open_dossier(path) as opened:
            mine = [one for one in opened.all(Commitment) if one.evidence[0].quote == first]
            assert mine
            ids = {one.id for one in mine}
            waits = [one.waits_for for one in opened.all(OpenItem) if one.about in ids]
        return [(each.type, each.order) for one in mine for each in one.follow_up], waits

    return run


@pytest.mark.parametrize(
    ("later", "right"),
    [
        ("Aldania delivered 40 trucks of flour to Corvia.", "delivered"),
        ("Aldania has sent only 20 trucks of flour to Corvia.", "delivered_in_part"),
        ("Aldania promised again to send 40 trucks of flour to Corvia.", "reaffirmed"),
        ("Aldania failed to send the trucks of flour.", "alleged_breach"),
        ("Aldania cancelled the 40 trucks of flour.", "withdrawn"),
    ],
)
def test_what_is_told_later_has_its_type(
    told: Callable[..., tuple[Told, list[str]]], later: str, right: str
) -> None:
    found, _ = told(PROMISE, later)

    assert found == [(right, "later")]


@pytest.mark.parametrize(
    "later",
    [
        "Port Tarn delivered 40 trucks of flour to Corvia.",  # another party
        "Aldania delivered 40 trucks of flour to Port Tarn.",  # to another
        "Aldania delivered 40 rifles to Corvia.",  # another object
        "Aldania delivered 40 trucks of flour to Corvia on 4 January 2019.",  # earlier
        "Corvia hopes that Aldania delivered 40 trucks of flour.",  # a wish
    ],
)
def test_what_is_not_the_deed_is_not_linked(
    told: Callable[..., tuple[Told, list[str]]], later: str
) -> None:
    assert told(PROMISE, later) == ([], ["deed"])


def test_who_did_what_he_undertook_not_to_do_has_delivered_nothing(
    told: Callable[..., tuple[Told, list[str]]],
) -> None:
    promise = PROMISE.replace("promised to", "promised not to")
    assert promise != PROMISE

    found, _ = told(promise, "Aldania sent 40 trucks of flour to Corvia.")

    assert found == []


def test_a_deed_that_no_date_puts_later_is_not_delivered(
    told: Callable[..., tuple[Told, list[str]]],
) -> None:
    found, _ = told(PROMISE, "Aldania delivered 40 trucks of flour to Corvia.", dated=False)

    assert found == []


def test_a_version_of_an_article_does_not_say_again_what_another_said(
    told: Callable[..., tuple[Told, list[str]]],
) -> None:
    again = "Aldania promised again to send 40 trucks of flour to Corvia."

    assert told(PROMISE, again, address="https://post.example/flour")[0] == []


def test_who_is_asked_contests_a_demand_and_so_answers_it(
    told: Callable[..., tuple[Told, list[str]]],
) -> None:
    found, waits = told(
        "Aldania urged Corvia to reopen the mountain road.",
        "Corvia refused to reopen the mountain road.",
    )

    assert (found, waits) == ([("contested", "later")], [])


def test_a_delivered_promise_waits_for_nothing(
    told: Callable[..., tuple[Told, list[str]]],
) -> None:
    _, waits = told(PROMISE, "Aldania delivered 40 trucks of flour to Corvia.")

    assert waits == []
