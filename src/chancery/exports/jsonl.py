"""JSON Lines: one record a line, sorted by kind and id; the format that needs no loss."""

from collections.abc import Iterable
from typing import BinaryIO, ClassVar

from chancery.model import codec
from chancery.ports.export import KindRecords


class JsonLines:
    """Writes `{"kind": …, "id": …, …}`, one record a line."""

    name: ClassVar[str] = "jsonl"

    def write(self, kinds: Iterable[KindRecords], stream: BinaryIO) -> int:
        """Write the records; return how many."""
        count = 0
        for _, records in kinds:
            for record in records:
                stream.write(codec.to_json(record) + b"\n")
                count += 1
        return count
