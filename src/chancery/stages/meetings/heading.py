"""Finds who led a party to a meeting: "the delegation was headed by Ida Roth"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.model import Span
from chancery.text.page import Page, trimmed
from chancery.text.roles import PARTIES

_BY = re.compile(
    r"\b(?:delegation|delegates|team|side|party|mission|negotiators|group|representatives)\b"
    r"(?:\s+(?:to|at|from|of)\s+[^,.;]{1,60}?)?,?\s*(?:which\s+|that\s+)?"
    r"(?:(?:is|was|will be|are|were|being|to be|has been)\s+)?(?:headed|led|chaired)\s+by\s+",
    re.IGNORECASE,
)
_REPRESENTED = re.compile(r"\s+(?:is|was|were|will be)\s+represented\s+by\s+", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:head(?:s|ed|ing)?|led|leads?|leading)\s+((?:the|a|an|its|his|her|their)\s+"
    r"(?:[\w’'.-]+\s+){0,4}?(?:delegation|team|mission|negotiators))\b",
    re.IGNORECASE,
)
_SOFT = re.compile(r"^[\s,]*(?:(?:who|will|is|was|has|to|also|had)\s+)*$")
_PERSON_END = re.compile(r",|;|\.\s|\s(?:and|who|which|in|at|on|to|said|met|arrived|will|was)\b")
BACK = 60  # characters before "delegation" in which its party stands
LONGEST = 90  # characters of a person with the office before the name


class Led(NamedTuple):
    """Who led, and whom; None where the text does not say whose delegation it is."""

    person: Span
    party: Span | None
    words: Span


def find_heads(page: Page, sentence: Span) -> Iterator[Led]:
    """Yield who led a party by the words of a sentence."""
    start, end = sentence
    for found in _BY.finditer(page.text, start, end):
        if person := _person_at(page, found.end(), end):
            yield Led(person, _owner(page, start, found.start(), found.end()), found.span())
    for found in _REPRESENTED.finditer(page.text, start, end):
        held = [m for m in page.mentions_in((start, found.start())) if m.end == found.start()]
        if held and held[0].type in PARTIES and (person := _person_at(page, found.end(), end)):
            yield Led(person, (held[0].start, held[0].end), found.span())
    for found in _LEADS.finditer(page.text, start, end):
        held = [
            m for m in page.mentions_in((start, found.start())) if m.type in {"person", "office"}
        ]
        near = [m for m in held if _SOFT.match(page.text[m.end : found.start()])]
        if near:
            owner = _owner(page, found.start(1), found.end(1), found.end(1))
            yield Led((near[0].start, near[-1].end), owner, found.span())


def _person_at(page: Page, at: int, end: int) -> Span | None:
    """Return the person whose phrase begins here, the office before the name included."""
    cut = _PERSON_END.search(page.text, at, min(end, at + LONGEST))
    span = trimmed(page.text, (at, cut.start() if cut else min(end, at + LONGEST)), ",.;")
    held = [m for m in page.mentions_in(span) if m.type in {"person", "office"}]
    return span if held else None


def _owner(page: Page, start: int, at: int, stop: int) -> Span | None:
    """Return whose delegation it is: the name right before the word, or behind "of"."""
    before = page.mentions_in((max(start, at - BACK), at))
    held = [
        m
        for m in before
        if m.type in PARTIES and page.text[m.end : at].strip() in {"", "’s", "'s"}
    ]
    if not held:
        inside = page.mentions_in((max(start, at - BACK), stop))
        held = [
            m for m in inside if m.type in PARTIES and m.form == "name" and m.start >= at - BACK
        ]
        held = [
            m
            for m in held
            if re.search(r"\b(?:of|from)\s+(?:the\s+)?$", page.text[start : m.start])
        ]
    if not held:
        return None
    return trimmed(page.text, (held[0].start, held[0].end), "’'")
