"""What became of the commitments of five real articles: stories 11 to 13 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import Silent

from chancery.model import Commitment, Document, FollowUp, OpenItem
from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings
from chancery.store.dossier import Dossier, open_dossier

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    path = tmp_path_factory.mktemp("five") / "five.dossier"
    build([str(ARTICLES)], path, settings=Settings(), progress=Silent())
    with open_dossier(path) as opened:
        yield opened


def commitment(five: Dossier, number: str, place: int) -> Commitment:
    names = numbers(five)
    (one,) = (
        each
        for each in five.all(Commitment)
        if names[each.document] == number
        and any(words.start <= place < words.end for words in each.content)
    )
    return one


def numbers(five: Dossier) -> dict[str, str]:
    return {one.id: str(one.path)[:3] for one in five.all(Document)}


def told(five: Dossier, found: tuple[FollowUp, ...]) -> list[tuple[str, str, str]]:
    names = numbers(five)
    return [(one.type, one.order, names[one.document]) for one in found]


def test_aid_is_reaffirmed_and_no_date_shows_that_it_was_later(five: Dossier) -> None:
    found = commitment(five, "001", 2120).follow_up

    assert told(five, found) == [("reaffirmed", "unproven", "004")]
    assert found[0].evidence[0].start <= 379 < found[0].evidence[0].end


def test_the_euro_pledge_stays_open(five: Dossier) -> None:
    pledge = commitment(five, "003", 1285)

    assert pledge.follow_up == ()
    assert [one.waits_for for one in five.all(OpenItem) if one.about == pledge.id] == ["deed"]


def test_the_demand_for_a_government_of_all_is_contested(five: Dossier) -> None:
    found = commitment(five, "001", 92).follow_up

    assert told(five, found) == [("contested", "unproven", "004")]
    assert found[0].evidence[0].start <= 1207 < found[0].evidence[0].end


def test_the_one_expected_outcome_has_no_report(five: Dossier) -> None:
    (one,) = (each for each in five.all(Commitment) if each.type == "expected_outcome")

    assert numbers(five)[one.document] == "003"
    assert one.content[0].start <= 1680 < one.content[0].end
    assert [each.type for each in one.follow_up] == ["no_report"]
    through = one.follow_up[0].looked_through
    assert through is not None
    assert (through.documents >= 3, through.since) == (True, "2021-10-20")
    assert [each.waits_for for each in five.all(OpenItem) if each.about == one.id] == ["report"]


def test_nothing_is_said_to_be_delivered(five: Dossier) -> None:
    types = {each.type for one in five.all(Commitment) for each in one.follow_up}

    assert types == {"reaffirmed", "contested", "no_report"}
