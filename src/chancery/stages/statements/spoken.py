"""Says which words of an attribution are what was said, without marks and conjunctions around."""

import re
from collections.abc import Iterable
from itertools import pairwise

from chancery.model import Attribution, Mention, Span
from chancery.stages.statements.edges import balanced, bare, has_word, turns, without
from chancery.stages.statements.lexicon import words_of
from chancery.text.page import Page, overlap

_BEFORE = re.compile(r"(?:that|to)\b[\s,:]+(?![’'])")  # "That's" opens a sentence
_DASH = re.compile(r"\s(?:--|—|–|―|-)\s|—")
_COMMA = re.compile(r"\s?,\s")
_THAT = re.compile(r"\sthat\s")
PREPOSITIONS = frozenset({"of", "in", "at", "from", "for", "on"})
_NEXT = re.compile(r"\s*([^\W\d_]+)")
ADDRESSED = frozenset({"person", "organisation", "armed_group", "place", "people", "office"})


def spoken_words(page: Page, one: Attribution) -> list[Span]:
    """Return the pieces of what was said, in text order, none empty."""
    own = (one.cue, *one.source)
    pieces = [
        balanced(page, part, own)
        for piece in _beside(page, one)
        for part in without(page, page.whole(piece), (*own, *page.apart))
    ]
    pieces = [_without_conjunction(page, piece) for piece in pieces]
    pieces = [_without_addressee(page, one, piece) for piece in pieces]
    pieces = [_without_main_clause(page, one, piece) for piece in pieces]
    joined = _joined(page, (piece for piece in pieces if has_word(page, piece)), own)
    found = [turn for piece in joined for turn in turns(page, piece) if has_word(page, turn)]
    return _answer(page, one, found)


def _beside(page: Page, one: Attribution) -> list[Span]:
    """Return the content; that between the dashes around a cue alone, where they hold some.

    "The town -- ` all mud , ' says Roth -- is small": what stands around is the narrator's.
    """
    start, end = page.sentence_of(one.cue[0])
    before = [dash.end() for dash in _DASH.finditer(page.text, start, one.cue[0])]
    behind = _DASH.search(page.text, one.cue[1], end)
    if not before or not behind:
        return list(one.content)
    aside = (before[-1], behind.start())
    held = [(max(piece[0], aside[0]), min(piece[1], aside[1])) for piece in one.content]
    return [piece for piece in held if piece[0] < piece[1]] or list(one.content)


def _answer(page: Page, one: Attribution, pieces: list[Span]) -> list[Span]:
    """Return the pieces from the answer on, where a cue says that one is given: "he replied".

    What is asked before, in a quotation of its own, is the words of who asks.
    """
    if not words_of("answers") & set(page.words(one.cue).lower().split()):
        return pieces
    asked = 0
    for piece, after in pairwise(pieces):
        question = page.words(piece).rstrip().endswith("?") and piece[1] < one.cue[0]
        parted = page.quotation_at(piece[0]) is not page.quotation_at(after[0])
        if not (question and parted and after[0] < one.cue[0]):
            break
        asked += 1
    return pieces[asked:]


def _without_conjunction(page: Page, span: Span) -> Span:
    found = _BEFORE.match(page.text, *span)
    return bare(page, (found.end(), span[1])) if found else span


def _without_addressee(page: Page, one: Attribution, span: Span) -> Span:
    """Return words without whom they are told to: "told the council Corvia would vote"."""
    told = words_of("told") & set(page.words(one.cue).lower().split())
    if not told or span[0] < one.cue[1]:
        return span
    gap = page.words((one.cue[1], span[0])).split()
    if gap:  # "told the panel of | seven that he left"
        that = _THAT.search(page.text, *span) if gap[-1] in PREPOSITIONS else None
        return bare(page, (that.end(), span[1])) if that else span
    opens = [each for each in page.mentions_in(span) if each.type in ADDRESSED]
    whom = next((each for each in opens if each.form != "pronoun"), None)
    if whom is None or not _is_article(page.words((span[0], whom.start))):
        return span
    return bare(page, (whom.end, span[1])) if _clause_opens(page, whom, span[1]) else span


def _without_main_clause(page: Page, one: Attribution, span: Span) -> Span:
    """Return the words of "While Roth said the pass was open, it was not" without what follows.

    A sentence that a conjunction opens has a main clause; where the cue stands in the clause of
    the conjunction and the words end the sentence, that clause is in them, behind a comma.
    """
    first, last = page.sentence_of(one.cue[0])
    opens = min([one.cue, *one.source])[0]
    lead = page.text[first:opens].split()
    ends = span[1] <= last and not any(map(str.isalnum, page.text[span[1] : last]))
    if not lead or lead[0].lower() not in words_of("while") or not ends or span[0] < one.cue[1]:
        return span
    if page.quotation_at(span[1] - 1) or "," in page.text[first:opens]:
        return span
    commas = (found for found in _COMMA.finditer(page.text, *span))
    cuts = [found.start() for found in commas if _opens_clause(page, found.end(), span[1])]
    return bare(page, (span[0], cuts[-1])) if cuts else span


def _opens_clause(page: Page, place: int, end: int) -> bool:
    """Say whether a subject stands at a place, and a finite verb behind it."""
    word = _NEXT.match(page.text, place, end)
    if word is None or page.quotation_at(place):
        return False
    named = any(each.start == word.start(1) for each in page.mentions_in((place, end)))
    subject = named or word[1].lower() in words_of("opens")
    rest = page.words((place, end)).lower().split()
    return subject and any(verb in words_of("finite") for verb in rest)


def _is_article(words: str) -> bool:
    return words.strip().lower() in {"", "a", "an", "the"}


def _clause_opens(page: Page, whom: Mention, end: int) -> bool:
    """Say whether a new phrase begins behind a party, with no mark or verb between."""
    word = _NEXT.match(page.text, whom.end, end)
    if word is None:
        return False
    named = any(each.start == word.start(1) for each in page.mentions_in((word.start(1), end)))
    return named or word[1].lower() in words_of("opens")


def _joined(page: Page, pieces: Iterable[Span], own: Iterable[Span]) -> list[Span]:
    """Return the pieces in order, those joined between which nothing but marks stands.

    Two pieces of one quotation are joined too, where it holds neither cue nor source.
    """
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and (
            not has_word(page, (found[-1][1], piece[0])) or _is_one(page, found[-1], piece, own)
        ):
            found[-1] = (found[-1][0], max(found[-1][1], piece[1]))
        else:
            found.append(piece)
    return found


def _is_one(page: Page, one: Span, other: Span, own: Iterable[Span]) -> bool:
    """Say whether two pieces lie in one quotation, with nothing of cue and source in it."""
    held = page.quotation_at(one[0])
    if held is None or not held.closed or other[1] > held.end:
        return False
    return not any(overlap((held.start, held.end), each) for each in own)
