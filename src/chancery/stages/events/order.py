"""Says who did it to whom by plain word order: "police arrested two men", "they were freed"."""

import re
from typing import NamedTuple

from chancery.model import Mention, Root, Span
from chancery.stages.events.lexicon import noun_root, root_of, words_of
from chancery.stages.events.telling import is_past_form
from chancery.text.page import Page, trimmed
from chancery.text.roles import PARTIES, governor, role_phrases

TOOLS = frozenset({"weapon", "quantity"})  # "suicide bomb attacks", "two strikes": not who
TIMES = frozenset({"date", "duration", "set"})
WITHIN = frozenset({"in", "at", "near", "inside", "outside", "around", "across"})
PHRASE = 4  # words of the longest phrase that names a deed
SUFFERED: frozenset[Root] = frozenset({"ASSAULT", "COERCE", "AID", "SANCTION"})
LONGEST = 12  # words of an object without a mention in it
_SOFT = re.compile(
    r"^[\s,]*(?:(?:who|which|that|has|have|had|(?:has|have|had)n['’]t|not|never|was|were|is|are"
    r"|been|being|be|also|later|then|already"
    r"|earlier|\w+ly|to|believed|thought|feared|presumed|reported|known|appear|appeared|since|both|all|again|twice|once|first|recently|just"
    r"|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|,\s*\d{1,3}\s*(?=,))[\s,]+)*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+|also\s+|then\s+)*$")
_BY = re.compile(r"\s+by\s")
_AGENT = re.compile(r"[.,;:!?()“”\"]|\b(?P<before>[\w’'-]+)\s+by\s")
_JOINED = re.compile(r"\s+(?:and|or)\s+\w+\s+by")  # "struck and killed by"
_OTHER_DEED = re.compile(r"\w+ed$|(?:run|held|led|made|known|written)$")  # "claimed by"
_OBJECT = re.compile(r"^\s+(?:at least|more than|up to|as many as|about|some)?\s*(?=[\w“\"$€£])")
_OBJECT_END = re.compile(
    r"[.;:!?,()“”\"]|\s(?:in|on|at|after|during|when|while|as|who|which|that|for|to|from|by|with|near"
    r"|over|because|before|since|under|outside|inside|off|against|last|this|yesterday|early|late"
    r"|until|than|amid|into|onto|across|along|around|between|towards?|through|without|if|where"
    r"|whose|[-–—]|ha[sd]|have|was|were|is|are|will|would|could|can|may|might|did|does"
    r"|sa(?:id|ys)|occurred|began|took|and (?:\w+ed|then|later|was|were|has|had)|but)\b"
)
_NO_OBJECT = re.compile(
    r"^\s+(?:in|on|at(?!\s+least)|after|during|when|while|as(?!\s+many)|who|which|that|for|to|from|by|with|near|over|last"
    r"|and|but|before|since|yesterday|today|early|late|off|against|inside|outside)\b"
)
_PLAIN = re.compile(  # what a passive is said of, where no mention is
    r"(?:^|[,;:“”\"](?!\d)|\b(?:that|while|when|as|and|but)\b)\s*"
    r"((?!(?:that|while|when|as|and|but)\b)(?:\d|[A-Za-z])[^,;:“”\"]{2,60}?)\s+(?:(?:has|have|had)\s+)?(?:also\s+)?"
    r"(?:was|were|been)\s+(?:\w+ly\s+)?$"
)
_AND = re.compile(r"(?:\band|\bbut|,\s+then)\s+(?:(?:has|have|had|also|then|later|\w+ly)\s+)*$")
_WORD = re.compile(r"[\w’'-]+")
_CLAUSE = re.compile(r"\b(?:against|who|which|that|ha[sd]|have|was|were|by|occurred)\b")
_FINITE = re.compile(r"\b(?:sa(?:id|ys)|ha[sd]|have|was|were|is|are|appeared|found|told)\b")
_HAS = re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+)?$")
_GOES_ON = re.compile(r"\s+(?:and|but)\b")
_SELF = re.compile(r"(?:\s+and\s+\w+)?\s+(?:him|her|it|them|one)sel(?:f|ves)\b")
_WITH = re.compile(r"\s+(?:on|at|to|of|from|with)$")
_IN = re.compile(r"\s+(?:in|at|near|inside|outside|around|across)\s+(?:the\s+)?")
_LIST = re.compile(r"(?:\s*,)?\s+and\s+(?:the\s+)?")


class Sides(NamedTuple):
    """Who did it and to whom; empty where the order does not tell."""

    actors: list[Span]
    recipients: list[Span]


class Verb(NamedTuple):
    """A verb or phrase that names a deed; `reach` holds the preposition before its object too."""

    root: Root
    span: Span
    reach: Span


def is_tool(page: Page, span: Span) -> bool:
    """Say whether a phrase is for what it was done with, or how often, and not for who."""
    end = page.text[: span[1]].rstrip()
    held = [m for m in page.mentions_in(span) if m.end == len(end)]
    last = page.words(span).lower().split()[-1:]
    owned = any(m.type in PARTIES for m in page.mentions_in(span))  # "a US tank"
    return (any(m.type in TOOLS for m in held) and not owned) or any(map(_is_means, last))


def _is_means(word: str) -> bool:
    return word in words_of("tool") or noun_root(word, ("air", "military")) is not None


def known_verb(page: Page, trigger: Span) -> Verb | None:
    """Return the verb or longest phrase that names a deed, and that begins as a trigger does."""
    words = [one.end() for one in _WORD.finditer(page.text, *_line(page, trigger[0]))][:PHRASE]
    for end in reversed(words):
        root = root_of(page.text[trigger[0] : end]) if end >= trigger[1] else None
        if root:
            last = _WITH.search(page.text, trigger[0], end)
            return Verb(root, (trigger[0], last.start() if last else end), (trigger[0], end))
    return None


def _line(page: Page, start: int) -> Span:
    return start, page.sentence_of(start)[1]


def find_sides(page: Page, verb: Span) -> Sides | None:
    """Return the sides of a verb's past form; None where its order is not plain."""
    start, end = page.sentence_of(verb[0])
    subject = _subject(page, start, verb[0])
    by = _BY.match(page.text, verb[1], end)
    behind = page.text[verb[1] : end]
    bare = bool(_NO_OBJECT.match(behind))
    if by or is_passive(page, verb) or (bare and is_suffered(page, verb)):
        agent = find_agent(page, (by.end() - 1, end)) if by else _late_agent(page, (verb[1], end))
        recipients = role_phrases(page, [subject]) if subject else []
        named = agent and not is_tool(page, agent)
        return Sides(role_phrases(page, [agent]) if agent and named else [], recipients)
    found = None if bare else find_object(page, (verb[1], end))
    if subject is None:
        whom = role_phrases(page, [found]) if found else []
        return Sides([], whom) if any(_opens_with_party(page, one) for one in whom) else None
    actors = [] if is_tool(page, subject) else role_phrases(page, [subject])
    return Sides(actors, role_phrases(page, [found]) if found else [])


def is_done_to_self(page: Page, verb: Span) -> bool:
    """Say whether a deed's object is who does it: "shot and killed himself"."""
    return bool(_SELF.match(page.text, verb[1]))


def is_suffered(page: Page, verb: Span) -> bool:
    """Say whether its subject suffers a verb that has no object: "men killed in Tarn"."""
    word = page.words(verb).lower()
    start, end = page.sentence_of(verb[0])
    active = _HAS.search(page.text, start, verb[0]) or _GOES_ON.match(page.text, verb[1], end)
    return not active and root_of(word) in SUFFERED and word not in words_of("alone")


def is_passive(page: Page, verb: Span) -> bool:
    """Say whether a form of "be" stands before a verb."""
    return bool(_PASSIVE.search(page.text, page.sentence_of(verb[0])[0], verb[0]))


def _subject(page: Page, start: int, verb: int) -> Span | None:
    """Return what a verb is said of: what stands before it, or before the verb that it goes on."""
    joined = _AND.search(page.text, start, verb)
    if not joined:
        return _stands_before(page, start, verb)
    verbs = [
        one for one in _WORD.finditer(page.text, start, joined.start()) if is_past_form(one[0])
    ]
    found = (_stands_before(page, start, one.start()) for one in reversed(verbs))
    return next((one for one in found if one), None)


def _stands_before(page: Page, start: int, verb: int) -> Span | None:
    held = [
        m
        for m in page.mentions_in((start, verb))
        if m.type not in TIMES and not _SOFT.match(f"{page.words((m.start, m.end))} ")
    ]
    near = [m for m in held if _SOFT.match(page.text[m.end : verb])]
    near = [m for m in near if not _is_where(page, m)] or _heads(page, near, held)
    if not near:
        plain = _PLAIN.search(page.text, start, verb)
        return plain.span(1) if plain and not _FINITE.search(plain[1]) else None
    first = min(m.start for m in near)
    for one in reversed(held):
        listed = one.end < first and _LIST.fullmatch(page.text[one.end : first])
        if listed and not _begins_clause(page, one, first):
            first = one.start
    return first, max(m.end for m in near)


def _is_where(page: Page, one: Mention) -> bool:
    """Say whether a phrase says the place of what stands before it: "a station north of Tarn"."""
    word = governor(page, one.start)
    return word in WITHIN or (word == "of" and one.type == "place")


def _begins_clause(page: Page, before: Mention, start: int) -> bool:
    """Say whether "and" leads to a clause and to no further party: "hit with bricks, and they"."""
    after = [m for m in page.mentions_in((start, page.sentence_of(start)[1])) if m.start == start]
    own = any(m.form == "pronoun" for m in after)
    return own or governor(page, before.start) in WITHIN | {"with", "by", "from", "on"}


def _heads(page: Page, near: list[Mention], held: list[Mention]) -> list[Mention]:
    """Return what places before a verb say the place of: "a station in Tarn was shelled"."""
    first = min((m.start for m in near), default=0)
    return [m for m in held if _IN.fullmatch(page.text, m.end, first)]


def _late_agent(page: Page, behind: Span) -> Span | None:
    """Return who did it by what stands behind a passive: "was shot in Tarn by the guards"."""
    for by in _AGENT.finditer(page.text, *behind):
        if not by["before"]:
            return None
        found = find_agent(page, (by.end() - 1, behind[1]))
        joined = _JOINED.fullmatch(page.text, behind[0], by.end() - 1)
        other = not joined and _OTHER_DEED.match(by["before"].lower())
        if found and not other and _opens_with_party(page, found):
            return found
    return None


def _opens_with_party(page: Page, span: Span) -> bool:
    held = (one for one in page.mentions_in(span) if one.type in PARTIES)
    return any(one.start - span[0] <= len("the ") for one in held)


def find_agent(page: Page, span: Span) -> Span | None:
    """Return who did it, behind "by": up to the end of a name, if one opens the phrase."""
    found = find_object(page, span)
    if found is None:
        return None
    held = [m for m in page.mentions_in(found) if m.form == "name"]
    opening = [m for m in held if m.start - found[0] <= len("the ")]
    listed = opening and _LIST.match(page.text, opening[0].end)
    owns = opening and page.text.startswith(("'", "’"), opening[0].end)
    return (found[0], opening[0].end) if opening and not listed and not owns else found


def find_object(page: Page, span: Span) -> Span | None:
    """Return the noun phrase that opens a span; None where none does, or one that is too long."""
    lead = _OBJECT.match(page.text[slice(*span)])
    start = span[0] + (len(lead[0]) - len(lead[0].lstrip()) if lead else 0)
    cut = _OBJECT_END.search(page.text, span[0] + len(lead[0]) if lead else start + 1, span[1])
    end = cut.start() if cut else span[1]
    held = [m for m in page.mentions_in((start, span[1])) if m.start < end]
    if any(one.start == start for one in page.times_in((start, span[1]))):
        return None
    near = [m.end for m in held if m.start - start < len("at least 000 ")]
    near = [reach for reach in near if not _CLAUSE.search(page.text, end, reach)]
    found = trimmed(page.text, (start, max([*near, end])), ",.;:")
    words = page.words(found).split()
    return found if words and len(words) <= LONGEST else None
