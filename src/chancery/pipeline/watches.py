"""The hits of a watch: points of record, or documents, with the build that brought each."""

from collections.abc import Iterator
from datetime import date
from textwrap import shorten

import msgspec

from chancery.model import (
    ClaimKind,
    Commitment,
    Document,
    Evidence,
    Sought,
    WordsSought,
)
from chancery.pipeline.news import News, news_since
from chancery.pipeline.record import line
from chancery.pipeline.terms import due_day
from chancery.pipeline.watched_points import HitKey, PointHit, find_points
from chancery.store import history
from chancery.store.dossier import Dossier
from chancery.store.matching import Place
from chancery.store.search import find_days, read_hit

MOST_DOCUMENTS = 10_000  # the newest, among which those of the newest build are sought
UNTITLED = 80  # characters of the passage that stand for the title of a document without one


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a watch is for; `id` stays while the finding or the document does."""

    id: str
    about: ClaimKind | None  # null: a document
    record: str  # id of the finding, which changes as it grows, or of the document
    build: int  # the first that had it, as far as is kept
    news: News | None  # since the build that was asked about
    text: str  # the sentence that tells it, or the document's title
    evidence: Evidence
    title: str | None  # of the document
    uri: str
    due: str | None  # of a commitment: the last day of its deadline


def find_hits(
    dossier: Dossier,
    sought: Sought,
    *,
    today: date,
    since: int | None = None,
    after: HitKey | None = None,
) -> Iterator[tuple[HitKey, Hit]]:
    """Yield the hits with where each stands, from behind `after` on: the newest first.

    The best backed, or for words the newest documents, come first of one build. `since` is the
    build of which it is said whether a hit is new since then.

    Raises:
        UsageError: what is sought breaks a rule.
        NotFoundError: there is no such thread, or nothing was read.
    """
    if isinstance(sought, WordsSought):
        yield from _documents(dossier, sought, since, after)
        return
    for key, one in find_points(dossier, sought, today, after):
        yield key, _point(dossier, one, since)


def _point(dossier: Dossier, one: PointHit, since: int | None) -> Hit:
    finding, best = one.row.finding, one.row.best
    news = {} if since is None else news_since(dossier, since, [finding.id])
    told = dossier.get(Document, best.document)
    return Hit(
        id=one.identity,
        about="event" if one.row.by_words else finding.about,
        record=finding.id,
        build=one.brought.build,
        news=news.get(finding.id),
        text=line(finding, {each.id: each for each in one.claims}).text,
        evidence=best.evidence[0],
        title=told.title.value if told.title else None,
        uri=told.uri,
        due=due_day(best) if isinstance(best, Commitment) else None,
    )


def _documents(
    dossier: Dossier, sought: WordsSought, since: int | None, after: HitKey | None
) -> Iterator[tuple[HitKey, Hit]]:
    found = find_days(dossier, sought.query, MOST_DOCUMENTS)
    names = [place.document for _, place in found]
    builds = history.first_builds(dossier.connection, Document, names)
    last = history.last_run(dossier.connection)
    keyed = (
        (HitKey(-builds.get(place.document, last), (order,)), number, place)
        for order, (number, place) in enumerate(found)
    )
    for key, number, place in sorted(keyed):
        if after is None or key > after:
            yield from _document(dossier, sought, (key, number, place), since)


def _document(
    dossier: Dossier, sought: WordsSought, seen: tuple[HitKey, int, Place], since: int | None
) -> Iterator[tuple[HitKey, Hit]]:
    """Yield a document as a hit if its kept text has the words."""
    key, number, place = seen
    hit = read_hit(dossier, sought.query, number, place)
    if hit is None:
        return
    title = hit.document.title.value if hit.document.title else None
    yield (
        key,
        Hit(
            id=hit.document.id,
            about=None,
            record=hit.document.id,
            build=-key.build,
            news="new" if since is not None and -key.build > since else None,
            text=title or shorten(hit.passage.quote, UNTITLED, placeholder=" …"),
            evidence=hit.passage,
            title=title,
            uri=hit.document.uri,
            due=None,
        ),
    )
