"""What happened in order: findings with their days, those of their documents kept apart."""

from chancery.model.base import Record, Value, register
from chancery.model.claim import ClaimTime
from chancery.model.finding import ClaimKind, FindingStrength
from chancery.model.metadata import Basis


class DaySpan(Value, frozen=True, kw_only=True):
    """The days between which something lies, ISO 8601; an end that is open or unknown is null."""

    first: str | None
    last: str | None


class PublishedSpan(Value, frozen=True, kw_only=True):
    """The days between which documents were published, and the weakest basis among them."""

    first: str | None  # null: of one of them at least no such bound is known
    last: str | None
    basis: Basis | None  # null: nothing bounds any of them


class ClaimMark(Value, frozen=True, kw_only=True):
    """What of a claim bears on how much its finding matters."""

    claim: str
    lead: bool  # told near the head of its document
    small: bool  # counts a few things


class ClaimDays(Value, frozen=True, kw_only=True):
    """The time of a claim as the thread of its document gives it."""

    claim: str
    time: ClaimTime


@register
class Clock(Record, tag="clock", frozen=True, kw_only=True):
    """What is known of one document's own days, and of those that it tells of by its thread."""

    stored = False

    document: str
    thread: str
    published: PublishedSpan
    captured: DaySpan | None
    marks: tuple[ClaimMark, ...]  # of all its claims, by id
    linked: tuple[ClaimDays, ...]  # claims whose days the document alone does not know


@register
class TimelineEntry(Record, tag="timeline_entry", frozen=True, kw_only=True):
    """A finding on the three clocks: when it happened, and when it was published and captured."""

    finding: str
    about: ClaimKind
    time: ClaimTime | None  # narrowed through the thread, once; null: unknown
    published: PublishedSpan
    captured: DaySpan | None
    threads: tuple[str, ...]  # ids, sorted
    documents: tuple[str, ...]  # ids, sorted
    independent: int
    strength: FindingStrength
    weight: float  # how much it matters: what it is, who stands behind it, where it is told
