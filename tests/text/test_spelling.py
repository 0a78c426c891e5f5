"""Words that are spelled differently, or in other alphabets."""

import pytest

from chancery.text.spelling import respell, skeleton, slips, sounds_alike, to_latin


def test_alphabets_are_read_and_other_scripts_stay() -> None:
    assert to_latin("Воронов") == "Voronov"
    assert to_latin("Γιώργος") == "Giorgos"
    assert to_latin("林海明 Lin") == "林海明 Lin"


@pytest.mark.parametrize(
    ("a", "b"),
    [("sergey", "sergei"), ("zelenskyy", "zelenskiy"), ("lawrow", "lavrov"), ("yusuf", "jusuf")],
)
def test_usual_spellings_are_one(a: str, b: str) -> None:
    assert respell(a) == respell(b)


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("muhammad", "mohamed", True),
        ("qaddafi", "gadhafi", True),
        ("mario", "maria", False),
        ("dan", "don", False),
        ("lund", "lind", True),
    ],
)
def test_sounds(a: str, b: str, alike: bool) -> None:  # noqa: FBT001 - a table of cases
    assert sounds_alike(a, b) is alike


def test_one_wrong_letter_counts_in_long_words_only() -> None:
    assert slips("vorontsky", "vorontski")
    assert slips("rosselli", "roselli")
    assert not slips("lund", "lind")
    assert skeleton("a") == "a"
