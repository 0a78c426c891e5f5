"""What a door asks for when a person decides, read from JSON or from the fields of a form."""

from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from chancery.errors import UsageError
from chancery.model import Action, FollowUpType

LISTS = frozenset({"spans", "words"})  # fields that may be given several times


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision that is asked for; `decide` says whether it can be."""

    action: Action
    id: str  # of a claim, a finding or, to undo it, a decision; or the start of one
    who: str
    reason: str = ""
    slot: str | None = None  # to correct
    spans: tuple[str, ...] = ()  # START:END in code points of the document: all that fills it
    words: tuple[str, ...] = ()  # the same by the document's words, where they stand once
    value: str | None = None  # of the slots `sort` and `modality`
    empty: bool = False  # nothing fills the slot
    status: FollowUpType | None = None  # what became of a commitment


def read_json(body: bytes) -> Wanted:
    """Return what JSON asks for.

    Raises:
        UsageError: it is no JSON, or asks for what there is not.
    """
    try:
        return msgspec.json.decode(body, type=Wanted)
    except msgspec.DecodeError as error:
        message = f"no decision can be read: {error}"
        raise UsageError(message) from error


def read_form(fields: Iterable[tuple[str, str]]) -> Wanted:
    """Return what the fields of a form ask for; those left empty are as if not given.

    Raises:
        UsageError: a field is unknown, given twice, or has a value that it may not have.
    """
    given: dict[str, str | list[str]] = {}
    for name, value in fields:
        held = given.get(name)
        if name in LISTS:
            given[name] = [*(held or ()), value] if value else held or []
        elif held is not None:
            message = f"the field {name!r} is given twice"
            raise UsageError(message)
        elif value:
            given[name] = value
    return read_fields(given)


def read_fields(given: Mapping[str, object]) -> Wanted:
    """Return what fields ask for, by name.

    Raises:
        UsageError: a field is unknown or missing, or has a value that it may not have.
    """
    try:
        return msgspec.convert(given, Wanted, strict=False)
    except msgspec.ValidationError as error:
        known = f"; a status is one of {', '.join(get_args(FollowUpType))}"
        message = f"no decision can be read: {error}{known if '`$.status`' in str(error) else ''}"
        raise UsageError(message) from error
