"""Points of record: what claims of several documents say together, and who stands behind it."""

from typing import Literal

from chancery.model.annotation import MentionType, Modality, Span
from chancery.model.base import Record, Value, register
from chancery.model.claim import ClaimTime, Party
from chancery.model.evidence import Evidence
from chancery.model.reuse import OriginBasis
from chancery.model.version import Standing

ClaimKind = Literal["commitment", "event", "figure", "meeting", "statement"]

FindingStrength = Literal["solid", "thin"]
"""solid: two or more independent sources; thin: one, however many copy it. What was retracted or
corrected away counts as no source."""

Relation = Literal["same", "possibly_same", "apart", "joined", "parted"]
"""possibly_same: shown side by side, never counted as one; apart: alike, but not one; joined and
parted: one, and not one, by the word of a person."""

DiscrepancyType = Literal["differs", "count_gap", "sequence", "denied", "attribution"]
"""differs: two fillers cannot both hold; count_gap: the number stated is not that of the names;
sequence: told as still to come by one and as done by another; denied: told as not so by one;
attribution: like words are given to another speaker."""


@register
class Belonging(Record, tag="belonging", frozen=True, kw_only=True):
    """The part that an entity has in one document."""

    stored = False

    document: str
    entity: str  # id
    type: MentionType
    name: str
    actor: str | None  # its id in chancery.knowledge, where certain
    referents: tuple[str, ...]  # ids, of this document


class OriginName(Value, frozen=True, kw_only=True):
    """What stands behind copied or credited text."""

    origin: str  # id
    name: str | None
    basis: OriginBasis


@register
class OriginPart(Record, tag="origin_part", frozen=True, kw_only=True):
    """The text of one document that an origin stands behind."""

    stored = False

    document: str
    origin: OriginName
    spans: tuple[Span, ...]


@register
class Point(Record, tag="point", frozen=True, kw_only=True):
    """What is compared of one claim to say whether another makes the same point."""

    stored = False

    claim: str
    about: ClaimKind
    document: str
    spans: tuple[Span, ...]  # of its evidence
    sort: str  # cue class, root, type, unit; of a meeting nothing
    modality: Modality
    head: tuple[str, ...]  # stems of the words that carry it: trigger, cue, what is counted
    words: tuple[str, ...]  # telling stems of what is said, done or counted, no names, sorted
    near: tuple[str, ...]  # stems beside the trigger or number, names and years too, sorted
    quoted: tuple[str, ...]  # those of them in quotation marks, in order
    names: tuple[str, ...]  # stems of all names in its sentences, sorted
    who: tuple[str, ...]  # who acts: entities, or "~" and stems where none is known; sorted
    whom: tuple[str, ...]  # to whom, likewise
    place: tuple[str, ...]
    numbers: tuple[str, ...]  # of a figure: its bounds; else those in its words
    first_day: str | None  # ISO days between which it lies, as its document says
    last_day: str | None
    weekday: int | None  # 1 for Monday, also where the week is not known
    long_ago: bool  # told by a month or a longer time, not by a day
    often: bool  # several occasions are told at once
    denies: bool  # a negation stands in what is said
    first_told: str | None  # those between which the document was published
    last_told: str | None
    vector: bytes  # of its first sentence, 384 int8 of length 127; empty if unread
    made_from: str | None  # of an act by words: the claim that it goes with
    origins: tuple[OriginName, ...]  # of the text that its evidence lies in
    keys: tuple[str, ...]  # under which it is compared
    standing: Standing | None = None  # null: no other version of its article, and no retraction


Apart = Literal[
    "speaker", "day", "often", "number", "counted", "denied", "modality", "type", "wording"
]
"""Why two claims are not one, however alike: another speaker, day, number or thing counted; one
occasion and several; told as not so by one; told as done by one and as wished or feared by
another; a promise and a threat. wording: quoted in other words, with other numbers, or
one with a negation: one remark or two."""


@register
class ClaimPair(Record, tag="claim_pair", frozen=True, kw_only=True):
    """How likely two claims of different documents make the same point (a < b)."""

    stored = False

    a: str
    b: str
    a_document: str
    b_document: str
    a_span: Span  # where each is told first
    b_span: Span
    about: ClaimKind
    score: float  # log odds, without what their threads say
    apart: Apart | None


class ClaimLink(Value, frozen=True, kw_only=True):
    """Why two claims are taken for one point, or may be one, and where their words differ."""

    a: str
    b: str
    relation: Relation
    apart: Apart | None = None  # of those that are kept apart: by what
    score: float  # log odds; 0 of what a person joined and nothing brought together
    reasons: tuple[str, ...]  # in words, each with its weight
    only_a: tuple[Evidence, ...] = ()  # words that the other lacks
    only_b: tuple[Evidence, ...] = ()


@register
class Merger(Record, tag="merger", frozen=True, kw_only=True):
    """Claims that make one point, and those that are like them; it goes to the smallest claim."""

    stored = False

    claims: tuple[str, ...]  # ids, sorted
    links: tuple[ClaimLink, ...]  # of two of its claims, or of one and a claim outside
    reused: tuple[str, ...]  # ids of the reuse links of its documents


@register
class Merged(Record, tag="merged", frozen=True, kw_only=True):
    """A claim that is part of a finding which another claim names."""

    stored = False

    claim: str
    first: str


class Support(Value, frozen=True, kw_only=True):
    """A claim that a finding rests on."""

    claim: str
    document: str
    modality: Modality
    time: ClaimTime | None
    standing: Standing | None = None  # by other versions of the article; null: there is none


class Backing(Value, frozen=True, kw_only=True):
    """How many sources stand behind something; see the words in docs/explanation."""

    documents: tuple[str, ...]  # ids, sorted
    independent: int  # the conservative number, shown first
    upper_bound: int
    exact: bool = True  # False: the first may be too small


class Slot(Value, frozen=True, kw_only=True):
    """One filler of a slot, with its own sources: not all that tell of a meeting name its host."""

    slot: str
    party: Party | None  # who or what, by the fullest words; null: of words
    evidence: tuple[Evidence, ...]  # its words in each claim
    backing: Backing


class FindingOrigin(Value, frozen=True, kw_only=True):
    """An origin that a finding rests on, and the documents whose evidence has its text."""

    origin: OriginName
    documents: tuple[str, ...]


class Version(Value, frozen=True, kw_only=True):
    """One side of a difference: what is said, and by which claims."""

    value: str
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Discrepancy(Value, frozen=True, kw_only=True):
    """A difference between the claims of a finding; it is shown, never settled."""

    slot: str
    type: DiscrepancyType
    versions: tuple[Version, ...]


@register
class Finding(Record, tag="finding", frozen=True, kw_only=True):
    """One point of record, merged from claims; its id is made from the smallest of them."""

    about: ClaimKind
    sort: str  # cue class, root, type of commitment, unit; of a meeting nothing
    modality: Modality  # of the claim that goes furthest: done before denied before still to come
    often: bool  # several occasions are told at once
    words: Evidence  # the telling to show first
    slots: tuple[Slot, ...]
    time: ClaimTime | None
    support: tuple[Support, ...]  # by document and place
    origins: tuple[FindingOrigin, ...]
    independent: int
    upper_bound: int
    exact: bool
    strength: FindingStrength
    links: tuple[ClaimLink, ...]
    discrepancies: tuple[Discrepancy, ...]
    confidence: float  # 0..1: that the claim of most confidence is right
