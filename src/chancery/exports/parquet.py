"""Parquet, one file for each record kind, typed from the registry: parts are structs and lists."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import inspect

from chancery.exports.files import replacing
from chancery.model import Record, kind_of
from chancery.ports.export import KindRecords

ROW_GROUP = 2048  # records held in memory at a time: about 16 MB of articles


class Parquet:
    """Writes KIND.parquet files."""

    name: ClassVar[str] = "parquet"

    def write(self, kinds: Iterable[KindRecords], folder: Path) -> int:
        """Write the files; return how many records they hold."""
        return sum(_write_kind(folder, kind, records) for kind, records in kinds)


def arrow_schema(kind: type[Record]) -> pa.Schema:
    """Return the Arrow schema of a record kind."""
    info = inspect.type_info(kind)
    return pa.schema(_fields(info))


def _write_kind(folder: Path, kind: type[Record], records: Iterator[Record]) -> int:
    schema = arrow_schema(kind)
    count = 0
    with (
        replacing(folder / f"{kind_of(kind)}.parquet") as path,
        pq.ParquetWriter(path, schema, compression="zstd") as writer,
    ):
        while part := list(islice(records, ROW_GROUP)):
            rows = [msgspec.to_builtins(record, builtin_types=(bytes,)) for record in part]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(part)
    return count


def _fields(info: inspect.Type) -> list[pa.Field]:
    if not isinstance(info, inspect.StructType):
        message = f"{info} is no record"
        raise TypeError(message)
    return [pa.field(field.encode_name, _arrow_type(field.type)) for field in info.fields]


def _arrow_type(one: inspect.Type) -> pa.DataType:
    if isinstance(one, inspect.UnionType):
        real = [t for t in one.types if not isinstance(t, inspect.NoneType)]
        return _arrow_type(real[0])
    if isinstance(one, inspect.StructType):
        return pa.struct(_fields(one))
    if isinstance(one, inspect.VarTupleType):
        return pa.list_(_arrow_type(one.item_type))
    if isinstance(one, inspect.TupleType):
        return pa.list_(_arrow_type(one.item_types[0]))
    if isinstance(one, inspect.DictType):
        return pa.map_(_arrow_type(one.key_type), _arrow_type(one.value_type))
    return _PLAIN[type(one)]


_PLAIN: dict[type[inspect.Type], pa.DataType] = {
    inspect.StrType: pa.string(),
    inspect.LiteralType: pa.string(),
    inspect.DecimalType: pa.string(),  # exact: no width of decimals holds every one
    inspect.IntType: pa.int64(),
    inspect.FloatType: pa.float64(),
    inspect.BoolType: pa.bool_(),
    inspect.BytesType: pa.binary(),
    inspect.NoneType: pa.null(),
}
