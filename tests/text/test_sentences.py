import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.text.sentences import sentences

PIECES = [
    "a",
    "Mr",
    "No",
    "5",
    " ",
    "  ",
    "\n",
    "\n\n",
    *".!?…”“\"')([]。:-",
    "The",
    "\u200b",
    "\x85",
]


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Smith and Gen. Jones of St. Mary met Prof. X.",
        "The U.S. President met the E.U. Commission at 9 a.m. on Monday.",
        "J. Edgar Hoover knew George W. Bush and J.R.R. Tolkien.",
        "On Jan. 5 they signed No. 3 of vol. 2, pp. 5 and p. 7.",
        "It cost $3.5 million, i.e. 4.25 percent, at example.com today.",
        "They waited... and waited … and left.",
        "“Why?” he asked.",
        "“Why not now?” Smith asked.",
        "“Stop!” the old man shouted.",
        "Yahoo! said it would pay.",
        "He called it a “plan.” and left.",
        "He was born (b. 5 May) and quoted [sic.] here.",
        "no sentence end",
        "?",
    ],
)
def test_what_ends_no_sentence_leaves_it_whole(sentence: str) -> None:
    assert parts(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Why? No! What?! Yes…", ["Why?", "No!", "What?!", "Yes…"]),
        ("He waited... Then he left.", ["He waited...", "Then he left."]),
        ("He lives in the U.S. The end.", ["He lives in the U.S.", "The end."]),
        ("It shut at 6 p.m. They left.", ["It shut at 6 p.m.", "They left."]),
        ("Choose Plan B. The rest fails.", ["Choose Plan B.", "The rest fails."]),
        ("He bought pens, etc. Nobody cared.", ["He bought pens, etc.", "Nobody cared."]),
        ("He said no. No reason was given.", ["He said no.", "No reason was given."]),
        ("“It is over.” Nobody spoke.", ["“It is over.”", "Nobody spoke."]),
        ("“I went. I saw.” He left.", ["“I went.", "I saw.”", "He left."]),
        ("“What now?” The room fell silent.", ["“What now?”", "The room fell silent."]),
        ("(He left.) “So did I.”", ["(He left.)", "“So did I.”"]),
        ("In 2015. 300 came. $5 was paid.", ["In 2015.", "300 came.", "$5 was paid."]),
        ("He left . '' She stayed . ''", ["He left . ''", "She stayed . ''"]),
        ("It was so.[1] It is. [2] Now", ["It was so.[1]", "It is. [2]", "Now"]),
        ("これは文です。次の文。", ["これは文です。", "次の文。"]),
        ("so it was. then he left.", ["so it was.", "then he left."]),
    ],
)
def test_sentences_end_at_their_marks(text: str, found: list[str]) -> None:
    assert parts(text) == found


def test_paragraphs_headlines_and_items_of_lists_are_sentences() -> None:
    text = (
        "Ferry to stop\n\nThe ferry stops\n\n1. First item\n2. Second. Item\n• third\na) fourth\n"
    )
    assert parts(text) == [
        "Ferry to stop",
        "The ferry stops",
        "1. First item",
        "2. Second.",
        "Item",
        "• third",
        "a) fourth",
    ]


def test_the_number_of_an_item_inside_a_line_stays_with_it() -> None:
    assert parts("Check this: 1. The door. Then go.") == ["Check this: 1. The door.", "Then go."]


def test_a_line_that_ends_with_a_closing_mark_ends_a_sentence() -> None:
    text = "The minister said that the talks would go on.”\nlater he left"
    assert parts(text) == text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that the long talks\nwould go on.",
        "The minister said on Monday that he had met the\nPresident of the republic.",
        "The minister said on Monday, after some delay,\nThursday would do.",
        "The minister said on Monday that he had met Gen.\nJones, who had arrived.",
        "The minister said on Monday that he came at 5 p.m.\nto the talks.",
    ],
)
def test_a_line_break_in_prose_ends_nothing(text: str) -> None:
    assert parts(text) == [text]


def test_a_headline_and_the_line_below_it_are_apart() -> None:
    text = "Minister says that the long talks will go on\nThe minister said so."
    assert parts(text) == text.split("\n")


def test_text_wrapped_at_a_width_is_read_as_prose() -> None:
    prose = (
        "The harbour master read the new timetable to the crews of Northern Ferries on Monday. "
        "Every boat would have to leave before the tide, he said, whatever the weather did. "
    )
    text = textwrap.fill(prose * 4, 60)
    assert [" ".join(one.split()) for one in parts(text)] == (prose * 4).strip().replace(
        ". ", ".\n"
    ).split("\n")


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_sentences_lie_in_order_and_hold_all_that_shows(text: str) -> None:
    place = 0
    for start, end in sentences(text):
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[place:start].strip("\u200b \n\x85")
        place = end
    assert not text[place:].strip("\u200b \n\x85")


@pytest.mark.untraced
@pytest.mark.parametrize(
    "piece", ["word ", "A b. ", ".", ". ", "x 1. ", "a.\n", " . ", "“?” Ab cd "]
)
def test_two_million_code_points_take_seconds_at_most(piece: str) -> None:
    text = piece * (2_000_000 // len(piece))
    assert sentences(text)[-1][1] == len(text.rstrip())
