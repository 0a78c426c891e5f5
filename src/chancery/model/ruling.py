"""What people decided of which claims and referents are one, in the ids of one build."""

from typing import Literal

from chancery.model.base import Record, Value, register


class Ruled(Value, frozen=True, kw_only=True):
    """A claim or a referent that a decision is on, and its document."""

    id: str
    document: str


@register
class Ruling(Record, tag="ruling", frozen=True, kw_only=True):
    """One merge or split as far as a build holds what it is on, which its words found again.

    must: all are one; cannot: none of the first is one with any of the others.
    """

    stored = False

    decision: int  # its number: of two by one person the later holds
    who: str
    verdict: Literal["must", "cannot"]
    first: tuple[Ruled, ...]
    others: tuple[Ruled, ...]
