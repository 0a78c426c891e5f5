"""What the index knows, as records: actors with their names, offices, and terms with their bounds.

Dates are bounds: where a source gives a day, both ends of an interval are that day; where it does
not, the interval says between which days it must lie, and an open end is None.
"""

from datetime import date
from typing import Literal

from chancery.model.base import Value

ActorKind = Literal[
    "country",  # states and what is listed beside them, such as the European Union
    "territory",
    "former_country",
    "region",  # first-level divisions
    "person",
    "organisation",
    "format",  # a standing round of talks or a group without a secretariat
    "party",
    "armed_group",
    "outlet",
    "agency",
    "other",  # of a user's file
]
NameSort = Literal[
    "name",
    "official",
    "local",
    "former",
    "variant",
    "acronym",
    "family",  # the family name alone, where the source marks it
    "last_word",  # the last word of a person's name, where it does not
    "demonym",
    "capital",  # of the country: news uses it for the government
    "metonym",  # a building, street or city that stands for a government
]
Role = Literal[
    "head_of_state",
    "head_of_government",
    "head_of_state_or_government",  # the source does not say which
    "deputy_head_of_state",
    "deputy_head_of_government",
    "heir",
    "representative",  # of a monarch, as a governor-general
    "prime_minister",  # named beside another head of government
    "foreign_minister",
    "defence_minister",
    "government_member",
    "ambassador",
    "head_of_organisation",
    "other",
]
Relation = Literal[
    "member", "partner", "observer", "other_tie", "listed_terrorist", "based_in", "active_in"
]


class Source(Value, frozen=True):
    """Where facts come from, on what terms, and which days they speak of."""

    id: str
    title: str
    licence: str
    url: str
    until: date | None = None  # the last day that it can speak of


class Interval(Value, frozen=True, array_like=True):
    """Bounds of one moment: it lies between the two days, both included; None is open."""

    earliest: date | None = None
    latest: date | None = None


class Name(Value, frozen=True, array_like=True):
    """One form of a name as a source writes it."""

    text: str
    sort: NameSort
    source: str
    language: str | None = None


class Tie(Value, frozen=True, array_like=True):
    """A relation to another actor, or to a name where the index holds no such actor."""

    relation: Relation
    other: str
    source: str
    since: Interval = Interval()
    seen: date | None = None  # the edition that says so
    note: str | None = None  # the source's own word, such as "dialogue partner"


class Actor(Value, frozen=True, array_like=True):
    """Someone or something that acts; `id` is its kind, country and name."""

    id: str
    kind: ActorKind
    name: str
    source: str
    country: str | None = None  # ISO 3166 alpha-2, lower case, as in the ids of countries
    names: tuple[Name, ...] = ()
    ties: tuple[Tie, ...] = ()
    categories: tuple[str, ...] = ()


class Term(Value, frozen=True, array_like=True):
    """One holder's time in one office; `holder` is None while the office stood vacant."""

    owner: str  # the id of the country or organisation whose office it is
    role: Role
    title: str  # as the source writes it; empty where it gives none
    holder: str | None
    written: str  # the holder's name as the source writes it
    start: Interval
    end: Interval  # earliest: the last day that the source shows the holder in office
    source: str
    acting: bool = False
    evidence: str = ""  # the characters of the source that say so


class Issue(Value, frozen=True):
    """A tag of a user's file with the words that raise it."""

    tag: str
    words: tuple[str, ...]
    source: str
