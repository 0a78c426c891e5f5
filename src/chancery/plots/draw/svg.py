"""Makes SVG of parts: every word is escaped, every number short, and nothing else is markup."""

import re
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

Markup = NewType("Markup", str)
"""Text that is SVG already; only this module makes it of other text."""

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow in a document, however it is written."""

NOTHING = Markup("")


def words(text: str) -> Markup:
    """Return text as it is to be read."""
    return Markup(escape(_fit(text)))


def tag(name: str, *children: Markup, **attributes: str | float | None) -> Markup:
    """Return an element; `stroke_width` is `stroke-width`, `class_` is `class`; None is none."""
    given = "".join(
        f" {_name(key)}={quoteattr(_fit(_value(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return Markup(f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>")


def join(*parts: Markup) -> Markup:
    """Return parts one behind the other."""
    return Markup("".join(parts))


def number(value: float) -> str:
    """Return a number with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(*points: tuple[float, float], closed: bool = False) -> str:
    """Return the data of a path through these points."""
    steps = " ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _fit(text: str) -> str:
    return UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
