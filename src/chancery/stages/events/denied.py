"""Tells a deed that the text plainly says was not done: "has not evacuated its embassy"."""

import re
from collections.abc import Sequence

from chancery.model import Span
from chancery.stages.events.draft import Draft
from chancery.stages.events.lexicon import words_of
from chancery.stages.events.order import find_sides, known_verb
from chancery.stages.events.sides import has_party
from chancery.stages.events.telling import is_plainly_not
from chancery.text.page import Page

CONFIDENCE = 0.6  # chosen: some 3,000 articles of our corpora hold too few to measure it
_UNSURE = re.compile(r"\b(?:if|unless|whether|lest|until|hop(?:e[sd]?|ing)|not only)\b|\?\s*$")


def is_denied(
    page: Page, group: Sequence[Draft], actors: Sequence[Span], recipients: Sequence[Span]
) -> bool:
    """Say whether the text denies a deed in so many words, and says whose it would be on whom.

    Of a verb of which the order tells both sides, that is said of deeds alone, and that hangs on
    no condition, hope or question; what the weights would say of it rests on deeds that were done.
    """
    first = group[0]
    if first.modality != "negated" or not is_plainly_not(page, first.trigger):
        return False
    verb = known_verb(page, first.span)
    told = find_sides(page, verb.reach) if verb else None
    plain = (
        told is not None and list(actors) == told.actors and list(recipients) == told.recipients
    )
    sentence = page.words(page.sentence_of(first.span[0])).lower()
    return (
        plain
        and bool(actors)
        and bool(recipients)
        and all(has_party(page, span) for span in actors)
        and page.words(first.span).lower() not in words_of("figurative")
        and not any(said.cue_class != "says" for said in first.around)
        and not _UNSURE.search(sentence)
    )
