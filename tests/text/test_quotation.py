import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.text.quotation import INSIDE, MARK, OUTSIDE, quotations, quote_states

PIECES = ["a", "s", " ", ".", ",", "5", "\n", "\n\n", *"“”„«»‹›\"'‘’‚`", "``", "''"]


def inside(text: str) -> list[str]:
    return [text[one.inner_start : one.inner_end] for one in quotations(text)]


def whole(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said ``yes'' and ''no''.", ["yes", "no"]),
        ('He said , " yes " . " No " .', [" yes ", " No "]),
        ("Er sagte „ja“ und »nein«.", ["ja", "nein"]),
        ("Il dit « oui » et ‹non›.", [" oui ", "non"]),
        ("Han svarade ”ja” och ”nej”.", ["ja", "nej"]),
        ("彼は「はい」と言った。", ["はい"]),
        ("He said 'yes, it isn't' and left.", ["yes, it isn't"]),
        ("He said ‘yes, it isn’t’ and left.", ["yes, it isn’t"]),
        ("He said ‚ja‘ and `no'.", ["ja", "no"]),
        ('They act—"My plan!"—and wait ("so far").', ["My plan!", "so far"]),
        ("“”", [""]),
        ("no mark", []),
        ("", []),
    ],
)
def test_marks_of_every_style_are_paired(text: str, found: list[str]) -> None:
    assert inside(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The envoys don't know O’Brien’s plan.",
        "The states’ rights and the ministers' meeting",
        "rock 'n' roll, rock ‘n’ roll",
        "the ’90s, the '90s and the ‘90s",
        "'Tis late; ’twas early; get 'em",
        "It 's the state 's plan and they do n't",
        "goin’ home",
    ],
)
def test_apostrophes_quote_nothing(text: str) -> None:
    assert quotations(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He is 6'2\" tall", []),
        ('a 5" pipe and a 12" one', []),
        ('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
        ('"It rose by 5" he said. "And fell"', ["It rose by 5", "And fell"]),
    ],
)
def test_feet_and_inches_are_no_quotation(text: str, found: list[str]) -> None:
    assert inside(text) == found


def test_quotations_in_quotations_know_their_depth() -> None:
    text = "“He told me ‘go “now” or never’ twice,” she said."
    assert [(text[one.inner_start : one.inner_end], one.depth) for one in quotations(text)] == [
        ("He told me ‘go “now” or never’ twice,", 0),
        ("go “now” or never", 1),
        ("now", 2),
    ]


def test_single_marks_may_be_the_outer_ones() -> None:
    assert inside("‘I saw “the states’ rights” there,’ he said") == [
        "I saw “the states’ rights” there,",
        "the states’ rights",
    ]
    assert inside("'I said \"no\",' he said.") == ['I said "no",', "no"]


def test_marks_side_by_side_are_read_apart() -> None:
    assert inside("\"'Go,' he said,\" she said.") == ["'Go,' he said,", "Go,"]
    assert inside("''It was on 'Friends,''' he said.") == ["It was on 'Friends,'", "Friends,"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Yes,“ he said. “No.”", ["Yes,", "No."]),
        ('A “great" plan and “x”', ["great", "x"]),
        ("one“ two” and “three”", ["three"]),
        ("stray” mark and “ok”", ["ok"]),
        ("“one “two” three” four", ["one “two” three", "two"]),
    ],
)
def test_a_wrong_mark_does_not_upset_the_others(text: str, found: list[str]) -> None:
    assert inside(text)[-len(found) :] == found


def test_speech_over_paragraphs_is_one_chain_of_quotations() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”\n\n“Five.”"
    found = quotations(text)
    assert whole(text) == ["“One.", "“Two.", "“Three,”", "“Four.”", "“Five.”"]
    assert [one.continued for one in found] == [True, True, False, False, False]
    assert [one.closed for one in found] == [False, False, True, True, True]
    assert len({one.chain for one in found[:3]}) == 1
    assert len({one.chain for one in found}) == 3


def test_speech_in_speech_goes_on_over_paragraphs() -> None:
    text = "“‘One.\n\n“‘Two.’” Three"
    found = quotations(text)
    assert [one.depth for one in found] == [0, 1, 0, 1]
    assert [one.continued for one in found] == [True, True, False, False]
    assert [one.chain for one in found] == [0, 1, 0, 1]


def test_straight_marks_go_on_over_paragraphs_of_one_line_each() -> None:
    assert [one.continued for one in quotations('"One.\n"Two," he said.')] == [True, False]


def test_a_quotation_that_nothing_closes_ends_with_its_paragraph() -> None:
    text = "He said “one two  \n\nand “three”"
    assert whole(text) == ["“one two", "“three”"]
    assert [one.closed for one in quotations(text)] == [False, True]
    assert not any(one.continued for one in quotations(text))


def test_a_quotation_may_run_over_a_wrapped_line() -> None:
    assert inside("He said “one\ntwo” and\r\n‘three\r\nfour’.") == ["one\ntwo", "three\r\nfour"]


def test_every_code_point_has_a_state() -> None:
    text = "Il «a ‹b›» ``c'' d’"
    states = quote_states(text)
    assert "".join("012"[one] for one in states) == "0002112122" + "0" + "22122" + "000"
    assert (OUTSIDE, INSIDE, MARK) == (0, 1, 2)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_quotations_nest_and_lie_in_the_text(text: str) -> None:
    found = quotations(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    stack: list[int] = []
    for one in found:
        assert 0 <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)
        assert one.closed == (one.inner_end < one.end)
        stack = [end for end in stack[: one.depth] if end >= one.end]
        assert len(stack) == one.depth
        stack.append(one.inner_end)
    assert len(quote_states(text)) == len(text)


@pytest.mark.untraced
@pytest.mark.parametrize("style", ["“a ‘b’ c” d ", "a \"b' ‘” ", '"', "the states' 'a ", "“a\n"])
def test_time_grows_with_the_length(style: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        quotations(style * size)
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 0.1 + 32 * seconds(1_000)  # 64 times if it were quadratic


@pytest.mark.untraced
def test_a_paragraph_of_two_million_code_points_is_read() -> None:
    text = "“" + "word ‘word’ " * 4_000 + "word " * 400_000 + "”"
    assert len(quotations(text)) == 4_001
