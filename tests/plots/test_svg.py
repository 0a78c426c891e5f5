"""Words are escaped, numbers are short, and nothing that XML forbids gets in."""

import pytest
from drawn import parse

from chancery.plots.draw.labels import fit, lines, width
from chancery.plots.draw.svg import number, path, tag, words


@pytest.mark.parametrize("text", ["<b>&amp;", "\x00\x08", "\ud800\udfff", "\ufffe", "a\"b'c"])
def test_any_text_is_text(text: str) -> None:
    root = parse(tag("g", words(text), title=text))

    kept = "".join(one if one.isprintable() and one != "\ufffe" else "\ufffd" for one in text)
    assert root.text == kept
    assert root.get("title") == kept


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (-0.01, "0"), (2.25, "2.2"), (10.0, "10"), (-3.04, "-3")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text
    assert path((value, 0)) == f"M{text} 0"


@pytest.mark.parametrize(
    "text", ["short", "a very long label that has no end", "界" * 90, "e\u0301" * 90]
)
@pytest.mark.parametrize("room", [0.0, 5.0, 40.0, 200.0])
def test_what_is_cut_to_a_width_fits_it_and_says_so(text: str, room: float) -> None:
    shown = fit(text, room)

    assert width(shown) <= room
    assert shown == text or not shown or shown.endswith("…")
    assert all(width(one) <= room for one in lines(text, room))
