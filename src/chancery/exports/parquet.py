"""Parquet, one file for each record kind, typed from the registry: parts are structs and lists."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq
from msgspec import inspect

from chancery.exports.cut import FLAG, Cut
from chancery.model import Record, kind_of
from chancery.ports.export import Content, KindRecords, Written, streams

ROW_GROUP = 2048  # records held in memory at a time: about 16 MB of articles


class Parquet:
    """Writes KIND.parquet files."""

    name: ClassVar[str] = "parquet"
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
        schema = arrow_schema(kind, marked=self._cut.most is not None)
        count = 0
        path = folder / f"{kind_of(kind)}.parquet"
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            while part := list(islice(records, ROW_GROUP)):
                writer.write_table(self._table(part, schema))
                count += len(part)
        return count

    def _table(self, records: Sequence[Record], schema: pa.Schema) -> pa.Table:
        rows = records if self._cut.most is None else [self._cut.plain(one) for one in records]
        return to_table(rows, schema)


def to_table(rows: Sequence[msgspec.Struct | Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return records, or their plain values, as a table.

    Arrow reads them from JSON, two to three times as fast as from Python's objects; of maps and
    bytes, which it does not read from there, it is given the objects.
    """
    told = pa.schema([field for field in schema if not _is_untold(field.type)])
    data = msgspec.json.Encoder(decimal_format="string").encode_lines(rows)
    reading = pj.ReadOptions(use_threads=False, block_size=len(data) + 1)
    parsing = pj.ParseOptions(explicit_schema=told, unexpected_field_behavior="ignore")
    table = pj.read_json(pa.BufferReader(data), read_options=reading, parse_options=parsing)
    for place, field in enumerate(schema):
        if _is_untold(field.type):
            values = [_value(row, field.name) for row in rows]
            table = table.add_column(place, field, pa.array(values, type=field.type))
    return table


def arrow_schema(kind: type[msgspec.Struct], *, marked: bool = False) -> pa.Schema:
    """Return the Arrow schema of a record kind or of another struct.

    `marked`: each part says whether it was cut.
    """
    info = inspect.type_info(kind)
    return pa.schema(_fields(info, marked=marked))


def _is_untold(one: pa.DataType) -> bool:
    """Say whether a column has values that Arrow does not read from JSON."""
    if pa.types.is_struct(one):
        return any(_is_untold(one.field(place).type) for place in range(one.num_fields))
    if pa.types.is_list(one):
        return _is_untold(one.value_type)
    return bool(pa.types.is_map(one) or pa.types.is_binary(one))


def _value(row: msgspec.Struct | Mapping[str, Any], name: str) -> object:
    value = getattr(row, name) if isinstance(row, msgspec.Struct) else row.get(name)
    return msgspec.to_builtins(value, builtin_types=(bytes,))


def _fields(info: inspect.Type, *, marked: bool) -> Iterator[pa.Field]:
    if not isinstance(info, inspect.StructType):
        message = f"{info} is no record"
        raise TypeError(message)
    for field in info.fields:
        yield pa.field(field.encode_name, _arrow_type(field.type, marked=marked))
    if marked:
        yield pa.field(FLAG, pa.bool_())


def _arrow_type(one: inspect.Type, *, marked: bool) -> pa.DataType:
    if isinstance(one, inspect.UnionType):
        real = [t for t in one.types if not isinstance(t, inspect.NoneType)]
        return _arrow_type(real[0], marked=marked)
    if isinstance(one, inspect.StructType):
        return pa.struct(list(_fields(one, marked=marked)))
    if isinstance(one, inspect.VarTupleType):
        return pa.list_(_arrow_type(one.item_type, marked=marked))
    if isinstance(one, inspect.TupleType):
        return pa.list_(_arrow_type(one.item_types[0], marked=marked))
    if isinstance(one, inspect.DictType):
        keys, values = (
            _arrow_type(each, marked=marked) for each in (one.key_type, one.value_type)
        )
        return pa.map_(keys, values)
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
