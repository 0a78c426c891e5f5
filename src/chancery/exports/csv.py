"""CSV, one file for each record kind: UTF-8, plain values as they are, parts as JSON.

Bytes are base64, as they are in JSON.
"""

import csv
from base64 import b64encode
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import msgspec

from chancery.exports.files import replacing
from chancery.model import Record, kind_of
from chancery.ports.export import KindRecords


class Csv:
    """Writes KIND.csv files with a header line; an empty cell is null."""

    name: ClassVar[str] = "csv"

    def write(self, kinds: Iterable[KindRecords], folder: Path) -> int:
        """Write the files; return how many records they hold."""
        count = 0
        for kind, records in kinds:
            with (
                replacing(folder / f"{kind_of(kind)}.csv") as path,
                path.open("w", encoding="utf-8", newline="") as file,
            ):
                writer = csv.writer(file)
                writer.writerow(kind.__struct_fields__)
                for record in records:
                    writer.writerow(_cells(record))
                    count += 1
        return count


def _cells(record: Record) -> list[str | int | float | None]:
    return [_cell(getattr(record, name)) for name in record.__struct_fields__]


def _cell(value: object) -> str | int | float | None:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return msgspec.json.encode(value).decode()
