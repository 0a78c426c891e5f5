"""Every slot that may be corrected can be: the claim then reads as it was said to."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from record import told

from chancery.model import Absentee, AnyClaim, Commitment, Correction, Head, Party
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.review.slots import (
    SLOTS,
    SORT_FIELDS,
    corrected,
    filling,
    slots_for,
    value_of,
    values_for,
)
from chancery.stages.corroborate.readings import about_of

A = told()[0]
WORDS = A.cite("Port Tarn")


def claims() -> Iterator[AnyClaim]:
    yield A.statement("the ferry would sail in May", "Jonas Veldt")
    yield A.event("talks", "Corvia")
    yield A.commitment("intention", "open the dam by June", "Corvia")
    yield A.figure("Nine", 9, "people", None)
    met = A.meeting("talks", [("Jonas Veldt", None), ("Corvia", None)])
    veldt = A.party("Jonas Veldt", "entity-veldt")
    yield replace(
        met,
        series=veldt,
        heads=(Head(person=veldt, party=A.party("Corvia")),),
        absentees=(Absentee(party=veldt, reason=()),),
    )


def test_every_kind_of_claim_has_slots() -> None:
    assert set(SLOTS) == set(CLAIMS)
    assert {about_of(one) for one in claims()} == set(CLAIMS)


@pytest.mark.parametrize("claim", list(claims()), ids=about_of)
def test_each_slot_holds_what_it_is_given(claim: AnyClaim) -> None:
    for slot in SLOTS[about_of(claim)]:
        given = Correction(slot=slot, before=filling(claim, slot), after=(WORDS,))

        assert filling(corrected(claim, [given]), slot) == (WORDS,), slot

        nothing = Correction(slot=slot, before=(WORDS,), after=())
        assert filling(corrected(claim, [nothing]), slot) == (), slot


@pytest.mark.parametrize("claim", list(claims()), ids=about_of)
def test_each_value_is_what_it_is_given(claim: AnyClaim) -> None:
    about = about_of(claim)
    for slot in set(slots_for(about)) - set(SLOTS[about]):
        other = next(one for one in values_for(about, slot) if one != value_of(claim, slot))
        given = Correction(slot=slot, value_before=value_of(claim, slot), value_after=other)

        assert value_of(corrected(claim, [given]), slot) == other
    assert values_for(about, "place") == ()
    assert ("sort" in slots_for(about)) == (about in SORT_FIELDS)


def test_who_stays_in_a_slot_keeps_what_is_known_of_him() -> None:
    claim = A.commitment("intention", "open the dam by June", "Corvia")
    known = Party(entity="entity-corvia", name="Corvia", evidence=claim.by[0].evidence)
    claim = replace(claim, by=(known,))
    given = Correction(slot="by", before=filling(claim, "by"), after=(known.evidence, WORDS))

    read = corrected(claim, [given])

    assert isinstance(read, Commitment)
    assert read.by == (known, Party(evidence=WORDS))
