"""Says what follows the words of a commitment: an infinitive, a party, a clause, a thing."""

import re
from typing import NamedTuple

from chancery.model import Span
from chancery.stages.commitments.lexicon import Takes, words_of
from chancery.stages.commitments.parties import leading_party, party_at
from chancery.text.page import Page

FARTHEST = 120  # characters of the phrase for whom something is demanded of
_ADVERBS = (
    r"(?:\s*n['’]t\b|\s+(?:not|never|also|now|soon|\w+ly|yesterday|today|instead|then|first"
    r"|again|all|both|each|on\s+\w+day|\w+day|(?:last|this|next)\s+\w+"
    r"|(?:\w+\s+){1,3}ago|(?:in|by)\s+(?:\d{4}|[A-Z]\w+)))*"
)
_INFINITIVE = r"\s+(?:not\s+)?to\s+(?:(?:now|also|all)\s+)?[“\"‘`']*(?=[a-z])"
_TO = re.compile(_ADVERBS + ",?" + _INFINITIVE)
_THAT = re.compile(_ADVERBS + r"(?:\s+(?!that\b)[\w’']+){0,4}?,?\s+that\s+")
_BARE = re.compile(_ADVERBS + r"(?:\s*\.{2,}\s*|\s+)(?=[a-z])")
_THING = re.compile(r"\s+(?=[\w“\"$€£`‘'])")
_WHOM_END = re.compile(_INFINITIVE)
_TOLD = re.compile(r"(?:\s+by\s+(?P<agent>[^,.;:!?]{2,80}?))?" + _ADVERBS + ",?" + _INFINITIVE)
_BY = re.compile(_ADVERBS + r"(?:\s+[\w'’]+){0,2}\s+by\s+(?=\w)")
_WAS = re.compile(
    r"\b(?:(?:has|have|had|will|would|to|may|could|should)\s+(?:\w+ly\s+|also\s+)?)?(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:\w+ly\s+|also\s+|not\s+)?$"
)
_WAS_WITHIN = 30  # characters before a participle in which its auxiliary stands
_STOP = re.compile(r"[;:!?“”\"]|\s(?:that|who|which|and\s+said|but|because|if|when)\s")
_APART = re.compile(r"([^,]{2,60}?)\s*,\s[^,]*,$")
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
        if one == "bare" and _is_noun(page, cue):
            found = None
        elif one in {"told", "by"}:
            found = _passive(page, cue, limit, one)
        else:
            found = ways[one](page, cue[1], limit)
        if found:
            return found
    return None


def _is_noun(page: Page, cue: Span) -> bool:
    """Say whether an auxiliary is a noun: "its will"."""
    before = page.text[max(0, cue[0] - _WAS_WITHIN) : cue[0]].lower().split()
    return bool(before) and before[-1] in words_of("determiner") - words_of("demonstrative")


def was_done(page: Page, cue: Span) -> int | None:
    """Return where the auxiliary of a passive begins ("was urged"); None where a cue is none."""
    words = page.words(cue).lower().split()
    if words[0].endswith("ing") or words[-1] == "to":  # "is demanding", "is committed to"
        return None
    found = _WAS.search(page.text, max(0, cue[0] - _WAS_WITHIN), cue[0])
    return found.start() if found else None


def _passive(page: Page, cue: Span, limit: int, takes: Takes) -> Followed | None:
    """Return how a passive goes on: "was urged by Aldania to send", "was proposed by Aldania"."""
    if was_done(page, cue) is None:
        return None
    if takes == "by":
        found = _BY.match(page.text, cue[1], limit)
        agent = leading_party(page, (found.end(), limit)) if found else None
        return Followed("by", agent[1], agent) if agent else None
    found = _TOLD.match(page.text, cue[1], limit)
    if not found or _word(page, found.end(), limit) in words_of("determiner"):
        return None
    agent = leading_party(page, found.span("agent")) if found["agent"] else None
    return Followed("told", found.end(), agent)


def _bare(page: Page, at: int, limit: int) -> Followed | None:
    found = _BARE.match(page.text, at, limit)
    if not found or _word(page, found.end(), limit) in words_of("never") | words_of("not"):
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
        {"to", "that", "made", "and", "or", "but"}
        | words_of("pronoun")
        | words_of("preposition")
        | words_of("if")
        | words_of("ends")
    )
    timed = any(time.start == found.end() for time in page.times_in((found.end(), limit)))
    return None if first in idle or timed else Followed("thing", found.end())


def _whom(page: Page, at: int, limit: int) -> Followed | None:
    """Return a party and the infinitive behind it: "all sides to stop"."""
    end = min(limit, at + FARTHEST)
    if stop := _STOP.search(page.text, at, end):
        end = stop.start()
    found = _WHOM_END.search(page.text, at + 1, end)
    if not found or _word(page, found.end(), limit) in words_of("determiner"):
        return None
    party = party_at(page, (at, found.start())) or _whom_apart(page, (at, found.start()))
    return Followed("whom", found.end(), party) if party else None


def _whom_apart(page: Page, span: Span) -> Span | None:
    """Return a party that words between commas part from what is asked: "Aldania, at last, to"."""
    found = _APART.match(page.text, *span)
    return party_at(page, found.span(1)) if found else None


def _word(page: Page, at: int, limit: int) -> str:
    found = _WORD.match(page.text, at, limit)
    return found[0].lower() if found else ""
