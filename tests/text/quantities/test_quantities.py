import time
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.knowledge import load
from chancery.knowledge.measures import quantity_lexicon
from chancery.text.quantities import (
    Amount,
    Quantity,
    find_quantities,
    make_lexicon,
    settle_currency,
)

LEXICON = quantity_lexicon()
MEGABYTE = 1_000_000
PIECES = (
    "1", "20", "5,000", "two", "hundred", "and", "a", "million", "half", "of", "to", "-", "–",
    "$", "€", "%", "km", "(", ")", "about", "at least", "m", "½", "٣", "1.5", "\n", "\x00",
    "\ud800", "İ", "ministers", "one", "in", "or", "several", "tens", "between", "per day", "/s",
)  # fmt: skip


def find(text: str) -> list[Quantity]:
    return find_quantities(text, LEXICON)


def only(text: str) -> Quantity:
    (found,) = find(text)
    return found


def bounds(text: str) -> tuple[str | None, str | None]:
    one = only(text)
    low, high = (None if bound is None else f"{bound:f}" for bound in (one.low, one.high))
    return low, high


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They sent 2,000 guards.", "2000"),
        ("They sent 2\u202f000 guards.", "2000"),
        ("They sent 12,34,567 forms.", "1234567"),
        ("They sent 1.234.567 forms.", "1234567"),
        ("They sent ١٢٠ guards.", "120"),
        ("They sent seven million letters.", "7000000"),
        ("They sent one hundred and fifty thousand letters.", "150000"),
        ("They sent one million two hundred thousand and five letters.", "1200005"),
        ("They sent two and a half million letters.", "2500000"),
        ("They sent half a dozen guards.", "6"),
        ("They sent 2.5 million letters.", "2500000"),
        ("They sent 3bn letters.", "3000000000"),
        ("They sent 4 lakh letters.", "400000"),
        ("They sent 2½ tonnes.", "2.5"),
        ("It fell to -3.5%.", "-3.5"),
        ("It fell to minus 20 degrees Celsius.", "-20"),
    ],
)
def test_a_number_is_worth_what_it_says(text: str, value: str) -> None:
    assert bounds(text) == (value, value)


@pytest.mark.parametrize(
    ("text", "low", "high", "modifier"),
    [
        ("About 20 boats left.", "20", "20", "approx"),
        ("At least 20 boats left.", "20", None, "at_least"),
        ("No fewer than 20 boats left.", "20", None, "at_least"),
        ("Over 20 boats left.", "20", None, "more_than"),
        ("No more than 20 boats left.", None, "20", "at_most"),
        ("Up to 20 boats left.", None, "20", "up_to"),
        ("Under 20 boats left.", None, "20", "less_than"),
        ("Nearly 20 boats left.", None, "20", "nearly"),
        ("Some 20 or more boats left.", "20", None, "at_least"),
        ("Exactly 20 boats left.", "20", "20", "stated"),
        ("Between 20 and 30 boats left.", "20", "30", "stated"),
        ("Up to 20 or 30 boats left.", None, "30", "up_to"),
        ("Dozens of boats left.", "24", None, "stated"),
        ("Several hundred boats left.", "200", None, "stated"),
        ("Several boats left.", None, None, "stated"),
    ],
)
def test_a_bound_that_the_words_leave_open_is_unknown(
    text: str, low: str | None, high: str | None, modifier: str
) -> None:
    assert (*bounds(text), only(text).modifier) == (low, high, modifier)


def test_a_fraction_without_exact_decimals_keeps_its_divisor() -> None:
    third = only("Two-thirds of the seats are empty.")
    between = only("Between a third and a half of the seats are empty.")

    assert (third.low, third.divisor, third.kind) == (2, 3, "share")
    assert (between.low, between.high, between.divisor) == (2, 3, 6)


def test_the_counted_noun_goes_with_its_adjectives() -> None:
    text = "They met 40 heavily armed policemen at the gate."
    one = only(text)

    assert one.counted is not None
    assert one.head is not None
    assert text[slice(*one.counted)] == "heavily armed policemen"
    assert text[slice(*one.head)] == "policemen"


def test_two_currencies_for_one_amount_are_one_quantity() -> None:
    one = only("The dam cost one billion euros ($1.2 billion) in loans.")
    (same,) = one.equivalents

    assert (one.unit, one.low) == ("EUR", 1_000_000_000)
    assert (same.unit, same.low, type(same)) == (None, 1_200_000_000, Amount)


def test_two_prices_side_by_side_are_two_quantities() -> None:
    assert len(find("The bid was $1.4 billion, or $58 million each.")) == 2
    assert len(find("Grants: A$20 million; R$30 million; €5 million.")) == 3


def test_a_bare_dollar_is_of_no_country_until_a_publisher_settles_it() -> None:
    one = only("The fine was $40.")

    assert one.unit is None
    assert {"USD", "CAD", "AUD"} <= set(one.currencies)
    assert settle_currency(one, "CA", LEXICON) == "CAD"
    assert settle_currency(one, "FR", LEXICON) is None
    assert settle_currency(only("The fine was US$40."), "CA", LEXICON) == "USD"


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [
        ("A town of 2m people.", "count", "2000000"),
        ("A wall 3m high.", "length", "3"),
        ("They paid £3m.", "money", "3000000"),
        ("It is 100m.", "unclear", None),
        ("A shell of 500 pounds of sand.", "mass", "500"),
        ("It is 500 pounds.", "unclear", "500"),
        ("They lost 1.500 euros.", "money", None),
        ("They lost 1.125 percent.", "percent", "1.125"),
    ],
)
def test_a_notation_of_two_readings_is_read_only_where_the_text_decides(
    text: str, kind: str, low: str | None
) -> None:
    assert (only(text).kind, bounds(text)[0]) == (kind, low)


@pytest.mark.parametrize(
    "text",
    [
        "On 5 March 2015, at 10:30, in the 1990s.",
        "Resolution 2231, Article 5, paragraphs 3 and 4, Flight 370, CTF 50.",
        "F-16s over COP26 and the G7, by 5+1.",
        "The second round, the 12th man, the first half.",
        "They won 3-1, and then 98-2.",
        "Call +44 20 7946 0958 or 555-0199.",
        "For three days, a two-year term, 45 minutes.",
        "No one of them, one another, on the one hand.",
        "Mr Example, 52, of Sampleton, aged 52.",
        "https://example.org/2015/300 and id=1234",
        "It stands at 33°47′N 44°30′E.",
        "7" * 5_000,
    ],
)
def test_what_names_dates_or_orders_is_no_quantity(text: str) -> None:
    assert find(text) == []


def test_a_change_has_two_ends_and_no_range() -> None:
    first, last = find("Turnout rose from 40 to 55 percent.")

    assert (first.low, first.unit, last.low) == (40, "percent", 55)


@pytest.mark.untraced
@pytest.mark.parametrize(
    "unit",
    ["7", ",", "1,", "1 ", "one ", "½", "-", "5-", "+1", "20 big ", "two million ", "5\t", " "],
)
def test_the_time_grows_with_the_length_alone(unit: str) -> None:
    def spent(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find(text)
        return time.process_time() - start

    spent(1_000)
    short, long = (min(spent(size) for _ in range(3)) for size in (5_000, 40_000))

    assert long < 0.1 + 30 * short  # eight times the length; the square would be 64 times


@pytest.mark.untraced
@pytest.mark.parametrize("unit", ["7", ","])
def test_two_megabytes_in_one_line_are_read(unit: str) -> None:
    assert find(unit * 2 * MEGABYTE) == []


@given(st.lists(st.sampled_from(PIECES), max_size=24), st.sampled_from(["", " "]))
def test_any_text_gives_whole_records_in_order(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    end = 0
    for one in find(text):
        assert end <= one.start <= one.number[0] < one.number[1] <= one.end <= len(text)
        end = one.end
        spans = (one.modifier_words, one.unit_words, one.per, one.counted, one.head)
        assert all(0 <= span[0] < span[1] <= len(text) for span in spans if span)
        if one.low is not None and one.high is not None:
            assert one.low <= one.high
        assert all(type(bound) is Decimal for bound in (one.low, one.high) if bound is not None)
        assert msgspec.convert(msgspec.to_builtins(one), Quantity) == one


def test_every_unit_and_currency_of_the_tables_is_found_behind_a_number() -> None:
    for row in load("units"):
        for form in row["forms"].split("|"):
            if len(form) > 1 and "pound" not in form:
                assert only(f"They saw 20 {form} there.").unit == row["unit"], form
    for row in load("currencies"):
        for name in row["names"].split("|"):
            assert only(f"They paid 20 {name}.").unit == row["code"], name


def test_a_lexicon_of_other_rows_knows_only_these() -> None:
    lexicon = make_lexicon([], [{"kind": "length", "unit": "verst", "forms": "verst|versts"}])
    (one,) = find_quantities("They rode 20 versts.", lexicon)

    assert (one.kind, one.unit) == ("length", "verst")
