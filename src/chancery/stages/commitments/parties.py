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
_HELD = re.compile(
    r"\s+(?:\w+(?:ed|ing)\s+)?(?:of|in|for|from|at|to|on)\s+(?:(?:the|its|his|their|\w+ern)\s+)*"
)
_RELATIVE = re.compile(r"\b(?:which|that|who)\s+(?:\w+ly\s+|also\s+)?$")
_JOINED = re.compile(r"\s(?:and|but)\s+(?:\w+\s+)?$")
_PRONOUN = re.compile(r"\b(I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s*(?:also\s+|all\s+|now\s+)?$")
_GERUND = re.compile(r"\w{3,}ing$")
_OF = re.compile(r"(?:\s*['’]s?)?\s+(?:[a-z]+\s+)?")
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
    held = phrases(page, (floor, cue))
    gap = page.text[held[-1][1] : cue] if held else ""
    if not held or _takes_up_other(gap):
        return Actor([], far=False)
    if _is_near(gap):
        spans = _with_others(page, held, len(held) - 1, floor)
        # of "trade with Aldania will" the subject is no party
        other = _is_governed(page, spans[0], floor)
        return Actor([], far=True) if other else Actor(spans, far=False)
    whole = _with_complement(page, held[-1], cue)
    if whole and not _is_governed(page, held[-1], floor):
        return Actor([determined(page, whole)], far=False)
    free = [at for at, one in enumerate(held) if not _is_governed(page, one, floor)]
    if not free:
        return Actor([], far=True)
    joined = _JOINED.search(gap) is not None or gap.rstrip().endswith(",")
    return Actor(_with_others(page, held, free[0], floor, ahead=True), far=not joined)


def _with_complement(page: Page, span: Span, cue: int) -> Span | None:
    """Return a described party with its complement: "parties to the talks"."""
    last = _WORD.findall(page.words(span))[-1].lower()
    behind = [word.lower() for word in _WORD.findall(page.text[span[1] : cue])]
    is_clause = any(word in words_of("finite") - words_of("between") for word in behind)
    opens = behind and behind[0] in words_of("preposition")
    if last not in words_of("party") or not opens or is_clause or len(behind) > DEEPEST:
        return None
    words = list(_WORD.finditer(page.text, span[1], cue))
    while words[-1][0].lower() in words_of("between") - words_of("preposition"):
        words.pop()
    return span[0], words[-1].end()


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
    held = phrases(page, (start, end))
    if not held:
        return None
    before = _WORD.findall(page.text[start : held[0][0]])
    is_clause = any(word in words_of("finite") for word in _words(page, (start, end)))
    tail = _WORD.findall(page.text[held[-1][1] : end])
    gaps = (page.text[one[1] : two[0]] for one, two in pairwise(held))
    joined = all(_joins(gap) for gap in gaps)
    governed = any(word.lower() in words_of("preposition") for word in before)
    short = len(before) <= OPENING and len(tail) <= ENDING
    is_party = short and joined and not governed and not is_clause
    return (start, end) if is_party else None


def leading_party(page: Page, span: Span) -> Span | None:
    """Return the party that a span opens with, its article apart; None where none does."""
    held = phrases(page, span)
    opening = page.text[span[0] : held[0][0]] if held else ""
    words = [word.lower() for word in _WORD.findall(opening)]
    fits = held and all(word in words_of("determiner") for word in words)
    return determined(page, held[0]) if fits else None


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


def phrases(page: Page, span: Span) -> list[Span]:
    """Return what names a party in a span, or describes one: "the two negotiators"."""
    held = [(one.start, one.end) for one in outermost(page, span)]
    found: list[Span] = []
    for word in _WORD.finditer(page.text, *span):
        while held and held[0][0] < word.end():
            found.append(held.pop(0))
        last = found[-1][1] if found else span[0]
        if word[0].lower() in words_of("party") and last <= word.start():
            _describe(page, found, (word.start(), word.end()), span[0])
    return [*found, *held]


def _describe(page: Page, found: list[Span], head: Span, floor: int) -> None:
    """Add the phrase of a common noun, with the party before it that it belongs to."""
    if found and _OF.fullmatch(page.text, found[-1][1], head[0]):
        found[-1] = (found[-1][0], head[1])
        return
    start = _opening(page, head[0], max(floor, found[-1][1] if found else floor))
    if start is not None:
        found.append((start, head[1]))


def _opening(page: Page, head: int, floor: int) -> int | None:
    """Return where the phrase of a noun begins; None where the word is a verb ("will force")."""
    at = head
    before = list(_WORD.finditer(page.text, floor, head))[-OPENING:]
    for word in reversed(before):
        lower = word[0].lower()
        if page.text[word.end() : at].strip():
            return head
        if at == head and lower in words_of("modal") | words_of("pronoun"):
            return None
        if lower in words_of("determiner") - words_of("relative"):
            return word.start()
        others = words_of("preposition") | words_of("between") | words_of("pronoun")
        if lower in others | words_of("relative"):
            return head
        at = word.start()
    named = any(word[0].lower() in words_of("pronoun") for word in before)
    return head if named or len(before) == OPENING else at


def _is_near(gap: str) -> bool:
    """Say whether nothing stands between a party and its verb but adverbs or a pronoun."""
    words = [word.lower() for word in _WORD.findall(gap)]
    idle = words_of("between") | words_of("relative")
    return all(word in idle or word.endswith("ly") for word in words) and not _OWNS.match(gap)


def _is_governed(page: Page, one: Span, floor: int) -> bool:
    before = _DETERMINED.sub("", page.text[floor : one[0]].lower()).split()
    # of "defeating Aldania" the party is what is done something to
    return bool(before) and (
        before[-1] in words_of("preposition") or _GERUND.match(before[-1]) is not None
    )


def _with_others(
    page: Page, held: list[Span], at: int, floor: int, *, ahead: bool = False
) -> list[Span]:
    """Return a party with those joined to it, and with the noun that it is a part of."""
    start, end = held[at]
    found: list[Span] = []
    while at:
        before = held[at - 1]
        if _HELD.fullmatch(page.text, before[1], start) and not _is_governed(page, before, floor):
            start = before[0]
        elif (
            _JOINT.fullmatch(page.text, before[1], start)
            and " and" in page.text[before[1] : end + 5]
        ):
            found.append((start, end))
            start, end = before
        else:
            break
        at -= 1
    found.append((start, end))
    while ahead and at + 1 < len(held):
        after = held[at + 1]
        if not re.fullmatch(r"\s*,?\s+and\s+(?:the\s+)?", page.text[held[at][1] : after[0]]):
            break
        found.append(after)
        at += 1
    return sorted(determined(page, page.whole(span)) for span in found)
