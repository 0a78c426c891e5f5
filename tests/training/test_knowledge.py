"""What the sources write becomes persons, titles and bounds, and never a day that none gives."""

from datetime import date
from pathlib import Path

import pytest

from chancery.knowledge.facts import Interval
from training.knowledge import petrarch
from training.knowledge.factbook_leaders import Row, hold_back, terms_of
from training.knowledge.leader_text import moment, read_line
from training.knowledge.leaders import compile_leaders
from training.knowledge.people import People, same_person

NAMES = ("Republic of Aldane", "Aldane")


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.title, one.name, one.family) for one in read_line(text, NAMES).persons]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("President Edda ORSK (since 3 May 2012)", [("President", "Edda ORSK", "ORSK")]),
        (
            "Queen ILSE II (since 1990); represented by Governor General T. VANE (since 2019)",
            [
                ("Queen", "ILSE II", "ILSE"),
                ("represented by Governor General", "T. VANE", "VANE"),
            ],
        ),
        (
            "President of the Republic of Aldane Edda ORSK Lund (since 3 May 2012)",
            [("President of the Republic of Aldane", "Edda ORSK Lund", "ORSK")],
        ),
        (
            "Vice Presidents Jon AHREL and Mia KVIST (both since 5 May 2012)",
            [("Vice Presidents", "Jon AHREL", "AHREL"), ("Vice Presidents", "Mia KVIST", "KVIST")],
        ),
        (
            "Prime Minister Abd al-Nur al-TARIQ (Unity) (since 2020); note - O. ORSK resigned",
            [("Prime Minister", "Abd al-Nur al-TARIQ", "al-TARIQ")],
        ),
        ("King WAREN; also spelled Varen (since 1 May 2016)", [("King", "WAREN", "WAREN")]),
        ("President (vacant); note - Edda ORSK resigned", []),
        ("", []),
    ],
)
def test_a_line_gives_titles_and_names(text: str, persons: list[tuple[str, str, str]]) -> None:
    assert said(text) == persons


def test_the_date_behind_another_spelling_is_that_of_the_name() -> None:
    (one,) = read_line("King WAREN; also spelled Varen (since 1 May 2016)", NAMES).persons

    assert one.since == Interval(date(2016, 5, 1), date(2016, 5, 1))


def test_a_vacant_office_is_told_with_its_title() -> None:
    assert read_line("president (vacant); note - he left", NAMES).vacant == "president"
    assert (
        read_line("President Edda ORSK (since 2012); vice president (vacant)", NAMES).vacant
        is None
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15 May 2012", date(2012, 5, 15), date(2012, 5, 15)),
        ("August 2019", date(2019, 8, 1), date(2019, 8, 31)),
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("30 July2020", date(2020, 7, 30), date(2020, 7, 30)),
    ],
)
def test_a_month_or_a_year_alone_gives_bounds_and_no_day(
    text: str, first: date, last: date
) -> None:
    assert moment(text) == Interval(first, last)


@pytest.mark.parametrize("text", ["", "31 February 2020", "5 Brumaire 1799", "long ago"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert moment(text) is None


def row(text: str, first: str, last: str, field: str = "head of government") -> Row:
    return Row("xa", "Aldane", field, text, date.fromisoformat(first), date.fromisoformat(last))


ROWS = [
    row("Premier Edda ORSK (since 1 March 2010)", "2015-10-26", "2017-03-28"),
    row("Premier Tom VANE (since 2 May 2019)", "2020-11-24", "2021-06-01"),
    row("Premier Thom VANE (since 2 May 2019)", "2021-06-08", "2022-01-06"),
    row("Premier (vacant)", "2022-01-13", "2022-01-20"),
    row("Premier Mia KVIST (since 25 January 2022)", "2022-01-27", "2026-01-22"),
]


def terms(rows: list[Row]) -> list[tuple[str, str, str, str, str]]:
    found = [one for _, one in terms_of(rows, {"xa": "xa"}, {"xa": NAMES}, People())]
    return [
        (
            one.written,
            str(one.start.earliest),
            str(one.start.latest),
            str(one.end.earliest),
            str(one.end.latest),
        )
        for one in found
    ]


def test_ends_are_bounds_between_the_last_edition_and_the_next_holder() -> None:
    assert terms(ROWS) == [
        ("Edda ORSK", "2010-03-01", "2010-03-01", "2017-03-28", "2019-05-02"),
        ("Tom VANE", "2019-05-02", "2019-05-02", "2022-01-06", "2022-01-13"),
        ("", "2022-01-06", "2022-01-13", "2022-01-20", "2022-01-25"),
        ("Mia KVIST", "2022-01-25", "2022-01-25", "2026-01-22", "None"),
    ]


def test_an_edition_that_lags_does_not_lengthen_a_term_past_the_next() -> None:
    late = [
        row("Premier Edda ORSK (since 1 March 2010)", "2020-11-24", "2021-02-20"),
        row("Premier Tom VANE (since 1 February 2021)", "2021-02-27", "2022-01-06"),
    ]

    assert terms(late)[0][3:] == ("2021-02-01", "2021-02-01")


def test_the_same_name_on_both_sides_of_a_gap_is_no_proof_for_the_years_between() -> None:
    twice = [
        row("Premier Edda ORSK (since 1 March 2010)", "2015-10-26", "2017-03-28"),
        row("Premier Edda ORSK (since 5 May 2019)", "2020-11-24", "2022-01-06"),
    ]

    assert len(terms(twice)) == 2


def test_editions_that_are_held_back_leave_what_the_others_show() -> None:
    kept = hold_back(ROWS, date(2021, 1, 1), date(2022, 1, 1))

    assert [(one.first, one.last) for one in kept if "VANE" in one.text] == [
        (date(2020, 11, 24), date(2020, 12, 31)),
        (date(2022, 1, 1), date(2022, 1, 6)),
    ]
    assert len(kept) == 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ashra ORSK Lund", "ORSK"), ("Ashra ORSK", "ORSK"), True),
        (("Volodymyr HROISMAN", "HROISMAN"), ("Volodymyr HROYSMAN", "HROYSMAN"), True),
        (("EDDA ORSK", ""), ("Edda Maria ORSK", "ORSK"), True),
        (("MUHAMMAD bin Zayd", "MUHAMMAD"), ("MUHAMMAD bin Rashid", "MUHAMMAD"), False),
        (("Jon VANE", "VANE"), ("Mia VANE", "VANE"), False),
        (("ILSE II", "ILSE"), ("ILSE III", "ILSE"), False),
    ],
)
def test_spellings_of_one_name_are_told_from_two_persons(
    one: tuple[str, str],
    other: tuple[str, str],
    same: bool,  # noqa: FBT001 - the expected answer
) -> None:
    assert same_person(*one, *other) is same
    assert same_person(*other, *one) is same


DICTIONARY = """\
# a comment
ALDANE_ [XAA]
+ALDANIAN_
TOM_VANE_  ; CountryInfo.txt
+PREMIER_VANE
\t[XAAELI 500101-900301]
\t[XAAGOV 900301-960514]
ADA_ABEL_  ; CountryInfo.txt
\t[XAAGOV >960514]
ANNA_AHREL_  ; CountryInfo.txt
\t[XAAGOVMIL 030101-040630]
BEA_BERG_  ; CountryInfo.txt
\t[XAAGOV 20041301-051231]
RIVER_FRONT_ # disambiguate
\t[XAAREB]
"""


def test_a_dictionary_gives_names_roles_and_bounds(tmp_path: Path) -> None:
    path = tmp_path / "actors.txt"
    path.write_text(DICTIONARY, encoding="utf-8")

    entries = {one.names[0]: one for one in petrarch.read_entries(path)}
    rulers = petrarch.rulers(entries.values())
    vane, abel, ahrel = entries["TOM VANE"], entries["ADA ABEL"], entries["ANNA AHREL"]

    assert vane.names == ("TOM VANE", "PREMIER VANE")
    assert vane.listed
    assert not entries["RIVER FRONT"].listed
    role = petrarch.leader_role(vane, vane.stays[1], rulers)
    assert role == ("XAA", "head_of_state_or_government", "")
    assert petrarch.leader_role(vane, vane.stays[0], rulers) is None
    assert abel.stays[0].end == Interval(date(1996, 5, 14), None)
    assert ahrel.stays[0].start == Interval(None, date(2003, 1, 1))
    assert entries["BEA BERG"].stays == ()
    minister = petrarch.leader_role(ahrel, ahrel.stays[0], rulers)
    assert minister == ("XAA", "government_member", "defence or security")


DEPUTY = """\
ALDANE_ [XAA]
TOM_VANE_  ; CountryInfo.txt
+PRESIDENT_VANE
\t[XAAGOV 19900301-960514]
ADA_ABEL_  ; CountryInfo.txt
+VICE_PRESIDENT_ABEL
\t[XAAGOV 19900301-960514]
VANE_THOMAS_  ; CountryInfo.txt
\t[XAAGOV 19900301-960514]
"""


def test_a_title_that_a_ruler_shares_with_his_deputy_makes_them_not_one(tmp_path: Path) -> None:
    path = tmp_path / "actors.txt"
    path.write_text(DEPUTY, encoding="utf-8")

    persons, _ = compile_leaders([], petrarch.read_entries(path), {}, {"XAA": "xa"}, {})

    assert {one.name for one in persons} == {"TOM VANE", "ADA ABEL"}
