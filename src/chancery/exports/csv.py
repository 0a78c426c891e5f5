"""CSV, one file for each record kind: UTF-8, plain values as they are, parts as JSON."""

import csv
from collections.abc import Iterable
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
    cells: list[str | int | float | None] = []
    for name in record.__struct_fields__:
        value = getattr(record, name)
        plain = value is None or isinstance(value, (str, int, float))
        cells.append(value if plain else msgspec.json.encode(value).decode())
    return cells
