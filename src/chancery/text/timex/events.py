"""Dates what a distance counts from where the text has dated it: two days after the signing.

The treaty was signed on 5 May, says an earlier sentence: the only day that the text tells
with a word of the same stem. Where it tells several, the words do not say which is meant.
"""

import re
from collections.abc import Iterator, Sequence

from chancery.text.timex.forms import Away
from chancery.text.timex.frame import Anchor, Timeframe
from chancery.text.timex.reading import Reading
from chancery.text.timex.values import Span

REACH = 250  # characters around a date in which its sentence is looked for
LEAST_STEM = 3
_AWAY = re.compile(r"\b(?:before|after|prior to|from|later)\s+", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"\s+(?:of|in|on|at|by|to|for|from|with|that|who|which|and)\b|[,;(]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“(])|\n")
_ENDING = re.compile(
    r"(?:ations?|ated|ating|ates?|ions?|ments?|ings?|ed|es|s|e)$"  # one is cut off
)


def event_day(
    form: Away, span: Span, places: Sequence[Span], readings: Sequence[Reading], frame: Timeframe
) -> Anchor | None:
    """Return the day of the event that a distance counts from, if a sentence before tells it.

    `readings` are those of the expressions before this one.
    """
    known = form.event and form.amount is not None
    stem = _event_stem(frame.text[span.start : span.end]) if known else ""
    if not stem:
        return None
    days = {
        reading.period: frame.order[place]
        for place, reading in enumerate(readings)
        if reading.period
        and reading.period.unit == "D"
        and _SENTENCE_END.search(frame.text, places[place].end, span.start + 1)
        and _tells(frame.text, places[place], stem)
    }
    if len(days) != 1:
        return None
    period, number = days.popitem()
    return Anchor(period, "earlier", number)


def _event_stem(words: str) -> str:
    """Return the stem of the word that names the event, the last before "of" and its like."""
    away = _AWAY.search(words)
    if away is None:
        return ""
    named = _HEAD_ENDS.split(words[away.end() :], maxsplit=1)[0]
    found = _WORD.findall(named)
    return _stem(found[-1]) if found else ""


def _stem(word: str) -> str:
    low = word.lower()
    cut = _ENDING.sub("", low)
    return cut if len(cut) >= LEAST_STEM else low


def _tells(text: str, span: Span, stem: str) -> bool:
    """Say whether the sentence of a date has a word of this stem."""
    return any(_stem(word) == stem for word in _words_around(text, span))


def _words_around(text: str, span: Span) -> Iterator[str]:
    before, after = (
        text[max(0, span.start - REACH) : span.start],
        text[span.end : span.end + REACH],
    )
    opened = 0
    for stop in _SENTENCE_END.finditer(before):
        opened = stop.end()
    closed = _SENTENCE_END.search(after)
    yield from _WORD.findall(before[opened:])
    yield from _WORD.findall(after[: closed.start()] if closed else after)
