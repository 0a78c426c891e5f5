"""What a query gives: typed records in their order, which can be taken as a table."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

import msgspec

from chancery.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Item_co = TypeVar("Item_co", bound=msgspec.Struct, covariant=True)

TOGETHER = 2048  # records that Arrow is given at a time: about 16 MB of articles
SHOWN = 3  # items in what a notebook prints of an answer


class Answer(Sequence[Item_co], Generic[Item_co]):
    """The records that were asked for; a sequence that does not change."""

    def __init__(self, items: Iterable[Item_co], kind: type[Item_co]) -> None:
        """Take the records, and the type that all of them have."""
        self._items = tuple(items)
        self._kind = kind

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Item_co: ...

    @overload
    def __getitem__(self, place: slice) -> "Answer[Item_co]": ...

    def __getitem__(self, place: int | slice) -> "Item_co | Answer[Item_co]":
        """Return the record at a place, or those of a range as an answer.

        Raises:
            IndexError: there is none at this place.
        """
        if isinstance(place, slice):
            return Answer(self._items[place], self._kind)
        return self._items[place]

    def __repr__(self) -> str:
        """Return how many records of which type there are, and the first of them."""
        first = [f"  {str(one)[:200]}" for one in self._items[:SHOWN]]
        more = [f"  … {len(self) - SHOWN:,} more"] if len(self) > SHOWN else []
        name = getattr(self._kind, "__name__", str(self._kind))
        return "\n".join([f"{len(self):,} × {name}", *first, *more])

    def to_arrow(self) -> "pa.Table":
        """Return the records as an Arrow table, a row each, with the fields of the record.

        Parts of records are structs and lists, as in the Parquet export: nothing is left out.
        What is unknown is null.
        """
        import pyarrow as pa

        from chancery.exports.parquet import arrow_schema, to_table

        schema = arrow_schema(self._kind)
        starts = range(0, len(self), TOGETHER)
        parts = [to_table(self._items[start : start + TOGETHER], schema) for start in starts]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def to_pandas(self) -> "pd.DataFrame":
        """Return the records as a pandas table, a row each.

        A part of a record gives a column for each of its fields, named with a dot as in
        `finding.words.quote`; lists stay lists. What is unknown is missing: a number stays whole
        beside one that is not known.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            if error.name != "pandas":
                raise
            message = "to_pandas needs pandas: pip install pandas; to_arrow does without"
            raise UsageError(message) from error
        import pyarrow as pa

        whole = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
        return _flat(self.to_arrow()).to_pandas(types_mapper=whole.get)


def _flat(table: "pa.Table") -> "pa.Table":
    """Return the table with a column for each field of its structs."""
    import pyarrow as pa

    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table
