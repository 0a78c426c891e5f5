"""Says what follows the words of a commitment: an infinitive, a party, a clause, a thing."""

import re
from typing import NamedTuple

from chancery.model import Span
from chancery.stages.commitments.lexicon import Takes, words_of
from chancery.stages.commitments.parties import party_at
from chancery.text.page import Page

FARTHEST = 120  # characters of the phrase for whom something is demanded of
_ADVERBS = (
    r"(?:\s*n['’]t\b|\s+(?:not|never|also|now|soon|\w+ly|yesterday|today|instead|then|first"
    r"|again|all|both|each|on\s+\w+day|\w+day))*"
)
_INFINITIVE = r"\s+(?:not\s+)?to\s+(?:(?:\w+ly|now|also|all)\s+)?[“\"‘`']*(?=[a-z])"
_TO = re.compile(_ADVERBS + ",?" + _INFINITIVE)
_THAT = re.compile(_ADVERBS + r"(?:\s+\w+)?,?\s+that\s+")
_BARE = re.compile(_ADVERBS + r"(?:\s*\.{2,}\s*|\s+)(?=[a-z])")
_THING = re.compile(r"\s+(?=[\w“\"$€£`‘'])")
_WHOM_END = re.compile(_INFINITIVE)
_STOP = re.compile(r"[.;:!?“”\"]|\s(?:that|who|which|and\s+said|but|because|if|when)\s")
_WORD = re.compile(r"[\w'’-]+")


class Followed(NamedTuple):
    """How a cue goes on: where its content begins, and who stands between."""

    takes: Takes
    start: int
    party: Span | None = None


def follow(page: Page, cue: Span, takes: tuple[Takes, ...], limit: int) -> Followed | None:
    """Return the first of these ways in which a cue goes on before a place; None: in none."""
    ways = {"bare": _bare, "to": _infinitive, "whom": _whom, "that": _clause, "thing": _thing}
    for one in takes:
        if found := ways[one](page, cue[1], limit):
            return found
    return None


def _bare(page: Page, at: int, limit: int) -> Followed | None:
    found = _BARE.match(page.text, at, limit)
    if not found or _word(page, found.end(), limit) in words_of("never"):
        return None
    is_verb = _word(page, found.end(), limit) not in words_of("determiner")
    return Followed("bare", found.end()) if is_verb else None


def _infinitive(page: Page, at: int, limit: int) -> Followed | None:
    found = _TO.match(page.text, at, limit)
    if not found or _word(page, found.end(), limit) in words_of("determiner"):
        return None
    return Followed("to", found.end())


def _clause(page: Page, at: int, limit: int) -> Followed | None:
    found = _THAT.match(page.text, at, limit)
    return Followed("that", found.end()) if found else None


def _thing(page: Page, at: int, limit: int) -> Followed | None:
    found = _THING.match(page.text, at, limit)
    if not found:
        return None
    first = _word(page, found.end(), limit)
    idle = (
        {"to", "that", "made"}
        | words_of("pronoun")
        | words_of("preposition")
        | words_of("if")
        | words_of("ends")
    )
    return None if first in idle else Followed("thing", found.end())


def _whom(page: Page, at: int, limit: int) -> Followed | None:
    """Return a party and the infinitive behind it: "all sides to stop"."""
    end = min(limit, at + FARTHEST)
    if stop := _STOP.search(page.text, at, end):
        end = stop.start()
    found = _WHOM_END.search(page.text, at + 1, end)
    if not found or _word(page, found.end(), limit) in words_of("determiner"):
        return None
    party = party_at(page, (at, found.start()))
    return Followed("whom", found.end(), party) if party else None


def _word(page: Page, at: int, limit: int) -> str:
    found = _WORD.match(page.text, at, limit)
    return found[0].lower() if found else ""
