"""Says how far the content of a commitment reaches, and what condition stands beside it."""

import re
from collections.abc import Iterator

from chancery.model import Span
from chancery.stages.commitments.lexicon import pattern_of, words_of
from chancery.text.page import Page, trimmed

LONGEST = 1000  # characters on either side of a cue that may belong to it
BEFORE = 16  # characters before "if" in which a word stands that makes it no condition
EDGES = ",;:-"
_STOP = re.compile(r";|\s--?\s|\s[–—]\s|\s\|\s")
_COMMA = re.compile(r",\s+(\w+)")
_NAMED = r"(?:I|he|she|it|they|we|there|[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
_WORD = r"(?!(?:if|when|that|who|which|to|and|or)\b)[\w’'-]+"
_NOUN = rf"(?:the|its|his|her|their|a|an)\s+(?:{_WORD}\s+){{0,3}}?{_WORD}"
_FINITE = "|".join(sorted(words_of("finite")))
_PAST = "|".join(sorted(words_of("past")))
_PROCEEDS = "|".join(sorted(words_of("proceeds")))
_GOES_ON = re.compile(  # words of a clause of its own: "and underlined the", ", upsetting the"
    rf"\s,?(?:and|but)\s+(?:also\s+|then\s+|\w+ly\s+)?(?:\w+ed|{_PAST})"
    r"\s+(?:the|a|an|that|to|its|his|her|their|it|them)\b"
    r"|,\s+(?!(?:including|during|according|regarding|concerning|following|pending)\b)\w+ing"
    r"\s+(?:the|a|an|that|its|his|her|their|it|them|to|for|in)\b"
    r"|,?\s+(?:(?:two|three|four|five|six|several|\d+)\s+\w+|a\s+\w+)\s+ago\b"
    rf"|,\s+(?:{_NAMED}\s+)?(?:{_FINITE})\s|\s(?:and|but)\s+(?:has|have|had|is|are|was|were|will|would)\s"
    rf"|,?\s+(?:and|but|yet|so|as|while)\s+{_NAMED}\s+(?:{_FINITE}|{_PROCEEDS}|\w{{2,}}ed)\b"
    rf"|,?\s+(?:and|but|yet|so|as|while)\s+{_NOUN}\s+(?:{_FINITE}|{_PROCEEDS})\b"
)
_IDIOM = re.compile(
    r"\s+(?:not(?!\s+for\b)|any|necessary|needed|possible|so|only|anything|ever)\b"
)
_ASKED = re.compile(
    r"\b(?:as|what|see|ask\w*|wonder\w*|know\w*|decide\w*|tell|told|say|unclear)\s+$"
)
_EVEN = re.compile(r"\s+even\s+$")
_BESIDE = ",“”\"'’‘`-–— "
_ENDS = re.compile(r",\s|[;:]|\s--?\s|\s[–—]\s|\s(?:and|but)\s+(?:said|will|would)\b")
_MARK = re.compile(r"[,;:“”\"]|``|''")
_LETTER = re.compile(r"\w")
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
        if pattern_of("ends").fullmatch(comma[1]) or comma.start(1) in _conditions(
            page, comma.start(1), end
        ):
            end = comma.start()
            break
    goes_on = _GOES_ON.search(page.text, start, end)
    if goes_on and not _GERUND.search(page.text, start, goes_on.start()):
        end = goes_on.start()
    if opened := next(_conditions(page, start + 1, end), None):
        end = opened
        if even := _EVEN.search(page.text, start, opened):
            end = even.start()
    span = trimmed(page.text, (start, end), EDGES + "“”\"'’‘`?!. ")
    return [_paired(page, span)] if span[0] < span[1] else []


def _paired(page: Page, span: Span) -> Span:
    """Return a span with the marks at its ends of the quotations that it holds."""
    start, end = span
    for one in page.quotations_near(span):
        if not one.closed:
            continue
        if one.inner_start == start and one.end < end:
            start = one.start
        if start <= one.start < end <= one.inner_end and not _LETTER.search(
            page.text, end, one.inner_end
        ):
            end = one.end
    return start, end


def find_condition(page: Page, cue: Span, floor: int, content: Span | None) -> list[Span]:
    """Return the clause on which it depends: right behind the content, or at the opening."""
    limit = min(page.sentence_of(cue[0])[1], cue[1] + LONGEST)
    behind = content[1] if content else cue[1]
    for start in _conditions(page, behind, limit):
        if page.text[behind:start].strip(_BESIDE):
            break
        quoted = page.quotation_at(start)
        limit = quoted.inner_end if quoted and quoted.inner_start <= start else limit
        stop = _ENDS.search(page.text, start, limit)
        return [trimmed(page.text, (start, stop.start() if stop else limit), EDGES + ".?! ")]
    for start in _conditions(page, floor, cue[0]):
        parts = page.text[start : cue[0]].split(",")
        opens = not page.text[floor:start].strip(_BESIDE)
        if opens and len(parts) == 2:  # noqa: PLR2004 - the clause, and that of the commitment
            return [trimmed(page.text, (start, start + len(parts[0])), EDGES)]
    return []


def _conditions(page: Page, start: int, end: int) -> Iterator[int]:
    """Yield where clauses open on which something depends: not "if not all", nor "until May"."""
    for found in pattern_of("if").finditer(page.text, start, end):
        idiom = _IDIOM.match(page.text, found.end(), end)
        before = page.text[max(0, found.start() - BEFORE) : found.start()]
        dated = any(time.start - found.end() <= 1 for time in page.times_in((found.end(), end)))
        if not (idiom or dated or _ASKED.search(before)):
            yield found.start()
