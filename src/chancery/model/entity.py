"""Who and what is meant: in one document, and across documents."""

from typing import Literal

from chancery.model.annotation import Form, MentionType, Span
from chancery.model.base import Record, Value, register

Link = Literal[
    "name",
    "chain",
    "title",
    "apposition",
    "first_name",
    "acronym",
    "demonym",
    "office",
    "metonym",
]
"""Why a phrase of a document is taken for the referent: see docs/explanation/stages/resolve.md."""


class Reference(Value, frozen=True, kw_only=True):
    """One phrase of a document that means the referent."""

    start: int  # code points of the document's text, half-open
    end: int
    form: Form
    link: Link


class StatedRole(Value, frozen=True, kw_only=True):
    """An office that the text gives a person, in the text's own words."""

    title: Span  # the words of the office
    holder: Span  # the words of the holder, in the same document
    owner: Span | None  # whose office, where the text says it
    former: bool  # the text says that the office is over
    sentence: Span


class KnownActor(Value, frozen=True, kw_only=True):
    """An actor of `chancery.knowledge` that the referent may mean."""

    actor: str  # its id there
    reason: str  # in words: which form matched, on which day, from which source
    certain: bool  # False: one of several candidates, or not proven


@register
class Referent(Record, tag="referent", frozen=True, kw_only=True):
    """A person, organisation, place or the like as one document speaks of it."""

    document: str
    type: MentionType
    name: str  # the fullest form in the text, verbatim
    names: tuple[str, ...]  # all distinct forms of the name, verbatim, the fullest first
    references: tuple[Reference, ...]  # in text order
    roles: tuple[StatedRole, ...]
    known: tuple[KnownActor, ...]
