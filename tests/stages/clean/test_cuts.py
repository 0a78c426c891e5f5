import sys

import pytest

from chancery.stages.clean.cuts import cut_lines
from chancery.text.lines import split_lines

SMALL = "".join(filter(str.islower, map(chr, range(sys.maxunicode))))


def cut(text: str) -> list[str]:
    pieces = cut_lines(text, split_lines(text))
    return [text[piece.facts.start : piece.facts.end] for piece in pieces]


@pytest.mark.parametrize("seam", [".", "…", "?”", "!’)", '."'])
@pytest.mark.parametrize("capital", ["T", "Д"])
def test_a_sentence_that_runs_into_the_next_is_cut_off_behind_any_small_letter(
    seam: str, capital: str
) -> None:
    for letter in SMALL:
        before, after = f"The talks ended{letter}{seam}", f"{capital}he envoys left"

        assert cut(before + after) == [before, after]


@pytest.mark.parametrize("letter", "aàÿя")
def test_a_label_that_is_glued_to_a_word_is_cut_off(letter: str) -> None:
    before, after = f"The talks ended in Orsk{letter}", "Share this article"

    assert cut(before + after) == [before, after]


def test_capitals_behind_stops_of_short_forms_are_no_seams() -> None:
    assert cut("The U.S. envoy said “We left” — and so they had.") == [
        "The U.S. envoy said “We left” — and so they had."
    ]
