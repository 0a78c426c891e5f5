"""What expressions say in sentences made for these tests; [brackets] mark the expressions."""

from datetime import date

import pytest
from marked import WEDNESDAY, read, values

from chancery.text.timex import read_times


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("20 October 2021", "2021-10-20"),
        ("Oct. 20th, 2021", "2021-10-20"),
        ("Wednesday, October 20, 2021", "2021-10-20"),
        ("2021-10-20", "2021-10-20"),
        ("20.10.2021", "2021-10-20"),
        ("10/20/2021", "2021-10-20"),
        ("10/20/21", "2021-10-20"),
        ("the 5th of May, 1987", "1987-05-05"),
        ("October 2021", "2021-10"),
        ("nineteen eighty-four", "1984"),
        ("the summer of 2021", "2021-SU"),
        ("the third quarter of 2021", "2021-Q3"),
        ("Q3 2021", "2021-Q3"),
        ("the first half of 2020", "2020-H1"),
        ("fiscal 2019", "2019"),
        ("the 1980s", "198"),
        ("the late nineties", "199"),
        ("the '70s", "197"),
        ("the 1800s", "18"),
        ("the 19th century", "18"),
        ("the twenty-first century", "20"),
        ("336 BC", "BC0336"),
        ("the 4th century BC", "BC03"),
        ("1979-89", "1979/1989"),
        ("from 1979 to 1989", "1979/1989"),
        ("October 18-22", "2021-10-18/2021-10-22"),
        ("between May and July", "2021-05/2021-07"),
        ("January 1 and September 26", "2021-01-01/2021-09-26"),
        ("November to February", "2020-11/2021-02"),
        ("10 / 20 / 2021 01 : 03 PM", "2021-10-20T13:03"),
    ],
)
def test_a_written_date_has_its_value(phrase: str, value: str) -> None:
    assert values(f"The hall was open in [{phrase}].") == [value]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("today", "2021-10-20"),
        ("yesterday", "2021-10-19"),
        ("tomorrow night", "2021-10-21TNI"),
        ("this morning", "2021-10-20TMO"),
        ("last night", "2021-10-19TNI"),
        ("noon tomorrow", "2021-10-21T12:00"),
        ("last week", "2021-W41"),
        ("next month", "2021-11"),
        ("earlier this year", "2021"),
        ("early last year", "2020"),
        ("next Friday", "2021-10-22"),
        ("last Wednesday", "2021-10-13"),
        ("last summer", "2021-SU"),
        ("two days ago", "2021-10-18"),
        ("three weeks ago", "2021-W39"),
        ("a year and a half ago", "2020-04"),
        ("a decade ago", "201"),
        ("two weeks from now", "2021-W44"),
        ("several years ago", "PAST_REF"),
        ("now", "PRESENT_REF"),
        ("the near future", "FUTURE_REF"),
        ("spring next year", "2022-SP"),
        ("year-end", "2021-12-31"),
        ("the end of the year", "2021"),
        ("the last day of August", "2021-08-31"),
        ("the week of October 4", "2021-W40"),
    ],
)
def test_a_step_is_counted_from_the_publication(phrase: str, value: str) -> None:
    assert values(f"They met [{phrase}].") == [value]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("two and a half years", "P2.5Y"),
        ("10-year", "P10Y"),
        ("nearly 20 years", "P20Y"),
        ("decade-long", "P1DE"),
        ("half a century", "P0.5CE"),
        ("several weeks", "PXW"),
        ("a couple of days", "P2D"),
        ("a dozen years", "P12Y"),
        ("a fortnight", "P2W"),
        ("90 minutes", "PT90M"),
        ("three years and two months", "P3Y2M"),
        ("two or three weeks", "P2W/P3W"),
        ("22 years old", "P22Y"),
        ("five thousand years", "P5000Y"),
        ("every Friday", "XXXX-WXX-5"),
        ("Sunday mornings", "XXXX-WXX-7TMO"),
        ("annually", "P1Y"),
        ("every other week", "P2W"),
        ("each winter", "XXXX-WI"),
    ],
)
def test_lengths_and_repetitions_have_values(phrase: str, value: str) -> None:
    assert values(f"The truce was kept for [{phrase}].") == [value]


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("The envoy said on [Monday] that all was well.", "2021-10-18"),
        ("The envoy will return on [Monday].", "2021-10-25"),
        ("The treaty will be signed [Monday].", "2021-10-25"),
        ("The talks, scheduled for [Monday], were called off.", "2021-10-25"),
        ("The court, which will rule later, met on [Monday].", "2021-10-18"),
        ("She said on [Wednesday] that she would go.", "2021-10-20"),
        ("They gathered in [November last], he recalled.", "2020-11"),
        ("The envoy may return on [Monday].", "2021-10-25"),
        ("They will gather in [March].", "2022-03"),
        ("The bridge was closed on [15 October].", "2021-10-15"),
        ("The bridge will open on [3 January].", "2022-01-03"),
        ("The vote was held on [Tuesday, 13 October].", "2020-10-13"),
    ],
)
def test_tense_and_distance_give_the_direction(marked: str, day: str) -> None:
    assert values(marked) == [day]


def test_expressions_count_from_those_before_them() -> None:
    marked = (
        "The siege began on [3 May 1921]. [Two days later] the gate fell; [the next day] the king "
        "fled. He came back in [July of that year] and died [the following year]."
    )

    found = read(marked)

    assert [one.value for one in found] == [
        "1921-05-03",
        "1921-05-05",
        "1921-05-06",
        "1921-07",
        "1922",
    ]
    assert [one.anchor for one in found] == [None, 0, 1, 2, 3]
    assert [one.basis for one in found] == ["stated"] + ["earlier"] * 4


def test_a_history_names_its_year_once() -> None:
    marked = (
        "War came in [March 1911]. In [May] the port was taken, and on [9 June] the fort. "
        "By [August 1912] it was over; in [October 1912] peace was made."
    )

    assert values(marked) == ["1911-03", "1911-05", "1911-06-09", "1912-08", "1912-10"]


def test_a_year_earlier_than_a_quarter_is_a_quarter() -> None:
    assert values("Sales rose in [the third quarter] from [a year earlier].") == [
        "2021-Q3",
        "2020-Q3",
    ]


def test_neighbours_share_what_only_one_says() -> None:
    assert values("On [5] and [6 May 2019] and in [1990]-[94].") == [
        "2019-05-05",
        "2019-05-06",
        "1990",
        "1994",
    ]
    assert values("From [December] to [January 2020].") == ["2019-12", "2020-01"]
    assert values("A wait of [ten] or [fifteen years].") == ["P10Y", "P15Y"]


def test_without_a_publication_date_nothing_is_guessed() -> None:
    found = read("He said on [Wednesday] that [last week] or [this month] or in [October] …", None)

    assert [one.value for one in found] == ["XXXX-WXX-3", "XXXX-WXX", "XXXX-XX", "XXXX-10"]
    assert {(one.first, one.last, one.basis) for one in found} == {(None, None, "unknown")}


@pytest.mark.parametrize(
    ("phrase", "flaw"),
    [
        ("31 February 2021", "impossible"),
        ("February 30", "impossible"),
        ("29 February 2021", "impossible"),
        ("20 October 20211", "impossible"),
        ("year 20211", "impossible"),
        ("45/45/2021", "impossible"),
        ("14 Rabi al-Awwal 1443", "other_calendar"),
        ("1443 AH", "other_calendar"),
        ("28 Mehr 1400", "other_calendar"),
    ],
)
def test_what_the_calendar_does_not_have_gets_no_value(phrase: str, flaw: str) -> None:
    (found,) = read(f"It was sealed on [{phrase}].")

    assert (found.value, found.flaw, found.first) == (None, flaw, None)


def test_the_mark_of_another_calendar_may_stand_behind() -> None:
    stated, other = read("It was sealed in [2021] ([1400] SH).")

    assert (stated.value, other.value, other.flaw) == ("2021", None, "other_calendar")


def test_figures_that_may_change_places_give_the_time_between() -> None:
    (found,) = read("It was sealed on [05/06/2019].")

    assert (found.value, found.first, found.last) == (None, "2019-05-06", "2019-06-05")
    assert found.precision == "between"


def test_figures_that_name_the_day_of_publication_are_read_so() -> None:
    assert values("Sent [04/05/2021].", date(2021, 5, 4)) == ["2021-05-04"]


@pytest.mark.parametrize(
    ("phrase", "first", "last", "precision"),
    [
        ("mid-August", "2021-08-09", "2021-08-23", "month"),
        ("early 2019", "2019-01-01", "2019-07-01", "year"),
        ("the late 1990s", "1995-01-01", "1999-12-31", "decade"),
        ("last week", "2021-10-11", "2021-10-17", "week"),
        ("the past three years", "2018-10-20", "2021-10-20", "between"),
        ("the next two weeks", "2021-10-20", "2021-11-03", "between"),
        ("the months ahead", "2021-10-20", None, "between"),
        ("the first nine months of 2020", "2020-01-01", "2020-09-30", "between"),
        ("several years ago", None, "2021-10-20", "between"),
        ("fiscal 2019", None, None, "unknown"),
        ("ten years", None, None, "unknown"),
    ],
)
def test_intervals_are_bounded_where_the_words_bound_them(
    phrase: str, first: str | None, last: str | None, precision: str
) -> None:
    (found,) = read(f"It lasted [{phrase}].")

    assert (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("phrase", "modifier"),
    [
        ("early last year", "START"),
        ("mid-August", "MID"),
        ("the end of 2019", "END"),
        ("about two years", "APPROX"),
        ("nearly 20 years", "LESS_THAN"),
        ("more than a month", "MORE_THAN"),
        ("at least six months", "EQUAL_OR_MORE"),
        ("up to three weeks", "EQUAL_OR_LESS"),
        ("more than two years ago", "BEFORE"),
        ("less than a month ago", "AFTER"),
        ("May 2019", None),
    ],
)
def test_modifiers_are_those_of_timex3(phrase: str, modifier: str | None) -> None:
    assert read(f"It lasted [{phrase}].")[0].modifier == modifier


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("in [May 2019]", "DATE"),
        ("at [6:30 p.m.]", "TIME"),
        ("for [two days]", "DURATION"),
        ("[every day]", "SET"),
        ("twice [a year]", "SET"),
        ("in [a year]", "DURATION"),
    ],
)
def test_types_are_those_of_timex3(marked: str, kind: str) -> None:
    assert read(marked)[0].kind == kind


def test_a_day_that_only_unknown_words_name_is_unknown() -> None:
    (found,) = read("They met before [Founders Day].")

    assert (found.value, found.first, found.basis) == (None, None, "unknown")


def test_a_season_named_by_a_guide_is_any_year() -> None:
    assert values("In [January] the pass is icy; [summer] can be dry.") == ["XXXX-01", "XXXX-SU"]


def test_a_diary_says_what_day_it_is() -> None:
    assert values("It is [9 October]. We rest [today] and leave [tomorrow].") == [
        "2021-10-09",
        "2021-10-09",
        "2021-10-10",
    ]


@pytest.mark.parametrize("published", [None, date.min, date.max, WEDNESDAY])
@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        "\x00\ud800",
        "9" * 5000,
        "the " * 60,
        "1/0 years",
        "0 BC",
        "25:99",
        "next century",
        "99999999 years ago",
        "300000 days from now",
        "last Monday",
        "next Sunday",
        "the 1500th day of 2020",
    ],
)
def test_bad_words_give_a_value_or_none(phrase: str, published: date | None) -> None:
    text = f"It was {phrase}."
    (found,) = read_times(text, [(7, 7 + len(phrase))], published)

    assert found.value != ""
    assert found.first is None or found.last is None or found.first <= found.last


def test_values_come_in_the_order_of_the_spans() -> None:
    text = "May 2019, then June 2020"

    assert [one.value for one in read_times(text, [(15, 24), (0, 8)], None)] == [
        "2020-06",
        "2019-05",
    ]
