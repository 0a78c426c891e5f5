"""What belongs together: documents of one episode."""

from typing import Literal

from msgspec.structs import replace

from chancery.model.base import Record, Value, register
from chancery.model.evidence import Evidence
from chancery.model.time import TimeDirection

LinkBasis = Literal["likeness", "reuse"]
"""likeness: what they tell is alike; reuse: a passage stands in both."""


class Occasion(Value, frozen=True, kw_only=True):
    """The meeting that a document tells of first."""

    held: bool  # told as a fact
    wanted: bool  # told as called for, or as what might be
    weekday: int | None  # from 1 for Monday
    day: str | None  # ISO day


class Lead(Value, frozen=True, kw_only=True):
    """The first day that the opening of a document speaks of."""

    evidence: Evidence
    weekday: int  # from 1 for Monday
    day: str | None  # ISO day; null: the words name the day of the week alone
    direction: TimeDirection


class Turn(Value, frozen=True, kw_only=True):
    """A turning point that a document tells of as past: "since they took power in May"."""

    evidence: Evidence
    about: str  # its kind, of text/turns.tsv: power, office, war, …
    names: tuple[str, ...]  # of its sentence up to it, folded, sorted; undated: who it happened to
    first: str | None  # ISO days that bound it; null: undated
    last: str | None


@register
class Portrait(Record, tag="portrait", frozen=True, kw_only=True):
    """What is compared of one document to say whether another tells of the same episode."""

    stored = False

    document: str
    size: int  # words of its kept text
    words: tuple[tuple[str, int], ...]  # telling words with their weight, heaviest first
    names: tuple[tuple[str, int], ...]  # words of names, likewise
    opening: tuple[str, ...]  # telling words of headline and lead, sorted
    persons: tuple[str, ...] = ()  # last words of their names, sorted
    towns: tuple[str, ...] = ()  # ids in the gazetteer of those that something is in, sorted
    weekdays: tuple[int, ...] = ()  # from 1 for Monday, sorted
    numbers: tuple[str, ...] = ()  # as written, of two digits and more, sorted
    occasion: Occasion | None = None
    parties: tuple[str, ...] = ()  # of that meeting, its hosts too: as in Thread, sorted
    series: tuple[str, ...] = ()  # names of formats that its meetings are of, folded, sorted
    lead: Lead | None = None
    turns: tuple[Turn, ...] = ()
    vector: bytes  # of the opening sentence, 384 int8 of length 127; empty if unread
    first_day: str | None  # ISO days between which it was published
    last_day: str | None

    def outline(self) -> "Portrait":
        """Return it without what two documents are compared by, to hold those of a corpus."""
        return replace(
            self, words=(), opening=(), persons=(), towns=(), weekdays=(), numbers=(), vector=b""
        )


@register
class DocumentPair(Record, tag="document_pair", frozen=True, kw_only=True):
    """How likely two documents (a < b) tell of one episode."""

    stored = False

    a: str
    b: str
    score: float  # log odds
    reasons: tuple[str, ...]  # in words, each with its weight


class ThreadLink(Value, frozen=True, kw_only=True):
    """Why two documents are of one thread: how they are alike, or what stands in both."""

    a: str
    b: str
    basis: LinkBasis
    score: float | None  # log odds; null of reuse
    reasons: tuple[str, ...]


@register
class Thread(Record, tag="thread", frozen=True, kw_only=True):
    """The documents of one episode."""

    documents: tuple[str, ...]  # ids, sorted; the thread's id is made from the smallest
    central: str  # the document that is likest to the others
    names: tuple[str, ...]  # words of names that most of its documents share, commonest first
    first_day: str | None  # ISO day: of its documents whose publication is bounded, the first
    last_day: str | None  # the last; null: none is bounded at both ends
    links: tuple[ThreadLink, ...]  # one fewer than documents
    parties: tuple[
        str, ...
    ] = ()  # who meets in most, by name, folded: known actors by their main one
    series: tuple[str, ...] = ()  # names of formats that any meeting is of, folded


RoundBasis = Literal["series", "parties"]
"""series: meetings of one format; parties: the same ones meet, over what is alike."""


@register
class ThreadPair(Record, tag="thread_pair", frozen=True, kw_only=True):
    """How likely two threads (a < b) are rounds of one process."""

    stored = False

    a: str
    b: str
    basis: RoundBasis
    score: float  # log odds
    reasons: tuple[str, ...]  # in words


class ProcessLink(Value, frozen=True, kw_only=True):
    """Why two threads are rounds of one process."""

    a: str
    b: str
    basis: RoundBasis
    score: float  # log odds
    reasons: tuple[str, ...]


@register
class Process(Record, tag="process", frozen=True, kw_only=True):
    """A series of threads: the rounds of one format, or of talks of the same parties."""

    threads: tuple[str, ...]  # ids, sorted; the process's id is made from the smallest
    documents: tuple[str, ...]  # of its threads, sorted
    parties: tuple[str, ...]  # who meets in most of them, as in Thread
    series: tuple[str, ...]  # names of formats that most of them have, folded
    first_day: str | None  # ISO day: of its threads, the first
    last_day: str | None
    links: tuple[ProcessLink, ...]  # one fewer than threads
