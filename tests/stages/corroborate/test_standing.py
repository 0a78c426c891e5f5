"""Versions of one article are one source, and what it took back counts as none."""

from typing import Any

import pytest
from msgspec.structs import replace
from told import Told

from chancery.model import (
    ArticleVersion,
    Claim,
    ClaimLink,
    Evidence,
    Finding,
    Later,
    Notice,
    Point,
    Standing,
    Withdrawal,
)
from chancery.stages.corroborate.stage import make_finding
from chancery.stages.corroborate.standing import is_noted, standing_of

TEXT = "Jonas Veldt said the ferry would sail in May. Nine people were hurt at the gate."
A, B, C = Told("a", TEXT), Told("b", TEXT), Told("c", TEXT)


def sails(of: Told) -> Claim:
    return of.statement("the ferry would sail in May", "Jonas Veldt", "entity-veldt")


def version(of: Told, *lost: str, **how: Any) -> ArticleVersion:
    spans = [(one.start, one.end) for one in map(of.cite, lost)]
    return ArticleVersion(
        id=f"version-{of.id}",
        document=of.id,
        article="article-1",
        address="post.example/ferry",
        captured=None,
        place=1,
        versions=2,
        notices=how.get("notices", ()),
        retraction=how.get("retraction"),
        compared="document-b",
        ordered=how.get("ordered", True),
        lost=tuple(spans),
        corrected=how.get("corrected", False),
    )


def point(of: Told, standing: Standing | None) -> Point:
    return replace(of.point(sails(of)), standing=standing)  # type: ignore[arg-type]


def standing(
    article: str = "article-1",
    later: Later | None = None,
    version: str | None = None,
    withdrawn: Withdrawal | None = None,
) -> Standing:
    return Standing(article=article, later=later, version=version, withdrawn=withdrawn)


def found(*told: tuple[Told, Standing | None], links: Any = ()) -> Finding:
    claims = [sails(of) for of, _ in told]
    points = [point(of, its) for of, its in told]
    return make_finding(claims, links, {one.id: one for one in claims}, (), points)


def test_a_claim_in_two_versions_has_one_source() -> None:
    one = found((A, standing()), (B, standing()))
    assert (one.independent, one.upper_bound, one.strength) == (1, 1, "thin")
    assert all(each.backing.independent == 1 for each in one.slots)
    assert found((A, standing()), (B, standing()), (C, None)).independent == 2
    assert found((A, None), (B, None)).independent == 2


@pytest.mark.parametrize("withdrawn", ["retracted", "corrected"])
def test_what_was_taken_back_is_no_source_beside_others(withdrawn: Withdrawal) -> None:
    later: Later | None = "gone" if withdrawn == "corrected" else None
    against = standing(later=later, version="document-x", withdrawn=withdrawn)
    two = found((A, against), (C, None))
    assert (two.independent, two.upper_bound, two.strength) == (1, 1, "thin")
    assert two.slots[0].backing.documents == (A.id, C.id)
    alone = found((A, against), (B, replace(against, article="article-2")))
    assert (alone.independent, alone.strength) == (1, "thin")
    assert [one.standing and one.standing.withdrawn for one in alone.support] == [withdrawn] * 2


def test_a_claim_that_a_silent_edit_took_out_still_counts_and_says_so() -> None:
    one = found((A, standing(later="gone", version="document-x")), (C, None))
    assert (one.independent, one.strength) == (2, "solid")
    assert one.words.document == C.id
    assert one.support[0].standing == standing(later="gone", version="document-x")


def test_a_claim_that_the_later_version_makes_in_other_words_stands() -> None:
    against = standing(later="reworded", version=B.id, withdrawn="corrected")
    one = found((A, against), (B, standing()))
    assert [each.standing for each in one.support] == [standing(), standing()]
    retracted = found((A, replace(against, withdrawn="retracted")), (B, standing()))
    first = retracted.support[0].standing
    assert first is not None
    assert (first.later, first.withdrawn) == (None, "retracted")


def test_words_of_an_earlier_version_differ_from_nothing() -> None:
    other = Told("d", TEXT.replace("Nine", "Twelve"))
    told = [A.figure("Nine", 9, "people", None), other.figure("Twelve", 12, "people", None)]
    link = ClaimLink(
        a=told[0].id, b=told[1].id, relation="apart", apart="number", score=3.0, reasons=()
    )
    others = {one.id: one for one in told}
    gone = standing(later="gone", version="document-x")
    for against, count in ((None, 1), (gone, 0)):
        points = [A.point(told[0]), replace(other.point(told[1]), standing=against)]
        one = make_finding(told[:1], [link], others, (), points)
        assert len(one.discrepancies) == count


@pytest.mark.parametrize(
    ("lost", "later"),
    [
        (["Jonas Veldt said the ferry would sail in May"], "gone"),
        (["May"], "reworded"),
        (["Nine people were hurt"], None),
        ([], None),
    ],
)
def test_how_much_of_a_claims_words_is_lost_is_told(lost: list[str], later: Later | None) -> None:
    one = standing_of(sails(A), version(A, *lost))
    assert (one.later, one.withdrawn) == (later, None)
    assert one.version == ("document-b" if later else None)


def test_nothing_is_called_later_without_an_order() -> None:
    one = standing_of(sails(A), version(A, "May", ordered=False, corrected=True))
    assert (one.later, one.withdrawn) == ("in_one_version", None)


def test_a_correction_takes_back_only_what_it_changed() -> None:
    assert standing_of(sails(A), version(A, "May", corrected=True)).withdrawn == "corrected"
    assert standing_of(sails(A), version(A, "Nine", corrected=True)).withdrawn is None


def test_a_retraction_takes_back_all_that_an_article_says() -> None:
    notice = Evidence(document="document-b", start=0, end=9, quote="Retracted")
    one = standing_of(sails(A), version(A, retraction=notice))
    assert (one.later, one.version, one.withdrawn) == (None, "document-b", "retracted")


def test_what_a_notice_tells_is_no_claim_of_the_article() -> None:
    noted = version(A, notices=(Notice(kind="correction", evidence=A.cite(TEXT[:45])),))
    assert is_noted(sails(A), noted)
    assert not is_noted(A.figure("Nine", 9, "people", None), noted)
    assert not is_noted(sails(A), None)
