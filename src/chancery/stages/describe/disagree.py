"""Sets metadata without overwriting: markup stays, and what the text says otherwise is kept."""

from collections.abc import Mapping

import msgspec

from chancery.model import DateValue, Document, TextValue
from chancery.model.metadata import UNCONFIRMED
from chancery.stages.describe.outlet_names import same_outlet

FIELD = "disagrees"  # key in Document.fields: JSON of the text's values, by name
DAY = slice(10)  # the day of an ISO time

Found = TextValue | DateValue | None


def settle(document: Document, found: Mapping[str, Found]) -> Document:
    """Return the document with the found values where it has none; it keeps those it has.

    A found value that differs from one that it has goes as JSON into `fields["disagrees"]`.
    """
    current: dict[str, Found] = {name: getattr(document, name) for name in found}
    if UNCONFIRMED in document.fields:  # markup and page do not agree: neither is taken
        found = {name: value for name, value in found.items() if name != "published"}
    changes = {name: value for name, value in found.items() if value and current[name] is None}
    others = {
        name: value
        for name, value in found.items()
        if value and _differ(name, current[name], value)
    }
    fields = document.fields
    if others and FIELD not in fields:
        fields = fields | {FIELD: msgspec.json.encode(others).decode()}
    return msgspec.structs.replace(document, fields=fields, **changes)


def _differ(name: str, current: Found, found: Found) -> bool:
    """Say whether both are there and cannot both be right."""
    if current is None or name == "captured":
        return False
    if isinstance(current, DateValue) and isinstance(found, DateValue):
        return _apart(current, found)
    if isinstance(current, TextValue) and isinstance(found, TextValue):
        if name == "outlet":
            return not same_outlet(current.value, found.value)
        one, other = _plain(current.value), _plain(found.value)
        return one not in other and other not in one
    return False


def _apart(one: DateValue, other: DateValue) -> bool:
    """Say whether two intervals share no day."""
    starts = [value.start[DAY] for value in (one, other) if value.start]
    ends = [value.end[DAY] for value in (one, other) if value.end]
    return bool(starts and ends) and max(starts) > min(ends)


def _plain(text: str) -> str:
    """Return the letters and figures of a text, lower case, so that typography does not differ."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
