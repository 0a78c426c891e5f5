"""Fills the slots beside speaker and words: to whom, where, when, and on whom an act of words."""

import re
from collections.abc import Iterator

from chancery.model import Mention, Root, Span, TimeExpression
from chancery.stages.statements.draft import Draft
from chancery.stages.statements.lexicon import words_of
from chancery.text.page import Page, overlap, trimmed

PARTIES = frozenset({"person", "organisation", "armed_group", "place", "people", "office"})
DEEPEST = 12  # characters from where the words begin to whom an act of words is done
LONGEST = 6  # words of a phrase for who is spoken to
FARTHEST = 80  # characters between a cue and the time or the place in which it was said
_WORD = re.compile(r"[^\s,.;:!?“”\"()]+")
_TO = re.compile(r"^\s*(?:[^\W\d]+ly\s+)?(?:to|with)\s+", re.IGNORECASE)
_SOFT = re.compile(r"\s*(?:on|upon|for|with|at|against|to)?\s*", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"\b(?:in|at|on|during|via|through|after)\s+((?:[^\s,;:()“”\"]+\s+){0,5})$", re.IGNORECASE
)
_OWNS = re.compile(r"['’]s?$")
_NOUN = re.compile(r"[A-Za-z][\w-]*")


def find_addressee(page: Page, one: Draft) -> list[Span]:
    """Return to whom the words are said: the object of "told", or what follows "said to"."""
    start, limit = one.cue[1], _end_of_gap(page, one)
    cue = page.words(one.cue).lower().split()
    if to := _TO.match(page.text[start:limit]):
        start += to.end()
    elif not cue or not words_of("told") & set(cue):
        return []
    opens = (one for one in _parties(page, (start, limit)) if _is_at(page, one, start))
    whom = next((one for one in opens if one.form != "pronoun"), None)
    return [_span(whom)] if whom else _phrase(page, (start, limit))


def _is_at(page: Page, one: Mention, place: int) -> bool:
    """Say whether a mention opens at a place, which an article may hold."""
    return page.text[place : one.start].strip().lower() in {"", "a", "an", "the"}


def find_recipient(page: Page, one: Draft, root: Root | None) -> list[Span]:
    """Return on whom an act of words is done: whom it asks, accuses, praises."""
    if root is None or root == "AGREE":
        return []
    gap = (one.cue[1], _end_of_gap(page, one))
    skipped = _SOFT.match(page.text, *gap)
    start = skipped.end() if skipped else gap[0]
    if one.words[0][0] >= one.cue[1] and (named := _party(page, (start, gap[1]))):
        return [named]
    first = one.words[0]
    opening = (first[0], min(first[1], first[0] + DEEPEST))
    found = [m for m in _parties(page, first) if m.start < opening[1]]
    found = [m for m in found if m.form != "pronoun" and not _OWNS.search(page.words(_span(m)))]
    return [_span(found[0])] if found else []


def find_venue(page: Page, one: Draft) -> Span | None:
    """Return the occasion or the writing that the sentence of the cue names beside the words."""
    sentence = page.sentence_of(one.cue[0])
    places: list[Span] = []
    for noun in _NOUN.finditer(page.text, *sentence):
        if noun[0].lower() not in words_of("place"):
            continue
        before = _BEFORE_NOUN.search(page.text, sentence[0], noun.start())
        span = (before.start(1), noun.end()) if before else None
        near = span is not None and _distance(span, one.cue) <= FARTHEST
        if span and near and not any(overlap(span, said) for said in (*one.words, *one.speaker)):
            places.append(span)
    return min(places, key=lambda span: _distance(span, one.cue), default=None)


def find_time(page: Page, one: Draft) -> TimeExpression | None:
    """Return the time nearest to the cue, in its sentence and outside of what is said."""
    sentence = page.sentence_of(one.cue[0])
    near = (max(sentence[0], one.cue[0] - FARTHEST), min(sentence[1], one.cue[1] + FARTHEST))
    found = [
        time
        for time in page.times_in(near)
        if time.type in {"DATE", "TIME"}
        and time.value
        and not time.value.endswith("_REF")  # "now"
        and not any(overlap((time.start, time.end), span) for span in (*one.words, *one.speaker))
        and (_opens(page, sentence, time) or _in_clause(page, one, time))
    ]
    return min(found, key=lambda time: _distance((time.start, time.end), one.cue), default=None)


def _opens(page: Page, sentence: Span, time: TimeExpression) -> bool:
    """Say whether a time opens a sentence, a preposition aside."""
    return len(page.text[sentence[0] : time.start].split()) <= 1


def _in_clause(page: Page, one: Draft, time: TimeExpression) -> bool:
    """Say whether no mark parts a time from the cue, apart from what is said between them."""
    gap = (min(one.cue[1], time.end), max(one.cue[0], time.start))
    said = [span for span in (*one.words, *one.speaker) if overlap(span, gap)]
    places = set(range(*gap)).difference(*(range(*span) for span in said))
    return not any(page.text[at] in ",;:()" for at in places)


def find_topics(page: Page, words: list[Span]) -> list[Span]:
    """Return what the words name, each name once and in no other."""
    found: dict[str, Span] = {}
    for span in words:
        reached = span[0]
        for one in page.mentions_in(span):
            if one.form == "name" and one.start >= reached:
                found.setdefault(page.words((one.start, one.end)), (one.start, one.end))
                reached = one.end
    return list(found.values())


def _end_of_gap(page: Page, one: Draft) -> int:
    """Return where what stands behind the cue ends: with the sentence, or before the words."""
    end = page.sentence_of(one.cue[1] - 1)[1]
    return min([end, *(start for start, _ in one.words if start >= one.cue[1])])


def _phrase(page: Page, span: Span) -> list[Span]:
    """Return the phrase that a span opens with, up to what cannot belong to it."""
    first = last = None
    for number, word in enumerate(_WORD.finditer(page.text, *span)):
        opens = not page.text[span[0] if last is None else last : word.start()].strip()
        if not opens or number == LONGEST or word[0].lower() in words_of("until"):
            break
        first, last = (word.start() if first is None else first), word.end()
    if first is None or last is None or page.text[first:last].lower() in words_of("self"):
        return []
    start, end = trimmed(page.text, (first, last), "'`’")
    return [(start, end)] if start < end else []


def _party(page: Page, span: Span) -> Span | None:
    """Return the party that a span opens with, an article aside."""
    found = next(_parties(page, span), None)
    if found is None or len(page.text[span[0] : found.start].split()) > 1:
        return None
    return None if _OWNS.search(page.words(_span(found))) else _span(found)


def _span(one: Mention) -> Span:
    return one.start, one.end


def _parties(page: Page, span: Span) -> Iterator[Mention]:
    return (one for one in page.mentions_in(span) if one.type in PARTIES)


def _distance(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
