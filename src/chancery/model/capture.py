"""The bytes as they arrived, and what was turned away."""

from typing import Literal

from chancery.model.base import Record, Value, make_id, register
from chancery.model.metadata import DateValue

MediaType = Literal[
    "text/plain",
    "text/html",
    "application/json",
    "application/ninjs+json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
    "multipart/related",
]

Packing = Literal["warc"]
"""How the located bytes must be unpacked to give the capture; warc: one record of a web archive,
whose HTTP payload is the capture."""

Reason = Literal[
    "empty",
    "binary",
    "encoding",
    "too_large",
    "too_deep",
    "unreadable",
    "link_loop",
    "truncated",
    "damaged",
    "malformed",
    "missing_field",
    "duplicate",
    "no_text",
    "not_article",
    "scanned",
    "encrypted",
    "unsupported",
    "robots",
    "address_refused",
    "unreachable",
    "timed_out",
    "http_status",
    "redirects",
    "failed",
]
"""Why an input was turned away: a closed list, explained in docs/reference/rejections.md."""


class Locator(Value, frozen=True, kw_only=True):
    """Where the bytes of a capture lie: a file, and the slice of it that is this capture."""

    file: str
    offset: int = 0
    length: int
    packing: Packing | None = None


class Fetch(Value, frozen=True, kw_only=True):
    """How the bytes were fetched, as the archive or the server that gave them says it."""

    address: str | None = None
    captured: DateValue | None = None  # a clock of its own: neither published nor happened
    charset: str | None = None  # as the server labelled it
    cut: str | None = None  # why only the beginning was captured; null: it is whole
    headers: dict[str, str] = {}  # of the server's answer, names in lower case


class FeedNote(Value, frozen=True, kw_only=True):
    """What a feed says of one of its entries; absent or blank is None."""

    feed: str  # the feed's address, or its file as given
    link: str | None = None  # the article's address
    title: str | None = None
    published: str | None = None  # as the feed writes it
    updated: str | None = None  # likewise
    author: str | None = None
    outlet: str | None = None
    language: str | None = None


@register
class Capture(Record, tag="capture", frozen=True, kw_only=True):
    """Bytes as they arrived; a line of JSONL, or a message of a mailbox, is one capture."""

    uri: str  # as given
    path: str | None  # below the given folder, with forward slashes; None for a lone address
    sha256: str
    size: int  # bytes
    media_type: MediaType
    locator: Locator
    fetch: Fetch | None = None  # null: a file, of which nothing but its path is known
    feed: FeedNote | None = None  # where a feed named it


@register
class Rejection(Record, tag="rejection", frozen=True, kw_only=True):
    """An input, or a part of one, that was turned away, with a closed reason."""

    uri: str
    reason: Reason
    detail: str  # the rule, the offending value and the remedy, in one sentence


PASSED_OVER: frozenset[Reason] = frozenset({"not_article"})
"""Reasons of what was counted and is no fault: an archive holds pictures as well."""


def reject(uri: str, reason: Reason, detail: str) -> Rejection:
    """Return the rejection of this input."""
    identity = make_id("rejection", [uri, reason, detail])
    return Rejection(id=identity, uri=uri, reason=reason, detail=detail)
