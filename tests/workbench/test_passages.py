"""Marks may cross: text is cut at every edge, and together the pieces are the text."""

from hypothesis import given
from hypothesis import strategies as st

from chancery.workbench.passages import AROUND, Spot, around, segments

TEXT = "One went.\nTwo 👩‍👩‍👧 came é and\r\nthree שלום stayed."


@given(
    st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))), max_size=6).map(
        lambda pairs: [(min(a, b - 1), max(a + 1, b)) for a, b in pairs]
    )
)
def test_pieces_tile_the_text_and_know_their_marks(spans: list[tuple[int, int]]) -> None:
    spots = [
        Spot(name=f"m{n}", start=start, end=min(end, len(TEXT)))
        for n, (start, end) in enumerate(spans)
    ]

    pieces = segments(TEXT, 0, len(TEXT), spots)

    assert "".join(one.text for one in pieces) == TEXT
    for one in pieces:
        end = one.start + len(one.text)
        covering = {spot.name for spot in spots if spot.start < end and spot.end > one.start}
        assert set(one.marks) == covering


def test_a_span_is_shown_in_its_paragraph() -> None:
    start = TEXT.index("came")

    (found,) = around(TEXT, [Spot(name="evidence", start=start, end=start + 4)], [])

    assert "".join(one.text for one in found.segments) == "Two 👩‍👩‍👧 came é and"
    assert not found.cut_before
    assert not found.cut_after


def test_spans_of_one_paragraph_are_shown_together() -> None:
    spots = [Spot(name="evidence", start=0, end=3), Spot(name="evidence", start=4, end=9)]

    (found,) = around(TEXT, spots, [])

    assert (found.start, found.end) == (0, 9)


def test_of_a_text_without_paragraphs_whole_words_around_are_shown() -> None:
    text = "word " * 1_000
    start = text.index("word", 2_500)

    (found,) = around(text, [Spot(name="evidence", start=start, end=start + 4)], [])
    shown = "".join(one.text for one in found.segments)

    assert found.cut_before
    assert found.cut_after
    assert set(shown.split()) == {"word"}
    assert len(shown) <= 2 * AROUND + 4
