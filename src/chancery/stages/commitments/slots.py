"""Fills the slots beside type, by and content: to whom, how much, until when, when it was made."""

import re
from collections.abc import Iterator

from chancery.knowledge.measures import quantity_lexicon
from chancery.model import Modality, Party, Span, TimeExpression
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.lexicon import pattern_of, words_of
from chancery.stages.commitments.parties import outermost
from chancery.text.page import Page, overlap
from chancery.text.quantities import find_quantities

BEHIND = 40  # characters behind the content in which its deadline stands
FARTHEST = 80  # characters between a cue and when the commitment was made
BEFORE = 24  # characters before a cue that say whether and when it holds
GIVEN = frozenset({"pledge", "offer"})
_FOR = re.compile(r"\b(?:to|for)\s+(?:the\s+)?")
_LIMIT = re.compile(r"\b(?:by|before|within|until|than)\s+(?:the\s+)?$", re.IGNORECASE)
_OF_TIME = re.compile(r"\b(?:since|after|from|of|for|during)\s+(?:the\s+)?$", re.IGNORECASE)
_NOUN = re.compile(r"\s+[a-z]")
_IN = re.compile(r"\b(?:in|over)\s+(?:the\s+)?$", re.IGNORECASE)
_BEHIND = re.compile(r"[\s,]*(?:(?:by|before|within|until|on|in|at|no later than)\s+)?(?:the\s+)?")
_WHETHER = re.compile(r"\bwhether\s+(?:or\s+not\s+)?(?:(?:the|an?|its|his|her|their)\s+)?$")
_WORD = re.compile(r"[\w'’]+")


def find_to(page: Page, one: Draft) -> tuple[Party, ...]:
    """Return for whom it is, or of whom it is demanded, where the words say so."""
    if one.to:
        return page.parties(one.to)
    if one.own and one.takes == "that":
        return one.own.statement.addressee
    if one.own and one.type == "demand":
        return one.own.statement.recipient
    return page.parties(_receivers(page, one)) if one.type in GIVEN else ()


def _receivers(page: Page, one: Draft) -> Iterator[Span]:
    start, end = one.content[0]
    for found in _FOR.finditer(page.text, start, end):
        held = outermost(page, (found.end(), end))
        if held and held[0].start == found.end():
            yield held[0].start, held[0].end
            return


def find_amounts(page: Page, one: Draft) -> list[Span]:
    """Return the sums in the content; of a pledge or an offer, the numbers of things too."""
    found = []
    for start, end in one.content:
        for amount in find_quantities(page.text[start:end], quantity_lexicon()):
            if amount.kind == "money" or (one.type in GIVEN and amount.kind == "count"):
                found.append((start + amount.start, start + amount.end))
    return found


def find_deadline(page: Page, one: Draft) -> TimeExpression | None:
    """Return the first time that is not past in the content, or right behind it.

    A time of another clause, "a vote that was put off until May", is no deadline.
    """
    start, end = one.content[0][0], one.content[-1][1]
    sentence = page.sentence_of(start)
    within = (start, min(end + BEHIND, max(end, sentence[1])))
    times = (time for time in page.times_in(within) if time.type != "SET")
    return next((time for time in times if _is_due(page, one, time)), None)


def _is_due(page: Page, one: Draft, time: TimeExpression) -> bool:
    """Say whether a time is not past, or a word before it makes it a limit, and it is the deed's.

    A stretch of time is a deadline only where a word makes it one: not "a truce of 72 hours".
    """
    before = page.text[max(0, time.start - BEFORE) : time.start]
    is_limit = bool(_LIMIT.search(before))
    is_ahead = time.direction != "past"
    if time.type == "DURATION":
        is_ahead = time.direction == "future" and bool(_IN.search(before))
    start, end = one.content[0][0], one.content[-1][1]
    inside = time.start < end
    gap = page.text[start if inside else end : time.start]
    other = pattern_of("within").search(gap) or pattern_of("if").search(gap)
    near = inside or _BEHIND.fullmatch(gap)
    is_due = is_limit or (is_ahead and not _OF_TIME.search(before))
    # of "the 1997 plan" the year is no time of what is to be done
    modifies = before.endswith("the ") and _NOUN.match(page.text, time.end)
    return bool(is_due and near and not other and not modifies)


def find_made(page: Page, one: Draft, deadline: TimeExpression | None) -> TimeExpression | None:
    """Return the time nearest to the cue, in its sentence and outside of what is to be done."""
    sentence = page.sentence_of(one.cue[0])
    near = (max(sentence[0], one.cue[0] - FARTHEST), min(sentence[1], one.cue[1] + FARTHEST))
    taken = (*one.content, *one.by, *one.condition)
    found = [
        time
        for time in page.times_in(near)
        if time.type in {"DATE", "TIME"}
        and time != deadline
        and time.direction != "future"
        and not any(overlap((time.start, time.end), span) for span in taken)
    ]
    return min(found, key=lambda time: _distance((time.start, time.end), one.cue), default=None)


def find_modality(page: Page, one: Draft) -> Modality:
    """Return whether the commitment was made, and when: by the words right before its cue."""
    if one.negated:
        return "negated"
    if one.type == "expected_outcome":
        return "expected"
    floor = page.sentence_of(one.cue[0])[0]
    before = [
        word.lower()
        for word in _WORD.findall(page.text[max(floor, one.cue[0] - BEFORE) : one.cue[0]])
    ][-2:]
    if one.takes != "bare" and words_of("doubt") & set(before):
        return "hypothetical"
    if _WHETHER.search(page.text, floor, min([one.cue, *one.by])[0]):
        return "hypothetical"
    if words_of("before") & set(before):
        return "background"
    return "intended" if one.takes != "bare" and {"will", "to"} & set(before) else "asserted"


def reporters(one: Draft, *, own: bool) -> tuple[Party, ...]:
    """Return who stands between the article and the commitment, the article's source first.

    Where who acts is also who speaks (`own`), it is those who report the statement.
    """
    if one.own:
        return one.own.statement.reported_by
    if one.carrier is None:
        return ()
    through = one.carrier.statement.reported_by
    return through if own else (*through, *one.carrier.speaker)


def _distance(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
