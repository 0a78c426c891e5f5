"""CSV, one file for each record kind: UTF-8, plain values as they are, parts as JSON.

Bytes are base64, as they are in JSON. A cell begins as the text does, also with "=" or "@": a
table is for programs, and a spreadsheet must be told to read its cells as text.
"""

import csv
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from chancery.exports.cut import FLAG, Cut
from chancery.model import kind_of
from chancery.ports.export import Content, KindRecords, Written, streams


class Csv:
    """Writes KIND.csv files with a header line; an empty cell is null."""

    name: ClassVar[str] = "csv"
    is_folder: ClassVar[bool] = True

    def __init__(self, cut: Cut | None = None) -> None:
        """Take what is left out; nothing by default."""
        self._cut = cut or Cut()

    def write(self, content: Content, path: Path) -> Written:
        """Write the files into the folder."""
        count = sum(self._write_kind(one, path) for one in streams(content))
        return Written(records=count, left_out=self._cut.left_out)

    def _write_kind(self, one: KindRecords, folder: Path) -> int:
        kind, records = one
        names = [*kind.__struct_fields__, *([] if self._cut.most is None else [FLAG])]
        count = 0
        with (folder / f"{kind_of(kind)}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            for record in records:
                writer.writerow(_cells(self._cut.plain(record), names))
                count += 1
        return count


def _cells(row: Mapping[str, Any], names: list[str]) -> list[str | int | float | None]:
    return [_cell(row.get(name)) for name in names]


def _cell(value: object) -> str | int | float | None:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return msgspec.json.encode(value).decode()
