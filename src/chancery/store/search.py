"""Full-text search in the kept text of a dossier's documents, each hit with its characters."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from chancery.errors import UsageError
from chancery.model import Block, Document, Evidence, cite
from chancery.store.dossier import Dossier
from chancery.store.rows import from_row
from chancery.store.schema import KNOWN, columns

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters, which no interchanged text may hold
TOKEN = re.compile(r'-?"[^"]+"|\S+')
MOST_RANKED = 20_000  # documents: to rank these takes some 60 ms, and time grows with them
CONTEXT = 160  # characters shown on each side of the first match


Order = Literal["best", "newest"]
"""best: by how often, and how rare, the words are in it; newest: by the day of publication."""


class Place(NamedTuple):
    """Where a hit stands in its order: by its rank or its day, and its document."""

    by: float | str
    document: str


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
    expression = to_fts(query)
    try:
        count = _count(dossier, expression)
        order = "newest" if count > MOST_RANKED else order
        places = _places(dossier, expression, order, after, many=count > MOST_RANKED)
        hits = (_read(dossier, expression, *one, removed=removed) for one in places)
        kept = islice((one for one in hits if one), limit)
        return Found(hits=tuple(kept), order=order, documents=count)
    except sqlite3.OperationalError as error:
        message = f"cannot search for {query!r}: {error}"
        raise UsageError(message) from error


def find_days(dossier: Dossier, query: str, most: int) -> list[tuple[int, Place]]:
    """Return the numbers of the newest documents that hold the words, each with its day and id.

    Where the words stand is not looked at; `read_hit` does.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    expression = to_fts(query)
    try:
        many = _count(dossier, expression) > MOST_RANKED
        return list(islice(_places(dossier, expression, "newest", None, many=many), most))
    except sqlite3.OperationalError as error:
        message = f"cannot search for {query!r}: {error}"
        raise UsageError(message) from error


def read_hit(dossier: Dossier, query: str, number: int, place: Place) -> Hit | None:
    """Return a document of `find_days` as a hit; None where its kept text lacks the words."""
    return _read(dossier, to_fts(query), number, place, removed=False)


class Known:
    """What is known of all documents of one edition, by their numbers, to count by."""

    def __init__(self, dossier: Dossier) -> None:
        """Read it: 100,000 documents in a tenth of a second, to a few MB."""
        query = f"SELECT number, outlet, substr(day, 1, 4), language FROM {_known(dossier)}"
        groups: dict[tuple[str | None, ...], tuple[str | None, ...]] = {}
        self.by_number = {
            number: groups.setdefault(tuple(said), tuple(said))
            for number, *said in dossier.connection.execute(query)
        }


def count_facets(dossier: Dossier, query: str, known: Known) -> Facets:
    """Return how many documents hold the words, by outlet, year and language.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    statement = "SELECT rowid FROM document_text WHERE document_text MATCH ?"
    rows = dossier.connection.execute(statement, (to_fts(query),)).fetchall()
    groups = Counter(known.by_number[number] for (number,) in rows)
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


def _count(dossier: Dossier, expression: str) -> int:
    statement = "SELECT count(*) FROM document_text WHERE document_text MATCH ?"
    count: int = dossier.connection.execute(statement, (expression,)).fetchone()[0]
    return count


def _places(
    dossier: Dossier, expression: str, order: Order, after: Place | None, *, many: bool
) -> Iterator[tuple[int, Place]]:
    """Yield the numbers of the documents that match, in order, with their places.

    Where many match, the newest are found by going through the days; else by sorting.
    """
    by = "rank" if order == "best" else "coalesce(known.day, '')"
    behind = ">" if order == "best" else "<"
    known = f"{_known(dossier)} AS known"
    first, second = (known, "document_text") if many else ("document_text", known)
    statement = (
        f"SELECT known.number, {by}, known.id FROM {first} "
        f"CROSS JOIN {second} ON document_text.rowid = known.number "
        f"WHERE document_text MATCH ?1 AND (?2 IS NULL OR {by} {behind} ?2 "
        f"OR ({by} = ?2 AND known.id > ?3)) "
        f"ORDER BY {'rank' if order == 'best' else 'known.day DESC'}, known.id"
    )
    rows = dossier.connection.execute(statement, (expression, *(after or (None, None))))
    for number, place, identity in rows:
        yield number, Place(place, identity)


def _known(dossier: Dossier) -> str:
    """Return the table of what is known of documents; older dossiers have it in the records."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'document_known'"
    kept = dossier.connection.execute(query).fetchone()
    return "document_known" if kept else f"(SELECT {KNOWN} FROM document)"


def to_fts(query: str) -> str:
    """Return the FTS5 expression of a query, in which every word is quoted.

    Raises:
        UsageError: the query holds no word to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    joined = False
    for part in TOKEN.findall(query):
        if part == "OR":
            joined = bool(wanted)
            continue
        word = _term(part.removeprefix("-"))
        if not word:
            continue
        if part.startswith("-"):
            unwanted.append(word)
        elif joined:
            wanted[-1] = f"({wanted[-1]} OR {word})"
        else:
            wanted.append(word)
        joined = False
    if not wanted:
        message = f"nothing to look for in {query!r}; give at least one word that is not excluded"
        raise UsageError(message)
    return " AND ".join(wanted) + "".join(f" NOT {word}" for word in unwanted)


def _term(token: str) -> str:
    star = "*" if token.endswith("*") else ""
    words = token.strip("*").replace('"', "")
    return f'"{words}"{star}' if re.search(r"\w", words) else ""


def _read(
    dossier: Dossier, expression: str, number: int, place: Place, *, removed: bool
) -> Hit | None:
    """Return a document as a hit; None where the words stand in removed text alone."""
    names = ", ".join(f"document.{column.name}" for column in columns(Document))
    statement = (
        f"SELECT {names}, highlight(document_text, 0, ?, ?) FROM document_text "
        "JOIN document ON document.number = document_text.rowid "
        "WHERE document_text MATCH ? AND document_text.rowid = ?"
    )
    row = dossier.connection.execute(statement, (OPEN, CLOSE, expression, number)).fetchone()
    document = from_row(Document, row)
    spans = _spans(row[-1])
    for block in document.blocks:
        inside = [(s, e) for s, e in spans if block.start <= s and e <= block.end]
        if inside and (block.kept or removed):
            return _hit(document, block, inside, place)
    return None


def _spans(marked: str) -> list[tuple[int, int]]:
    """Return the matches as spans of the text without the marks."""
    spans: list[tuple[int, int]] = []
    seen = 0
    for match in re.finditer(f"{OPEN}([^{CLOSE}]*){CLOSE}", marked):
        start = match.start() - seen
        spans.append((start, start + len(match.group(1))))
        seen += 2
    return spans


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
