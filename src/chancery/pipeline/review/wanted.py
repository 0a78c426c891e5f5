"""What a door asks for when a person decides."""

from collections.abc import Mapping
from typing import get_args

import msgspec

from chancery.errors import UsageError
from chancery.model import Action, FollowUpType


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision that is asked for; `decide` says whether it can be."""

    action: Action
    id: str  # of a claim, a finding, an actor or, to undo it, a decision; or the start of one
    who: str
    reason: str = ""
    slot: str | None = None  # to correct
    spans: tuple[str, ...] = ()  # START:END in code points of the document: all that fills it
    words: tuple[str, ...] = ()  # the same by the document's words; of a split: names of an actor
    value: str | None = None  # of the slots `sort` and `modality`
    empty: bool = False  # nothing fills the slot
    status: FollowUpType | None = None  # what became of a commitment
    other: str | None = None  # id of the finding or actor to merge with
    document: str | None = None  # of a split: in which the name is not the actor


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
