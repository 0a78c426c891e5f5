"""Reads the header of a message: what it says of its author, its day and its subject."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Parsed
from email.utils import getaddresses
from typing import NamedTuple

import msgspec

from chancery.model import DateValue, TextValue, cite_markup
from chancery.sources.dates import read_date
from chancery.sources.encoding import Decoded, decode

LONGEST = (
    10_000  # code points of one field that are read; choice: none that means anything is longer
)
_FOLD = re.compile(r"[\r\n]+[ \t]*|\t")
_LINK = re.compile(r"<(https?://[^\s<>]+)>", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]+)*")
_KEPT = ("Message-ID", "In-Reply-To", "From", "To", "Cc", "List-Id", "Subject")


class Header(NamedTuple):
    """What the header says, each value with its basis; the rest of it stands in `fields`."""

    title: TextValue | None
    published: DateValue | None
    outlet: TextValue | None
    byline: TextValue | None
    language: TextValue | None
    address: str | None
    fields: dict[str, str]
    newsletter: bool


def read_header(message: Parsed, capture: str) -> Header:
    """Return the values of the header; what cannot be read stays in `fields` as it was written.

    Who sends to a list that cannot be answered (`List-Unsubscribe` or `List-Id` without
    `List-Post`, RFC 2369 and 2919) is an outlet; anybody else is an author.
    """
    newsletter = _is_newsletter(message)
    sender = _text(capture, "From", _sender(message))
    date = field(message, "Date")
    published = read_date(date, "markup", cite_markup(capture, "Date")) if date else None
    fields = {name: value for name in _KEPT if (value := field(message, name))}
    if date and published is None:
        fields["Date"] = date
    return Header(
        title=_text(capture, "Subject", field(message, "Subject")),
        published=published,
        outlet=sender if newsletter else None,
        byline=None if newsletter else sender,
        language=_language(message, capture),
        address=_address(message),
        fields={name: msgspec.json.encode(value).decode() for name, value in fields.items()},
        newsletter=newsletter,
    )


def field(message: Parsed, name: str) -> str | None:
    """Return the first field of this name, unfolded and decoded, or None if it is blank."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    raw = next(found, None)
    if raw is None:
        return None
    value = _FOLD.sub(" ", _decoded(str(raw)[:LONGEST])).strip()
    return value or None


def _decoded(raw: str) -> str:
    """Return the field with its encoded words (RFC 2047) read."""
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return _readable(raw)
    texts = (part if isinstance(part, str) else _word(part, label) for part, label in parts)
    return _readable("".join(texts))


def _word(data: bytes, label: str | None) -> str:
    decoded = decode(data, declared=label)
    known = decoded.text if isinstance(decoded, Decoded) else None
    try:
        return (
            data.decode(label) if label and label.lower().startswith("iso-2022") else known or ""
        )
    except (LookupError, UnicodeError):
        return known or ""


def _readable(value: str) -> str:
    """Return the value with the bytes read that stand in it undeclared; such a header is wrong."""
    data = value.encode("utf-8", "surrogateescape")
    decoded = decode(data)
    return decoded.text if isinstance(decoded, Decoded) else data.decode("utf-8", "replace")


def _sender(message: Parsed) -> str | None:
    """Return the name of the first author, None where there is an address alone."""
    given = field(message, "From")
    names = [name.strip() for name, _ in getaddresses([given])] if given else []
    return names[0] if names and names[0] and "@" not in names[0] else None


def _is_newsletter(message: Parsed) -> bool:
    listed = field(message, "List-Unsubscribe") or field(message, "List-Id")
    post = field(message, "List-Post")
    return listed is not None and (post is None or post.upper().startswith("NO"))


def _text(capture: str, pointer: str, value: str | None) -> TextValue | None:
    if value is None:
        return None
    return TextValue(value=value, basis="markup", evidence=cite_markup(capture, pointer))


def _language(message: Parsed, capture: str) -> TextValue | None:
    """Return the language where the header names exactly one (RFC 3282)."""
    match = _LANGUAGE.fullmatch(field(message, "Content-Language") or "")
    return _text(capture, "Content-Language", match[1].lower()) if match else None


def _address(message: Parsed) -> str | None:
    """Return where the message can be read on the web (Archived-At, RFC 5064)."""
    match = _LINK.search(field(message, "Archived-At") or "")
    return match[1] if match else None
