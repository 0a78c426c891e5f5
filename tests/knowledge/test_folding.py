"""A name is found whatever its case, accents and typography, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.knowledge.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée", "elysee"),
        ("al-Qa’ida", "Al Qaida"),
        ("U.N.", "UN"),
        ("O'Neil", "ONEIL"),
        ("Łódź", "Lodz"),
        ("ЙЕМЕН", "йемен"),
        ("ISTANBUL", "istanbul"),
        ("Straße", "STRASSE"),
        ("  Guinea -Bissau ", "Guinea-Bissau"),
        ("أَفْغَانِسْتَان", "أفغانستان"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_that_differ_in_letters_keep_different_keys() -> None:
    assert (
        len({fold(one) for one in ("Niger", "Nigeria", "イラン", "イラク", "대만", "대한")}) == 6
    )


def test_control_characters_and_lone_surrogates_fold_to_nothing() -> None:
    assert fold("\x00\ud800\u200b") == ""


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
