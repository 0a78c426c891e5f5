"""Says who did it to whom around a noun: "Roth's attack on the port", "held exercises with"."""

import re

from chancery.model import Mention, Root, Span
from chancery.stages.events.lexicon import noun_root, words_of
from chancery.stages.events.order import TIMES, TOOLS, Sides, find_agent, find_object, find_sides
from chancery.stages.events.telling import is_past_form
from chancery.text.page import Page
from chancery.text.roles import role_phrases

DONE_BY_OF: frozenset[Root] = frozenset({"RETREAT", "PROTEST", "MOBILIZE", "AID", "COOPERATE"})
"""Roots whose "of" says who did it, or with what, and not to whom: "the withdrawal of troops"."""

_HEAD = re.compile(r"(?:[\w’'-]+\s+){0,3}$")  # what may make a deed's noun of a noun
_WITH = re.compile(r"\s+(?:along\s?side|together with|with)\s")
_ON = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?:(?:was|were)\s+)?(?:(?:imposed|aimed|carried out|launched"
    r"|directed)\s+)?(?P<how>of|on|against|at|to)\s"
)
_BY = re.compile(
    r"\s+(?:(?:was|were|been)\s+)?(?:(?:imposed|carried out|launched|staged|ordered|claimed)"
    r"\s+)?by\s"
)
_BETWEEN = re.compile(r"\s+between\s")
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}|\s+")
_ITS = re.compile(r"\s+(?:[\w-]+\s+){0,2}")  # between "their" and a noun
_AUX = re.compile(r"\b(?:to|will|would|could|may|might|can|should|not|they|we|he|she|it)\s+$")
_DET = re.compile(
    r"\b(?:the|a|an|this|that|his|her|its|their|of|any|another)\s+(?:[\w-]+\s+){0,2}$"
)
_LEAVES = re.compile(
    r"[.,;:!?()“”\"]|\b(?:in|on|at|for|to|from|with|by|and|but|after|against|that|which|who)\b"
)
_WORD = re.compile(r"[\w’'-]+")
FARTHEST = 6  # words of a noun's phrase back to its verb


def known_noun(page: Page, noun: Span) -> Root | None:
    """Return the root that a noun names with the words before it: "naval exercises"."""
    start, end = page.sentence_of(noun[0])
    before = _HEAD.search(page.text, start, noun[0])
    words = page.words(noun).lower().split()
    if not words:
        return None
    around = {*words[:-1], *(before[0].lower().split() if before else ())}
    joint = bool(_WITH.match(page.text, noun[1], end))
    return noun_root(words[-1], around | ({"joint"} if joint else set()))


def noun_sides(page: Page, trigger: Span, root: Root) -> Sides:
    """Return who did it and to whom by what stands around a noun, the last word of a trigger."""
    end = page.sentence_of(trigger[0])[1]
    noun = trigger[0] + len(page.words(trigger).rpartition(" ")[0]), trigger[1]
    if between := _BETWEEN.match(page.text, noun[1], end):
        both = find_object(page, (between.end() - 1, end))
        return Sides(role_phrases(page, [both]) if both else [], [])
    light = light_verb(page, noun)
    actors, recipients, reach = _behind(page, (noun[1], end), root, with_to=light is not None)
    if (by := _BY.match(page.text, reach, end)) and (
        found := find_agent(page, (by.end() - 1, end))
    ):
        actors = role_phrases(page, [found])
        recipients = recipients or _behind(page, (found[1], end), root, with_to=False)[1]
    doer = find_sides(page, light) if light and not actors else None
    if doer:
        actors = doer.actors
    owners = [] if actors else _owners(page, noun)
    if owners and not recipients and page.words(noun).lower() in words_of("suffered"):
        recipients = owners
    elif owners:
        actors = owners
    partner = _WITH.match(page.text, noun[1], end) if root == "COOPERATE" else None
    if partner and (found := find_object(page, (partner.end() - 1, end))):
        actors = role_phrases(page, [*actors, found])
    return Sides(actors, recipients)


def _behind(
    page: Page, behind: Span, root: Root, *, with_to: bool
) -> tuple[list[Span], list[Span], int]:
    """Return who did it and to whom by "of" and "on", and where that phrase ends."""
    on = _ON.match(page.text, *behind)
    found = find_object(page, (on.end() - 1, behind[1])) if on else None
    if not on or not found or (on["how"] == "to" and not with_to):
        return [], [], behind[0]
    parties = role_phrases(page, [found])
    if on["how"] == "of" and root in DONE_BY_OF:
        return parties, [], found[1]
    return [], parties, found[1]


def light_verb(page: Page, noun: Span) -> Span | None:
    """Return the verb that does no more than say that a noun's deed was done: "launched"."""
    start = page.sentence_of(noun[0])[0]
    for cut in _LEAVES.finditer(page.text, start, noun[0]):
        start = cut.end()
    words = list(_WORD.finditer(page.text, start, noun[0]))[-FARTHEST:]
    light = [one.span() for one in words if one[0].lower() in words_of("light")]
    return light[-1] if light else None


def is_noun(page: Page, words: Span) -> bool:
    """Say whether a determiner, an adjective or "of" makes a noun of a word: "the attack on"."""
    last = page.words(words).lower().split()[-1]
    if is_past_form(last):
        return False
    before = page.text[page.sentence_of(words[0])[0] : words[0]].lower()
    if _AUX.search(before):
        return False
    behind = page.text[words[1] :]
    return bool(_ON.match(behind)) or last.endswith("s") or bool(_DET.search(before))


def _owners(page: Page, noun: Span) -> list[Span]:
    start = page.sentence_of(noun[0])[0]
    held = [m for m in page.mentions_in((start, noun[0])) if _owns(page, m, noun)]
    return role_phrases(page, [(held[0].start, held[0].end)]) if held else []


def _owns(page: Page, one: Mention, noun: Span) -> bool:
    gap = page.text[one.end : noun[0]]
    own = page.words((one.start, one.end)).lower() in {"its", "their", "his", "her"}
    if one.type in TIMES | TOOLS or (one.type == "place" and not gap.startswith(("'", "’"))):
        return False
    return bool((_ITS if own else _OWNED).fullmatch(gap))
