"""Says what a number counts: the noun behind it, before it, or that of the figure before."""

import re
from collections.abc import Sequence

from chancery.model import Span
from chancery.stages.figures.lexicon import words_of
from chancery.text.page import Page
from chancery.text.quantities import Quantity

MOST_WORDS = 5  # of a noun phrase
MOST_LINKS = 4  # words between what is measured and its number
Counted = tuple[Quantity, Span | None]
_TOKEN = re.compile(r"[^\W_][\w'’.&-]*[^\W_.]|[^\W_]")
MADE_OF = re.compile(r"-(?:member|strong|person|man|nation|seat|page|vessel|point|ship|truck)\b")
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b")
_APOSTROPHES = " \n'’"
_PARTED = re.compile(r"[,;:.!?()“”\"\n]")


def counted_by(page: Page, one: Quantity, before: Sequence[Counted]) -> Span | None:
    """Return the words for what a quantity counts, None where the text leaves it open.

    `before` are the quantities of the text before it, with what they count.
    """
    if made := MADE_OF.match(page.text, one.number[1]):
        return _phrase_behind(page, made.end(), one)
    if before and (_OF_THEM.match(page.text, one.end) or _is_change(page, one, before[-1])):
        return before[-1][1]
    if one.counted or one.kind == "count":
        found = one.counted or _phrase_behind(page, one.end, one)
        return found or _as_before(page, one, before) or _led(page, one)
    found = _named_behind(page, one)
    if one.kind == "money":
        return found or _phrase_behind(page, one.end, one) or _led(page, one)
    found = found or _led(page, one) or _phrase_behind(page, one.end, one)
    return found or _as_before(page, one, before)


def _is_change(page: Page, one: Quantity, before: Counted) -> bool:
    """Say whether nothing but "to" parts a number from what the one before it counts."""
    last, counted = before
    if last.kind != one.kind:
        return False
    end = max(last.end, counted[1] if counted and counted[1] <= one.start else 0)
    return page.text[end : one.start].strip().lower() == "to"


def _phrase_behind(page: Page, place: int, one: Quantity) -> Span | None:
    """Return the noun phrase that opens at a place, in the sentence of the quantity."""
    end = page.sentence_of(one.number[0])[1]
    found: list[Span] = []
    last = place
    for token in _TOKEN.finditer(page.text, place, end):
        gap = page.text[last : token.start()]
        word = token[0].lower()
        if gap.strip(_APOSTROPHES) or _is_stop(page, token) or len(found) == MOST_WORDS:
            break
        if len(word) == 1 or word.endswith("ed") or (not found and word.endswith("ing")):
            break  # a verb, mostly: "harbour opened", "$3m including"
        found.append(token.span())
        last = token.end()
    return (found[0][0], found[-1][1]) if found else None


def _named_behind(page: Page, one: Quantity) -> Span | None:
    """Return what money or a share is of or for: "3 million dollars in aid"."""
    place = max(one.end, one.per[1] if one.per else 0)
    word = _TOKEN.match(page.text, place + len(_blank(page.text, place)))
    if word is None or word[0].lower() not in words_of("in"):
        return None
    place = word.end()
    article = _TOKEN.match(page.text, place + len(_blank(page.text, place)))
    if article and article[0].lower() in {"the", "a", "an", *words_of("given")}:
        place = article.end()
    return _phrase_behind(page, place, one)


def _as_before(page: Page, one: Quantity, before: Sequence[Counted]) -> Span | None:
    """Return what the last quantity of the sentence counts, if it is one of the same kind."""
    if not before or before[-1][0].kind != one.kind:
        return None
    start = page.sentence_of(one.number[0])[0]
    return before[-1][1] if before[-1][0].start >= start else None


def _led(page: Page, one: Quantity) -> Span | None:
    """Return the noun phrase before a number that a verb or preposition links to it."""
    start = page.sentence_of(one.number[0])[0]
    tokens = list(_TOKEN.finditer(page.text, start, one.start))
    place, links = one.start, int(one.modifier_words is not None)
    while tokens and _is_link(tokens[-1][0].lower(), one) and links < MOST_LINKS:
        if _PARTED.search(page.text[tokens[-1].end() : place]) and links:
            break
        place, links = tokens.pop().start(), links + 1
    found = _phrase_before(page, tokens, place) if links else None
    while found:
        head = tokens[-1] if (tokens := [t for t in tokens if t.end() <= found[0]]) else None
        joined = head is not None and head[0].lower() in words_of("join")
        further = _phrase_before(page, tokens[:-1], head.start()) if joined and head else None
        if further is None:
            return found
        found = further
    return None


def _phrase_before(page: Page, tokens: Sequence[re.Match[str]], place: int) -> Span | None:
    """Return the noun phrase that ends before a place; a comma may stand behind it."""
    first = last = None
    for token in reversed(tokens):
        gap = page.text[token.end() : place if first is None else first]
        if gap.strip(" ,\n" if first is None else _APOSTROPHES):
            break
        if _is_stop(page, token) or token[0].lower() in words_of("link"):
            break
        first, last = token.start(), (token.end() if last is None else last)
    return None if first is None or last is None else (first, last)


def _is_link(word: str, one: Quantity) -> bool:
    """Say whether a word stands between what is measured and its number."""
    if one.kind in {"percent", "points"} and (word in words_of("fall") or word.endswith("ed")):
        return True
    return word in words_of("link")


def _is_stop(page: Page, token: re.Match[str]) -> bool:
    """Say whether a word belongs to no noun phrase: a number, a time, a word of grammar."""
    word = token[0].lower()
    sentence = page.sentence_of(token.start())
    time = any(
        one.start <= token.start() < one.end and one.type in {"DATE", "TIME"}
        for one in page.times_in(sentence)
    )
    return time or word[0].isdigit() or word in words_of("stop")


def _blank(text: str, place: int) -> str:
    end = place
    while end < len(text) and text[end] in " \t":
        end += 1
    return text[place:end]
