"""Reads one line of a JSONL file: the fields that we know, and the others as they stand."""

import json
from typing import cast

import msgspec

from chancery.model import Value
from chancery.sources.flaw import Flaw

KNOWN = ("url", "title", "text", "html", "published", "outlet", "byline", "language")


class ArticleLine(Value, frozen=True, kw_only=True):
    """The fields of one article; an absent or blank field is None, save `text` and `html`."""

    url: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    others: dict[str, str] = {}  # name to JSON text


def read_line(data: bytes) -> ArticleLine | Flaw:
    """Return the article of this line; a flaw names the column or field and what is expected."""
    try:
        parsed = msgspec.json.decode(data)
    except RecursionError:
        return Flaw("too_deep", "its JSON is nested deeper than any article needs")
    except (UnicodeDecodeError, msgspec.DecodeError) as error:
        return _explain(data, str(error))
    if not isinstance(parsed, dict):
        detail = f"column 1: expected an object, {{...}}, and found {_name_type(parsed)}"
        return Flaw("malformed", detail)
    return _check(data, cast("dict[str, object]", parsed))


def _explain(data: bytes, message: str) -> Flaw:
    """Return where the JSON breaks and what should stand there, in characters, from 1."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start} of the line"
        return Flaw("encoding", f"{place} is no UTF-8, which JSON must be; save it as UTF-8")
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Flaw("malformed", f"column {error.pos + 1}: {error.msg}")
    except ValueError:  # Python reads no number of more than some thousand digits
        return Flaw("malformed", f"a number is longer than any that is read ({message})")
    detail = f"column 1: NaN, Infinity or half a surrogate pair is no JSON ({message})"
    return Flaw("malformed", detail)


def _check(data: bytes, parsed: dict[str, object]) -> ArticleLine | Flaw:
    for name in KNOWN:
        value = parsed.get(name)
        if value is not None and not isinstance(value, str):
            detail = f'field "{name}": expected a string or null, and found {_name_type(value)}'
            return Flaw("malformed", detail)
    strings = cast("dict[str, str | None]", {name: parsed.get(name) for name in KNOWN})
    if strings["text"] is None and strings["html"] is None:
        return Flaw("missing_field", 'it has neither "text" nor "html"; one of them is needed')
    return _build(data, strings, has_others=len(parsed.keys() - set(KNOWN)) > 0)


def _build(data: bytes, strings: dict[str, str | None], *, has_others: bool) -> ArticleLine:
    others: dict[str, str] = {}
    if has_others:  # a second pass keeps numbers as they were written
        raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        others = {name: bytes(raw[name]).decode() for name in sorted(raw.keys() - set(KNOWN))}
    return ArticleLine(
        url=_filled(strings["url"]),
        title=_filled(strings["title"]),
        text=strings["text"],
        html=strings["html"],
        published=_filled(strings["published"]),
        outlet=_filled(strings["outlet"]),
        byline=_filled(strings["byline"]),
        language=_filled(strings["language"]),
        others=others,
    )


def _filled(value: str | None) -> str | None:
    return value if value is not None and value.strip() else None


def _name_type(value: object) -> str:
    names = {"dict": "an object", "list": "an array", "str": "a string", "bool": "a boolean"}
    return "null" if value is None else names.get(type(value).__name__, "a number")
