"""Reads texts of which [brackets] mark the time expressions."""

import re
from datetime import date

from chancery.text.timex import TimeValue, read_times

WEDNESDAY = date(2021, 10, 20)


def read(marked: str, published: date | None = WEDNESDAY) -> list[TimeValue]:
    """Return what the marked expressions say."""
    text, spans = "", []
    for piece in re.split(r"(\[[^\]]*\])", marked):
        start = len(text)
        text += piece.strip("[]") if piece.startswith("[") else piece
        if piece.startswith("["):
            spans.append((start, len(text)))
    return read_times(text, spans, published)


def values(marked: str, published: date | None = WEDNESDAY) -> list[str | None]:
    """Return their values."""
    return [one.value for one in read(marked, published)]
