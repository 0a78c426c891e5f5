"""Claims keep to closed lists, rest on evidence of their own document, and keep their ids."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from chancery.errors import RecordError
from chancery.model import (
    Absentee,
    Claim,
    ClaimTime,
    Commitment,
    Event,
    Figure,
    Head,
    Measure,
    Meeting,
    Occurrence,
    Party,
    Statement,
    cite,
    claim_id,
    codec,
)

TEXT = "Ida Roth said on Monday that Aldane would send 40 lorries, worth $3m (£2m), by June."


def words(said: str) -> Any:
    at = TEXT.index(said)
    return cite("d", TEXT, at, at + len(said))


def party(said: str) -> Party:
    return Party(evidence=words(said))


MONDAY = ClaimTime(
    start="2020-03-02",
    end="2020-03-02",
    precision="day",
    basis="weekday",
    evidence=words("Monday"),
)
COMMON: dict[str, Any] = {
    "document": "d",
    "evidence": (words(TEXT),),
    "modality": "asserted",
    "confidence": 0.5,
    "producer": "hand 1",
}
STATEMENT = Statement(
    id=claim_id("statement", "d", (9, 13)),
    speaker=(party("Ida Roth"),),
    words=(words("Aldane would send 40 lorries"),),
    style="indirect",
    cue=words("said"),
    cue_class="says",
    time=MONDAY,
    occurrences=(
        Occurrence(
            evidence=(words(TEXT),),
            speaker=(party("Ida Roth"),),
            words=(words("Aldane would send 40 lorries"),),
            cue=words("said"),
        ),
    ),
    **COMMON,
)
EVENT = Event(
    id=claim_id("event", "d", (9, 13)),
    trigger=words("send"),
    scheme="PLOVER 0.8",
    root="AID",
    actors=(party("Aldane"),),
    recipients=(),
    **COMMON | {"modality": "intended"},
)
MEETING = Meeting(
    id=claim_id("meeting", "d", (9, 13)),
    trigger=words("said"),
    parties=(party("Ida Roth"), party("Aldane")),
    heads=(Head(person=party("Ida Roth"), party=party("Aldane")),),
    absentees=(Absentee(party=party("Aldane"), reason=(words("by June"),)),),
    **COMMON,
)
COMMITMENT = Commitment(
    id=claim_id("commitment", "d", (9, 13), "pledge"),
    type="pledge",
    by=(party("Aldane"),),
    content=(words("send 40 lorries"),),
    cue=words("would"),
    made_from=STATEMENT.id,
    **COMMON,
)
FIGURE = Figure(
    id=claim_id("figure", "d", (9, 13)),
    written=words("$3m"),
    low=Decimal(3_000_000),
    high=Decimal(3_000_000),
    modifier="stated",
    unit="money",
    currencies=("USD", "CAD"),
    counts=(words("lorries"),),
    equivalents=(
        Measure(
            written=words("£2m"),
            low=Decimal(2_000_000),
            high=Decimal(2_000_000),
            modifier="stated",
            unit="money",
            currency="GBP",
        ),
    ),
    **COMMON,
)
CLAIMS: list[Claim] = [STATEMENT, EVENT, MEETING, COMMITMENT, FIGURE]
every_kind = pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: type(one).__name__)


@every_kind
def test_a_claim_comes_back_from_its_bytes(claim: Claim) -> None:
    assert codec.decode(codec.checked(claim)) == claim


@every_kind
def test_a_claim_without_evidence_is_refused(claim: Claim) -> None:
    with pytest.raises(RecordError, match="needs evidence"):
        replace(claim, evidence=())


@every_kind
def test_a_claim_rests_on_its_own_document_alone(claim: Claim) -> None:
    other = cite("another", TEXT, 0, 8)

    with pytest.raises(RecordError, match="needs evidence of its own document"):
        replace(claim, evidence=(*claim.evidence, other))


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        (STATEMENT, {"cue_class": "mumbles"}),
        (STATEMENT, {"speaker_class": "ghost"}),
        (EVENT, {"modality": "hoped"}),
        (EVENT, {"root": "DANCE"}),
        (COMMITMENT, {"type": "wish"}),
        (FIGURE, {"modifier": "lots"}),
        (FIGURE, {"unit": "bananas"}),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else type(one).__name__,
)
def test_what_is_in_no_closed_list_is_refused(claim: Claim, change: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="not a valid record"):
        codec.checked(replace(claim, **change))


def test_an_id_is_made_of_the_kind_the_document_and_the_head() -> None:
    ids = {
        claim_id("event", "d", (9, 13)),
        claim_id("meeting", "d", (9, 13)),
        claim_id("event", "e", (9, 13)),
        claim_id("event", "d", (9, 14)),
        claim_id("event", "d", (9, 13), "pledge"),
    }

    assert len(ids) == 5
    assert claim_id("event", "d", (9, 13)) in ids


def test_a_figure_keeps_its_numbers_exactly() -> None:
    third = replace(FIGURE, low=Decimal(1), high=Decimal(1), divisor=3, unit="share")

    again = codec.decode(codec.checked(third))

    assert isinstance(again, Figure)
    assert (again.low, again.divisor) == (Decimal(1), 3)
    assert again.equivalents[0].high == Decimal(2_000_000)
