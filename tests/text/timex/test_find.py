"""Expressions are found from edge to edge in sentences made for tests; [brackets] mark them."""

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text.timex import find_times, join_times, read_times
from chancery.text.timex.lexing import lex

BRACKETS = re.compile(r"[\[\]]")


def marked(text: str) -> str:
    parts, last = [], 0
    for start, end in find_times(text):
        parts += [text[last:start], "[", text[start:end], "]"]
        last = end
    return "".join((*parts, text[last:]))


@pytest.mark.parametrize(
    "sentence",
    [
        "The envoys met on [Wednesday, October 20, 2021], in Luvane.",
        "They met on [Oct. 20], parted on [the 21st of October] and wrote on [2021-10-22].",
        "It was signed on [20.10.2021] and not on [10/21/21].",
        "In [May] they may meet; the march on the capital began in [late March 2021].",
        "The truce of [1979]-[89] held, and so did that of [1990]–[2001].",
        "Talks run from [5] to [7 May 2021] and again on [18]-[22 October].",
        "He spoke at [8:30 a.m. Friday] and at [14:30 GMT on Tuesday, Oct. 12].",
        "[Last week] and [the day before yesterday] he said that [two years ago] it was worse.",
        "[Earlier this month], and not [later in the year], came [the year-ago quarter].",
        "After [nearly 20 years] came [two and a half years] of peace, [half an hour] of war.",
        "The [ten-day] siege and the [decade-long] war ended in [the second half of 1942].",
        "In [the early 1990s], in [the 19th century], in [300 BC] and in [the spring of 1943].",
        "They meet [every Friday] and [daily], and [now] they rest.",
        "[The first three months of the year] were dry; [this year's third quarter] was wet.",
        "Some 2,000 men and 1,500 more came in [2021]; they paid $1990.",
        "Resolution 1973 was passed in [2011] (Vane [2012]).",
        "The Sunday Times wrote of the Good Friday Agreement.",
        "Three quarters of the troops left after the fall of the city in [the fall].",
        "She did it in final days, in her first week, for a second time.",
    ],
)
def test_expressions_are_found_from_edge_to_edge(sentence: str) -> None:
    assert marked(BRACKETS.sub("", sentence)) == sentence


@pytest.mark.parametrize(
    ("sentence", "words", "flaw"),
    [
        ("It is dated 31 February 2021.", "31 February 2021", "impossible"),
        ("It is dated October 20211.", "October 20211", "impossible"),
        ("It is dated 31/02/2021.", "31/02/2021", "impossible"),
        ("It is dated 27 Mehr 1400.", "27 Mehr 1400", "other_calendar"),
    ],
)
def test_dates_that_cannot_be_are_found_with_their_flaw(
    sentence: str, words: str, flaw: str
) -> None:
    spans = find_times(sentence)
    (value,) = read_times(sentence, spans, date(2021, 10, 20))

    assert [sentence[slice(*span)] for span in spans] == [words]
    assert (value.value, value.first, value.flaw) == (None, None, flaw)


def test_a_year_of_five_figures_is_no_year() -> None:
    assert marked("In the year 20211 nothing happened.") == "In the year 20211 nothing happened."


def test_a_date_beside_one_of_another_calendar_is_read() -> None:
    text = "On 13 Rabi 1443 (20 October 2021) they met."
    values = read_times(text, find_times(text), None)

    assert [(one.value, one.flaw) for one in values] == [
        (None, "other_calendar"),
        ("2021-10-20", None),
    ]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_tokens_and_expressions_lie_in_order_inside_any_text(text: str) -> None:
    for spans in ([(one.start, one.end) for one in lex(text)], find_times(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.untraced
def test_a_page_of_numbers_takes_no_longer_than_one_of_words() -> None:
    started = time.process_time()
    find_times("12 the last " * 5_000)

    assert time.process_time() - started < 5


def test_a_proposed_span_is_taken_where_rules_find_nothing_or_less() -> None:
    text = "For seven years, and sometime in May, they met in the Middle Ages."
    ruled = find_times(text)
    whole = (text.index("sometime"), text.index(", they"))
    unread = (text.index("the Middle"), len(text) - 1)

    joined = join_times(text, ruled, [whole, unread, (text.index("years"), text.index(", and"))])

    assert [text[slice(*span)] for span in ruled] == ["seven years", "May"]
    assert [text[slice(*span)] for span in joined] == ["seven years", "sometime in May"]


def test_a_month_that_is_written_out_ends_a_sentence() -> None:
    text = "It opened on 5 May. The day was wet."

    assert [text[start:end] for start, end in find_times(text)] == ["5 May", "The day"]
