"""Reads what the headers of a server's answer say of its content."""

import re
from collections.abc import Mapping

_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def charset_of(headers: Mapping[str, str]) -> str | None:
    """Return the label of the encoding that the server names, or None."""
    match = _CHARSET.search(headers.get("content-type", ""))
    return match[1] if match else None
