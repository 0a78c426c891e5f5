"""Writes the gazetteer as the one file that the package maps into memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from chancery.knowledge.facts import Source
from chancery.knowledge.folding import fold
from chancery.knowledge.place_blocks import (
    BLOCK_SIZE,
    DEGREE,
    KINDS,
    KeyRow,
    PlaceRow,
    pack_keys,
    pack_places,
)
from chancery.knowledge.places import GEONAMES, MAGIC, PlacesHead
from chancery.knowledge.sections import LENGTH_BYTES
from training.knowledge.pack import Body
from training.knowledge.place_entry import Entry


def write_places(
    path: Path, sources: Iterable[Source], entries: Iterable[Entry], peoples: dict[str, str]
) -> None:
    """Write the file; the same places give the same bytes."""
    entries = sorted(entries, key=lambda one: (fold(one.name), -one.population, one.id))
    divisions = sorted({(one.country, one.region) for one in entries})
    codes = sorted(one.id for one in entries if not one.id.startswith(GEONAMES))
    rows = _rows(entries, divisions, codes)
    keys = _keys(entries)
    body = Body()
    body.add("place firsts", [fold(part[0].name).encode() for part in _parts(rows)])
    body.add("place blocks", [pack_places(part) for part in _parts(rows)])
    body.add("key firsts", [part[0].key.encode() for part in _parts(keys)])
    body.add("key blocks", [pack_keys(part) for part in _parts(keys)])
    body.add(
        "code blocks", [pack_keys(part) for part in _parts([KeyRow(one, ()) for one in codes])]
    )
    head = PlacesHead(
        sources=tuple(sources),
        sections=body.sections,
        divisions=tuple(divisions),
        peoples=peoples,
        count=len(rows),
    )
    data = msgspec.json.encode(head)
    path.write_bytes(MAGIC + len(data).to_bytes(LENGTH_BYTES, "little") + data + body.data)


def _rows(
    entries: Sequence[Entry], divisions: Sequence[tuple[str, str]], codes: Sequence[str]
) -> list[PlaceRow]:
    division = {one: number for number, one in enumerate(divisions)}
    code = {one: -1 - number for number, one in enumerate(codes)}
    return [
        PlaceRow(
            name=one.name,
            kind=KINDS.index(one.kind),
            division=division[one.country, one.region],
            latitude=round(one.position[0] * DEGREE),
            longitude=round(one.position[1] * DEGREE),
            population=one.population,
            number=code[one.id] if one.id in code else int(one.id.removeprefix(GEONAMES)),
        )
        for one in entries
    ]


def _keys(entries: Iterable[Entry]) -> list[KeyRow]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(entries):
        for key in one.others:
            found[key].append(number)
    return [KeyRow(key, tuple(numbers)) for key, numbers in sorted(found.items())]


def _parts(rows: Sequence[PlaceRow] | Sequence[KeyRow]) -> list[Sequence[PlaceRow]]:
    return [rows[at : at + BLOCK_SIZE] for at in range(0, len(rows), BLOCK_SIZE)]
