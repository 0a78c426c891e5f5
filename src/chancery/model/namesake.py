"""What passes between the steps that join referents across documents; none of it is stored."""

from typing import Literal

from chancery.model.annotation import MentionType
from chancery.model.base import Record, Value, register
from chancery.model.entity import KnownActor, RoleStatement

Verdict = Literal["scored", "must", "cannot"]
"""scored: the score decides; must, cannot: it does not, whoever said so."""


class StatedOffice(Value, frozen=True, kw_only=True):
    """A stated role in the words of its document."""

    title: str
    owner: str | None
    owner_actor: str | None  # id in chancery.knowledge of the owner, where certain
    former: bool
    statement: RoleStatement


@register
class ReferentProfile(Record, tag="referent_profile", frozen=True, kw_only=True):
    """What is compared of one referent, cut from its document."""

    stored = False

    referent: str
    document: str
    type: MentionType
    name: str
    names: tuple[str, ...]
    company: tuple[str, ...]  # keys of what else the document names, most mentioned first
    offices: tuple[StatedOffice, ...]
    known: tuple[KnownActor, ...]
    day: str | None  # ISO day on which the document was published


@register
class Namesake(Record, tag="namesake", frozen=True, kw_only=True):
    """Referents of one name that nothing tells apart, taken together."""

    stored = False

    type: MentionType
    names: tuple[tuple[str, int], ...]  # forms with their number, most frequent first
    named: bool  # False: no document gives a name, the form is a description
    referents: tuple[str, ...]  # ids, sorted
    documents: tuple[str, ...]  # the document of each referent, in the same order
    company: tuple[tuple[str, int], ...]  # keys with their number, most frequent first
    offices: tuple[StatedOffice, ...]
    known: tuple[KnownActor, ...]
    first_day: str | None
    last_day: str | None


@register
class ReferentPair(Record, tag="referent_pair", frozen=True, kw_only=True):
    """How likely two referents (a < b) are one; each stands for all of its namesakes."""

    stored = False

    a: str
    b: str
    score: float  # sum of the weights of what speaks for and against; one above 1
    verdict: Verdict
    reasons: tuple[str, ...]  # in words, each with its weight
