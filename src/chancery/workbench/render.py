"""Fills the templates; what a text holds is shown as its characters, never taken as markup."""

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from chancery.wording.costs import cost_words
from chancery.wording.phrases import clip, count_words, one_line, short_id
from chancery.workbench import assets

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RETURN = Markup("&#13;")  # a browser would take the plain character for the end of a line
NULL = "\ufffd"  # what browsers themselves make of the character


def prepare() -> None:
    """Make the templates ready to be filled."""
    _environment()


def render(template: str, context: Mapping[str, object]) -> bytes:
    """Return the page in UTF-8.

    Raises:
        jinja2.UndefinedError: the context lacks what the template names.
    """
    return _environment().get_template(template).render(context).encode()


def exactly(text: str) -> Markup:
    """Return text such that a browser's own copy of it has the same characters.

    HTML has no way to write U+0000: U+FFFD stands for it, so that positions stay right.
    """
    return escape(text).replace("\r", RETURN).replace("\0", NULL)


def unbroken(text: str) -> Markup:
    """Return words in which no day breaks at the end of a line."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(text))))  # noqa: S704


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("chancery.workbench"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "clip": clip,
        "cost": cost_words,
        "count": count_words,
        "exactly": exactly,
        "one_line": one_line,
        "short": short_id,
        "unbroken": unbroken,
        "words": lambda name: str(name).replace("_", " "),
    }
    made.globals |= {"asset": assets.address_of}
    for name in made.list_templates():  # or else whoever asks first waits for each page's
        made.get_template(name)
    return made
