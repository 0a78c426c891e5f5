"""JSON Schema of the exported records, made from the registry."""

import json

import msgspec

from chancery.model import record_kinds


def json_schema() -> str:
    """Return the schema as text: `oneOf` the kinds, their parts under `$defs`."""
    kinds = list(record_kinds())
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Chancery export: one record a line",
        "oneOf": list(references),
        "$defs": definitions,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
