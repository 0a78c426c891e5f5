"""Decisions in words name who says so, and never tell it as an article's."""

from record import told

from chancery.model import Correction
from chancery.pipeline.review.log import Lost
from chancery.pipeline.review.overlay import ClaimReview, FindingReview
from chancery.pipeline.review.standing import PersonStatus, Verdict
from chancery.pipeline.review.words import (
    correction_words,
    decided_words,
    found_words,
    review_words,
)

A = told()[0]
AT = "2031-05-01T09:00:00+00:00"
ADA = Verdict(who="Ada", at=AT, state="accepted", decision="decision-1")
BEN = Verdict(who="Ben", at=AT, state="rejected", reason="not there", decision="decision-2")
STATUS = PersonStatus(
    who="Ada", at=AT, status="delivered_in_part", reason="half of it", decision="decision-3"
)


def test_a_review_tells_each_reviewers_word_once() -> None:
    claims = [
        ClaimReview(claim=one, state="disputed", verdicts=(ADA, BEN), statuses=())
        for one in ("a", "b")
    ]
    review = FindingReview(state="disputed", claims=tuple(claims), statuses=(STATUS,))

    assert list(review_words(review)) == [
        "disputed between reviewers",
        "accepted by Ada",
        "rejected by Ben (not there)",
        "delivered in part, Ada says (2031-05-01): half of it",
    ]
    assert list(decided_words(review.state, review.statuses)) == [
        "disputed between reviewers",
        "delivered in part, Ada says (2031-05-01): half of it",
    ]
    assert list(decided_words("unreviewed", ())) == []


def test_a_correction_tells_what_is_and_what_was() -> None:
    veldt, tarn = A.cite("Veldt"), A.cite("Port Tarn")

    assert correction_words(Correction(slot="speaker", before=(veldt,), after=(tarn,))) == (
        "speaker is ‹Port Tarn›, not ‹Veldt›"
    )
    assert correction_words(Correction(slot="venue", after=(tarn, veldt))) == (
        "venue is ‹Port Tarn›, ‹Veldt›"
    )
    assert correction_words(Correction(slot="attributed_to", before=(veldt,))) == (
        "attributed to is not said, not ‹Veldt›"
    )
    valued = Correction(slot="sort", value_before="says", value_after="denies")
    assert correction_words(valued) == "sort is denies, not says"


def test_what_is_lost_and_what_reads_otherwise_are_told_apart() -> None:
    def words(*found: str) -> str:
        nothing = (None,) * len(found)
        return found_words(Lost(decision=None, anchors=(), found=found, claims=nothing))  # type: ignore[arg-type]

    assert words("lost") == "1 of its claims lost: the words are gone"
    assert words("changed", "changed") == "2 read otherwise now: review them again"
    assert words("lost", "changed") == (
        "1 of its claims lost: the words are gone; 1 read otherwise now: review them again"
    )
