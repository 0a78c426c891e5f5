"""Tells a statement of which the words themselves refuse: "said that it was not ready to sign"."""

import re

from chancery.model import Span
from chancery.stages.statements.draft import Draft
from chancery.stages.statements.lexicon import words_of
from chancery.text.page import Page

PARTIES = frozenset({"person", "organisation", "armed_group", "place", "people", "office"})
NEAR = 60  # characters from what refuses to whom it refuses
_REFUSES = re.compile(
    r"\s*(?:is|are|was|were|remains?|remained)\s+(?:still\s+)?(?:not\s+(?:yet\s+)?(?:(?:ready|willing"
    r"|prepared|going)\s+to|moving\s+towards?)|unwilling\s+to|refusing|declining|withholding)\b"
    r"|\s*(?:will|would|does|do|did)\s+not\s+(?P<verb>\w+)",
    re.IGNORECASE,
)


def refusal(page: Page, one: Draft) -> Span | None:
    """Return the words by which the subject of indirect words refuses; None where it does not."""
    start, end = one.words[0]
    if page.is_mark(start):
        return None
    opening = (m for m in page.mentions_in((start, end)) if m.start - start <= len("the "))
    for after in sorted({m.end for m in opening}):
        found = _REFUSES.match(page.text, after, end)
        if found and (not found["verb"] or found["verb"].lower() in words_of("withheld")):
            return found.span()
    return None


def refused(page: Page, one: Draft, words: Span) -> list[Span]:
    """Return whom or what a refusal is on: the first party behind its words."""
    near = (words[1], min(one.words[0][1], words[1] + NEAR))
    held = [m for m in page.mentions_in(near) if m.type in PARTIES and m.form != "pronoun"]
    return [(held[0].start, held[0].end)] if held else []
