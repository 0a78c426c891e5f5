"""The command says what is known of a name or an office on a day, from where, and what is not."""

import json
from pathlib import Path

import pytest
from running import Run


def test_an_office_of_a_country_has_its_holder_with_dates_and_source(run: Run) -> None:
    ran = run("actors", "explain", "German chancellor", "--on", "2023-05-01")

    assert (ran.code, ran.err) == (0, "")
    assert "office: chancellor, Germany (country/de)" in ran.out
    assert "Olaf SCHOLZ, Chancellor: since 2021-12-08, until some day from" in ran.out
    assert "[factbook] CIA World Factbook" in ran.out


@pytest.mark.parametrize(
    "phrase", ["chancellor of Germany", "Germany's chancellor", "the chancellor of the Germans"]
)
def test_the_order_of_title_and_country_does_not_matter(run: Run, phrase: str) -> None:
    assert "Olaf SCHOLZ" in run("actors", "explain", phrase, "--on", "2023-05-01").out


def test_a_day_that_no_source_covers_is_unknown_and_the_neighbours_are_named(run: Run) -> None:
    out = run("actors", "explain", "prime minister of Iraq", "--on", "2019-06-01").out

    assert "unknown: no source covers the day" in out
    assert "possible, not certain: Haydar al-ABADI" in out
    assert "after: Mustafa al-KADHIMI" in out


def test_the_holder_of_an_early_day_comes_from_another_source(run: Run) -> None:
    out = run("actors", "explain", "Afghan president", "--on", "1995-06-01").out

    assert "the sources give several; none is chosen" in out
    assert "BURHANUDDIN RABBANI, head of state or of government (which is not said)" in out
    assert "[petrarch]" in out


def test_several_candidates_are_listed_and_none_is_chosen(run: Run) -> None:
    out = run("actors", "explain", "Georgia", "--on", "2020-01-01").out

    assert "the name may mean 2 actors; none is chosen" in out
    assert "(country/ge)" in out
    assert "(region/us/georgia)" in out


def test_a_name_of_which_nothing_is_known_ends_with_three(run: Run) -> None:
    ran = run("actors", "explain", "Zorblax the Unheard")

    assert ran.code == 3
    assert "nothing is known under this name" in ran.out


def test_json_gives_everything(run: Run) -> None:
    ran = run("actors", "explain", "Kremlin", "--on", "2021-01-01", "--json")
    found = json.loads(ran.out)["explanation"]

    (one,) = found["candidates"]
    assert one["forms"][0][1] == "metonym"
    assert [role for role, _ in one["heads"]] == ["head_of_state", "head_of_government"]
    assert {source["id"] for source in found["sources"]} >= {"chancery", "factbook"}


def test_a_knowledge_file_adds_facts_and_its_error_in_line_seven_is_named(
    run: Run, tmp_path: Path
) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text(
        "offices:\n"
        "  - title: River Envoy\n"
        "    of: DE\n"
        "    holders:\n"
        "      - {holder: Ada Kvist, from: 2020-01-01, to: 2022-12-31}\n"
        "  - title: Bridge Envoy\n"
        "    off: DE\n",
        encoding="utf-8",
    )

    ran = run("actors", "explain", "German river envoy", "--on", "2021-05-05", "--knowledge", desk)

    assert ran.code == 0
    assert f"{desk}:7: 'off' is no key of an entry under offices; use " in ran.err
    assert "the entry is left out" in ran.err
    assert "Ada Kvist, River Envoy: since 2020-01-01, until 2022-12-31 [desk.yaml]" in ran.out


@pytest.mark.parametrize("text", ["yesterday", "2021-02-30", "20211"])
def test_a_day_that_is_none_is_refused(run: Run, text: str) -> None:
    ran = run("actors", "explain", "Kabul", "--on", text)

    assert ran.code == 2
    assert "is no date" in ran.err


def test_a_knowledge_file_that_is_absent_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("actors", "explain", "Kabul", "--knowledge", tmp_path / "absent.yaml")

    assert ran.code == 2
    assert "cannot read the knowledge file" in ran.err


@pytest.mark.parametrize(
    ("phrase", "day", "name"),
    [
        ("UN Secretary-General", "2005-01-01", "KOFI ANNAN"),
        ("French president", "2020-01-01", "Emmanuel MACRON, President: since 2017-05-14"),
        ("president of the United States", "1999-01-01", "BILL CLINTON"),
    ],
)
def test_offices_of_organisations_and_early_holders_are_found(
    run: Run, phrase: str, day: str, name: str
) -> None:
    assert name in run("actors", "explain", phrase, "--on", day).out


def test_a_head_of_several_countries_is_one_person_whose_own_country_comes_first(run: Run) -> None:
    out = run("actors", "explain", "Elizabeth II", "--on", "2000-01-01").out

    assert "none is chosen" not in out
    assert out.index("United Kingdom, Queen") < out.index("Canada, Queen: since 1952-02-06")


def test_a_designation_says_by_whom_and_that_its_first_day_is_not_said(run: Run) -> None:
    out = run("actors", "explain", "Hezbollah", "--on", "2024-01-01").out

    assert "designated: United States, named under Terrorist group(s)" in out
    assert "since when is not said [factbook]" in out
