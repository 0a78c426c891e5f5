"""Settles a commitment's type: what is given makes a pledge, harm under a condition a threat."""

from chancery.model import CommitmentType, Statement
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.lexicon import cue_words, pattern_of
from chancery.text.page import Page

OPENING = 20  # characters at the opening of the content in which a verb of giving stands
GIVEN = 60  # characters behind it in which what is given stands


def settle_type(page: Page, one: Draft) -> None:
    """Change the type of a draft where more than its cue decides it."""
    if one.type == "intention" and one.negated and one.takes == "bare":
        one.type = "refusal"
        one.negated = False
    said = one.carrier.statement.cue_class if one.carrier else None
    if one.type in {"intention", "refusal"} and one.takes == "bare":
        harms = one.condition and (said == "warns" or _harms(page, one))
        if said == "threatens" or harms:
            one.type = "threat"
        elif one.carrier and _cue_type(one.carrier.statement) == "promise":
            one.type = "promise"
    if one.type in {"intention", "promise"} and _gives(page, one):
        one.type = "pledge"


def _cue_type(one: Statement) -> CommitmentType | None:
    words = cue_words().get(one.cue.quote.lower().split()[-1], ()) if one.cue else ()
    return words[0].type if words else None


def _harms(page: Page, one: Draft) -> bool:
    start, end = one.content[0] if one.content else (0, 0)
    return bool(pattern_of("harm").search(page.text, start, end))


def _gives(page: Page, one: Draft) -> bool:
    """Say whether something is given that those in need get, or money."""
    start, end = one.content[0] if one.content else (0, 0)
    found = pattern_of("give").search(page.text, start, min(end, start + OPENING))
    return bool(
        found
        and pattern_of("relief").search(page.text, found.end(), min(end, found.end() + GIVEN))
    )
