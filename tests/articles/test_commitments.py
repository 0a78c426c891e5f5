"""Commitments of five real articles, each alone: what stories 11, 12 and 18 of FACTS.md need.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
What became of a commitment is another stage's.
"""

from pathlib import Path

import pytest

from chancery.model import Commitment
from chancery.pipeline.one import date_one, read_one
from chancery.pipeline.settings import Settings
from chancery.stages.commitments.stage import find_commitments
from chancery.stages.statements.stage import find_statements

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Found = dict[str, list[Commitment]]
GIVEN = (  # file, place in the content, type, by
    ("001", 2120, "pledge", "Russia"),  # aid
    ("004", 410, "pledge", "it"),  # aid goes on
    ("003", 1285, "pledge", "Brussels"),
    ("001", 2450, "condition", "the Kremlin"),  # of recognition
)
DEMANDED = (("000", "Russia"), ("001", "Russia"), ("004", "Afghan Foreign Minister"))


@pytest.fixture(scope="module")
def found() -> Found:
    made: Found = {}
    for path in sorted(ARTICLES.iterdir()):
        read = read_one(str(path), Settings())
        assert isinstance(read, tuple)
        dates = date_one(*read)
        said = list(find_statements(*read, dates))
        made[path.name[:3]] = list(find_commitments(*read, dates, said))
    return made


@pytest.mark.parametrize(("number", "place", "kind", "by"), GIVEN)
def test_aid_pledges_and_the_condition_of_recognition_are_found(
    found: Found, number: str, place: int, kind: str, by: str
) -> None:
    (one,) = (
        each
        for each in found[number]
        if any(words.start <= place < words.end for words in each.content)
    )

    assert (one.type, [party.evidence.quote for party in one.by]) == (kind, [by])


def test_it_in_a_speakers_words_is_introduced_by_the_speaker(found: Found) -> None:
    parties = [party for one in found["004"] for party in one.by if party.evidence.quote == "it"]

    assert [party.introduced.quote for party in parties if party.introduced] == ["Moscow"]


def test_the_euro_pledge_has_its_amount(found: Found) -> None:
    (one,) = (each for each in found["003"] if each.type == "pledge")

    assert (one.amount[0].start, one.modality) == (1272, "asserted")


@pytest.mark.parametrize(("number", "by"), DEMANDED)
def test_demands_have_who_demands(found: Found, number: str, by: str) -> None:
    demands = [one for one in found[number] if one.type == "demand"]

    assert any(party.evidence.quote.startswith(by) for one in demands for party in one.by)


def test_every_commitment_cites_its_article_and_has_content(found: Found) -> None:
    for claims in found.values():
        for one in claims:
            assert one.content
            assert all(words.document == one.document for words in (*one.content, *one.evidence))
