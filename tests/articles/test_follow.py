"""What became of the commitments of five real articles: stories 11 to 13 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

import pytest
from five import ARTICLES, dossier, numbers

from chancery.model import Commitment, FollowUp, OpenItem
from chancery.store.dossier import Dossier

__all__ = ["dossier", "numbers"]
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Numbers = dict[str, str]  # of articles, by document


def commitment(dossier: Dossier, numbers: Numbers, number: str, place: int) -> Commitment:
    (one,) = (
        each
        for each in dossier.all(Commitment)
        if numbers[each.document] == number
        and any(words.start <= place < words.end for words in each.content)
    )
    return one


def told(found: tuple[FollowUp, ...], numbers: Numbers) -> list[tuple[str, str, str]]:
    return [(one.type, one.order, numbers[one.document]) for one in found]


def test_aid_is_reaffirmed_and_no_date_shows_that_it_was_later(
    dossier: Dossier, numbers: Numbers
) -> None:
    found = commitment(dossier, numbers, "001", 2120).follow_up

    assert told(found, numbers) == [("reaffirmed", "unproven", "004")]
    assert found[0].evidence[0].start <= 379 < found[0].evidence[0].end


def test_the_euro_pledge_stays_open(dossier: Dossier, numbers: Numbers) -> None:
    pledge = commitment(dossier, numbers, "003", 1285)

    assert pledge.follow_up == ()
    assert [one.waits_for for one in dossier.all(OpenItem) if one.about == pledge.id] == ["deed"]


def test_the_demand_for_a_government_of_all_is_contested(
    dossier: Dossier, numbers: Numbers
) -> None:
    found = commitment(dossier, numbers, "001", 92).follow_up

    assert told(found, numbers) == [("contested", "unproven", "004")]
    assert found[0].evidence[0].start <= 1207 < found[0].evidence[0].end


def test_the_one_expected_outcome_has_no_report(dossier: Dossier, numbers: Numbers) -> None:
    (one,) = (each for each in dossier.all(Commitment) if each.type == "expected_outcome")

    assert numbers[one.document] == "003"
    assert one.content[0].start <= 1680 < one.content[0].end
    assert [each.type for each in one.follow_up] == ["no_report"]
    through = one.follow_up[0].looked_through
    assert through is not None
    assert (through.documents >= 3, through.since) == (True, "2021-10-20")
    assert [each.waits_for for each in dossier.all(OpenItem) if each.about == one.id] == ["report"]


def test_nothing_is_said_to_be_delivered(dossier: Dossier) -> None:
    types = {each.type for one in dossier.all(Commitment) for each in one.follow_up}

    assert types == {"reaffirmed", "contested", "no_report"}
