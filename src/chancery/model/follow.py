"""What became of commitments: what is compared to find it, and what is still open."""

from typing import Literal

from chancery.model.annotation import Span
from chancery.model.base import Record, Value, register
from chancery.model.claim import ClaimTime, CommitmentType, FollowUp, LookedThrough
from chancery.model.evidence import Evidence

Act = Literal["done", "begun", "undone", "broken", "dropped", "rejected"]
"""What a clause tells of a matter. done, begun: a deed; undone: that it was not done; broken: an
undertaking; dropped: an undertaking or a plan; rejected: what another wants."""

OpenReason = Literal["deadline", "report", "condition", "answer", "deed"]
"""What an open item waits for. deadline: the deed, and its deadline has passed; report: whether
what was expected came to be; condition: that it be met; answer: of whom something is demanded;
deed: what was promised."""


class Days(Value, frozen=True, kw_only=True):
    """ISO days between which something lies; null: that end is not known."""

    first: str | None = None
    last: str | None = None


@register
class Undertaking(Record, tag="undertaking", frozen=True, kw_only=True):
    """What is compared of one commitment to find what became of it."""

    stored = False

    claim: str
    document: str
    type: CommitmentType
    negated: bool
    spans: tuple[Span, ...]  # of its evidence
    by: tuple[str, ...]  # entities, sorted
    doers: tuple[str, ...]  # who is to act: of a demand, those of whom it is demanded
    others: tuple[str, ...]  # whom and what it names besides
    verb: str | None  # root of the word for the deed; null: it is not told by a verb
    words: tuple[str, ...]  # stems of what it is about, no names, sorted
    numbers: tuple[str, ...]
    made: Days  # what it says itself
    told: Days  # when its document was published
    sentence: Evidence  # that holds its cue, or its content
    again: bool  # its sentence says that it is not the first time
    turned: bool  # its sentence tells that it was broken, dropped or rejected
    article: str | None = None  # of which its document is a version


@register
class Telling(Record, tag="telling", frozen=True, kw_only=True):
    """One clause that may tell what became of a commitment."""

    stored = False

    document: str
    span: Span  # of its sentence
    sentence: Evidence
    claim: str | None
    act: Act
    subject: tuple[str, ...]  # entities, sorted
    others: tuple[str, ...]  # the other entities of its sentence
    verb: str | None  # root of the word for the deed
    words: tuple[str, ...]  # stems of what stands behind the act, no names, sorted
    numbers: tuple[str, ...]
    partly: bool
    kept: bool  # it says itself that something promised was done
    when: Days
    told: Days


@register
class Trace(Record, tag="trace_of", frozen=True, kw_only=True):
    """What one place may tell of one commitment."""

    stored = False

    commitment: str
    document: str  # the commitment's
    follow_up: FollowUp
    apart: int | None  # days that lie between at least, by publication; null: not known
    again: bool  # its words say that it is not the first time


@register
class ThreadPart(Record, tag="thread_part", frozen=True, kw_only=True):
    """The thread of one document."""

    stored = False

    document: str
    thread: str
    extent: LookedThrough


@register
class OpenItem(Record, tag="open_item", frozen=True, kw_only=True):
    """What a commitment still waits for, as far as the collection tells."""

    about: str  # the commitment
    document: str
    waits_for: OpenReason
    evidence: tuple[Evidence, ...]
    since: str | None  # day, ISO 8601: when it was made, or else published
    deadline: ClaimTime | None
    looked_through: LookedThrough
    weight: float  # 0..1: what to look at first
