"""The days that matter most in a dossier, each with what is told of it."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chancery.model import Annotation, Dates, Document, Evidence, Thread, cite
from chancery.pipeline.days import DayTold, Naming, namings, rank_days
from chancery.pipeline.timeline import Asked, Row, days_of, threads_of
from chancery.store.dossier import Dossier
from chancery.text.rarity import telling_words

READ = 50  # sentences of a day that are compared: more say no more


class ToldDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day, how many articles name it as past, and what they tell of it."""

    day: str
    score: float
    documents: int
    remembered: int  # of them, those that came out more than a week later
    words: Evidence | None  # of the sentences that name it, the one likest to the others
    rows: tuple[Row, ...]  # of the timeline, on that day alone, the weightiest first


def told_days(dossier: Dossier, asked: Asked, rows: Sequence[Row], most: int) -> list[ToldDay]:
    """Return the days between those asked for that matter most, the first the most important.

    Raises:
        NotFoundError: there is no such thread or document.
    """
    documents = _documents(dossier, asked.thread)
    found = (
        one
        for dates in dossier.all(Dates)
        if documents is None or dates.document in documents
        for one in namings(dates)
        if (asked.since or "") <= one.day <= (asked.until or "9")
    )
    return [_told(dossier, one, rows) for one in rank_days(found)[:most]]


def _documents(dossier: Dossier, thread: str | None) -> frozenset[str] | None:
    threads = threads_of(dossier, thread)
    if threads is None:
        return None
    return frozenset(
        document for one in threads for document in dossier.get(Thread, one).documents
    )


def _told(dossier: Dossier, told: DayTold, rows: Iterable[Row]) -> ToldDay:
    own = [row for row in rows if days_of(row.entry) == (told.day, told.day)]
    return ToldDay(
        day=told.day,
        score=told.score,
        documents=len(told.namings),
        remembered=sum(one.remembered for one in told.namings),
        words=central([each for one in told.namings[:READ] for each in _sentence(dossier, one)]),
        rows=tuple(sorted(own, key=lambda row: (-row.entry.weight, row.entry.id))),
    )


def central(sentences: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence whose words most others have too; the first of several such."""
    words = [set(telling_words(one.quote)) for one in sentences]
    spread = Counter(word for own in words for word in own)
    shared = [sum(spread[word] - 1 for word in own) / math.sqrt(max(1, len(own))) for own in words]
    places = range(len(sentences))
    best = max(places, key=lambda at: (shared[at], -at), default=None)
    return None if best is None else sentences[best]


def _sentence(dossier: Dossier, one: Naming) -> Iterator[Evidence]:
    """Yield the sentence in which an article names a day."""
    text = dossier.get(Document, one.document).text
    for annotation in dossier.where(Annotation, "document = ?", one.document):
        for start, end in annotation.sentences:
            if start <= one.span[0] < end:
                yield cite(one.document, text, start, end)
