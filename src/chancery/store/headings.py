"""What documents are headed by, read without their texts."""

from collections.abc import Iterable, Iterator

import msgspec

from chancery.model import DateValue, Label, TextValue
from chancery.store.dossier import Dossier

FIELDS = ("id", "uri", "path", "title", "outlet", "published", "language", "address", "labels")
_PARTS = frozenset({"title", "outlet", "published", "language", "labels"})  # kept as JSON


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a document where it is named."""

    id: str
    uri: str
    path: str | None
    title: TextValue | None
    outlet: TextValue | None
    published: DateValue | None
    language: TextValue | None
    address: str | None
    labels: tuple[Label, ...]


def read_headings(dossier: Dossier, documents: Iterable[str]) -> dict[str, Heading]:
    """Return the headings of documents, by id; those that are not there are left out."""
    wanted = msgspec.json.encode(sorted(set(documents))).decode()
    condition = "id IN (SELECT value FROM json_each(?))"
    return {one.id: one for one in _read(dossier, condition, wanted)}


def newest_headings(
    dossier: Dossier, *, after: tuple[str, str] | None, limit: int
) -> list[tuple[tuple[str, str], Heading]]:
    """Return headings by day of publication, the newest first and undated ones last.

    Each comes with where it stands; `after` is where the one before stood.
    """
    day, identity = after or ("9", "")
    query = (
        "SELECT coalesce(day, ''), id FROM document_known"
        " WHERE coalesce(day, '') <= ?1 AND (coalesce(day, '') < ?1 OR id > ?2)"
        " ORDER BY coalesce(day, '') DESC, id LIMIT ?3"
    )
    keys = dossier.connection.execute(query, (day, identity, limit)).fetchall()
    found = read_headings(dossier, (one for _, one in keys))
    return [((when, one), found[one]) for when, one in keys]


def read_addresses(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the id and the address of each document that has one, by id."""
    query = "SELECT id, address FROM document WHERE address IS NOT NULL ORDER BY id"
    yield from dossier.connection.execute(query)


def _read(dossier: Dossier, condition: str, *parameters: str | int) -> Iterator[Heading]:
    query = f"SELECT {', '.join(FIELDS)} FROM document WHERE {condition}"
    for row in dossier.connection.execute(query, parameters):
        said = {
            name: msgspec.json.decode(value) if name in _PARTS and value is not None else value
            for name, value in zip(FIELDS, row, strict=True)
        }
        yield msgspec.convert(said, Heading)
