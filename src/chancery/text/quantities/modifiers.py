"""Finds the words before a number that say how it is meant, and what they leave open."""

import re
from functools import cache

from chancery.text.quantities.drafts import Draft
from chancery.text.quantities.records import Modifier
from chancery.text.quantities.wordlist import WordKind, words

MOST_WORDS = 5  # of one modifier: "a little more than"
_LOOK_BACK = 48  # code points read before a number
_WORD = re.compile(r"[^\s“”\"‘(\[]+")
_SIGNS = "~≈<>≥≤"
_KINDS: tuple[Modifier, ...] = (
    "stated", "approx", "at_least", "at_most", "more_than", "less_than", "nearly", "up_to",
)  # fmt: skip
_NO_HIGH: frozenset[Modifier] = frozenset({"at_least", "more_than"})
_NO_LOW: frozenset[Modifier] = frozenset({"at_most", "less_than", "up_to", "nearly"})
_PREPOSITIONS = frozenset({"about", "over", "under", "above", "below", "around"})


def with_modifier(low: str, draft: Draft) -> Draft:
    """Return the draft with its modifier, and without the bounds that this leaves open."""
    found = draft
    if draft.numeral.shape == "vague" and draft.low is None:
        return draft
    for _ in range(2):  # "at least some 20": the outer one bounds, the inner one only blurs
        further = _before(low, found)
        if further is None:
            break
        found = further
    return _bounded(found)


def _before(low: str, draft: Draft) -> Draft | None:
    start = draft.start
    if start and low[start - 1] in _SIGNS:
        return _with(draft, start - 1, low[start - 1])
    if not start or not low[start - 1].isspace():
        return None
    floor = max(0, start - _LOOK_BACK)
    found = list(_WORD.finditer(low[floor : start - 1]))[-MOST_WORDS - 1 :]
    texts = [match.group() for match in found]
    if not texts or texts[-1] not in _last_words():
        return None
    for count in range(min(MOST_WORDS, len(texts)), 0, -1):
        phrase = " ".join(texts[-count:])
        if phrase in _phrases() and not _is_preposition(phrase, texts[:-count]):
            return _with(draft, floor + found[-count].start(), phrase)
    return None


def _is_preposition(phrase: str, before: list[str]) -> bool:
    """Say whether "about", "over" or "under" belongs to the word before it: "talks about"."""
    return phrase in _PREPOSITIONS and bool(before) and before[-1] in words("governor")


def _with(draft: Draft, start: int, phrase: str) -> Draft:
    modifier = _phrases()[phrase]
    first_end = start + len(phrase)
    span = (start, draft.modifier_words[1] if draft.modifier_words else first_end)
    if draft.modifier_words and draft.modifier_words[0] >= draft.number[1]:
        span = draft.modifier_words if modifier == "approx" else (start, first_end)
    inner = draft.modifier not in {"stated", "approx"}
    kept = draft.modifier if inner else modifier
    return draft._replace(start=start, modifier=kept, modifier_words=span)


def _bounded(draft: Draft) -> Draft:
    if draft.modifier in _NO_HIGH:
        return draft._replace(high=None)
    if draft.modifier in _NO_LOW:
        return draft._replace(low=None)
    return draft


@cache
def _phrases() -> dict[str, Modifier]:
    found: dict[str, Modifier] = {}
    for kind in _KINDS:
        word_kind: WordKind = kind
        found |= dict.fromkeys(words(word_kind), kind)
    return found


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _phrases())
