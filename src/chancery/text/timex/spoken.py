"""Tells who speaks of himself, and what he says of the day: it's now 2 a.m. on Wednesday."""

import re

LETTERS = 6  # characters of a word and the blank behind it, in English
LEAST_SHARE = 0.025  # of words that are I, we or my: of talks 4 to 12 %, of news below 2 % (GUM)
BEFORE = 48  # characters before an expression in which it may be said that it is today
ONESELF = (" I ", " I'", " I’", " my ", " we ", " We ", " we'", " we’")
_NOW = r"(?:(?:now|currently|already|about|like)\s+)*"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|o['’]clock)?,?\s+(?:on\s+|of\s+)?)?"
_IT_IS = re.compile(
    rf"\b(?:it is|it['’]s|today is|today['’]s)\s+{_NOW}{_CLOCK}$",
    re.IGNORECASE,
)


def is_talk(text: str) -> bool:
    """Say whether somebody speaks of himself, as in a diary or a conversation."""
    return sum(map(text.count, ONESELF)) * LETTERS > LEAST_SHARE * len(text)


def is_today(text: str, start: int) -> bool:
    """Say whether the words before `start` say that what follows is the day they are said on."""
    return _IT_IS.search(text, max(0, start - BEFORE), start) is not None
