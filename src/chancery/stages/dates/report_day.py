"""Finds the day from which a text without a date of publication speaks, if a caption shows it."""

import re
from datetime import date

from chancery.model import Span
from chancery.stages.dates.page import Page
from chancery.text.timex.forms import Written
from chancery.text.timex.phrases import read_phrase

LEAST_LETTERS = 4  # of a name that caption and text share; chosen
_NAME = re.compile(rf"[^\W\d_a-z][^\W\d_]{{{LEAST_LETTERS - 1},}}")
_OLD = re.compile(r"\b(?:file|files|filed|archives?|archival|undated)\b", re.IGNORECASE)


def report_day(page: Page) -> int | None:
    """Return the number of the expression that states the day of the text's own weekday.

    It stands in the caption of a picture that is not said to be an old one; its day is the only
    one that captions state; the text speaks of that day of the week without a date, in a sentence
    that shares a name with the caption. So the picture and the sentence are of one event.
    """
    stated = [number for number in range(len(page.spans)) if _is_day_of_caption(page, number)]
    days = {page.values[number].first for number in stated}
    if len(days) != 1:
        return None
    number = stated[0]
    caption = page.text[slice(*_block(page, page.spans[number][0]))]
    weekday = date.fromisoformat(days.pop() or "").isoweekday()
    same = any(_speaks_of(page, span, weekday, caption) for span in page.spans)
    return number if same and not _OLD.search(caption) else None


def bare_weekday(words: str) -> int | None:
    """Return the day of the week, from 1 for Monday, where the words name it and no more."""
    form = read_phrase(words).form
    if not isinstance(form, Written) or form.weekday is None:
        return None
    plain = Written(weekday=form.weekday, part=form.part, clock=form.clock)
    return form.weekday if form == plain else None


def _is_day_of_caption(page: Page, number: int) -> bool:
    value = page.values[number]
    stated = value.basis == "stated" and value.precision in {"day", "minute"}
    return stated and value.kind != "SET" and page.block(page.spans[number][0]) == "caption"


def _speaks_of(page: Page, span: Span, weekday: int, caption: str) -> bool:
    """Say whether an expression of the body is this weekday, beside a name of the caption."""
    start, end = span
    if page.block(start) == "caption" or bare_weekday(page.text[start:end]) != weekday:
        return False
    return bool(_names(_sentence(page, span)) & _names(caption))


def _names(text: str) -> set[str]:
    """Return the words with a capital behind the first, those of the calendar apart."""
    found: set[str] = set(_NAME.findall(text.partition(" ")[2]))
    return {name for name in found if not isinstance(read_phrase(name).form, Written)}


def _sentence(page: Page, span: Span) -> str:
    held = (one for one in page.sentences if one[0] <= span[0] and span[1] <= one[1])
    return page.text[slice(*next(held, span))]


def _block(page: Page, place: int) -> Span:
    blocks = page.document.blocks
    return next((one.start, one.end) for one in blocks if one.start <= place < one.end)
