"""Reads news items in ninjs, IPTC's News in JSON, versions 1.0 to 3.3."""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

import msgspec

from chancery.model import Capture, DateValue, Document, Rejection, TextValue, cite_markup, reject
from chancery.sources.dates import read_date
from chancery.sources.flaw import Flaw
from chancery.sources.html import WebPage
from chancery.sources.text import whole_text

Item = dict[str, object]

_MARKS = frozenset(  # fields that an item has and an article of other JSON has not
    {"headline", "headlines", "body_text", "body_html", "body_xhtml", "bodies", "pubstatus"}
    | {"versioncreated", "representationtype", "slugline"}
)
_READ = frozenset(
    {"uri", "headline", "headlines", "bodies", "language", "firstcreated", "versioncreated"}
    | {"byline", "by", "located"}
)
_MARKUP = {"text/html", "application/xhtml+xml", "text/xml", "application/xml"}
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_KIND = 40  # characters of a type that are shown
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")


class _Text(NamedTuple):
    value: str
    pointer: str  # a JSON Pointer


class NewsItem:
    """Makes a document of an item: its body, with its fields as metadata."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or why the item holds no article."""
        item = read_item(data)
        if isinstance(item, Flaw):
            return reject(capture.uri, *item)
        found = _find_body(item)
        if isinstance(found, Flaw):
            return reject(capture.uri, *found)
        where = find_uri(item) or capture.path or capture.uri
        body, is_markup = found
        if is_markup:
            made = WebPage().read(capture, body.value, where=where, prefix=f"{body.pointer} ")
        else:
            made = whole_text(capture, body.value, where=where)
        return made if isinstance(made, Rejection) else _describe(made, item, data)


def read_item(data: bytes) -> Item | Flaw:
    """Return the fields of a JSON object; a flaw says what is wrong with it."""
    try:
        return msgspec.json.decode(data, type=dict[str, object])
    except RecursionError:
        return Flaw("too_deep", "its JSON is nested deeper than any article needs")
    except (UnicodeDecodeError, msgspec.DecodeError) as error:
        return Flaw("malformed", str(error))


def is_item(item: Item) -> bool:
    """Tell whether a JSON object is a ninjs item."""
    names = _names(item)
    standard = _get(item, "standard") or _get(item, "$standard")
    if isinstance(standard, dict) and cast("Item", standard).get("name") == "ninjs":
        return True
    return "uri" in names and not names.isdisjoint(_MARKS) and "text" not in names


def passed_over(item: Item) -> str | None:
    """Return what an item is instead of an article: a picture, or withdrawn by its agency."""
    status, kind = _string(item, "pubstatus"), _string(item, "type")
    if status is not None and status.lower() in _WITHDRAWN:
        return f"items with status {status.lower()}"
    bare = kind is not None and kind.lower() != "text" and not any(_bodies(item))
    return f"items of type {kind.lower()[:_KIND]}" if kind is not None and bare else None


def find_uri(item: Item) -> str | None:
    """Return the identifier of an item, the same for all its versions."""
    return _string(item, "uri")


def _names(item: Item) -> set[str]:
    """Return the names in lower case: 3.0 writes versionCreated, the others versioncreated."""
    return {name.lower() for name in item}


def _get(item: Item, wanted: str) -> object:
    return next((value for name, value in item.items() if name.lower() == wanted), None)


def _string(item: Item, name: str) -> str | None:
    value = _get(item, name)
    return value if isinstance(value, str) and value.strip() else None


def _find_body(item: Item) -> tuple[_Text, bool] | Flaw:
    """Return the body and whether it is markup: the text where it shows its paragraphs."""
    bodies = list(_bodies(item))
    texts = [body for body, is_markup in bodies if not is_markup]
    pages = [body for body, is_markup in bodies if is_markup]
    if texts and ("\n" in texts[0].value.strip() or not pages):
        return texts[0], False
    if pages:
        return pages[0], True
    return Flaw(
        "missing_field", 'it has no body: neither "bodies" nor "body_text" nor "body_html"'
    )


def _bodies(item: Item) -> Iterator[tuple[_Text, bool]]:
    """Yield the bodies that hold anything, those of version 1 under names of their own."""
    for name, value in item.items():
        plain = name.lower()
        if plain.startswith("body_") and isinstance(value, str) and value.strip():
            yield _Text(value, f"/{name}"), plain not in {"body_text", "body_plain"}
    for one in _listed(item, "bodies"):
        kind = (_string(one.fields, "contenttype") or "").lower()
        role = (_string(one.fields, "role") or "").lower()
        value = _string(one.fields, "value")
        if value is not None:
            is_markup = kind in _MARKUP if kind else "html" in role
            yield _Text(value, f"{one.pointer}/value"), is_markup


class _Part(NamedTuple):
    fields: Item
    pointer: str


def _listed(item: Item, wanted: str) -> Iterator[_Part]:
    """Yield the objects of a list, those with the role "main" first."""
    for name, value in item.items():
        if name.lower() == wanted and isinstance(value, list):
            parts = [
                _Part(cast("Item", one), f"/{name}/{number}")
                for number, one in enumerate(cast("list[object]", value))
                if isinstance(one, dict)
            ]
            yield from sorted(parts, key=lambda part: _string(part.fields, "role") != "main")


def _describe(document: Document, item: Item, data: bytes) -> Document:
    """Return the document with the item's fields; what we do not read stays in `fields`."""
    capture = document.capture
    first, version = _date(item, "firstcreated", capture), _date(item, "versioncreated", capture)
    uri = find_uri(item)
    read = _READ - {
        name
        for name, date in (("firstcreated", first), ("versioncreated", version))
        if date is None
    }
    raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])  # numbers as they were written
    others = {
        name: bytes(raw[name]).decode()
        for name in sorted(raw)
        if name.lower() not in read and not name.lower().startswith("body_")
    }
    return msgspec.structs.replace(
        document,
        title=_title(item, capture) or document.title,
        published=first or version or document.published,
        modified=version if first and version and version.start != first.start else None,
        byline=_value(item, "byline", capture) or _value(item, "by", capture),
        dateline=_value(item, "located", capture),
        outlet=_value(item, "copyrightholder", capture),
        language=_language(item, capture) or document.language,
        address=uri if uri and _WEB.fullmatch(uri) else document.address,
        fields=document.fields | others,
    )


def _title(item: Item, capture: str) -> TextValue | None:
    headline = _value(item, "headline", capture)
    if headline is not None:
        return headline
    for one in _listed(item, "headlines"):
        value = _string(one.fields, "value")
        if value is not None:
            evidence = cite_markup(capture, f"{one.pointer}/value")
            return TextValue(value=value.strip(), basis="markup", evidence=evidence)
    return None


def _value(item: Item, wanted: str, capture: str) -> TextValue | None:
    for name, value in item.items():
        if name.lower() == wanted and isinstance(value, str) and value.strip():
            evidence = cite_markup(capture, f"/{name}")
            return TextValue(value=value.strip(), basis="markup", evidence=evidence)
    return None


def _date(item: Item, wanted: str, capture: str) -> DateValue | None:
    found = _value(item, wanted, capture)
    return read_date(found.value, "markup", found.evidence) if found else None


def _language(item: Item, capture: str) -> TextValue | None:
    found = _value(item, "language", capture)
    match = _LANGUAGE.fullmatch(found.value) if found else None
    if found is None or match is None:
        return None
    return msgspec.structs.replace(found, value=match[1].lower())
