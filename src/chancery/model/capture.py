"""The bytes as they arrived, and what was turned away."""

from typing import Literal

from chancery.model.base import Record, Value, make_id, register

MediaType = Literal["text/plain", "text/html", "application/json"]

Reason = Literal[
    "empty",
    "binary",
    "encoding",
    "too_large",
    "too_deep",
    "unreadable",
    "link_loop",
    "malformed",
    "missing_field",
    "duplicate",
    "no_text",
    "unsupported",
    "failed",
]
"""Why an input was turned away: a closed list, explained in docs/reference/rejections.md."""


class Locator(Value, frozen=True, kw_only=True):
    """Where the bytes of a capture lie: a file, and the slice of it that is this capture."""

    file: str
    offset: int = 0
    length: int


@register
class Capture(Record, tag="capture", frozen=True, kw_only=True):
    """Bytes as they arrived; a JSONL line is one capture."""

    uri: str  # as given
    path: str | None  # below the given folder, with forward slashes; None for a lone address
    sha256: str
    size: int  # bytes
    media_type: MediaType
    locator: Locator


@register
class Rejection(Record, tag="rejection", frozen=True, kw_only=True):
    """An input, or a part of one, that was turned away, with a closed reason."""

    uri: str
    reason: Reason
    detail: str  # the rule, the offending value and the remedy, in one sentence


def reject(uri: str, reason: Reason, detail: str) -> Rejection:
    """Return the rejection of this input."""
    identity = make_id("rejection", [uri, reason, detail])
    return Rejection(id=identity, uri=uri, reason=reason, detail=detail)
