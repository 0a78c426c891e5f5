"""Which days a text gives to days that it describes, in sentences made for these tests."""

import pytest
from marked import read, values

TALK = "I packed my bag and I said to my aunt that we had to go, and I took my coat. "


@pytest.mark.parametrize(
    ("marked", "places"),
    [
        ("They met on [5 May 2020], [the day after the vote].", (0, 1)),
        ("They met on [5 May 2020] ([the last day of the fair]).", (0, 1)),
        ("[Opening night], [5 May 2020], was sold out.", (0, 1)),
        ("It fell on [5 May 2020], known as [the “Black Day”].", (0, 1)),
    ],
)
def test_a_description_beside_a_date_is_that_day(marked: str, places: tuple[int, ...]) -> None:
    assert [values(marked)[place][:10] for place in places] == ["2020-05-05"] * len(places)


def test_a_description_apart_from_any_date_is_unknown() -> None:
    found = read(
        "They met on [5 May 2020]. The hall was full, and [the day after the vote] it shut."
    )

    assert (found[1].first, found[1].value) == (None, "XXXX-XX-XX")


def test_the_same_description_is_the_same_day() -> None:
    told = "[Gala night], [5 May 2020], was sold out. At Arl's [gala night] nobody sat."

    assert values(told)[2] == "2020-05-05TNI"


def test_what_it_is_today_is_said() -> None:
    assert values("It's [our last day] here, and the road is wet.") == ["2021-10-20"]
    assert values("It's [a new day] for the town, he said.") == [None]


def test_a_greeting_is_said_today() -> None:
    assert values("Good [evening], and welcome.") == ["2021-10-20TEV"]


def test_an_event_that_one_sentence_dates_can_be_counted_from() -> None:
    told = "The accord was signed on [5 May 2020]. [Two days after the signing of it] all left."

    found = read(told)

    assert (found[1].value, found[1].anchor) == ("2020-05-07", 0)


def test_an_event_of_two_days_cannot_be_counted_from() -> None:
    told = (
        "One accord was signed on [5 May 2020]. Another was signed on [9 May 2020]. "
        "[Two days after the signing] it rained."
    )

    assert values(told)[2] == "XXXX-XX-XX"


def test_an_event_is_not_dated_by_its_own_sentence() -> None:
    told = "On [5 May 2020] he signed, and [two days before the signing of peace] he left."

    assert values(told)[1] == "XXXX-XX-XX"


def test_years_ago_today_are_a_day() -> None:
    assert values("[Two years ago today] it fell.") == ["2019-10-20"]
    assert values("[Three years ago] [tomorrow night] he spoke. So he said [3 years ago].") == [
        "2018-10-21",
        "2021-10-21TNI",
        "2018-10-21",
    ]


def test_a_date_in_brackets_says_when_a_distance_leads() -> None:
    assert (
        values("In [1990] it shut. It opened [two years later], in [June 1993].")[1] == "1993-06"
    )
    assert values("It opened [three days later], in [June 1993].")[0] != "1993-06"


def test_a_talk_counts_weekdays_from_the_day_it_tells_of() -> None:
    told = "I fell ill on [6 October]. My cough had begun on [Monday], and on [Thursday] I slept."

    assert values(TALK + told) == ["2021-10-06", "2021-10-04", "2021-10-07"]


def test_news_counts_weekdays_from_its_publication() -> None:
    told = (
        "He fell ill on [6 October]. The cough had begun on [Monday], and on [Thursday] he slept."
    )

    assert values(told) == ["2021-10-06", "2021-10-18", "2021-10-14"]


def test_a_talk_that_looks_ahead_counts_from_its_day() -> None:
    assert (
        values(f"{TALK}I fell ill on [6 October]. We will leave on [Friday].")[1] == "2021-10-22"
    )


def test_a_diary_goes_on_where_it_says_which_day_it_is() -> None:
    told = "It is [Monday May 3rd]. Now it is 2:25 a.m. on [Wednesday]. I go [tomorrow]."

    assert values(told) == ["2021-05-03", "2021-05-05", "2021-05-06"]


def test_a_talk_is_at_the_day_it_told_of_last() -> None:
    told = "I went on [6 October]. It was [the day where I saw the sea], and I slept [all day]."

    assert values(TALK + told)[1:] == ["2021-10-06", "2021-10-06"]
    assert values(TALK + "I went on [6 October]. Around [day four] I slept.")[1] is None


def test_the_day_before_something_is_not_today() -> None:
    assert values("He left [the day] before the vote.") == ["XXXX-XX-XX"]
    assert values("They met on [5 May 2020]. He had come [the day] before.")[1] == "2020-05-04"
    assert values("He came back [the year before] the flood.") == [None]
