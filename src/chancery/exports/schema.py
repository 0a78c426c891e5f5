"""JSON Schema of the exported records, made from the registry."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO, ClassVar

import msgspec

from chancery.exports.cut import FLAG, Cut
from chancery.model import Record, record_kinds
from chancery.ports.export import Content, Written


class JsonSchema:
    """Writes the schema of the kinds that JSON Lines hold."""

    name: ClassVar[str] = "schema"
    suffix: ClassVar[str] = ".json"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out: parts then may say that they were cut."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the schema."""
        schema = json_schema(content.kinds, marked=self._cut.most is not None)
        stream.write(schema.encode())
        return Written(records=len(content.kinds), of="record kinds")


def json_schema(kinds: Iterable[type[Record]] | None = None, *, marked: bool = False) -> str:
    """Return the schema as text: `oneOf` the kinds, their parts under `$defs`.

    `marked`: parts may say that they were cut.
    """
    chosen = list(record_kinds() if kinds is None else kinds)
    references, definitions = msgspec.json.schema_components(chosen, ref_template="#/$defs/{name}")
    if marked:
        _mark(definitions)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Chancery export: one record a line",
        "oneOf": list(references),
        "$defs": definitions,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _mark(definitions: dict[str, Any]) -> None:
    for one in definitions.values():
        if one.get("type") == "object":
            one["properties"][FLAG] = {"const": True}
