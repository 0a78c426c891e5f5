"""Finds who hosts a meeting, where the text says who hosts, invites, calls or receives."""

import re

from chancery.model import Span
from chancery.text.page import Page
from chancery.text.roles import PARTIES, governor, role_phrases

_ACTIVE = re.compile(
    r"\b(?:host(?:s|ed|ing)?|"
    r"conven(?:es|ed|e|ing)|organi[sz](?:es|ed|ing|e)|(?:has |had )?call(?:ed|s)(?! for| on)|"
    r"receives|received|receiving|welcomed|bring(?:s)? together|brought together)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:hosted|held|convened|organi[sz]ed|called|chaired|sponsored) by\s+|\binvitation of\s+"
    r"|\binvited by\s+",
    re.IGNORECASE,
)
_NOUN = re.compile(r"['’]s?(\s+hosting of)\b")
_AUXILIARY = re.compile(
    r"^[\s,]*(?:(?:will|would|has|have|had|is|are|was|were|be|been|to|also|again|who|which|that"
    r"|later|earlier|today|yesterday|tomorrow|set|due|planning|plans|agreed|offered|offers"
    r"|proposed|twice|already|soon|officially|regularly|then)[\s,]+)*$",
    re.IGNORECASE,
)
_ACTIVE_NOUN = re.compile(
    r"^\s+(?:[\w’',-]+\s+){0,7}(?:talks|meetings?|summits?|conferences?|negotiations|rounds?"
    r"|sessions?|forum|dinner|lunch|gathering|dialogue|consultations|representatives|delegations?"
    r"|leaders|ministers|envoys|officials|counterparts?)\b",
    re.IGNORECASE,
)
_TO_IT = re.compile(r"^\s*(?:\w+\s+)?(?:for|to|at|in)\b")
_BE = re.compile(r"\b(?:be|been|being|was|were|is|are)\s+$")
NOT_GUESTS = frozenset({"in", "at", "on", "by"})
FARTHEST = 90  # characters between a host and the words that name the meeting


def find_host(page: Page, trigger: Span) -> list[Span]:
    """Return who hosts the meeting that a trigger names; none where its sentence does not say."""
    start, end = page.sentence_of(trigger[0])
    low, high = max(start, trigger[0] - FARTHEST), min(end, trigger[1] + FARTHEST)
    for verb in _PASSIVE.finditer(page.text, trigger[1], high):
        if found := _party_at(page, verb.end(), end):
            return [found]
    for noun in _NOUN.finditer(page.text, low, trigger[0]):
        held = [m for m in page.mentions_in((start, noun.end())) if m.type in PARTIES]
        if near := [m for m in held if m.end in {noun.start(), noun.end() - len(noun[1])}]:
            return role_phrases(page, [(near[0].start, near[0].end)])
    for verb in _ACTIVE.finditer(page.text, low, trigger[1]):
        passive = verb[0].endswith("ed") and _BE.search(page.text[start : verb.start()])
        loose = verb[0].endswith("ing") and not _BE.search(page.text[start : verb.start()])
        if (
            not passive
            and not loose
            and _is_object(page, verb.end(), trigger)
            and (found := _subject(page, start, verb.start()))
        ):
            return [found]
    return []


_IT = re.compile(r"\s+(?:peace\s+|crisis\s+)?(?:talks|conference|summit|negotiations)\b")


def find_guests(page: Page, trigger: Span) -> list[Span]:
    """Return whom a host has come: "hosts the envoys for talks"; none where it is a meeting."""
    start = max(page.sentence_of(trigger[0])[0], trigger[0] - FARTHEST)
    for verb in _ACTIVE.finditer(page.text, start, trigger[1]):
        found = _party_at(page, verb.end() + 1, page.sentence_of(trigger[0])[1])
        if found and governor(page, found[0]) not in NOT_GUESTS:
            behind = page.text[found[1] : found[1] + FARTHEST]
            return [found] if _TO_IT.match(behind) and not _IT.match(behind) else []
    return []


def _is_object(page: Page, at: int, trigger: Span) -> bool:
    """Say whether the meeting, or those who come to it, are what is hosted."""
    return (
        at >= trigger[1]
        or bool(_ACTIVE_NOUN.match(page.text[at : trigger[1] + 1]))
        or ("for " in page.text[at : trigger[0]])
    )


def _subject(page: Page, start: int, verb: int) -> Span | None:
    """Return the party that a verb follows, with nothing but auxiliaries between."""
    held = [
        m
        for m in page.mentions_in((start, verb))
        if m.type in PARTIES and _AUXILIARY.match(page.text[m.end : verb])
    ]
    found = role_phrases(page, [(held[0].start, held[0].end)]) if held else []
    return found[0] if found else None


def _party_at(page: Page, at: int, end: int) -> Span | None:
    held = [
        m for m in page.mentions_in((at, end)) if m.type in PARTIES and m.start - at <= len("the ")
    ]
    found = role_phrases(page, [(at, held[0].end)]) if held else []
    return found[0] if found else None
