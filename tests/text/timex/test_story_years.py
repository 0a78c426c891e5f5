"""Which years a made-up history gives to dates that it writes without one."""

from datetime import date

import pytest
from marked import read

WRITTEN = date(2012, 3, 4)
OPENING = "The guild of Arl was founded on [2 May 1901], chartered on [9 June 1901]"
STARTED = f"{OPENING} and housed on [7 July 1901].\n"


def values(marked: str) -> list[str | None]:
    return [one.value for one in read(marked, WRITTEN)]


def test_a_year_named_aside_does_not_carry_off_the_dates_behind_it() -> None:
    told = (
        f"{STARTED}A second hall was to open in [1903]. On [8 August] the roof fell, and "
        "on [3 September] the wall; the hall was given up on [1 October 1901]."
    )

    assert values(told)[3:] == ["1903", "1901-08-08", "1901-09-03", "1901-10-01"]


def test_a_year_that_leads_on_is_taken() -> None:
    told = (
        f"{STARTED}In [1903] a second hall was planned. On [8 August] the roof stood, and "
        "on [3 September] the wall; the hall opened on [1 October 1903]."
    )

    assert values(told)[3:] == ["1903", "1903-08-08", "1903-09-03", "1903-10-01"]


def test_the_story_runs_over_the_end_of_a_year() -> None:
    assert values(f"{STARTED}It burned on [9 November] and was rebuilt by [3 February].")[3:] == [
        "1901-11-09",
        "1902-02-03",
    ]


@pytest.mark.parametrize("heading", ["[1904]", "The long strike, [1904]", "[1904-1905]"])
def test_a_heading_says_the_year_of_its_section(heading: str) -> None:
    told = (
        f"{STARTED}\n{heading}\n\nOn [8 August] the weavers left. On [9 October] they came back."
    )

    assert values(told)[4:] == ["1904-08-08", "1904-10-09"]


def test_headings_alone_make_a_text_a_history() -> None:
    told = (
        "The weavers' strike\n\n[1904]\n\nOn [8 August] the weavers left.\n\n"
        "[1905]\n\nOn [9 March] they came back.\n\n[1906]\n\nOn [2 April] they left again.\n"
    )

    assert values(told)[1::2] == ["1904-08-08", "1905-03-09", "1906-04-02"]


def test_a_sentence_that_names_a_year_heads_nothing() -> None:
    told = (
        "They met.\n\nIt was [1904].\n\nIt was [1905].\n\nIt was [1906].\n\nOn [8 August] it fell."
    )

    assert values(told)[-1] == "2011-08-08"


def test_a_step_of_years_moves_the_story_on() -> None:
    assert values(f"{STARTED}[The following year] it was sold; on [6 March] it was torn down.")[
        4:
    ] == ["1902-03-06"]


def test_it_is_said_which_expression_gave_the_year() -> None:
    found = read(f"{STARTED}\n[1904]\n\nOn [8 August] the weavers left.", WRITTEN)

    assert (found[4].basis, found[4].anchor) == ("earlier", 3)


def test_years_before_christ_run_on() -> None:
    told = (
        "The league was sworn in [May 481 BC], armed in [June 481 BC] and led out "
        "in [July 481 BC]. It was beaten in [August]."
    )

    assert values(told)[-1] == "BC0481-08"
