"""Reads the rows of a Parquet file, a few at a time: the sources' only door to pyarrow."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import chain
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chancery.sources.article_line import KNOWN
from chancery.sources.files import open_regular
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.tables.columns import Columns, map_columns
from chancery.sources.tables.row import Row, Stop

BATCH = 16  # rows unpacked at once; choice, as one may be of 20 MB
BUFFER = 1 << 20  # bytes of a column read at once
FREE_BYTES = 256 << 20  # choice: a column of a row group that unpacks to less is no bomb
GROWTH = 200  # choice: text packs to a third or a tenth
_BODY = ("text", "html")
_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError)


def read_parquet(given: Given) -> Iterator[Row]:
    """Yield the rows; raises OSError where the system gives no bytes."""
    with open_regular(given.file) as stream:
        if not stream.read(1):
            yield Stop(Flaw("empty", "it has 0 bytes"))
            return
        stream.seek(0)
        try:
            file = pq.ParquetFile(stream, buffer_size=BUFFER, pre_buffer=False)
        except _BROKEN as error:
            yield Stop(Flaw("malformed", f"it is no whole Parquet file: {_first_line(error)}"))
            return
        columns = _check(file, given)
        if isinstance(columns, Flaw):
            yield Stop(columns)
            return
        yield from _rows(file, columns)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(".")


def _check(file: pq.ParquetFile, given: Given) -> Columns | Flaw:
    schema = file.schema_arrow
    columns = map_columns(schema.names, given.columns)
    if isinstance(columns, Flaw):
        return columns
    for name, field in zip(columns.names, schema, strict=True):
        if name in _BODY and not _is_text(field.type):
            detail = f"column {field.name!r} is to hold {name} and is of type {field.type}"
            return Flaw("malformed", f"{detail}; write it as a string column")
    return _find_bomb(file) or columns


def _is_text(kind: pa.DataType) -> bool:
    values = cast("pa.DataType", kind.value_type) if pa.types.is_dictionary(kind) else kind
    return any(
        test(values)
        for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    )


def _find_bomb(file: pq.ParquetFile) -> Flaw | None:
    about = file.metadata
    for group in (about.row_group(number) for number in range(about.num_row_groups)):
        for chunk in (group.column(number) for number in range(about.num_columns)):
            size, packed = chunk.total_uncompressed_size, chunk.total_compressed_size
            if size > max(FREE_BYTES, GROWTH * packed):
                detail = f"its column {chunk.path_in_schema!r} unpacks from {packed} to {size}"
                return Flaw("too_large", f"{detail} bytes; write it anew in smaller files")
    return None


def _rows(file: pq.ParquetFile, columns: Columns) -> Iterator[Row]:
    batches = cast("Iterator[pa.RecordBatch]", file.iter_batches(batch_size=BATCH))
    done = 0
    while True:
        try:
            batch = next(batches, None)
        except _BROKEN as error:
            detail = f"from row {done + 1} on it is broken: {_first_line(error)}"
            yield Stop(Flaw("malformed", detail))
            return
        if batch is None:
            return
        done += batch.num_rows
        yield from chain.from_iterable(
            _batch_rows(batch.slice(number, 1), columns) for number in range(batch.num_rows)
        )


def _batch_rows(batch: pa.RecordBatch, columns: Columns) -> Iterator[Row]:
    try:
        values = [
            _values(name, column)
            for name, column in zip(columns.names, batch.columns, strict=True)
        ]
    except UnicodeDecodeError:
        yield Flaw("encoding", "it holds bytes that are no UTF-8; write them anew as strings")
    except _BROKEN as error:
        yield Flaw("malformed", f"it cannot be read: {_first_line(error)}")
    else:
        yield from (columns.line(row) for row in zip(*values, strict=True))


def _values(name: str, column: pa.Array) -> Sequence[object]:
    """Return the values as JSON can hold them; those of an article's fields are strings."""
    if pa.types.is_timestamp(column.type):
        column = pc.cast(column, pa.timestamp("us", tz=column.type.tz), safe=False)
    values = cast("list[object]", column.to_pylist())
    return [_as_text(value) for value in values] if name in KNOWN else values


def _as_text(value: object) -> str | None:
    """Return the value as a string; a moment at midnight, without a zone, is a day."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, list):
        return ", ".join(str(one) for one in cast("list[object]", value))
    return value.isoformat() if isinstance(value, datetime) else str(value)
