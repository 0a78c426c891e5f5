"""Says how far the content of a commitment reaches, and what condition stands beside it."""

import re

from chancery.model import Span
from chancery.stages.commitments.lexicon import pattern_of
from chancery.text.page import Page, trimmed

LONGEST = 1000  # characters on either side of a cue that may belong to it
EDGES = ",;:-"
_STOP = re.compile(r";|\s--?\s|\s[–—]\s")
_COMMA = re.compile(r",\s+(\w+)")
_GOES_ON = re.compile(  # words of a clause of its own: "and underlined the", ", upsetting the"
    r"\s,?(?:and|but)\s+(?:also\s+|then\s+|\w+ly\s+)?(?:\w+ed|said|told|made|took|gave|held|met)"
    r"\s+(?:the|a|an|that|to|its|his|her|their|it|them)\b"
    r"|,\s+(?!(?:including|during|according|regarding|concerning|following|pending)\b)\w+ing"
    r"\s+(?:the|a|an|that|its|his|her|their|it|them|to|for|in)\b"
    r"|,?\s+(?:(?:two|three|four|five|six|several|\d+)\s+\w+|a\s+\w+)\s+ago\b"
)
_MARK = re.compile(r"[,;:“”\"]|``|''")
_GERUND = re.compile(r"\b(?:by|of|for|without|from)\s+\w+ing\b")


def clause_limit(page: Page, cue: Span, carried: Span | None) -> int:
    """Return where a clause that a cue stands in ends at the latest.

    That is with its sentence, with the words of a speaker that hold it, or with its quotation.
    """
    end = min(page.sentence_of(cue[0])[1], cue[1] + LONGEST)
    if carried:
        end = min(end, carried[1])
    quoted = page.quotation_at(cue[0])
    return min(end, quoted.inner_end) if quoted else end


def clause_floor(page: Page, cue: Span, carried: Span | None) -> int:
    """Return where that clause begins at the earliest."""
    start = max(page.sentence_of(cue[0])[0], cue[0] - LONGEST)
    if carried:
        start = max(start, carried[0])
    quoted = page.quotation_at(cue[0])
    return max(start, quoted.inner_start) if quoted and quoted.inner_start < cue[0] else start


def clause_opening(page: Page, floor: int, place: int) -> int:
    """Return where the innermost clause that a place stands in begins, from `floor` on."""
    words = pattern_of("clause").finditer(page.text, floor, place)
    marks = _MARK.finditer(page.text, floor, place)
    return max((one.end() for one in (*words, *marks)), default=floor)


def cut_content(page: Page, start: int, limit: int) -> list[Span]:
    """Return what is to be done, from its first word; nothing where no word stands there."""
    end = limit
    if stop := _STOP.search(page.text, start, limit):
        end = stop.start()
    for comma in _COMMA.finditer(page.text, start, end):
        if pattern_of("ends").fullmatch(comma[1]) or pattern_of("if").match(
            page.text, comma.start(1)
        ):
            end = comma.start()
            break
    goes_on = _GOES_ON.search(page.text, start, end)
    if goes_on and not _GERUND.search(page.text, start, goes_on.start()):
        end = goes_on.start()
    opened = pattern_of("if").search(page.text, start, end)
    if opened and opened.start() > start:
        end = opened.start()
    span = trimmed(page.text, (start, end), EDGES + "“”\"'’‘`. ")
    return [span] if span[0] < span[1] else []


def find_condition(page: Page, cue: Span, floor: int) -> list[Span]:
    """Return the clause on which it depends: behind the cue, or before it with a comma."""
    limit = min(page.sentence_of(cue[0])[1], cue[1] + LONGEST)
    for found in pattern_of("if").finditer(page.text, cue[1], limit):
        comma = page.text.find(", ", found.end(), limit)
        span = trimmed(page.text, (found.start(), comma if comma > 0 else limit), EDGES + ". ")
        return [span]
    for found in pattern_of("if").finditer(page.text, floor, cue[0]):
        comma = page.text.find(",", found.end(), cue[0])
        if comma > 0:
            return [trimmed(page.text, (found.start(), comma), EDGES)]
    return []
