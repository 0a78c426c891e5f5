import time
from importlib.resources import files
from pathlib import Path

import pytest

from chancery.errors import NotFoundError
from chancery.knowledge import forms_of, load, table_names

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "knowledge.md"
FOLDER = Path(str(files("chancery.knowledge")))


@pytest.mark.parametrize("name", table_names())
def test_every_row_has_its_source(name: str) -> None:
    rows = load(name)

    assert rows
    assert all(row["source"] for row in rows)


@pytest.mark.parametrize("name", table_names())
def test_every_table_says_at_its_head_what_it_is_and_on_what_terms(name: str) -> None:
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]

    assert any("Apache-2.0" in line or "icen" in line for line in comments)


@pytest.mark.parametrize("name", table_names())
def test_every_table_is_listed_in_the_reference_with_source_and_licence(name: str) -> None:
    (row,) = [
        line
        for line in REFERENCE.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{name}.tsv` |")
    ]
    cells = [cell.strip() for cell in row.strip("|").split("|")]

    assert len(cells) == 5
    assert all(cells)
    assert int(cells[2].replace(",", "")) == len(load(name))


def test_the_reference_lists_no_table_that_is_gone() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    listed = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]

    assert sorted(listed) == [f"{name}.tsv" for name in table_names()]


def test_each_foreign_licence_named_in_a_table_is_in_the_package() -> None:
    notices = {path.name for path in (FOLDER / "licences").iterdir()}

    assert notices == {
        "fundus.txt",
        "geonames.txt",
        "petrarch.txt",
        "rigour.txt",
        "unicode.txt",
        "world-atlas.txt",
    }


def test_an_unknown_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(NotFoundError, match="agencies"):
        load("nonesuch")


@pytest.mark.untraced
def test_a_table_is_read_once_and_quickly() -> None:
    load.cache_clear()
    start = time.process_time()
    first = load("months")
    spent = time.process_time() - start

    assert load("months") is first
    assert spent < 0.1  # 1 ms where nothing else runs; the wide margin is for busy machines


def test_forms_are_parted_by_bars_and_an_empty_cell_has_none() -> None:
    row = {"forms": "a|b c", "other": ""}

    assert forms_of(row) == ("a", "b c")
    assert forms_of(row, "other") == ()


def test_the_agencies_are_of_the_whole_world_and_of_known_kinds() -> None:
    rows = load("agencies")

    assert len(rows) > 60
    assert len({row["country"] for row in rows}) > 50
    assert {row["kind"] for row in rows} == {"text", "photo", "both"}
    assert all(row["source"].startswith("http") for row in rows)


def test_no_agency_stands_twice_and_no_alias_names_two() -> None:
    rows = load("agencies")
    names = [row["name"] for row in rows]
    aliases = [alias for row in rows for alias in forms_of(row, "aliases")]

    assert len(names) == len(set(names))
    assert len(aliases) == len(set(aliases))


def test_every_language_of_the_months_has_twelve() -> None:
    months: dict[str, set[str]] = {}
    for row in load("months"):
        months.setdefault(row["language"], set()).add(row["month"])

    assert {len(found) for found in months.values()} == {12}
    assert {"en", "fr", "de", "es", "ru", "ar", "pt", "it", "tr"} <= set(months)
