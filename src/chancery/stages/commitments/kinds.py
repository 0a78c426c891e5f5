"""Settles a commitment's type: what is given makes a pledge, harm under a condition a threat."""

import re

from chancery.model import CommitmentType, Statement
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.lexicon import cue_words, pattern_of
from chancery.text.page import Page

_MONEY = re.compile(r"[$€£¥]|\d\s*(?:m|bn)\b")
_WAITS = re.compile(r"(?:until|unless|before)\s+(?=\w)")
OPENING = 20  # characters at the opening of the content in which a verb of giving stands
GIVEN = 60  # characters behind it in which what is given stands


def is_empty(page: Page, one: Draft) -> bool:
    """Say whether a draft is none for want of what its word needs: "announced" with no sum."""
    return one.type == "pledge" and one.strength == "weak" and not _is_given(page, one)


def settle_type(page: Page, one: Draft) -> None:
    """Change the type of a draft where more than its cue decides it."""
    _settle_refusal(page, one)
    said = one.carrier.statement.cue_class if one.carrier else None
    if one.type in {"intention", "refusal"} and one.takes == "bare":
        harms = one.condition and (said == "warns" or _harms(page, one))
        if said == "threatens" or harms:
            one.type = "threat"
        elif one.carrier and _cue_type(one.carrier.statement) == "promise":
            one.type = "promise"
    if one.type in {"intention", "promise"} and _gives(page, one):
        one.type = "pledge"
    if one.type == "pledge" and one.strength == "strong" and not _is_given(page, one):
        one.type = "promise"


def _settle_refusal(page: Page, one: Draft) -> None:
    """Make what will not be done a refusal; a condition, where it waits for something."""
    unwilling = one.type == "offer" and one.strength == "weak" and one.takes == "to"
    if one.negated and (one.type == "intention" or unwilling):
        one.type, one.negated = "refusal", False
    waits = one.condition and _WAITS.match(page.text, *one.condition[0])
    if one.type == "refusal" and waits and one.condition[0][0] >= one.cue[1]:
        one.type = "condition"
        one.content, one.condition = [(waits.end(), one.condition[0][1])], []


def _cue_type(one: Statement) -> CommitmentType | None:
    words = cue_words().get(one.cue.quote.lower().split()[-1], ()) if one.cue else ()
    return words[0].type if words else None


def _harms(page: Page, one: Draft) -> bool:
    start, end = one.content[0] if one.content else (0, 0)
    return bool(pattern_of("harm").search(page.text, start, end))


def _is_given(page: Page, one: Draft) -> bool:
    """Say whether a thing that is promised is money, goods or troops."""
    start, end = one.content[0] if one.content else (0, 0)
    end = min(end, start + GIVEN)
    is_other = cue_words().get(page.text[start:end].lower().split()[0]) if start < end else None
    found = _MONEY.search(page.text, start, end) or pattern_of("relief").search(
        page.text, start, end
    )
    return bool(found) and not is_other  # "announced plans"


def _gives(page: Page, one: Draft) -> bool:
    """Say whether something is given that those in need get, or money."""
    start, end = one.content[0] if one.content else (0, 0)
    found = pattern_of("give").search(page.text, start, min(end, start + OPENING))
    return bool(
        found
        and pattern_of("relief").search(page.text, found.end(), min(end, found.end() + GIVEN))
    )
