"""Finds the points of record that a watch is for, those of the newest build first."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from heapq import heappop, heappush, merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, cast, get_args

import msgspec

from chancery.model import (
    ActorSought,
    AnyClaim,
    ClaimKind,
    DeadlinesSought,
    Finding,
    PointsSought,
)
from chancery.pipeline.news import Brought, brought_by
from chancery.pipeline.places import RowKey, point_key, root_of, row_key
from chancery.pipeline.query import Query, Sieve, make_sieve, rows_at
from chancery.pipeline.rows import PublishedIn, Row, all_rows, read_claims
from chancery.store import history
from chancery.store.dossier import Dossier
from chancery.store.newest import Newest, newest_points

PointsAsked = PointsSought | ActorSought | DeadlinesSought
Rank = tuple[int | str, ...]

MOST_SEEN = (
    20_000  # points, the best backed, among which the newest are sought: a tenth of a second
)


_rank = msgspec.json.Decoder(RowKey)


class HitKey(NamedTuple):
    """Where a hit stands: the number of its build, negative, and where it stands in its list."""

    build: int
    rank: Rank


class PointHit(NamedTuple):
    """A point with the claims that were asked for, all its claims, and what brought it."""

    row: Row
    claims: tuple[AnyClaim, ...]
    brought: Brought

    @property
    def identity(self) -> str:
        """What it is called for good: the id that it first had; of acts, with their root."""
        root = root_of(self.row)
        return f"{self.brought.known_as}.{root}" if root else self.brought.known_as


class _Seen(NamedTuple):
    """A point that may be a hit: its place in the order, its name on the shelf, its sieve."""

    key: HitKey
    name: str
    sieve: int


def queries(sought: PointsAsked, today: date) -> tuple[Query, ...]:
    """Return the lists in which what is sought stands."""
    match sought:
        case PointsSought():
            return (Query(**msgspec.structs.asdict(sought)),)
        case ActorSought():
            return tuple(Query(about=about, party=sought.actor) for about in get_args(ClaimKind))
        case DeadlinesSought():
            return (_due(sought, today),)


def _due(sought: DeadlinesSought, today: date) -> Query:
    day = date.fromisoformat(sought.day) if sought.day else today
    first, last = sorted((day, day + timedelta(days=sought.days)))
    return Query(
        about="commitment",
        party=sought.party,
        due_since=first.isoformat(),
        due=(last + timedelta(days=1)).isoformat(),
        open=sought.open,
    )


def find_points(
    dossier: Dossier, sought: PointsAsked, today: date, after: HitKey | None = None
) -> Iterator[tuple[HitKey, PointHit]]:
    """Yield what is sought, the newest first, each with where it stands, from behind `after` on.

    Raises:
        UsageError: a day, a kind or a name is none.
        NotFoundError: there is no such thread, or nothing was read.
    """
    published = PublishedIn(dossier)
    sieves = [make_sieve(dossier, query, published) for query in queries(sought, today)]
    last = history.last_run(dossier.connection)
    acts = not isinstance(sought, ActorSought)  # what acts by words go with is there itself
    seen = merge(*(_seen(dossier, sieve, number, last) for number, sieve in enumerate(sieves)))
    read = ((one.key, hit) for one in seen for hit in _read(dossier, one, sieves[one.sieve], last))
    for key, hit in _in_order(read):
        if (after is None or key > after) and (acts or not hit.row.by_words):
            yield key, hit


def _in_order(read: Iterable[tuple[HitKey, PointHit]]) -> Iterator[tuple[HitKey, PointHit]]:
    """Yield hits by the builds that brought them, which may be before those that they came by.

    A finding that took another id in a later build comes as one of that build.
    """
    older: list[tuple[HitKey, PointHit]] = []
    for came, hit in read:
        while older and older[0][0] < came:
            yield heappop(older)
        heappush(older, (HitKey(-hit.brought.build, came.rank), hit))
    while older:
        yield heappop(older)


def _seen(dossier: Dossier, sieve: Sieve, number: int, last: int) -> Iterator[_Seen]:
    """Yield what may be a hit, by the build that first had its id, and its place."""
    found: Iterable[Newest]
    if dossier.is_shelved():
        found = newest_points(dossier.connection, sieve.expression, MOST_SEEN, last)
    else:
        found = _unshelved(dossier, sieve, last)
    for _, together in groupby(found, key=itemgetter(0, 1)):
        keyed = ((_rank.decode(one.rank), one) for one in together)
        yield from sorted(_Seen(HitKey(-one.build, rank), one.key, number) for rank, one in keyed)


def _unshelved(dossier: Dossier, sieve: Sieve, last: int) -> list[Newest]:
    """Return the same for a dossier without shelves, whose points are all read for it."""
    keyed = [(row_key(row, sieve.published), row) for row in all_rows(dossier, sieve.query.about)]
    names = [row.finding.id for _, row in keyed]
    builds = history.first_builds(dossier.connection, Finding, names)
    found = (
        Newest(
            build=builds.get(row.finding.id, last),
            place=key.place,
            key=point_key(row),
            rank=msgspec.json.encode(key).decode(),
        )
        for key, row in keyed
    )
    return sorted(found, key=lambda one: (-one.build, one.place))


def _read(dossier: Dossier, one: _Seen, sieve: Sieve, last: int) -> Iterator[PointHit]:
    """Yield the point if it is what is asked for."""
    for whole in rows_at(dossier, [one.name], sieve.query.about).get(one.name, ()):
        for row in sieve.passed(whole):
            own = read_claims(dossier, row.finding) if row.by_words else whole.claims
            claims = cast("tuple[AnyClaim, ...]", own)
            yield PointHit(row, claims, brought_by(dossier, row.finding, last))
