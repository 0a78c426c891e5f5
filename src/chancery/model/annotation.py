"""What the reading model finds in one document, before anything is claimed from it."""

from typing import Literal

from chancery.model.base import Record, Value, register

Span = tuple[int, int]
"""Code points of the document's text, half-open."""

MentionType = Literal[
    "person",
    "organisation",
    "armed_group",
    "place",
    "people",
    "office",
    "event",
    "document",
    "weapon",
    "date",
    "duration",
    "set",
    "quantity",
    "money",
    "other",
]
"""people: a nationality, religion or ethnic group; set: a time that recurs ("every Friday")."""

Form = Literal["name", "nominal", "pronoun"]

CueClass = Literal[
    "says",
    "believes",
    "promises",
    "offers",
    "demands",
    "threatens",
    "denies",
    "refuses",
    "declines",
    "agrees",
    "warns",
    "praises",
    "accuses",
]

Speech = Literal["direct", "mixed", "indirect"]
"""Whether the content stands in quotation marks: all of it, a part, or none."""

Root = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""The 16 event types of PLOVER, draft 0.8 of September 2021."""

Modality = Literal[
    "asserted", "intended", "requested", "expected", "hypothetical", "negated", "background"
]

Unread = Literal["language", "empty"]
"""Why a document was not read: not in English or of no clear language; or without words."""


class Mention(Value, frozen=True, kw_only=True):
    """A phrase that names or describes a thing of a type."""

    start: int  # code points of the document's text, half-open
    end: int
    type: MentionType
    form: Form
    confidence: float  # 0..1


class Attribution(Value, frozen=True, kw_only=True):
    """Who says what: the cue, its source and content, each in one or more pieces."""

    cue: Span
    source: tuple[Span, ...]  # empty where the text names none
    content: tuple[Span, ...]
    cue_class: CueClass
    negated: bool  # the cue: "did not say"
    speech: Speech
    confidence: float  # 0..1: that cue, source and content are right


class Trigger(Value, frozen=True, kw_only=True):
    """The words that name an event, what kind it is, and who takes part; of one text alone."""

    start: int  # code points of the document's text, half-open
    end: int
    root: Root
    root_merged: str  # the root in the coarser scheme: YIELD for CONCEDE and RETREAT
    mode: str | None  # PLOVER's subtype
    context: str | None
    modality: Modality
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    where: tuple[Span, ...]
    time: tuple[Span, ...]
    confidence: float  # 0..1: that there is such an event and the root is right


@register
class Annotation(Record, tag="annotation", frozen=True, kw_only=True):
    """What the reading model found in the kept text of one document.

    Offsets are into the document's text. A document that was not read has its sentences alone.
    """

    document: str
    model: str  # name and digest of the weights; "none" where nothing was read
    scheme: str  # of the roots and modes
    unread: Unread | None
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]  # in text order
    chains: tuple[tuple[int, ...], ...]  # places in `mentions` of those that are one thing
    attributions: tuple[Attribution, ...]  # in order of their cues
    triggers: tuple[Trigger, ...]  # in text order
    # More likely no event of its root than one: the events stage alone weighs them, by more than
    # the reader sees.
    doubtful: tuple[Trigger, ...] = ()
    vectors: bytes  # int8, one row of 384 for each sentence, normalised to 127; empty if unread
