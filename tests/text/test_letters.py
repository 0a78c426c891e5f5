import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from chancery.text.letters import letter_runs

ANY = re.compile(r"[^\W\d_]+")


def test_every_character_counts_as_a_letter_or_not_as_in_patterns() -> None:
    points = " ".join(map(chr, range(sys.maxunicode + 1)))
    plain = " ".join(map(chr, range(0x10000)))

    assert letter_runs(points) == ANY.findall(points)
    assert letter_runs(plain) == ANY.findall(plain)


@given(st.text())
def test_runs_are_what_the_pattern_finds(text: str) -> None:
    assert letter_runs(text) == ANY.findall(text)


def test_letters_beyond_the_basic_plane_and_lone_surrogates_are_read() -> None:
    assert letter_runs("a𐐀b 😀c \ud800d") == ["a𐐀b", "c", "d"]
