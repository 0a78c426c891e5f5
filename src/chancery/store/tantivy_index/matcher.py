"""Finds documents by tantivy; what it finds is what FTS5 finds, and only ranks differ."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import cast

import msgspec
import tantivy

from chancery.store.dossier import Dossier
from chancery.store.folding import tokens_of
from chancery.store.matching import Known, Order, Place, Said
from chancery.store.query import Query, Term
from chancery.store.tantivy_index.index import KEY, NUMBER, SAID, TEXT, key_of, make_schema

FIRST, MOST = 64, 4_096  # hits that are asked for together: few at first, for most want a page
_said = msgspec.json.Decoder(Said).decode


class Tantivy:
    """Asks the index beside a dossier, which must belong to it."""

    name = "tantivy"

    def __init__(self, dossier: Dossier, folder: Path) -> None:
        """Open the index.

        Raises:
            ValueError: it cannot be read, or another version of tantivy wrote it.
            OSError: the system does not let it be read.
        """
        self._connection = dossier.connection
        self._schema = make_schema()
        self._searcher = tantivy.Index.open(str(folder)).searcher()

    def count(self, query: Query) -> int:
        """Return how many documents answer."""
        found = self._searcher.search(self._query(query), limit=1, count=True)
        return found.count or 0  # type: ignore[attr-defined] # its stub lacks it

    def places(
        self, query: Query, order: Order, after: Place | None, *, many: bool
    ) -> Iterator[tuple[int, Place]]:
        """Yield the documents that answer, in order."""
        del many
        asked = self._query(query)
        if order == "newest":
            yield from self._newest(asked, after)
        else:
            yield from self._best(asked, after)

    def said(self, query: Query, known: Known) -> Counter[Said]:
        """Return how many of those that answer have the same said of them."""
        terms = {"field": SAID, "size": known.groups, "segment_size": known.groups}
        told = self._searcher.aggregate(self._query(query), {"said": {"terms": terms}})
        return Counter({_said(one["key"]): one["doc_count"] for one in told["said"]["buckets"]})

    def _newest(self, asked: tantivy.Query, after: Place | None) -> Iterator[tuple[int, Place]]:
        if after is not None:
            most = key_of(str(after.by), after.document)
            behind = tantivy.Query.range_query(
                self._schema, KEY, tantivy.FieldType.Unsigned, upper_bound=most
            )
            asked = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, asked), (tantivy.Occur.Must, behind)]
            )
        for numbers in self._ranked(asked, KEY):
            for number, place in sorted(self._known(numbers), key=lambda one: one[1].document):
                if after is None or _is_behind(place, after):
                    yield number, place

    def _best(self, asked: tantivy.Query, after: Place | None) -> Iterator[tuple[int, Place]]:
        for score, numbers in self._scored(asked):
            if after is not None and -score < float(after.by):
                continue
            places = sorted(
                (Place(-score, place.document), number) for number, place in self._known(numbers)
            )
            for place, number in places:
                if after is None or tuple(place) > tuple(after):
                    yield number, place

    def _ranked(self, asked: tantivy.Query, field: str) -> Iterator[list[int]]:
        """Yield the numbers of hits, those of the same key together, the greatest key first."""
        hits = self._hits(asked, field)
        for _, group in groupby(hits, key=lambda one: one[0]):
            yield [number for _, number in group]

    def _scored(self, asked: tantivy.Query) -> Iterator[tuple[float, list[int]]]:
        """Yield scores with the numbers of the hits that have them, the best first."""
        for score, group in groupby(self._hits(asked, None), key=lambda one: one[0]):
            yield float(score), [number for _, number in group]

    def _hits(self, asked: tantivy.Query, field: str | None) -> Iterator[tuple[float, int]]:
        """Yield what hits are ranked by, and their numbers, read some at a time."""
        start, size = 0, FIRST
        while True:
            found = self._searcher.search(
                asked, limit=size, count=False, order_by_field=field, offset=start
            ).hits
            addresses = [address for _, address in found]
            numbers = self._searcher.fast_field_values(NUMBER, addresses)
            for (rank, _), number in zip(found, numbers, strict=True):
                yield rank, cast("int", number)  # every document has one
            if len(found) < size:
                return
            start, size = start + size, min(2 * size, MOST)

    def _known(self, numbers: list[int]) -> Iterator[tuple[int, Place]]:
        """Yield documents with their days as places."""
        wanted = msgspec.json.encode(numbers).decode()
        rows = self._connection.execute(
            "SELECT number, coalesce(day, ''), id FROM document_known"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        for number, day, identity in rows:
            yield number, Place(day, identity)

    def _query(self, query: Query) -> tantivy.Query:
        must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
        parts = [(must, self._either(group)) for group in query.wanted]
        parts += [(must_not, self._term(one)) for one in query.unwanted]
        return tantivy.Query.boolean_query(parts)

    def _either(self, group: tuple[Term, ...]) -> tantivy.Query:
        if len(group) == 1:
            return self._term(group[0])
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._term(one)) for one in group]
        )

    def _term(self, term: Term) -> tantivy.Query:
        words = tokens_of(term.words)
        if not words:
            return tantivy.Query.empty_query()
        if term.prefix:
            return self._beginning(words)
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, TEXT, words[0])
        return tantivy.Query.phrase_query(self._schema, TEXT, [*words])

    def _beginning(self, words: list[str]) -> tantivy.Query:
        """Return the query of a row of words, the last of which is only begun."""
        pattern = f"{re.escape(words[-1])}.*"
        if len(words) == 1:
            return tantivy.Query.regex_query(self._schema, TEXT, pattern)
        rest = [re.escape(one) for one in words[:-1]]
        return tantivy.Query.regex_phrase_query(self._schema, TEXT, [*rest, pattern])


def _is_behind(place: Place, after: Place) -> bool:
    """Say whether a place of the newest stands behind another."""
    if place.by != after.by:
        return str(place.by) < str(after.by)
    return place.document > after.document
