"""JSON Lines: one record a line, sorted by kind and id; the format that needs no loss."""

from typing import BinaryIO, ClassVar

import msgspec

from chancery.exports.cut import Cut
from chancery.exports.streamed import write_lines
from chancery.model import Record, codec
from chancery.ports.export import Content, Written, streams


class JsonLines:
    """Writes `{"kind": …, "id": …, …}`, one record a line."""

    name: ClassVar[str] = "jsonl"
    suffix: ClassVar[str] = ".jsonl"

    def __init__(self, cut: Cut | None = None) -> None:
        """Take what is left out; nothing by default."""
        self._cut = cut or Cut()

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the records."""
        encode = codec.to_json if self._cut.most is None else self._short
        lines = (encode(record) for _, records in streams(content) for record in records)
        return Written(records=write_lines(stream, lines), left_out=self._cut.left_out)

    def _short(self, record: Record) -> bytes:
        return msgspec.json.encode(self._cut.plain(record))
