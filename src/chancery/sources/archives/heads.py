"""Reads the heads of WARC records and of the HTTP answers in them: named fields, a line each."""

import re
from typing import NamedTuple

HEAD_BYTES = 65_536  # choice: both heads together; servers refuse more than 8 to 16 KB of them
_BLANK = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}\r?\n")
_LENGTH = re.compile(r"\d{1,18}")
_STATUS = re.compile(rb"(?:HTTP/\S{1,8}|ICY) +(\d{3})\b")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:+-]+)""", re.IGNORECASE)

Fields = dict[str, str]  # names in lower case; of a field given twice, the first value


class Head(NamedTuple):
    """The head of a record: what it says, its size, and how many bytes follow it."""

    fields: Fields
    size: int
    length: int

    @property
    def type(self) -> str:
        """Return the record's type in lower case, "" if it has none."""
        return self.fields.get("warc-type", "").lower()

    @property
    def address(self) -> str | None:
        """Return the address of what was captured, if it is one of the web."""
        given = self.fields.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
        return given if given.lower().startswith(("http://", "https://")) else None


class Answer(NamedTuple):
    """The head of an HTTP answer."""

    status: int
    fields: Fields
    size: int

    @property
    def media_type(self) -> str:
        """Return the media type in lower case, without parameters; "" if none is given."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """Return the encoding as labelled."""
        match = _CHARSET.search(self.fields.get("content-type", ""))
        return match[1] if match else None


def read_head(data: bytes) -> Head | None:
    """Return the head that opens the bytes; None if it is none, or not whole in `HEAD_BYTES`."""
    version = _VERSION.match(data)
    blank = _BLANK.search(data, 0, HEAD_BYTES)
    if version is None or blank is None:
        return None
    if _VERSION.search(data, version.end(), blank.end()):  # cut off, and the next follows
        return None
    fields = _read_fields(data[version.end() : blank.start()])
    length = fields.get("content-length", "")
    if "warc-type" not in fields or not _LENGTH.fullmatch(length):
        return None
    return Head(fields, blank.end(), int(length))


def read_answer(data: bytes) -> Answer | None:
    """Return the head of the HTTP answer that opens the bytes, None if there is none."""
    status = _STATUS.match(data)
    blank = _BLANK.search(data, 0, HEAD_BYTES)
    if status is None or blank is None:
        return None
    _, _, rest = data[: blank.start()].partition(b"\n")
    return Answer(int(status[1]), _read_fields(rest), blank.end())


def _read_fields(data: bytes) -> Fields:
    fields: Fields = {}
    for line in _FOLDED.sub(b" ", data).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            key = name.strip().decode("latin-1").lower()
            fields.setdefault(key, value.strip().decode("utf-8", "replace"))
    return fields
