"""Full-text search in the kept text of a dossier's documents, each hit with its characters.

Which documents hold the words, a matcher says, by FTS5 or by tantivy; the characters are always
those that FTS5 marks.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import islice

import msgspec

from chancery.errors import UsageError
from chancery.model import Block, Document, Evidence, cite
from chancery.store.dossier import Dossier
from chancery.store.indexing import count_by, said_by
from chancery.store.marking import Marker
from chancery.store.matching import Known, Order, Place
from chancery.store.query import parse_query

MOST_RANKED = 20_000  # documents: to rank these takes some 60 ms, and time grows with them
CONTEXT = 160  # characters shown on each side of the first match


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents there are under one name; null: it is not known."""

    name: str | None
    documents: int


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One document that answers the query, with the passage shown and the matches in it."""

    document: Document
    passage: Evidence
    matches: tuple[Evidence, ...]
    block: str
    place: Place


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Hits in their order, and how many documents hold the words at all."""

    hits: tuple[Hit, ...]
    order: Order
    documents: int  # in kept or in removed text


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents hold the words, in kept or removed text, by what is known of them."""

    outlets: tuple[Share, ...]  # the largest first, unknown last
    years: tuple[Share, ...]
    languages: tuple[Share, ...]


def search(
    dossier: Dossier, query: str, *, limit: int, newest: bool = False, removed: bool = False
) -> list[Hit]:
    """Return the best documents for the query, or the newest ones that answer it; see `find`."""
    order: Order = "newest" if newest else "best"
    return list(find(dossier, query, limit=limit, order=order, removed=removed).hits)


def find(  # noqa: PLR0913 - what to seek, in which order, and from where
    dossier: Dossier,
    query: str,
    *,
    limit: int,
    order: Order = "best",
    removed: bool = False,
    after: Place | None = None,
) -> Found:
    """Return the first documents that answer the query, behind a place if one is given.

    Words must all stand in the document; "a phrase", prefix*, -word and OR are understood.
    Matches in removed text count only when `removed` is set. Where more than MOST_RANKED
    documents hold the words, which then tell little, the newest come first whatever was asked.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    wanted = parse_query(query)
    try:
        matcher, count = count_by(dossier, wanted)
        order = "newest" if count > MOST_RANKED else order
        places = matcher.places(wanted, order, after, many=count > MOST_RANKED)
        with Marker(dossier, wanted) as marker:
            hits = (_read(dossier, marker, *one, removed=removed) for one in places)
            kept = tuple(islice((one for one in hits if one), limit))
        return Found(hits=kept, order=order, documents=count)
    except sqlite3.OperationalError as error:
        message = f"cannot search for {query!r}: {error}"
        raise UsageError(message) from error


def find_days(dossier: Dossier, query: str, most: int) -> list[tuple[int, Place]]:
    """Return the numbers of the newest documents that hold the words, each with its day and id.

    Where the words stand is not looked at; `read_hit` does.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    wanted = parse_query(query)
    try:
        matcher, count = count_by(dossier, wanted)
        many = count > MOST_RANKED
        return list(islice(matcher.places(wanted, "newest", None, many=many), most))
    except sqlite3.OperationalError as error:
        message = f"cannot search for {query!r}: {error}"
        raise UsageError(message) from error


def read_hit(dossier: Dossier, query: str, number: int, place: Place) -> Hit | None:
    """Return a document of `find_days` as a hit; None where its kept text lacks the words."""
    with Marker(dossier, parse_query(query)) as marker:
        return _read(dossier, marker, number, place, removed=False)


def count_facets(dossier: Dossier, query: str, known: Known) -> Facets:
    """Return how many documents hold the words, by outlet, year and language.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    groups = said_by(dossier, parse_query(query), known)
    outlets, years, languages = (
        _shares((group[place], count) for group, count in groups.items()) for place in range(3)
    )
    by_year = sorted(years, key=lambda one: (one.name is None, one.name))
    return Facets(outlets=outlets, years=tuple(by_year), languages=languages)


def _shares(counted: Iterable[tuple[str | None, int]]) -> tuple[Share, ...]:
    total: Counter[str | None] = Counter()
    for name, count in counted:
        total[name] += count
    order = sorted(total, key=lambda name: (name is None, -total[name], name))
    return tuple(Share(name=name, documents=total[name]) for name in order)


def _read(
    dossier: Dossier, marker: Marker, number: int, place: Place, *, removed: bool
) -> Hit | None:
    """Return a document as a hit; None where the words stand in removed text alone."""
    (document,) = dossier.where(Document, "number = ?", number)
    spans = marker.spans(number, document.text)
    for block in document.blocks:
        inside = [(s, e) for s, e in spans if block.start <= s and e <= block.end]
        if inside and (block.kept or removed):
            return _hit(document, block, inside, place)
    return None


def _at_word(text: str, start: int, first: int, match: int) -> int:
    """Return where the next word begins, if one begins between a place and the match."""
    if start == first:
        return start
    blank = text.find(" ", start, match)
    return blank + 1 if blank >= 0 else start


def _hit(document: Document, block: Block, spans: list[tuple[int, int]], place: Place) -> Hit:
    text = document.text
    start = _at_word(text, max(block.start, spans[0][0] - CONTEXT), block.start, spans[0][0])
    end = min(block.end, spans[0][1] + CONTEXT)
    if end < block.end:
        end = max(text.rfind(" ", spans[0][1], end), spans[0][1])
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return Hit(
        document=document,
        passage=cite(document.id, text, start, end),
        matches=tuple(cite(document.id, text, s, e) for s, e in spans if start <= s and e <= end),
        block=block.type,
        place=place,
    )
