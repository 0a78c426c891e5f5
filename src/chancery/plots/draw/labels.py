"""Fits words into a width, so that none runs out of a figure or over another word.

Which font the reader has is not known: the widths are those of DejaVu Sans, which is a wide one.
"""

import unicodedata
from functools import lru_cache
from textwrap import wrap

SIZE = 12.0  # pixels of ordinary words
SMALL = 11.0
NARROW = frozenset("iljtfI.,:;'|!()[]{}‹›“”‘’·-` ")
WIDE = frozenset("mwMW%@—…ÆŒ")
WIDTHS = {"narrow": 0.41, "lower": 0.62, "upper": 0.73, "wide": 1.0, "none": 0.0}  # of the size
MORE = "…"
KNOWN = 4_096  # letters whose sort is kept at hand


def width(text: str, size: float = SIZE) -> float:
    """Return about how wide a line of text is, rather more than less, in pixels."""
    return size * sum(WIDTHS[_sort(one)] for one in text)


def fit(text: str, most: float, size: float = SIZE) -> str:
    """Return one line of text that is no wider than `most` pixels; what is left out is shown."""
    line = " ".join(text.split())
    if width(line, size) <= most:
        return line
    left = most - width(MORE, size)
    for end, one in enumerate(line):
        left -= size * WIDTHS[_sort(one)]
        if left < 0:
            return line[:end].rstrip() + MORE if end else ""
    return line


def lines(text: str, most: float, size: float = SIZE) -> list[str]:
    """Return text broken into lines that are no wider than `most` pixels."""
    letters = max(1, int(most / (size * WIDTHS["lower"])))
    return [fit(one, most, size) for one in wrap(text, letters)]


@lru_cache(maxsize=KNOWN)
def _sort(letter: str) -> str:
    if letter in NARROW:
        return "narrow"
    if letter in WIDE or unicodedata.east_asian_width(letter) in {"W", "F"}:
        return "wide"
    if unicodedata.combining(letter):
        return "none"
    return "upper" if letter.isupper() else "lower"
