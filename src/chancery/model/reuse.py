"""Text that stands in two documents, and what stands behind it."""

from typing import Literal

from chancery.model.base import Record, Value, register
from chancery.model.evidence import Evidence

Strength = Literal["strong", "weak"]
"""strong: proves a common origin; weak: only quoted speech is shared, or too few telling words."""

Direction = Literal["a_to_b", "b_to_a", "unknown"]
"""Which document the passage came from, where credits or dates say so."""

OriginBasis = Literal["stated", "inferred"]


class Edit(Value, frozen=True, kw_only=True):
    """One difference inside a reused passage; an empty side is an insertion or a deletion."""

    a_start: int  # code points of document a, half-open
    a_end: int
    a_text: str
    b_start: int
    b_end: int
    b_text: str


@register
class FingerprintSlice(Record, tag="fingerprint_slice", frozen=True, kw_only=True):
    """The winnowed word 5-grams of one document that fall into one bucket of the hash range."""

    stored = False

    document: str
    outlet: str | None
    article: str | None  # its canonical address: versions of one article share it
    bucket: int
    hashes: bytes  # little-endian uint64, sorted, distinct
    neighbours: bytes = b""  # little-endian uint16 each: a byte of the one before, one of the next


@register
class SharedFingerprints(Record, tag="shared_fingerprints", frozen=True, kw_only=True):
    """How much two documents (a < b) share inside one bucket."""

    stored = False

    a: str
    b: str
    bucket: int
    shared: int  # distinct fingerprints in both
    weight: float  # their summed rarity: 1 for one that no other document holds
    hashes: bytes = b""  # little-endian uint64, sorted: which they are
    rarities: bytes = b""  # one byte each: the rarity, in sixteenths


@register
class ReuseLink(Record, tag="reuse_link", frozen=True, kw_only=True):
    """A passage that stands in two documents, aligned, with its edits.

    Document a comes before b by path, address and id; which was first printed, `direction` says.
    """

    a: Evidence
    b: Evidence
    edits: tuple[Edit, ...]
    similarity: float  # 0..1: share of words that stand in both, in order
    length: int  # words of the passage that both hold
    strength: Strength
    reason: str  # why it is strong or weak, in words
    direction: Direction = "unknown"
    direction_basis: str | None = None
    passage: str | None = None  # parts of one passage, with removed text between, share this


@register
class Credit(Record, tag="credit", frozen=True, kw_only=True):
    """An agency credited in the text of a document, for words or for a picture."""

    document: str
    agency: str  # canonical name
    medium: Literal["text", "photo"]
    scope: Literal["document", "passage", "sentence"]
    covers: tuple[int, int]  # code points of the document that the credit speaks for
    evidence: Evidence
    known: bool = True  # False: no table lists the agency, the form of the credit names it


@register
class Origin(Record, tag="origin", frozen=True, kw_only=True):
    """What stands behind copied or credited text: stated by a credit, or inferred by a link."""

    name: str | None  # None: a common source that no text names
    basis: OriginBasis
    evidence: tuple[Evidence, ...]
    documents: tuple[str, ...]
    cluster: str  # the passages that descend from one source share this
