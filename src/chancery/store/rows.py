"""Records to rows of their table and back, without loss."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from chancery.model import Record
from chancery.store.schema import columns

AnyKind = TypeVar("AnyKind", bound=Record)

_json = msgspec.json.Encoder()


def to_row(record: Record) -> list[Any]:
    """Return the record's values in the order of its table's columns."""
    values: list[Any] = []
    for column in columns(type(record)):
        value = getattr(record, column.field)
        if isinstance(value, Decimal):
            value = str(value)
        elif not column.plain and value is not None:
            value = _json.encode(value).decode()
        values.append(value)
    return values


def from_row(kind: type[AnyKind], row: Sequence[Any]) -> AnyKind:
    """Return the record that this row holds; `row` begins with the kind's columns."""
    fields: dict[str, Any] = {}
    for column, value in zip(columns(kind), row, strict=False):
        if value is not None:
            fields[column.field] = value if column.plain else msgspec.json.decode(value)
        elif column.required:
            fields[column.field] = None
    return msgspec.convert(fields, kind)
