"""Finds who acts before the words of a commitment, and who is spoken of behind them."""

import re
from itertools import pairwise
from typing import NamedTuple

from chancery.model import Mention, Span
from chancery.stages.commitments.lexicon import words_of
from chancery.text.page import Page, trimmed

PARTIES = frozenset({"person", "organisation", "armed_group", "place", "people", "office"})
OPENING = 3  # words at most before a party that a phrase opens with: "the other two"
DEEPEST = 6  # words between the noun at a phrase's head and the verb
ENDING = 1  # words at most behind the last party of a phrase: "the two parties there"
_WORD = re.compile(r"[\w'’-]+")
_JOINT = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|,?\s+as\s+well\s+as)\s+(?:the\s+)?")
_HELD = re.compile(r"\s+(?:of|in|for|from|at|to|on)\s+(?:the\s+|its\s+|his\s+|their\s+)?")
_RELATIVE = re.compile(r"\b(?:which|that|who)\s+(?:\w+ly\s+|also\s+)?$")
_JOINED = re.compile(r"\s(?:and|but)\s+(?:\w+\s+)?$")
_PRONOUN = re.compile(r"\b(I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s*(?:also\s+|all\s+|now\s+)?$")
_OPENS = re.compile(r"[,;:“”\"]|``|\b(?:that|and|but|said|says|when|if|because)\b")
_OWNS = re.compile(r"\s*['’]s?\s")
_DETERMINED = re.compile(
    r"(?:(?:the|a|an|its|his|their|all|both|any|other|some|these|those)\s+)+$", re.IGNORECASE
)


class Actor(NamedTuple):
    """Who acts: phrases in text order, none where nobody is named; and whether words part them."""

    spans: list[Span]
    far: bool


def find_actor(page: Page, floor: int, cue: int) -> Actor:
    """Return the subject of a verb at a place, of a clause that begins at `floor`.

    It is the party before the verb, with what holds it ("officials of the bank"); or where other
    words stand between, the first party of the clause that no preposition governs.
    """
    if pronoun := _PRONOUN.search(page.text, floor, cue):
        return Actor([pronoun.span(1)], far=False)
    held = outermost(page, (floor, cue))
    if phrase := _described(page, held[-1].end if held else floor, floor, cue):
        return Actor([phrase], far=False)
    gap = page.text[held[-1].end : cue] if held else ""
    if not held or _takes_up_other(gap):
        return Actor([], far=False)
    if _is_near(gap):
        return Actor(_with_others(page, held, len(held) - 1, floor), far=False)
    free = [at for at, one in enumerate(held) if not _is_governed(page, one, floor)]
    if not free:
        return Actor([], far=True)
    joined = _JOINED.search(gap) is not None or gap.rstrip().endswith(",")
    return Actor(_with_others(page, held, free[0], floor, ahead=True), far=not joined)


def _takes_up_other(gap: str) -> bool:
    """Say whether a relative pronoun before the verb takes up other words than the last party."""
    return bool(_RELATIVE.search(gap) and _WORD.search(_RELATIVE.sub("", gap)))


def outermost(page: Page, span: Span) -> list[Mention]:
    """Return the parties of a span that lie in no other, in text order."""
    found: list[Mention] = []
    for one in page.mentions_in(span):
        if one.type in PARTIES and not (found and one.end <= found[-1].end):
            found.append(one)
    return found


def party_at(page: Page, span: Span) -> Span | None:
    """Return a phrase that a span is, up to the blanks around it; None where it is no party."""
    start, end = trimmed(page.text, span, ",")
    held = outermost(page, (start, end))
    if not held:
        return None
    before = _WORD.findall(page.text[start : held[0].start])
    is_clause = any(word in words_of("finite") for word in _words(page, (start, end)))
    tail = _WORD.findall(page.text[held[-1].end : end])
    gaps = (page.text[one.end : two.start] for one, two in pairwise(held))
    joined = all(_joins(gap) for gap in gaps)
    governed = bool(before) and before[0].lower() in words_of("preposition")
    short = len(before) <= OPENING and len(tail) <= ENDING
    is_party = short and joined and not governed and not is_clause
    return (start, end) if is_party else None


def _joins(gap: str) -> bool:
    """Say whether nothing but prepositions, conjunctions and articles stands between parties."""
    allowed = words_of("preposition") | words_of("determiner") | {"and", "or", "s"}
    return all(word.lower() in allowed for word in _WORD.findall(gap))


def _words(page: Page, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(page.words(span))]


def determined(page: Page, span: Span) -> Span:
    """Return a phrase with the article before it."""
    found = _DETERMINED.search(page.text[max(0, span[0] - 20) : span[0]])
    return (span[0] - len(found[0]), span[1]) if found else span


def _described(page: Page, last: int, floor: int, cue: int) -> Span | None:
    """Return a phrase of common nouns right before a verb whose head is a noun for a party."""
    opens = max((found.end() for found in _OPENS.finditer(page.text, floor, cue)), default=floor)
    found = _WORD.finditer(page.text, opens, cue)
    heads = [one for one in found if one[0].lower() in words_of("party")]
    if not heads or heads[0].start() < last:
        return None
    before = _WORD.findall(page.text[opens : heads[0].start()])
    behind = [word.lower() for word in _WORD.findall(page.text[heads[0].end() : cue])]
    is_clause = any(word in words_of("finite") - words_of("between") for word in behind)
    if len(before) > OPENING or len(behind) > DEEPEST or is_clause:
        return None
    return trimmed(page.text, (opens, _end_of_noun(page, heads[0].end(), cue)), ",")


def _end_of_noun(page: Page, start: int, cue: int) -> int:
    """Return where a phrase ends before the adverbs and auxiliaries in front of a verb."""
    words = list(_WORD.finditer(page.text, start, cue))
    while words and words[-1][0].lower() in words_of("between"):
        words.pop()
    return words[-1].end() if words else start


def _is_near(gap: str) -> bool:
    """Say whether nothing stands between a party and its verb but adverbs or a pronoun."""
    words = [word.lower() for word in _WORD.findall(gap)]
    idle = words_of("between") | words_of("relative")
    return all(word in idle or word.endswith("ly") for word in words) and not _OWNS.match(gap)


def _is_governed(page: Page, one: Mention, floor: int) -> bool:
    before = _DETERMINED.sub("", page.text[floor : one.start].lower()).split()
    return bool(before) and before[-1] in words_of("preposition")


def _with_others(
    page: Page, held: list[Mention], at: int, floor: int, *, ahead: bool = False
) -> list[Span]:
    """Return a party with those joined to it, and with the noun that it is a part of."""
    start, end = held[at].start, held[at].end
    found: list[Span] = []
    while at:
        before = held[at - 1]
        if _HELD.fullmatch(page.text, before.end, start) and not _is_governed(page, before, floor):
            start = before.start
        elif (
            _JOINT.fullmatch(page.text, before.end, start)
            and " and" in page.text[before.end : end + 5]
        ):
            found.append((start, end))
            start, end = before.start, before.end
        else:
            break
        at -= 1
    found.append((start, end))
    while ahead and at + 1 < len(held):
        after = held[at + 1]
        if not re.fullmatch(r"\s*,?\s+and\s+(?:the\s+)?", page.text[held[at].end : after.start]):
            break
        found.append((after.start, after.end))
        at += 1
    return sorted(determined(page, page.whole(span)) for span in found)
