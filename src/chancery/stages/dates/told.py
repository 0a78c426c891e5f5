"""Says whether something of a date is told as past: only where no word looks ahead of it."""

import re
from functools import cache

from chancery.model import Span
from chancery.text.tables import packaged_rows
from chancery.text.timex import direction_of

BEFORE = 12  # characters before an expression in which its preposition stands
_SINCE = re.compile(r"\bsince\s+(?:(?:the|early|late|mid|at least)[\s-]+)*$", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:^|[^\w-])(?:in|on|during)\s+(?:(?:the|early|late|mid)[\s-]+)*$", re.IGNORECASE
)
_TO = re.compile(r"\bto\s+[a-z]+", re.IGNORECASE)


def is_since(text: str, span: Span) -> bool:
    """Say whether something is said to have been so since this time."""
    return _SINCE.search(text[max(0, span[0] - 2 * BEFORE) : span[0]]) is not None


def is_told(text: str, span: Span, sentence: Span) -> bool:
    """Say whether the sentence tells of this time as past, and of nothing as yet to come."""
    start, end = span
    placed = _WHEN.search(text[max(0, start - BEFORE) : start])
    if not placed or direction_of(text, start, end) != "past":
        return False
    words = f"{text[sentence[0] : start]} {text[end : sentence[1]]}"
    return not looks_ahead(words) and not _TO.search(text[sentence[0] : start])


def looks_ahead(words: str) -> bool:
    """Say whether a word of a sentence speaks of what is or was yet to come."""
    opening = words[:1].lower()  # else "May" is a month
    return _ahead().search(opening + words[1:]) is not None


@cache
def _ahead() -> re.Pattern[str]:
    """Return the pattern of words that look ahead; those of the table that end in - go on."""
    rows = packaged_rows("chancery.stages.dates", "ahead.tsv")
    forms = (form for row in rows for form in row[1].split("|"))
    words = "|".join(
        re.escape(form[:-1]) + r"\w*" if form.endswith("-") else form for form in forms
    )
    return re.compile(rf"\b(?:{words})\b")
