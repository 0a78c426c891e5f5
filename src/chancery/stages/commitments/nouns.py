"""Says whose a noun of commitment is: "its plan to", "Aldania's pledge", "announced an offer"."""

import re
from typing import NamedTuple

from chancery.model import Span
from chancery.stages.commitments.lexicon import WordKind, pattern_of, words_of
from chancery.stages.commitments.parties import phrases
from chancery.text.page import Page

_VERBAL = re.compile(r"(?:ed|ing)$", re.IGNORECASE)
_OWN = re.compile(r"\b(its|their|his|her|our|my)\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s*['’]s?\s+(?:[a-z-]+\s+){0,2}")
_WHOSE = re.compile(r"\s*['’]s?\s+")
_WORD = re.compile(r"[\w'’-]+")
DEEPEST = 3  # words between a verb and the noun that it holds up
REACH = 40  # characters of those words


class Noun(NamedTuple):
    """Whose a noun is, or where the verb begins of which its owner is the subject."""

    owner: Span | None
    verb: int
    undone: bool


def find_noun(page: Page, floor: int, cue: Span) -> Noun | None:
    """Return how a noun of commitment is held; None where the cue is a verb."""
    if is_verbal(page, cue):
        return None
    if own := _OWN.search(page.text, max(floor, cue[0] - REACH), cue[0]):
        return Noun(own.span(1), cue[0], undone=_is_undone(page, floor, own.start()))
    held = phrases(page, (floor, cue[0]))
    whose = _WHOSE if page.text[cue[1] - 1] == "s" else _OF_WHOM
    if held and whose.fullmatch(page.text, held[-1][1], cue[0]):
        return Noun(held[-1], cue[0], undone=_is_undone(page, floor, held[-1][0]))
    for kind in ("light", "undone"):
        if (verb := _verb_before(page, floor, cue[0], kind)) is not None:
            return Noun(None, verb, undone=kind == "undone")
    return None


def is_verbal(page: Page, cue: Span) -> bool:
    """Say whether a cue can be no noun, by its ending."""
    return bool(_VERBAL.search(page.words(cue).split()[0]))


def _verb_before(page: Page, floor: int, cue: int, kind: WordKind) -> int | None:
    found = list(pattern_of(kind).finditer(page.text, max(floor, cue - REACH), cue))
    if not found:
        return None
    verb = found[-1]
    gap = page.text[verb.end() : cue]
    between = [word.lower() for word in _WORD.findall(gap)]
    others = words_of("preposition") | words_of("between") | words_of("relative")
    fits = len(between) <= DEEPEST and not others & set(between) and not set(",;:.") & set(gap)
    return verb.start() if fits else None


def _is_undone(page: Page, floor: int, place: int) -> bool:
    return _verb_before(page, floor, place, "undone") is not None
