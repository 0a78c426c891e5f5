"""The two bases of every record, the ids made from content, and the registry of record kinds."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar, TypeVar

import msgspec

ID_BYTES = 10  # 80 bits: one expected collision among 10^12 records of one kind


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a record; it has no id and is compared by content."""


class Record(Value, tag_field="kind", frozen=True, kw_only=True):
    """A stored fact; `id` is made from content, so a rerun writes the same record again."""

    id: str

    stored: ClassVar[bool] = True  # False: passes between stages, never reaches the dossier


AnyRecord = TypeVar("AnyRecord", bound=type[Record])
_registry: dict[str, type[Record]] = {}


def register(cls: AnyRecord) -> AnyRecord:
    """Enter a record kind in the registry that store, exports, docs and schema are made from."""
    kind = kind_of(cls)
    if kind in _registry:
        message = f"record kind {kind!r} is registered twice"
        raise TypeError(message)
    _registry[kind] = cls
    return cls


@cache
def kind_of(cls: type[Record]) -> str:
    """Return the kind's name, as exports write it."""
    return str(cls.__struct_config__.tag)


def record_kinds(*, stored_only: bool = True) -> Iterator[type[Record]]:
    """Yield the record kinds in order of their names."""
    for _, cls in sorted(_registry.items()):
        if cls.stored or not stored_only:
            yield cls


def make_id(kind: str, parts: Iterable[str | int | None]) -> str:
    """Return `kind-` and 20 hex digits; parts are length-prefixed, so ab, c differs from a, bc."""
    data: list[bytes] = []
    for part in parts:
        own = b"\xff" if part is None else str(part).encode("utf-8", "surrogatepass")
        data += (len(own).to_bytes(8, "big"), own)
    digest = hashlib.blake2b(b"".join(data), digest_size=ID_BYTES, person=kind.encode()[:16])
    return f"{kind}-{digest.hexdigest()}"
