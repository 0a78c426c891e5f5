"""A document is called by its path, or by what tells it from others of that path."""

from fakes import document
from msgspec.structs import replace

from chancery.model import DateValue, TextValue
from chancery.wording.dates import date_words, day_words, with_basis
from chancery.wording.names import document_names
from chancery.wording.phrases import clip, name_list


def test_lines_of_one_file_are_called_by_their_address() -> None:
    alone = document("one", "a.txt")
    first = replace(document("two", "b.jsonl"), uri="https://paper.example/1")
    second = replace(document("three", "b.jsonl"), uri="https://paper.example/2")

    names = document_names([alone, first, second])

    assert names == {alone.id: "a.txt", first.id: first.uri, second.id: second.uri}


def test_equal_addresses_are_told_apart_by_the_id() -> None:
    first, second = document("one", "a.txt"), document("two", "a.txt")

    names = document_names([first, second])

    assert len(set(names.values())) == 2
    assert all(name.startswith("a.txt ") for name in names.values())


def date(start: str | None, end: str | None) -> DateValue:
    return DateValue(start=start, end=end, precision="day", basis="stated")


def test_a_date_is_shown_as_its_interval_allows() -> None:
    assert date_words(None) == "unknown"
    assert date_words(date(None, "2024-01-02")) == "until 2024-01-02"
    assert date_words(date("2024-01-02", None)) == "from 2024-01-02"
    assert date_words(date("2024-01-02", "2024-01-02")) == "2024-01-02"
    assert date_words(date("2024-01-02", "2024-02-01")) == "2024-01-02 to 2024-02-01"
    assert day_words(date("2024-01-02T10:00:00Z", "2024-01-02T10:00:00Z")) == "2024-01-02"


def test_a_value_that_the_article_does_not_state_says_so() -> None:
    assert with_basis(None) == "unknown"
    assert with_basis(TextValue(value="Paper", basis="stated")) == "Paper"
    assert with_basis(TextValue(value="Paper", basis="page_furniture")) == "Paper (page furniture)"


def test_long_cells_and_lists_are_cut() -> None:
    assert clip("one  two\nthree", 8) == "one two…"
    assert name_list(["a", "b", "c"], 2) == "a, b and 1 more"
