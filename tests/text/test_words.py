import numpy as np
import pytest

from chancery.text.words import code_points, find_words, starts_small


def words(text: str) -> list[str]:
    found = find_words(code_points(text))
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


def hashes(text: str) -> list[int]:
    return find_words(code_points(text)).hashes.tolist()


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("Velm’s 10-year toll: £2.5m (so far).") == [
        "Velm", "s", "10", "year", "toll", "2", "5m", "so", "far",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        "velm's toll road",
        "Velm’s Toll Road",
        "VELM S\u00a0TOLL\r\nROAD",
        "“Velm‘s” toll—road!",
        "Velm's to\u00adll ro\u200bad",
    ],
)
def test_case_spaces_and_typography_change_no_hash(other: str) -> None:
    assert hashes(other) == hashes("Velm's toll road")


def test_accents_change_no_hash_whether_composed_or_not() -> None:
    assert hashes("Erdoğan") == hashes("Erdog\u0306an") == hashes("Erdogan")


def test_a_word_with_characters_passed_over_keeps_its_whole_span() -> None:
    assert words("a co\u00adop, zero\u200bwidth e\u0301t") == [
        "a",
        "co\u00adop",
        "zero\u200bwidth",
        "e\u0301t",
    ]


def test_words_of_other_scripts_and_planes_are_found() -> None:
    assert words("мир \U00010330\U00010331 😀 和平 नमस्ते") == [
        "мир",
        "\U00010330\U00010331",
        "和平",
        "नमस्ते",
    ]


def test_the_order_of_letters_tells() -> None:
    assert len(set(hashes("tar rat art tra"))) == 4


def test_hashes_are_the_same_on_every_machine() -> None:
    assert hashes("The envoy") == [11469020329213407588, 14041174656211982339]


def test_no_text_has_no_words() -> None:
    assert words("") == words(" …\n") == []


def test_a_lone_surrogate_is_read() -> None:
    assert words("a\ud800b") == ["a", "b"]


def test_small_letters_are_told_from_capitals_digits_and_marks() -> None:
    assert starts_small(code_points("aßжA9 .和😀")).tolist() == [
        True, True, True, False, False, False, False, True, False,
    ]  # fmt: skip


def test_a_word_has_one_hash_wherever_it_stands() -> None:
    text = "x" * 70_000 + " envoy " + "y" * 500 + " envoy"
    found = find_words(code_points(text)).hashes
    assert found[1] == found[3]
    assert found.dtype == np.uint64
