"""Says who did it to whom by plain word order: "police arrested two men", "they were freed"."""

import re
from typing import NamedTuple

from chancery.model import Span
from chancery.text.page import Page, trimmed
from chancery.text.roles import role_phrases

TIMES = frozenset({"date", "duration", "set"})
TOOLS = frozenset({"weapon"})  # "suicide bomb attacks": with what, not who
LONGEST = 12  # words of an object without a mention in it
_SOFT = re.compile(
    r"^[\s,]*(?:(?:who|which|that|has|have|had|(?:has|have|had)n['’]t|not|never|was|were|is|are"
    r"|been|being|be|also|later|then|already"
    r"|earlier|allegedly|reportedly|since|both|all|again|twice|once|first|recently|just"
    r"|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)[\s,]+)*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+|also\s+|then\s+)*$")
_BY = re.compile(r"^\s+by\s+")
_OBJECT = re.compile(r"^\s+(?:at least|more than|up to|as many as|about|some)?\s*(?=[\w“\"$€£])")
_OBJECT_END = re.compile(
    r"[.;:!?,()“”\"]|\s(?:in|on|at|after|during|when|while|as|who|which|that|for|to|from|by|with|near"
    r"|over|because|before|since|under|outside|inside|off|against|last|this|yesterday|early|late"
    r"|and (?:\w+ed|then|later|was|were|has|had)|but)\b"
)
_NO_OBJECT = re.compile(
    r"^\s+(?:in|on|at|after|during|when|while|as|who|which|that|for|to|from|by|with|near|over|last"
    r"|and|but|before|since|yesterday|today|early|late|off|against|inside|outside)\b"
)
_PLAIN = re.compile(  # what a passive is said of, where no mention is
    r"(?:^|[,;:“”\"]|\b(?:that|while|when|as|and|but)\b)\s*((?:\d|[A-Za-z])[^,;:“”\"]{2,60}?)\s+"
    r"(?:(?:has|have|had)\s+)?(?:also\s+)?(?:was|were|been)\s+(?:\w+ly\s+)?$"
)
_ON = re.compile(r"^\s+(?:of|on|against)\s")
_BY_NOUN = re.compile(r"^\s+by\s")
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}|\s+")
_AUX = re.compile(r"\b(?:to|will|would|could|may|might|can|should|not|they|we|he|she|it)\s+$")
_DET = re.compile(
    r"\b(?:the|a|an|this|that|his|her|its|their|of|any|another)\s+(?:[\w-]+\s+){0,2}$"
)
_LIST = re.compile(r"(?:\s*,)?\s+and\s+(?:the\s+)?")


class Sides(NamedTuple):
    """Who did it and to whom; empty where the order does not tell."""

    actors: list[Span]
    recipients: list[Span]


def find_sides(page: Page, verb: Span) -> Sides | None:
    """Return the sides of a verb's past form; None where its order is not plain."""
    start, end = page.sentence_of(verb[0])
    subject = _subject(page, start, verb[0])
    behind = page.text[verb[1] : end]
    by = _BY.match(behind)
    if by or _PASSIVE.search(page.text[start : verb[0]]):
        agent = _agent(page, (verb[1] + by.end(), end)) if by else None
        recipients = role_phrases(page, [subject]) if subject else []
        return Sides(role_phrases(page, [agent]) if agent else [], recipients)
    if subject is None:
        return None
    found = None if _NO_OBJECT.match(behind) else _object(page, (verb[1], end))
    return Sides(role_phrases(page, [subject]), role_phrases(page, [found]) if found else [])


def noun_sides(page: Page, noun: Span) -> Sides:
    """Return who did it and to whom by what stands around a noun: "Roth's attack on the port"."""
    start, end = page.sentence_of(noun[0])
    actors, recipients = [], []
    on, by = (p.match(page.text[noun[1] : end]) for p in (_ON, _BY_NOUN))
    if on and (found := _object(page, (noun[1] + on.end() - 1, end))):
        recipients = role_phrases(page, [found])
        by = _BY.match(page.text[found[1] : end])
        by_start = found[1]
    else:
        by_start = noun[1]
    if by and (found := _agent(page, (by_start + by.end() - 1, end))):
        actors = role_phrases(page, [found])
    owners = [
        m
        for m in page.mentions_in((start, noun[0]))
        if m.type not in TIMES | TOOLS and _OWNED.fullmatch(page.text[m.end : noun[0]])
    ]
    if not actors and owners:
        actors = role_phrases(page, [(owners[0].start, owners[0].end)])
    return Sides(actors, recipients)


def is_noun(page: Page, words: Span) -> bool:
    """Say whether a determiner, an adjective or "of" makes a noun of a word: "the attack on"."""
    last = page.words(words).lower().split()[-1]
    before = page.text[page.sentence_of(words[0])[0] : words[0]].lower()
    if last.endswith("ed") or _AUX.search(before):
        return False
    return (
        bool(_ON.match(page.text[words[1] :])) or last.endswith("s") or bool(_DET.search(before))
    )


def is_passive(page: Page, verb: Span) -> bool:
    """Say whether a form of "be" stands before a verb."""
    return bool(_PASSIVE.search(page.text, page.sentence_of(verb[0])[0], verb[0]))


def _subject(page: Page, start: int, verb: int) -> Span | None:
    held = [
        m
        for m in page.mentions_in((start, verb))
        if m.type not in TIMES and not _SOFT.match(f"{page.words((m.start, m.end))} ")
    ]
    near = [m for m in held if _SOFT.match(page.text[m.end : verb])]
    if not near:
        plain = _PLAIN.search(page.text, start, verb)
        return plain.span(1) if plain else None
    first = min(m.start for m in near)
    for one in reversed(held):
        if one.end < first and _LIST.fullmatch(page.text[one.end : first]):
            first = one.start
    return first, max(m.end for m in near)


def _agent(page: Page, span: Span) -> Span | None:
    """Return who did it, behind "by": up to the end of a name, if one opens the phrase."""
    found = _object(page, span)
    if found is None:
        return None
    held = [m for m in page.mentions_in(found) if m.form == "name"]
    opening = [m for m in held if m.start - found[0] <= len("the ")]
    listed = opening and _LIST.match(page.text, opening[0].end)
    return (found[0], opening[0].end) if opening and not listed else found


def _object(page: Page, span: Span) -> Span | None:
    lead = _OBJECT.match(page.text[slice(*span)])
    start = span[0] + (len(lead[0]) - len(lead[0].lstrip()) if lead else 0)
    cut = _OBJECT_END.search(page.text, start + 1, span[1])
    end = cut.start() if cut else span[1]
    held = [m for m in page.mentions_in((start, span[1])) if m.start < end]
    reach = max((m.end for m in held if m.start - start < len("at least 000 ")), default=end)
    found = trimmed(page.text, (start, max(end, reach)), ",.;:")
    words = page.words(found).split()
    return found if words and len(words) <= LONGEST else None
