"""Turns the bytes of a feed into text, and refuses what an XML parser must never be given."""

import re

from chancery.sources.encoding import Decoded, decode
from chancery.sources.flaw import Flaw

_LABEL = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_PRESCAN = 1024  # bytes in which the XML declaration stands
_DECLARATION = re.compile(r"\ufeff?\s*<\?xml\b[^>]*\?>")
_QUOTED = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
MOST_TAGS = 500_000  # choice: a feed of 10,000 entries has 200,000; seconds of work
_ROOT = re.compile(
    r"\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:\w+:)?(rss|feed|RDF)\b",
    re.DOTALL,
)


def read_markup(data: bytes, *, charset: str | None = None) -> str | Flaw:
    """Return the feed's text without its XML declaration; `charset` is what the server said.

    A flaw is `empty`, `binary`, `encoding`, or `malformed` for a feed that declares entities.
    """
    declared = _LABEL.search(data[:_PRESCAN])
    label = charset or (declared[1].decode("ascii") if declared else None)
    decoded = decode(data, declared=label)
    if not isinstance(decoded, Decoded):
        return decoded
    text = _DECLARATION.sub("", decoded.text, count=1)
    bare = _QUOTED.sub(" ", text) if _ENTITY.search(text) or text.count("<") > MOST_TAGS else ""
    if bare.count("<") > MOST_TAGS:
        return Flaw("too_large", f"it has more than {MOST_TAGS:,} tags; split it")
    if _ENTITY.search(bare):
        detail = (
            "it declares XML entities, which can unfold without end and are refused; "
            "ask the outlet for a feed without them, or save its pages"
        )
        return Flaw("malformed", detail)
    return text


def looks_like_feed(head: bytes) -> bool:
    """Say whether the first element of these bytes is that of RSS or Atom."""
    return _ROOT.match(head.replace(b"\x00", b"").decode("utf-8", "replace")) is not None
