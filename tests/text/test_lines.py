import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.model import Block
from chancery.text.lines import Line, in_blocks, join_wrapped, split_lines

UNSEEN = frozenset(" \n\r\u2028\u00a0\u200b\ufeff\x85")
PARAGRAPH = (
    "The harbour master read the new timetable aloud to the crews on Monday morning and said "
    "that every boat would have to leave before the tide turned, whatever the weather did."
)


def contents(text: str) -> list[str]:
    return [text[line.start : line.end] for line in split_lines(text)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_every_kind_of_line_end_parts_lines(newline: str) -> None:
    assert contents(newline.join(["one", "two", "three"])) == ["one", "two", "three"]


def test_blanks_at_both_ends_stay_outside_the_line() -> None:
    assert split_lines("  one\u00a0\n") == [Line(start=2, end=5, apart=True)]


def test_lines_of_blanks_and_zero_width_characters_show_nothing() -> None:
    assert contents("\ufeff\none\n \u200b\u200f\n\t\ntwo\n") == ["one", "two"]


def test_a_misread_ellipsis_does_not_part_a_line() -> None:
    assert contents("they waited\x85 and left") == ["they waited\x85 and left"]


def test_a_line_knows_whether_a_blank_line_stands_before_it() -> None:
    assert [line.apart for line in split_lines("a\nb\n\nc\r\nd\r\n \r\ne")] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_line_belongs_to_the_block_that_it_begins_in() -> None:
    text = "one\n\ntwo three\nfour\n"
    ends = (5, 8, len(text))  # the second ends amid a line
    blocks = [
        Block(type="body", start=start, end=end, kept=True)
        for start, end in zip((0, *ends), ends, strict=False)
    ]

    found = [
        (text[line.start : line.end], block.start)
        for line, block in in_blocks(split_lines(text), blocks)
    ]

    assert found == [("one", 0), ("two three", 5), ("four", 8)]


def test_paragraphs_wrapped_at_a_width_are_joined_and_their_breaks_kept() -> None:
    paragraphs = [textwrap.fill(PARAGRAPH, 72), textwrap.fill(PARAGRAPH[4:], 72)]
    text = "\n\n".join(["Crews told to sail early", *paragraphs])
    joined = join_wrapped(text, split_lines(text))
    assert [text[line.start : line.end] for line in joined] == text.split("\n\n")


def test_paragraphs_of_one_line_each_are_not_joined() -> None:
    lines = split_lines("\n".join([PARAGRAPH] * 6))
    assert join_wrapped("\n".join([PARAGRAPH] * 6), lines) == lines


def test_a_list_of_short_lines_is_not_joined() -> None:
    text = "\n".join(f"Berth {n}" for n in range(30))
    assert len(join_wrapped(text, split_lines(text))) == 30


def test_a_long_line_among_wrapped_ones_stays_by_itself() -> None:
    text = textwrap.fill(PARAGRAPH * 3, 60) + "\n" + PARAGRAPH + "\n" + "the end"
    joined = join_wrapped(text, split_lines(text))
    assert text[joined[-1].start : joined[-1].end] == "the end"


@given(st.text(alphabet=st.sampled_from("ab .\n\r\u2028\u00a0\u200b\ufeff\x85é漢"), max_size=80))
def test_lines_lie_in_order_and_leave_out_only_what_does_not_show(text: str) -> None:
    lines = join_wrapped(text, split_lines(text))
    position = 0
    for line in lines:
        assert position <= line.start < line.end
        assert not set(text[position : line.start]) - UNSEEN
        assert text[line.start : line.end] == text[line.start : line.end].strip()
        position = line.end
    assert not set(text[position:]) - UNSEEN
