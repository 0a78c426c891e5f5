"""Turns bytes into text without losing or silently changing a character."""

import codecs
import re
from typing import NamedTuple

import msgspec

from chancery.sources.binary import find_binary
from chancery.sources.flaw import Flaw

_BOMS = (  # the longer mark first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UTF16_NUL_SHARE = 0.7  # choice: of the high bytes of UTF-16 in a Latin script, nearly all are NUL
UTF16_LEAST = 8  # choice: bytes that a pattern needs to be one
UTF16_SAMPLE = 4096  # bytes looked at for that pattern
STRAY_SHARE = 0.02  # choice: a repair touches at most so much of a text
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_STRAYS = re.compile("[\udc80-\udcff]")  # where surrogateescape puts bytes that are no UTF-8
# Windows-1252 as the WHATWG Encoding Standard has it: its five free bytes are C1 controls.
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
}
_SURROGATE_BASE = 0xDC00


class Decoded(NamedTuple):
    """The text, and how it was decoded, as JSON, where that is not plain UTF-8."""

    text: str
    note: str | None = None


def decode(data: bytes, *, declared: str | None = None) -> Decoded | Flaw:
    """Return the text with every character kept: byte-order marks, NULs and line ends too.

    Order: byte-order mark or the pattern of UTF-16, UTF-8, UTF-8 with a few stray Windows-1252
    bytes, what the input itself declares, then detection over legacy encodings.
    A flaw is `empty`, `binary` or `encoding`.
    """
    decoded = _decode(data, declared)
    if isinstance(decoded, Decoded) and not decoded.text.strip("\ufeff \t\r\n\f\v\xa0"):
        return Flaw("empty", f"its {len(data)} bytes hold nothing but white space")
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded | Flaw:
    wide = _find_wide(data)
    if wide is not None:
        return _decode_wide(data, wide)
    flaw = find_binary(data)
    if flaw is not None:
        return flaw
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _decode_legacy(data, declared, error)


def _find_wide(data: bytes) -> str | None:
    """Return the name of the 16- or 32-bit encoding that a mark or the NULs give away."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    sample = data[:UTF16_SAMPLE]
    half = len(sample) // 2
    if len(data) < UTF16_LEAST or len(data) % 2 or b"\x00" not in sample:
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > UTF16_NUL_SHARE * half and even < odd / 8:
        return "utf-16-le"
    return "utf-16-be" if even > UTF16_NUL_SHARE * half and odd < even / 8 else None


def _decode_wide(data: bytes, name: str) -> Decoded | Flaw:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        return Flaw("encoding", f"it looks like {name}, but byte {error.start} breaks it")
    flaw = find_binary(text.encode("utf-8"))
    return flaw or Decoded(text, _note(encoding=name, basis="byte pattern"))


def _decode_legacy(data: bytes, declared: str | None, error: UnicodeDecodeError) -> Decoded | Flaw:
    repaired = _repair(data)
    if repaired is not None:
        return repaired
    from chancery.sources import legacy  # noqa: PLC0415 - slow to import and seldom needed

    named = legacy.decode_declared(data, declared)
    if named is not None:
        return Decoded(named.text, _note(encoding=named.name, basis="declared"))
    found = legacy.detect(data)
    if found is not None:
        return Decoded(found.text, _note(encoding=found.name, basis="detected"))
    byte = data[error.start]
    place = f"byte {error.start} (0x{byte:02X})"
    detail = f"{place} is no UTF-8, and no other encoding fits beyond doubt; save it as UTF-8"
    return Flaw("encoding", detail)


def _repair(data: bytes) -> Decoded | None:
    """Return UTF-8 in which stray Windows-1252 bytes were read as such, if they are few.

    There must be at least as many whole UTF-8 sequences as stray bytes: otherwise the text is in
    a legacy encoding throughout.
    """
    marked = data.decode("utf-8", "surrogateescape")
    count = len(_STRAYS.findall(marked))
    whole = len(_BEYOND_ASCII.findall(marked)) - count
    if count > min(whole, STRAY_SHARE * len(marked) + 1):
        return None
    strays = [(found.start(), ord(found[0])) for found in _STRAYS.finditer(marked)]
    table = {_SURROGATE_BASE + byte: char for byte, char in _WINDOWS_1252.items()}
    repaired = [[place, f"0x{code - _SURROGATE_BASE:02X}"] for place, code in strays]
    note = _note(encoding="utf-8", basis="repaired", windows_1252_at=repaired)
    return Decoded(marked.translate(table), note)


def _note(**facts: object) -> str:
    return msgspec.json.encode(facts).decode()
