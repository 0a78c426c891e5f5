"""Finds the encoding that a page declares in its first bytes."""

import re

_PRESCAN = 4096  # bytes; the HTML standard asks for 1,024, real pages need more
_CHARSET = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)


def declared_encoding(data: bytes) -> str | None:
    """Return the label of <meta charset>, its older form or the XML declaration, or None."""
    match = _CHARSET.search(data, 0, _PRESCAN)
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
