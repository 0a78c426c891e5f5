"""Who and what is meant: in one document, and across documents."""

from typing import Literal

from chancery.model.annotation import Form, MentionType, Span
from chancery.model.base import Record, Value, register
from chancery.model.evidence import Evidence
from chancery.model.metadata import DateValue

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
    """One phrase that means the referent."""

    start: int  # code points of the document's text, half-open
    end: int
    form: Form
    link: Link


class StatedRole(Value, frozen=True, kw_only=True):
    """An office that the text gives someone: "President Vladimir Putin's special envoy"."""

    title: Span  # the words of the office
    holder: Span  # the words of the holder, in the same document
    owner: Span | None  # whose office, where the text says it ("Russian", "Germany's")
    former: bool  # "former President"
    sentence: Span


class KnownActor(Value, frozen=True, kw_only=True):
    """An actor of chancery.knowledge that the referent may mean."""

    actor: str  # its id there
    reason: str  # in words: which form matched, which date, which source
    certain: bool  # False: one of several candidates


@register
class Referent(Record, tag="referent", frozen=True, kw_only=True):
    """A person, organisation, place or the like, as one document speaks of it."""

    document: str
    type: MentionType  # person, organisation, armed_group, place, people, office
    name: str  # fullest form in the text, verbatim
    names: tuple[str, ...]  # all distinct name forms, verbatim, fullest first
    references: tuple[Reference, ...]  # in text order
    roles: tuple[StatedRole, ...]
    known: tuple[KnownActor, ...]


@register
class Entity(Record, tag="entity", frozen=True, kw_only=True):
    """One person, organisation, place or the like of the corpus."""

    type: MentionType
    name: str  # most frequent full form
    names: tuple[str, ...]  # all name forms, most frequent first
    referents: tuple[str, ...]  # ids, sorted; the entity's id is made from its smallest
    documents: tuple[str, ...]  # ids, sorted
    known: tuple[KnownActor, ...]
    ambiguous: tuple[str, ...]  # ids of other entities that some referent may as well belong to


class RoleStatement(Value, frozen=True, kw_only=True):
    """Where a document says that someone holds an office, and the day that it speaks of."""

    published: DateValue | None  # of the document, with its basis; None: not known
    evidence: Evidence  # from the first to the last of title, holder and owner


@register
class Role(Record, tag="role", frozen=True, kw_only=True):
    """An office that documents give an entity; the days are bounds, not the length of a term."""

    entity: str
    title: str  # most frequent wording, verbatim
    owner: str | None  # whose office, verbatim; None: no document says
    owner_actor: str | None  # the owner's id in chancery.knowledge, where certain
    former: bool  # True: on the days below it was said to be over
    first_said: str | None  # ISO day of the earliest dated document that says so
    last_said: str | None  # ISO day of the latest; None: no document's date is known
    statements: tuple[RoleStatement, ...]  # by day, then by document; undated ones last
