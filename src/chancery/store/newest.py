"""Finds points of record on their shelf by the build that brought them, the newest first."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class Newest(NamedTuple):
    """What stands on the shelf of points, and the first build that had a finding of its id."""

    build: int
    place: int
    key: str
    rank: str


def newest_points(
    connection: sqlite3.Connection, expression: str, most: int, unknown: int
) -> Iterator[Newest]:
    """Yield what has the terms of an FTS5 expression: the newest first, then by place.

    Of what the history does not tell, the build is `unknown`. Only the first `most` in the order
    of the shelf are looked at.
    """
    query = (
        "SELECT coalesce((SELECT min(run) FROM finding_history"
        " WHERE id = substr(key, 1, instr(key, '|') - 1) AND state IS NOT NULL), ?3) AS build,"
        " place, key, rank FROM (SELECT one.place, one.key, one.rank FROM point_terms"
        " JOIN point_shelf AS one ON one.place = point_terms.rowid"
        " WHERE point_terms MATCH ?1 ORDER BY point_terms.rowid LIMIT ?2)"
        " ORDER BY build DESC, place"
    )
    rows = connection.execute(query, (expression, most, unknown))
    return map(Newest._make, rows)
