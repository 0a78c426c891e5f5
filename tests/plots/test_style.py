"""What is written can be read, in light and in dark, and every colour may be set anew."""

from collections.abc import Mapping

import pytest

from chancery.plots.draw.style import CLASSES, DARK, LIGHT, css

READABLE = 4.5  # to 1, WCAG 2.2 for words
SEEN = 3.0  # for marks


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    bright = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), bright, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_marks_stand_out(colours: Mapping[str, str]) -> None:
    for ground in ("ground", "band"):
        for words in ("ink", "faint"):
            assert contrast(colours[words], colours[ground]) >= READABLE
    for mark in ("first", "second", "third"):
        for ground in ("ground", "band", "water", "land"):
            assert contrast(colours[mark], colours[ground]) >= SEEN


def test_each_class_has_colours_that_can_be_set() -> None:
    sheet = css()

    assert LIGHT.keys() == DARK.keys()
    for name, parts in CLASSES.items():
        assert f".ch-{name}{{" in sheet
        assert set(parts.values()) <= LIGHT.keys()
    for colour in LIGHT:
        assert sheet.count(f"--ch-{colour}:") == 2
