"""Records as rows of an archive's files and back, with digests that say what changed."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

import msgspec
import pyarrow as pa

from chancery.errors import DossierError
from chancery.exports.parquet import arrow_schema, to_table
from chancery.model import Record, codec, kind_of
from chancery.model.codec import DIGEST_BYTES

DIGEST = "digest"
FORM_BYTES = 8

AnyKind = TypeVar("AnyKind", bound=Record)


@cache
def schema_of(kind: type[Record]) -> pa.Schema:
    """Return the columns of a kind: its fields, and its digest."""
    return arrow_schema(kind).append(pa.field(DIGEST, pa.binary(DIGEST_BYTES)))


@cache
def form_of(kind: type[Record]) -> str:
    """Return what differs when the columns do."""
    schema = schema_of(kind).to_string().encode()
    return hashlib.blake2b(schema, digest_size=FORM_BYTES).hexdigest()


def table_of(records: Sequence[Record], kind: type[Record]) -> pa.Table:
    """Return records of one kind as rows."""
    table = to_table(records, arrow_schema(kind))
    digests = [codec.digest(codec.encode(one)) for one in records]
    return table.append_column(
        schema_of(kind).field(DIGEST), pa.array(digests, pa.binary(DIGEST_BYTES))
    )


def records_of(table: pa.Table, kind: type[AnyKind], where: str) -> Iterator[AnyKind]:
    """Yield the records of rows, each proven by its digest.

    Raises:
        DossierError: a row is not what was written.
    """
    for row in table.select(schema_of(kind).names).to_pylist(maps_as_pydicts="strict"):
        digest = row.pop(DIGEST)
        try:
            record = msgspec.convert(row, kind, builtin_types=(bytes,))
        except msgspec.ValidationError as error:
            raise _damaged(kind, row, where, str(error)) from error
        if codec.digest(codec.encode(record)) != digest:
            raise _damaged(kind, row, where, "it is not the record that was written")
        yield record


def _damaged(kind: type[Record], row: dict[str, object], where: str, why: str) -> DossierError:
    message = (
        f"{where}: {kind_of(kind)} {row.get('id')} is damaged ({why}); build the archive again"
    )
    return DossierError(message)
