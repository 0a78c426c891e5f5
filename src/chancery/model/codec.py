"""Records to bytes and back, checked, and the digest that says whether a record changed."""

import hashlib
from typing import Union, cast

import msgspec

from chancery.errors import RecordError
from chancery.model.base import Record, record_kinds

DIGEST_BYTES = 16


def _any_kind() -> type[Record]:
    return cast("type[Record]", Union[tuple(record_kinds(stored_only=False))])  # noqa: UP007 - made at run time


_encoder = msgspec.msgpack.Encoder()
_json_encoder = msgspec.json.Encoder()
_decoder: msgspec.msgpack.Decoder[Record] | None = None


def encode(record: Record) -> bytes:
    """Return the record as MessagePack, with its kind."""
    return _encoder.encode(record)


def decode(data: bytes) -> Record:
    """Return the record, its types, ranges and closed lists checked.

    Raises:
        RecordError: the bytes are no record of a known kind, or break a rule of it.
    """
    global _decoder  # noqa: PLW0603 - made once, when every kind is registered
    if _decoder is None:
        _decoder = msgspec.msgpack.Decoder(_any_kind())
    try:
        return _decoder.decode(data)
    except msgspec.DecodeError as error:
        message = f"not a valid record: {error}"
        raise RecordError(message) from error


def checked(record: Record) -> bytes:
    """Return the record's bytes after reading them back, so that its types are proven.

    Raises:
        RecordError: the record breaks a rule that building it does not check.
    """
    data = encode(record)
    decode(data)
    return data


def to_json(record: Record) -> bytes:
    """Return the record as one line of JSON: kind, id, then its fields in order."""
    return _json_encoder.encode(record)


def digest(data: bytes) -> bytes:
    """Return 16 bytes that change when the encoded record changes."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()
