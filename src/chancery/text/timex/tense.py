"""Tells from the words around an expression whether its sentence looks back or ahead."""

import re
from functools import lru_cache
from typing import Literal

Outlook = Literal["past", "future", "possible", "present", "none"]
BEFORE, AFTER = 160, 120  # characters that are looked at on either side
CACHED = 1 << 12
_END = re.compile(r"(?<=[\w)\"”’']{2})[.!?][\"”’)]*\s+(?=[A-Z\"“(]|\Z)|\n")
_ADVERB = r"not|also|be|have|been|then|now|probably|likely|[a-z]+ly"
_VERB = rf"(?:\s+(?:{_ADVERB}))*(?:\s+[a-z]+)?"  # so that "will be released" is no past
_MODAL = r"will|shall|would|won't|won’t|'ll|’ll"
_POSSIBLE = r"may|might|must|should|could|can"
_PLAN = (
    r"scheduled|expected|due|slated|poised|likely|planned|supposed|designed|ready|hop(?:es?|ing)|"
    r"plan(?:s|ning)?|intends?|expects?|wants?|agreed|vowed|pledged|promised|decided|going|set"
)
_PLANNED_FOR = r"(?:scheduled|expected|due|slated|set|planned|planning|plans?|expects?)"
_AHEAD = (
    r"upcoming|forthcoming|forecasts?|starting|beginning|effective|expires?|payable|matures?|"
    r"maturing|deadline"
)
_FUTURE = (
    rf"(?:{_MODAL}){_VERB}|(?:{_PLAN})\s+to{_VERB}|"
    rf"(?:is|are|was|were)\s+to(?!\s+(?:the|a)\b){_VERB}|"
    rf"{_PLANNED_FOR}\s+(?:for|on|in|by)?|{_AHEAD}"
)
_IRREGULAR = (
    "was|were|had|did|said|told|met|held|made|took|came|went|began|gave|found|left|sent|got|fell|"
    "rose|won|lost|led|saw|became|brought|thought|wrote|spoke|broke|chose|drew|drove|felt|grew|"
    "kept|knew|paid|ran|shot|sold|bought|stood|struck|taught|threw|caught|fought|built|spent|hit|"
    "cut|quit|been|swept|shut|sank|slid|flew|hung|laid|seen|taken|given|fled"
)
_NO_VERBS = "need|indeed|hundred|speed|feed|seed|breed|exceed|proceed|succeed|united|sacred"
_PAST = rf"{_IRREGULAR}|(?!(?:{_NO_VERBS})\b)[a-z]{{2,}}ed|ago|earlier|yesterday"
_PRESENT = (
    r"is|are|has|have|does|do|says?|am|'s|’s|'re|’re|means?|remains?|occurs?|varies|begins?|runs?"
)
_MARK = re.compile(
    rf"(?<![\w'’-])(?:(?P<future>{_FUTURE})|(?P<possible>(?:{_POSSIBLE}){_VERB})|(?P<past>{_PAST})|(?P<present>{_PRESENT}))(?![\w'’-])"
)


def outlook(text: str, start: int, end: int) -> Outlook:
    """Return where the sentence around `text[start:end]` looks; `none` if no word shows it.

    What may be is `possible`: it is said of days ahead, and of any time.

    The nearest word before the expression that shows it decides, else the nearest behind it.
    """
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    opened = 0
    for stop in _END.finditer(before):
        opened = stop.end()
    closed = _END.search(after)
    return _decide(before[opened:], after[: closed.start()] if closed else after)


@lru_cache(maxsize=CACHED)
def _decide(before: str, after: str) -> Outlook:
    seen: list[Outlook] = [_outlook_of(match) for match in _MARK.finditer(before)]
    for one in reversed(seen):
        if one != "present":
            return one
    found = _MARK.search(after)
    following = _outlook_of(found) if found else "none"
    return "present" if following == "none" and seen else following


def _outlook_of(match: re.Match[str]) -> Outlook:
    if match["future"] or match["possible"]:
        return "future" if match["future"] else "possible"
    return "past" if match["past"] else "present"
