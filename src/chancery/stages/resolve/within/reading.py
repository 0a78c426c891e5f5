"""What the stage reads of a document: its phrases with their words, and on which day it speaks."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chancery.knowledge import fold
from chancery.model import (
    Annotation,
    Attribution,
    DateValue,
    Document,
    Form,
    MentionType,
    Span,
    Trigger,
)

ACTORS: frozenset[MentionType] = frozenset(
    {"person", "organisation", "armed_group", "place", "people", "office"}
)
LONGEST_PERIOD = 31  # days of a publication date: within a month an office is one person's

_PRONOUN = re.compile(
    r"(?<![\w'’-])(?:(?:[Hh](?:e|im|is|imself|er|ers|erself)|[Ss]he)|[Mm](?:e|y|yself)|I"
    r"|[Yy]ou(?:r|rs|rself)?)(?![\w-])"
)
_NUMBERED = re.compile(r"[A-Z]\w*\s$")  # "World War I"
_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITAL = re.compile(r"(?<![^\W_])[A-Z]")
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W_]*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention of someone or something that may act."""

    start: int  # as the mention, in code points of the document's text
    end: int
    type: MentionType
    form: Form
    sentence: int  # its number
    chain: int | None  # the number of the model's chain
    words: tuple[str, ...]  # folded, without what makes it possessive
    capitals: int  # words with a capital, an article at its head aside

    @property
    def span(self) -> Span:
        """Return its place."""
        return self.start, self.end


@dataclass(frozen=True)
class Reading:
    """One document with its phrases in text order; the outer before the inner."""

    document: str
    text: str
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]  # of the sentences
    phrases: tuple[Phrase, ...]
    attributions: tuple[Attribution, ...]
    triggers: tuple[Trigger, ...]
    period: tuple[date, date] | None  # on which days it was published, where that is known

    def sentence_of(self, place: int) -> int:
        """Return the number of the sentence that holds a place, or of the last before it."""
        return max(0, bisect_right(self.starts, place) - 1)

    @cached_property
    def phrase_starts(self) -> list[int]:
        """Return the starts of the phrases."""
        return [one.start for one in self.phrases]

    @cached_property
    def small(self) -> frozenset[str]:
        """Return the words that the text writes in small letters."""
        found = (_SMALL.findall(self.text[start:end]) for start, end in self.sentences)
        return frozenset(word for words in found for word in words)


def read_document(document: Document, annotation: Annotation) -> Reading:
    """Return what is read; a document that was not read has no phrases."""
    chain_of = {at: number for number, chain in enumerate(annotation.chains) for at in chain}
    starts = tuple(start for start, _ in annotation.sentences)
    phrases = [
        Phrase(
            start=one.start,
            end=one.end,
            type=one.type,
            form=one.form,
            sentence=max(0, bisect_right(starts, one.start) - 1),
            chain=chain_of.get(at),
            words=words_in(document.text, one.start, one.end),
            capitals=len(_CAPITAL.findall(document.text, one.start + 1, one.end)),
        )
        for at, one in enumerate(annotation.mentions)
        if one.type in ACTORS or one.form == "pronoun"
    ]
    phrases += _pronouns(document.text, annotation, {one.span for one in phrases})
    return Reading(
        document=document.id,
        text=document.text,
        sentences=annotation.sentences,
        starts=starts,
        phrases=tuple(sorted(phrases, key=lambda one: (one.start, -one.end))),
        attributions=annotation.attributions,
        triggers=annotation.triggers,
        period=_period(document.published),
    )


def _pronouns(text: str, annotation: Annotation, taken: set[Span]) -> Iterator[Phrase]:
    """Yield the pronouns of one person that the model links to nothing."""
    for number, (first, last) in enumerate(annotation.sentences):
        for found in _PRONOUN.finditer(text, first, last):
            numbered = found[0] == "I" and _NUMBERED.search(text, first, found.start())
            if found.span() not in taken and not numbered:
                yield Phrase(
                    start=found.start(),
                    end=found.end(),
                    type="person",
                    form="pronoun",
                    sentence=number,
                    chain=None,
                    words=words_in(text, *found.span()),
                    capitals=0,
                )


def words_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the folded words of a span, without what makes it possessive."""
    return tuple(fold(text[start : unpossessed(text, start, end)]).split())


def unpossessed(text: str, start: int, end: int) -> int:
    """Return where the span ends without what makes it possessive."""
    found = _POSSESSIVE.search(text[start:end])
    return start + found.start() if found and found.start() else end


def _period(published: DateValue | None) -> tuple[date, date] | None:
    if published is None or published.start is None or published.end is None:
        return None
    try:
        first, last = (date.fromisoformat(one[:10]) for one in (published.start, published.end))
    except ValueError:  # a month or a year alone bounds no day
        return None
    return (first, last) if 0 <= (last - first).days <= LONGEST_PERIOD else None
