"""What belongs together: documents of one episode."""

from typing import Literal

from chancery.model.base import Record, Value, register

LinkBasis = Literal["likeness", "reuse"]
"""likeness: what they tell is alike; reuse: a passage stands in both."""


@register
class Portrait(Record, tag="portrait", frozen=True, kw_only=True):
    """What is compared of one document to say whether another tells of the same episode."""

    stored = False

    document: str
    size: int  # words of its kept text
    words: tuple[tuple[str, int], ...]  # telling words with their weight, heaviest first
    names: tuple[tuple[str, int], ...]  # words of names, likewise
    opening: tuple[str, ...]  # telling words of headline and lead, sorted
    vector: bytes  # of the opening sentence, 384 int8 of length 127; empty if unread
    first_day: str | None  # ISO days between which it was published
    last_day: str | None


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
    first_day: str | None  # ISO day: of its documents that are dated, the earliest publication
    last_day: str | None  # the latest; null: none is dated
    links: tuple[ThreadLink, ...]  # one fewer than documents
