"""A trigger on its way to a deed: who did it to whom, where, when, and how it is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.model import Attribution, Modality, Root, Span, TimeExpression, Trigger
from chancery.stages.events.lexicon import root_of, words_of
from chancery.stages.events.order import (
    Sides,
    find_sides,
    is_noun,
    is_passive,
    noun_sides,
)
from chancery.stages.events.telling import find_modality, is_past
from chancery.text.page import Page, overlap, trimmed
from chancery.text.roles import PARTIES, governor, role_phrases

DEEDS: frozenset[Root] = frozenset(
    {
        "COOPERATE",
        "AID",
        "CONCEDE",
        "RETREAT",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    }
)
NOUNS = DEEDS - {"AID", "COOPERATE"}  # whose nouns say "on", "of" and "by"
CONCESSION: Root = "CONCEDE"
CONCEDED = frozenset({"release", "ease", "access", "ceasefire", "resign", "return"})
"""Modes that the guide of the gold counts as yielding, not as withdrawal."""

NEAR = 30  # characters between a deed and the time or place where the reader marks none
UNMARKED = 0.5  # confidence of a verb that the reader does not mark; chosen
_WORD = re.compile(r"[\w’'-]+")
_TO = re.compile(r"\s*(?:[-–—]|to|until|till)\s*")  # between the ends of a span of time


@dataclass
class Draft:
    """A deed as one place of a document tells it; spans are in text order."""

    trigger: Trigger
    root: Root
    actors: list[Span]
    recipients: list[Span]
    place: list[Span]
    time: TimeExpression | None
    modality: Modality
    around: list[Attribution]  # in whose words it stands, the outermost first

    @property
    def span(self) -> Span:
        """Return the trigger's place."""
        return self.trigger.start, self.trigger.end

    @property
    def by_verb(self) -> bool:
        """Say whether a verb told the kind, and not, or not so, the reader."""
        other = self.trigger.root != self.root and self.trigger.mode not in CONCEDED
        return other or self.trigger.confidence == UNMARKED

    @property
    def happened(self) -> bool:
        """Say whether the text says that it was done."""
        return self.modality in {"asserted", "background"}


def draft_all(page: Page) -> Iterator[Draft]:
    """Yield a draft for each trigger or verb that may be a deed, in text order."""
    triggers = (*page.annotation.triggers, *page.annotation.doubtful)
    read = [one for one in triggers if _is_deed(page, one)]
    marked = {place for one in triggers for place in range(one.start, one.end)}
    verbs = [_as_trigger(span, root) for span, root in _verbs(page) if span[0] not in marked]
    for one in sorted([*read, *verbs], key=lambda each: (each.start, each.end)):
        around = _said_around(page, one)
        made = _draft(page, one, around)
        if not any(said.cue_class == "denies" for said in around) and not _is_war(page, made):
            yield made


def _is_war(page: Page, one: Draft) -> bool:
    """Say whether what is done is a state: "fought a war"."""
    return any(page.words(s).lower().split()[-1] in words_of("state") for s in one.recipients)


def _verbs(page: Page) -> Iterator[tuple[Span, Root]]:
    """Yield the verbs that name a deed by themselves, and of which the order tells the sides."""
    for sentence in page.sentences:
        for word in _WORD.finditer(page.text, *sentence):
            root = root_of(word[0])
            if root and find_sides(page, word.span()):
                yield word.span(), root


def _as_trigger(span: Span, root: Root) -> Trigger:
    return Trigger(
        start=span[0],
        end=span[1],
        root=root,
        root_merged=root,
        mode=None,
        context=None,
        modality="asserted",
        actor=(),
        recipient=(),
        where=(),
        time=(),
        confidence=UNMARKED,
    )


def _is_deed(page: Page, one: Trigger) -> bool:
    words = _WORD.findall(page.words((one.start, one.end)).lower())
    last = words[-1] if words else ""
    if one.root == "AGREE":
        return bool(words_of("agrees") & set(words))
    return one.root in DEEDS and last not in words_of("state") | words_of("role")


def _draft(page: Page, one: Trigger, around: list[Attribution]) -> Draft:
    start, end = page.sentence_of(one.start)
    known = root_of(page.words((one.start, one.end)).lower())
    plain = known or (is_past(page, one) and is_passive(page, (one.start, one.end)))
    sides = find_sides(page, (one.start, one.end)) if plain else None
    read = _read_sides(page, one, around)
    if not plain and one.root in NOUNS and is_noun(page, (one.start, one.end)):
        read = noun_sides(page, (one.start, one.end))
    places = [trimmed(page.text, s, ",.;:") for s in one.where if start <= s[0] and s[1] <= end]
    return Draft(
        trigger=one,
        root=known or (CONCESSION if one.mode in CONCEDED else one.root),
        actors=sides.actors if sides else read.actors,
        recipients=sides.recipients if sides else read.recipients,
        place=[span for span in places if any(map(str.isupper, page.words(span)))][:1],
        time=_find_time(page, one),
        modality=find_modality(page, one, around),
        around=around,
    )


def _read_sides(page: Page, one: Trigger, around: list[Attribution]) -> Sides:
    """Return the sides that the reader marks in the sentence, without who only reports."""
    start, end = page.sentence_of(one.start)
    reporting = [piece for said in around for piece in said.source]
    reporting += _said_elsewhere(page, one, around)
    trigger = (one.start, one.end)

    def parties(spans: tuple[Span, ...]) -> list[Span]:
        inside = [span for span in spans if start <= span[0] and span[1] <= end]
        return [
            span
            for span in role_phrases(page, inside)
            if not overlap(span, trigger) and not any(overlap(span, one) for one in reporting)
        ]

    recipients = parties(one.recipient)
    actors = [span for span in parties(one.actor) if span not in recipients]
    actors = [span for span in actors if governor(page, span[0]) not in {"in", "at", "near"}]
    return Sides(actors, recipients)


def _said_around(page: Page, one: Trigger) -> list[Attribution]:
    found = [
        said
        for said in page.annotation.attributions
        if any(start <= one.start and one.end <= end for start, end in said.content)
    ]
    return sorted(found, key=lambda said: -sum(end - start for start, end in said.content))


def _said_elsewhere(page: Page, one: Trigger, around: list[Attribution]) -> list[Span]:
    """Return what stands in words of which the trigger is no part."""
    marked = (*one.actor, *one.recipient)
    return [
        span
        for span in marked
        for said in page.annotation.attributions
        if said not in around
        and any(start <= span[0] and span[1] <= end for start, end in said.content)
    ]


def _is_end(page: Page, one: TimeExpression, held: list[TimeExpression]) -> bool:
    """Say whether an expression is one end of a span of time, which alone says too much."""
    gaps = [(one.end, other.start) for other in held] + [(other.end, one.start) for other in held]
    return any(_TO.fullmatch(page.text, *gap) for gap in gaps if gap[0] < gap[1])


def _find_time(page: Page, one: Trigger) -> TimeExpression | None:
    sentence = page.sentence_of(one.start)
    held = [time for time in page.times_in(sentence) if time.type in {"DATE", "TIME"}]
    held = [time for time in held if not _is_end(page, time, held)]
    marked = [t for t in held if any(overlap((t.start, t.end), span) for span in one.time)]
    marked = marked or [t for t in held if 0 <= t.start - one.end <= NEAR]
    return min(marked, key=lambda t: max(t.start - one.end, one.start - t.end), default=None)


def has_party(page: Page, span: Span) -> bool:
    """Say whether a phrase holds a mention of a party."""
    return any(one.type in PARTIES for one in page.mentions_in(span))
