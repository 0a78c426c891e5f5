"""Each claim is said in one line; what the text leaves open is left out."""

from decimal import Decimal

import pytest
from msgspec.structs import replace
from told import Told

from chancery.model import Absentee, ClaimTime, Head, Measure
from chancery.wording.lines import days, line, listed, whom

TEXT = (
    "Ida Roth, who leads the upland council, said the pass would open. She met Jan Hale in Tarn "
    "on Monday; Luvane stayed away because of snow. According to the council, 40 carts passed, "
    "5 tonnes (11,000 pounds) a day. If the road holds, Corvia will lend carts by June."
)
OF = Told("x", TEXT)
ROTH = "Ida Roth"


def test_a_pronoun_or_a_part_of_the_name_says_nothing_beside_the_name() -> None:
    assert whom(OF.party("She", ROTH)) == ROTH
    assert whom(OF.party("Roth", ROTH)) == ROTH
    assert whom(OF.party("the upland council", ROTH)) == "Ida Roth (“the upland council”)"
    assert whom(OF.party("Ida Roth, who leads", ROTH)) == "Ida Roth, who leads"


def test_words_that_introduce_a_pronoun_stand_for_it() -> None:
    party = replace(OF.party("She"), introduced=OF.cite("Ida Roth"))

    assert whom(party) == ROTH
    assert listed([party, OF.party("Ida Roth")]) == ROTH


def test_a_statement_has_its_cue_class_and_addressee() -> None:
    said = OF.statement("the pass would open", "Ida Roth")

    assert line(said) == "Ida Roth said: the pass would open"
    assert line(replace(said, speaker=(), cue=None, cue_class="promises")) == (
        "an unnamed speaker by the text (promises): the pass would open"
    )
    told = replace(said, addressee=(OF.party("Jan Hale"),), style="direct")
    assert line(told) == "Ida Roth, to Jan Hale, said: “the pass would open”"
    next_to_it = replace(said, addressee=(OF.party("the pass"),))
    assert line(next_to_it) == "Ida Roth said the pass: the pass would open"


def test_a_cue_that_ends_in_to_stands_before_the_speaker() -> None:
    said = OF.statement("40 carts passed", "the council")

    assert line(replace(said, cue=OF.cite("According to"))) == (
        "According to the council: 40 carts passed"
    )


def test_a_figure_has_its_modifier_unit_rate_and_equivalents() -> None:
    carts = OF.figure("40", 40, "carts", None)
    pounds = Measure(
        written=OF.cite("11,000 pounds"),
        low=Decimal(11000),
        high=Decimal(11000),
        modifier="approx",
        unit="unclear",
    )
    tonnes = replace(
        OF.figure("5 tonnes", 5, "carts", None),
        unit="mass",
        per=OF.cite("a day"),
        equivalents=(pounds,),
    )

    assert line(replace(carts, modifier="more_than")) == "more than 40 carts"
    assert line(replace(carts, counts=())) == "40 (of what is not said)"
    assert line(replace(carts, unit="money", currency="EUR", counts=())) == "40 [EUR]"
    assert line(tonnes) == "5 tonnes a day (about 11,000 pounds (unit unclear)): carts"


def test_a_meeting_has_place_head_absentee_with_reason_and_the_gap() -> None:
    met = OF.meeting("met", [("Ida Roth", None), ("Jan Hale", None)], stated=3)
    met = replace(
        met,
        place=(OF.party("Tarn"),),
        heads=(
            Head(person=OF.party("Ida Roth"), party=OF.party("the upland council")),
            Head(person=OF.party("Jan Hale"), party=None),
        ),
        absentees=(Absentee(party=OF.party("Luvane"), reason=(OF.cite("because of snow"),)),),
    )

    assert line(met) == (
        "“met” of Ida Roth; Jan Hale, in Tarn; Ida Roth led for the upland council; "
        "Jan Hale led; absent: Luvane (because of snow); 0 of 3 states named"
    )


def test_an_event_has_its_root_words_and_parties() -> None:
    done = replace(OF.event("met", "Ida Roth"), mode="raid", place=(OF.party("Tarn"),))

    assert line(done) == "ASSAULT raid “met”, by Ida Roth, in Tarn"
    assert line(replace(done, trigger=None, actors=(), place=())) == "ASSAULT raid"
    assert line(replace(done, modality="negated")).startswith("ASSAULT raid not done “met”")


def test_a_commitment_has_what_its_words_leave_out() -> None:
    lends = OF.commitment("promise", "lend carts", "Corvia")
    term = ClaimTime(
        start=None,
        end="2020-06-30",
        precision="month",
        basis="stated",
        evidence=OF.cite("by June"),
    )
    whole = replace(
        lends, deadline=term, condition=(OF.cite("If the road holds"),), to=(OF.party("Luvane"),)
    )

    assert line(lends) == "promise by Corvia: lend carts"
    assert line(whole) == ("promise by Corvia to Luvane: lend carts; by June; If the road holds")
    demand = replace(whole, type="demand", deadline=None, condition=())
    assert line(demand) == "demand by Corvia of Luvane: lend carts"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2020-06-01", "2020-06-01", "2020-06-01"),
        ("2020-06-01", "2020-06-30", "2020-06-01 to 2020-06-30"),
        ("2020-06-01", None, "from 2020-06-01 on"),
        (None, "2020-06-30", "until 2020-06-30"),
        (None, None, "“on Monday”"),
    ],
)
def test_days_are_said_as_far_as_they_are_known(
    start: str | None, end: str | None, said: str
) -> None:
    time = ClaimTime(
        start=start, end=end, precision="day", basis="stated", evidence=OF.cite("on Monday")
    )

    assert days(time) == said
    assert days(None) == ""
    assert days(replace(time, start=None, end=None, evidence=None)) == ""
