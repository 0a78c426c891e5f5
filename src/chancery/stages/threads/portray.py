"""Cuts from each document what says whether another tells of the same episode."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from chancery.model import (
    Annotation,
    Dates,
    Document,
    Meeting,
    MentionType,
    Places,
    Portrait,
    Record,
    kept_spans,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.threads.clues import lead, turns
from chancery.stages.threads.occasion import (
    first_told,
    numbers,
    occasion,
    persons,
    towns,
    weekdays,
)
from chancery.stages.threads.parties import parties, series
from chancery.text.rarity import rarity, stem, telling_words

WORDS, NAMES, OPENING = 96, 24, 40  # kept of each document, the heaviest
OPENING_SENTENCES = 2
LENGTH = 384  # of a sentence's vector, in bytes
HUNDRED = 100  # weights are hundredths, so that sums are exact in any order
NAMED: frozenset[MentionType] = frozenset(
    {"person", "organisation", "armed_group", "place", "people"}
)

_WORD = re.compile(r"[^\W\d_][^\W_]*")


class Portray(GroupStage):
    """Makes the portrait of each document."""

    name: ClassVar[str] = "portray"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Document, Annotation, Dates, Places, Meeting)
    outputs: ClassVar[tuple[type[Record], ...]] = (Portrait,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 4  # a document that was not read has no annotation

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document's id."""
        of = Annotation | Dates | Places | Meeting
        return [record.document if isinstance(record, of) else record.id]

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing: all that is needed is in the group."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the portrait of one document."""
        del key, found
        documents = [one for one in group if isinstance(one, Document)]
        annotations = [one for one in group if isinstance(one, Annotation)]
        dates = [one for one in group if isinstance(one, Dates)]
        places = [one for one in group if isinstance(one, Places)]
        meetings = [one for one in group if isinstance(one, Meeting)]
        for read in zip(documents, annotations, dates, places, strict=True):
            yield portray(*read, meetings)


def portray(
    document: Document,
    annotation: Annotation,
    dates: Dates,
    places: Places,
    meetings: Sequence[Meeting],
) -> Portrait:
    """Return the portrait of a document by its kept text and what other steps found there."""
    text = document.text
    words: Counter[str] = Counter()
    size = 0
    for start, end in kept_spans(document):
        words.update(telling_words(text[start:end]))
        size += len(text[start:end].split())
    names: Counter[str] = Counter()
    for one in annotation.mentions:
        if one.form == "name" and one.type in NAMED:
            found = (word[0].lower() for word in _WORD.finditer(text, one.start, one.end))
            names.update({stem(word) for word in found if rarity(word) > 0})
    opening = annotation.sentences[:OPENING_SENTENCES]
    published = dates.published
    first = first_told(meetings)
    return Portrait(
        id=make_id("portrait", [document.id]),
        document=document.id,
        size=size,
        words=_heaviest(words, WORDS),
        names=_heaviest(names, NAMES),
        opening=_opening(" ".join(text[start:end] for start, end in opening)),
        vector=annotation.vectors[:LENGTH],
        persons=persons(document, annotation),
        towns=towns(places),
        weekdays=weekdays(dates),
        numbers=numbers(document),
        occasion=occasion(dates, first),
        parties=parties(document, annotation, first),
        series=series(meetings),
        lead=lead(document, annotation, dates),
        turns=turns(document, annotation, dates),
        first_day=published.first.day if published.first else None,
        last_day=published.last.day if published.last else None,
    )


def _heaviest(counted: Mapping[str, int], most: int) -> tuple[tuple[str, int], ...]:
    """Return the words that weigh most, by how often they stand and how rare they are."""
    weighed = [
        (word, round(HUNDRED * (1 + math.log(count)) * rarity(word)))
        for word, count in counted.items()
    ]
    return tuple(sorted(weighed, key=lambda one: (-one[1], one[0]))[:most])


def _opening(text: str) -> tuple[str, ...]:
    words = sorted(set(telling_words(text)), key=lambda word: (-rarity(word), word))
    return tuple(sorted(words[:OPENING]))
