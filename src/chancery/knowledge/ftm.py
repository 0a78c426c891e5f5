"""Reads FollowTheMoney entities, one JSON object a line, as entries of a knowledge file."""

from typing import Any

from chancery.knowledge.entries import Entry, refuse

KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "PublicBody": "organisation",
    "Company": "organisation",
    "LegalEntity": "organisation",
}
ALIASES = ("alias", "weakAlias", "previousName")


def read_entity(entity: dict[str, Any], line: int) -> Entry:
    """Return an entity of a schema that acts, as an actor with its names, country and topics.

    Raises:
        BadEntryError: it has no known schema, no properties or no name.
    """
    schema = entity.get("schema")
    if schema not in KINDS:
        shown = ", ".join(sorted(KINDS))
        refuse(f"schema {schema!r} is not read", f"use one of {shown}", line)
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        refuse("the entity has no properties", "write properties and a name", line)
    names = _texts(properties, "name", line)
    if not names:
        refuse("the entity has no name", "write properties.name", line)
    aliases = [*names[1:], *(one for key in ALIASES for one in _texts(properties, key, line))]
    countries = _texts(properties, "country", line) or _texts(properties, "nationality", line)
    values: dict[str, Any] = {
        "name": names[0],
        "kind": KINDS[schema],
        "aliases": aliases,
        "categories": _texts(properties, "topics", line),
        "country": countries[0] if countries else "",
    }
    if isinstance(entity.get("id"), str) and entity["id"]:
        values["id"] = entity["id"]
    return Entry("actors", values, line)


def _texts(properties: dict[str, Any], key: str, line: int) -> list[str]:
    value = properties.get(key, [])
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in found):
        refuse(f"{key} holds what is no text", "write texts in quotes", line)
    return found
