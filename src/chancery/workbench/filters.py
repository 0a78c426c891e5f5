"""The filter bar of a list, made from the same struct that the interface for programs reads."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from chancery.api.parameters import Paged, Parameters

Control = Literal["text", "date", "number", "select", "checkbox", "search"]

LABELS: Mapping[str, str] = {
    "q": "Words",
    "about": "Words",
    "party": "Party",
    "speaker": "Speaker",
    "name": "Name",
    "since": "From",
    "until": "To",
    "thread": "Thread",
    "min_origins": "Sources, at least",
    "kind": "Kind",
    "type": "Type",
    "modality": "Told as",
    "review": "Review",
    "due": "Due by",
    "open": "Open only",
    "who": "Reviewer",
    "blind": "Blind",
    "newest": "Newest first",
    "removed": "Removed text too",
    "weak": "Weak links too",
}
SHARED = ("party", "since", "until", "thread", "min_origins", "about")
"""What is kept on the way from one page to another that has it too."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of the bar."""

    name: str
    label: str
    control: Control
    value: str
    choices: tuple[str, ...] = ()
    hint: str = ""


def fields(asks: type[Parameters], asked: Parameters) -> tuple[Field, ...]:
    """Return the fields of a page's filter bar, with what was asked for."""
    return tuple(_fields(asks, asked))


def own(asks: type[Parameters]) -> tuple[str, ...]:
    """Return the names of what a page is chosen by, without its part and what is shown beside."""
    return tuple(one for one in asks.__struct_fields__ if one in LABELS)


def is_narrowed(asks: type[Parameters], asked: Parameters) -> bool:
    """Say whether anything is left out by what was asked."""
    usual = {one.name: one.default for one in msgspec.structs.fields(asks)}
    return any(getattr(asked, name) != usual[name] for name in own(asks))


def base_of(kind: type[Paged], asked: Paged) -> Any:  # noqa: ANN401 - the kind that is given
    """Return what was asked of a page as the interface for programs takes it."""
    return kind(**{name: getattr(asked, name) for name in kind.__struct_fields__})


def _fields(asks: type[Parameters], asked: Parameters) -> Iterator[Field]:
    components = _components(asks)
    properties = components[asks.__name__]["properties"]
    for name in own(asks):
        schema = properties[name]
        options: Sequence[dict[str, Any]] = schema.get("anyOf", [schema])
        plain = next(one for one in options if one.get("type") != "null")
        plain = components.get(plain.get("$ref", ""), plain)
        yield Field(
            name=name,
            label=LABELS[name],
            control=_control(name, plain),
            value=_said(getattr(asked, name)),
            choices=tuple(one for one in plain.get("enum", ()) if one),
            hint=schema.get("description", "") or plain.get("description", ""),
        )


@cache
def _components(asks: type[Parameters]) -> dict[str, Any]:
    """Return the schemas of what a page may be asked, which every request to it needs."""
    _, components = msgspec.json.schema_components([asks], ref_template="{name}")
    return components


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)


def _control(name: str, schema: Mapping[str, Any]) -> Control:
    if "enum" in schema:
        return "select"
    if schema.get("type") == "boolean":
        return "checkbox"
    if schema.get("type") == "integer":
        return "number"
    if "pattern" in schema:
        return "date"
    return "search" if name == "q" else "text"
