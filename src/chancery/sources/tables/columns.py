"""Tells which column of a table holds which field of an article."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chancery.sources.article_line import KNOWN
from chancery.sources.flaw import Flaw

_SHOWN = 20  # columns named in a message; choice


class Columns(NamedTuple):
    """The name under which each column goes into a line of JSONL, in order of the columns."""

    names: tuple[str, ...]
    fields: frozenset[str]  # the names that are fields of an article

    def line(self, values: Sequence[object]) -> dict[str, object]:
        """Return the row as a JSONL line has it, without values that are absent or blank."""
        pairs = zip(self.names, values, strict=True)
        return {name: value for name, value in pairs if name == "text" or value not in (None, "")}


def map_columns(header: Sequence[str], given: Sequence[tuple[str, str]]) -> Columns | Flaw:
    """Return the mapping: `given` pairs of field and column first, else columns named as fields.

    Case and blanks around a name do not count. A column that is no field keeps its name. The flaw
    is `missing_field`: a named column is not there, or none holds the text.
    """
    chosen: dict[int, str] = {}
    places = {_plain(name): place for place, name in reversed(list(enumerate(header)))}
    for field, columns in _by_field(given).items():
        found = [places[_plain(name)] for name in columns if _plain(name) in places]
        if not found:
            named = " or ".join(map(repr, columns))
            return Flaw("missing_field", f"it has no column {named} for {field}; {_list(header)}")
        chosen[found[0]] = field
    for field in KNOWN:
        if field not in chosen.values() and field in places and places[field] not in chosen:
            chosen[places[field]] = field
    if not {"text", "html"} & set(chosen.values()):
        remedy = "say which holds the article with --column text=NAME"
        return Flaw(
            "missing_field", f"no column is called text or html; {_list(header)}; {remedy}"
        )
    return Columns(_names(header, chosen), frozenset(chosen.values()))


def _by_field(given: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for field, column in given:
        fields.setdefault(field, []).append(column)
    return fields


def _plain(name: str) -> str:
    return name.strip().casefold()


def _list(header: Sequence[str]) -> str:
    more = ", ..." if len(header) > _SHOWN else ""
    return f"its columns are: {', '.join(header[:_SHOWN])}{more}"


def _names(header: Sequence[str], chosen: Mapping[int, str]) -> tuple[str, ...]:
    """Return a name for every column, each once; a column that is called as a field is told."""
    taken: set[str] = set(KNOWN)
    names: list[str] = []
    free: dict[str, int] = {}  # the number that a name takes when it comes again
    for place, given in enumerate(header):
        name = chosen.get(place) or given.strip() or f"column {place + 1}"
        number = free.get(given, 2)
        while place not in chosen and name in taken:
            name, number = f"{given.strip()} ({number})", number + 1
        free[given] = number
        taken.add(name)
        names.append(name)
    return tuple(names)
