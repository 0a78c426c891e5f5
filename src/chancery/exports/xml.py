"""Text as XML 1.0 can hold it."""

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
    "\r": "&#13;",
})  # fmt: skip
REPLACED = "\ufffd"


class Escaper:
    """Escapes text, and counts the characters that XML has no way to write."""

    def __init__(self) -> None:
        """Begin with none."""
        self.replaced = 0

    def text(self, text: str) -> str:
        """Return text for an element or an attribute in double quotes."""
        kept, count = _ILLEGAL.subn(REPLACED, text)
        self.replaced += count
        return kept.translate(_ESCAPED)
