"""Reads the parameters of a request into the struct that says which there are."""

from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from chancery.api.problems import ProblemError

MOST_ITEMS = 500
USUAL_ITEMS = 50

Limit = Annotated[int, Meta(ge=1, le=MOST_ITEMS, description="The most items of a page.")]
Cursor = Annotated[str, Meta(description="The `next` of the page before; empty for the first.")]


class Parameters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a request may ask for beside its path."""


class Paged(Parameters, frozen=True, kw_only=True):
    """Which page of a list."""

    limit: Limit = USUAL_ITEMS
    cursor: Cursor = ""


AnyParameters = TypeVar("AnyParameters", bound=Parameters)


def read(kind: type[AnyParameters], given: Iterable[tuple[str, str]]) -> AnyParameters:
    """Return the parameters of a request, each checked.

    Raises:
        ProblemError: one is unknown, given twice, or has a value that it may not have.
    """
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            message = f"the parameter {name!r} is given twice"
            raise ProblemError(message)
        values[name] = value
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise ProblemError(str(error)) from error


def without_page(one: Parameters) -> Mapping[str, object]:
    """Return what a list is chosen by, without which page of it."""
    return {
        name: value
        for name, value in msgspec.structs.asdict(one).items()
        if name not in Paged.__struct_fields__
    }
