from hypothesis import given
from hypothesis import strategies as st

from chancery.sources.html.align import cover_words

BODY = [f"w{n}" for n in range(60)]


def covered(body: list[str], page: list[str]) -> list[int]:
    return [position for position, byte in enumerate(cover_words(body, page)) if byte]


def test_the_body_is_found_amid_other_words() -> None:
    page = ["menu"] * 5 + BODY + ["footer"] * 5

    assert covered(BODY, page) == list(range(5, 65))


def test_words_that_only_the_page_has_are_skipped() -> None:
    page = [*BODY[:30], "read", "also", "this", *BODY[30:]]

    assert covered(BODY, page) == [*range(30), *range(33, 63)]


def test_words_that_only_the_body_has_are_skipped() -> None:
    body = [*BODY[:30], "caption", "lost", *BODY[30:]]

    assert covered(body, BODY) == list(range(60))


def test_a_passage_that_stands_twice_on_the_page_is_covered_once() -> None:
    page = [*BODY[20:40], "x", *BODY, "y", *BODY[20:40]]

    assert covered(BODY, page) == list(range(21, 81))


def test_a_passage_that_stands_twice_in_the_body_too_is_covered_twice() -> None:
    body = [*BODY, *BODY[20:40]]
    page = [*BODY, "x", *BODY[20:40]]

    assert covered(body, page) == [*range(60), *range(61, 81)]


def test_runs_that_share_a_few_words_at_their_meeting_are_both_covered() -> None:
    body = [*BODY[:30], *BODY[30:]]
    page = [*BODY[:34], "x", *BODY[30:]]

    assert covered(body, page) == list(range(65))[:34] + list(range(35, 65))


def test_a_short_body_is_found_whole() -> None:
    assert covered(["only", "two"], ["x", "only", "two", "y"]) == [1, 2]


def test_nothing_is_covered_by_an_empty_body() -> None:
    assert covered([], BODY) == []


@given(
    st.lists(st.sampled_from("abcde"), max_size=60),
    st.lists(st.sampled_from("abcde"), max_size=60),
)
def test_only_words_of_the_body_are_covered(body: list[str], page: list[str]) -> None:
    found = cover_words(body, page)

    assert len(found) == len(page)
    assert {page[at] for at, byte in enumerate(found) if byte} <= set(body)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60))
def test_a_page_that_is_its_body_is_covered_whole(words: list[str]) -> None:
    found = cover_words(words, words)

    assert found.count(1) == len(words)
