import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_model import tiny_tokenizer
from tokenizers import Tokenizer

from chancery.inference import pieces as module
from chancery.inference.pieces import (
    INNER,
    LOWER,
    MIXED,
    NO_CASE,
    SEP,
    TITLE,
    UPPER,
    Pieces,
    cut,
    windows,
)

ODD = ["\x00", "\x1b", "\u200b", "\u200d", "\ufeff", "\u0301", "e\u0301", "👩\u200d🚀", "한", "İ"]
PARTS = [*ODD, "a" * 300, "The ", "talks", " ", "\t", "\r\n", "\n", "\n\n", "“", "”", ".", "4,000"]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS)).map("".join))
TOKENIZER = tiny_tokenizer()


def made(ids: list[int]) -> Pieces:
    row = np.array(ids, np.int64)
    at = np.arange(len(row))
    return Pieces(row, at, at + (row != SEP), np.zeros_like(row), np.zeros_like(row))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_offsets_lie_in_the_text_in_order_and_hold_a_character(text: str) -> None:
    found = cut(TOKENIZER, text)
    assert len(found) == len(found.starts) == len(found.shapes) == len(found.states)
    empty = found.starts == found.ends
    assert np.array_equal(empty, found.ids == SEP)
    assert (found.starts >= 0).all()
    assert (found.ends <= len(text)).all()
    assert (np.diff(found.starts) >= 0).all()
    assert (np.diff(found.ends) >= 0).all()
    assert set(found.shapes.tolist()) <= set(range(6))
    assert set(found.states.tolist()) <= {0, 1, 2}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_every_letter_of_the_vocabulary_lies_in_one_piece(text: str) -> None:
    found = cut(TOKENIZER, text)
    times = np.zeros(len(text) + 1, int)
    for start, end in zip(found.starts, found.ends, strict=True):
        times[start:end] += 1
    plain = [place for place, char in enumerate(text) if char.isascii() and char.isalnum()]
    assert (times[plain] == 1).all()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_pieces(text: str) -> None:
    one, other = cut(TOKENIZER, text), cut(TOKENIZER, text)
    assert all(
        np.array_equal(a, b) for a, b in zip(vars(one).values(), vars(other).values(), strict=True)
    )


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([5, 6, 7, 1012, SEP]), max_size=200),
    st.integers(3, 40),
    st.data(),
)
def test_cores_tile_the_text_and_no_window_is_too_wide(
    ids: list[int], size: int, data: st.DataObject
) -> None:
    core = data.draw(st.integers(1, size))
    before = data.draw(st.integers(0, size - core))
    found = windows(made(ids), size, core, before)
    edges = [0, *(one.core_high for one in found)]
    assert edges[-1] == len(ids)
    assert [one.core_low for one in found] == edges[:-1]
    for one in found:
        assert 0 <= one.low <= one.core_low < one.core_high <= one.high <= len(ids)
        assert one.core_high - one.core_low <= core
        assert one.high - one.low <= size


def test_a_core_ends_with_a_paragraph_or_else_a_sentence_in_its_last_quarter() -> None:
    stop = 1012
    assert windows(made([5] * 8 + [SEP] + [stop] + [5] * 9), 12, 10, 2)[0].core_high == 9
    assert windows(made([5] * 8 + [stop] + [5] * 9), 12, 10, 2)[0].core_high == 9
    assert windows(made([5, stop] + [5] * 15), 12, 10, 2)[0].core_high == 10


def test_a_separator_stands_between_paragraphs_alone(tokenizer: Tokenizer) -> None:
    text = "\n\nThe talks.\n\n \n\nThe treaty\nwill hold.\n"
    found = cut(tokenizer, text)
    assert (found.ids == SEP).sum() == 1
    place = int(np.flatnonzero(found.ids == SEP)[0])
    assert found.starts[place] == found.ends[place] == text.index("The treaty")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("the talks\nwill go on", 1),  # wrapped in mid-sentence
        ("the talks.\nthe end", 2),
        ("the talks\nThe end", 2),
        ("the talks,\nsaid he", 1),
        ("", 0),
        (" \n\t\n", 0),
    ],
)
def test_lines_that_were_only_wrapped_are_one_paragraph(
    tokenizer: Tokenizer, text: str, paragraphs: int
) -> None:
    found = cut(tokenizer, text)
    assert (len(found) > 0) + (found.ids == SEP).sum() == paragraphs


def test_a_long_paragraph_is_cut_in_parts_at_blanks(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "the talks in Arvand went on, " * 40
    whole = cut(tokenizer, text)
    monkeypatch.setattr(module, "LONGEST_PART", 50)
    parts = cut(tokenizer, text)
    assert all(
        np.array_equal(a, b)
        for a, b in zip(vars(whole).values(), vars(parts).values(), strict=True)
    )


def test_a_long_word_without_blanks_is_cut_where_it_must_be(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_PART", 50)
    found = cut(tokenizer, "x" * 130)
    assert (found.starts[0], found.ends[-1]) == (0, 130)


def test_shapes_tell_the_case_of_a_word_once(tokenizer: Tokenizer) -> None:
    text = "talks Lina NATO McNe 42"
    found = cut(tokenizer, text)
    first = {
        int(start): int(shape) for start, shape in zip(found.starts, found.shapes, strict=True)
    }
    starts = [text.index(word) for word in text.split()]
    assert [first[start] for start in starts] == [LOWER, TITLE, UPPER, MIXED, NO_CASE]
    assert {first[start] for start in first if start not in starts} == {INNER}


def test_quoted_pieces_and_marks_are_told_apart(tokenizer: Tokenizer) -> None:
    found = cut(tokenizer, "he said “talks” .")
    assert found.states.tolist() == [0, 0, 2, 1, 2, 0]


def test_a_span_is_covered_by_the_pieces_that_it_touches(tokenizer: Tokenizer) -> None:
    text = "talks\n\nThe envoys met"
    found = cut(tokenizer, text)
    assert found.cover(0, len(text)) == (0, len(found))
    assert found.cover(text.index("envoys") + 2, text.index("envoys") + 3) == (3, 4)
    assert found.cover(5, 7) is None
    assert found.cover(5, 8) == (2, 3)
    assert found.cover(0, 7) == (0, 1)
