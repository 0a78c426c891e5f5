"""Brings together what a document tells of each meeting: its mentions, absences and sentences."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.model import Span
from chancery.stages.meetings.absent import Absence, find_absences
from chancery.stages.meetings.draft import as_draft, draft_all
from chancery.stages.meetings.heading import Led, find_heads
from chancery.stages.meetings.lexicon import words_of
from chancery.stages.meetings.same import HELPERS, Group, group_drafts
from chancery.stages.meetings.states import attends
from chancery.text.page import Page

NOUNS = words_of("gathering") - words_of("soft")
_WORD = re.compile(r"[\w-]+")
BACK = 3  # sentences from a meeting to words that can only mean it


@dataclass
class Gathered:
    """A meeting as the document tells it; sentences in text order."""

    drafts: Group
    absences: list[Absence] = field(default_factory=list)
    led: list[Led] = field(default_factory=list)
    further: list[Span] = field(default_factory=list)  # sentences of attendance and agenda

    def spans(self) -> list[Span]:
        """Return all places that tell of it."""
        return [
            *(one.span for one in self.drafts),
            *(one.words for one in self.absences),
            *self.further,
        ]


def gather(page: Page) -> list[Gathered]:
    """Return the meetings of a document, in the order in which they are told first."""
    found = [Gathered(group) for group in group_drafts(page, list(draft_all(page)))]
    for absence in find_absences(page):
        one = _meant(page, found, absence.words) or _unmarked(page, found, absence.words)
        if one is not None:
            one.absences.append(absence)
    taken = {page.sentence_of(draft.span[0]) for one in found for draft in one.drafts}
    for sentence in page.sentences:
        if sentence not in taken and attends(page, sentence):
            one = _meant(page, found, sentence)
            if one is not None:
                one.further.append(sentence)
        for led in find_heads(page, sentence):
            # Who heads a delegation came to a meeting of which the text says who came.
            told = [one for one in found if any(draft.present for draft in one.drafts)]
            one = _before(page, told, led.words) or _meant(page, told, led.words)
            if one is not None:
                one.led.append(led)
                one.further.append(sentence)
    return found


def _unmarked(page: Page, found: list[Gathered], words: Span) -> Gathered | None:
    """Return a meeting that is told only by who is absent: by its noun, close before or behind."""
    last = page.sentence_of(words[0])
    first = page.sentence_of(max(0, last[0] - 1))
    nouns = [
        (abs(noun.start() - words[0]), noun.span())
        for noun in _WORD.finditer(page.text, first[0], last[1])
        if noun[0].lower() in NOUNS
    ]
    if not nouns:
        return None
    one = Gathered([as_draft(page, min(nouns)[1])])
    found.append(one)
    found.sort(key=lambda each: each.drafts[0].span)
    return one


def _meant(page: Page, found: Sequence[Gathered], span: Span) -> Gathered | None:
    """Return the meeting in the sentence of a span, the nearest; or the last told just before."""
    sentence = page.sentence_of(span[0])
    inside = [
        (abs(draft.span[0] - span[0]), number)
        for number, one in enumerate(found)
        for draft in one.drafts
        if sentence[0] <= draft.span[0] < sentence[1] and draft.kind not in HELPERS
    ]
    if inside:
        return found[min(inside)[1]]
    return _before(page, found, span)


def _before(page: Page, found: Sequence[Gathered], span: Span) -> Gathered | None:
    """Return the meeting that was told last and not far, rather one that is told again."""
    near = page.sentences[max(0, bisect_right(page.sentences, (span[0], span[0])) - BACK - 1)][0]
    before = [
        (len(one.drafts) > 1, draft.span[0], number)
        for number, one in enumerate(found)
        for draft in one.drafts
        if near <= draft.span[0] < span[0]
    ]
    return found[max(before)[2]] if before else None
