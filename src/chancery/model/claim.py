"""What one document asserts: statements, events, meetings, commitments and figures."""

from decimal import Decimal
from typing import Literal

from chancery.errors import RecordError
from chancery.model.annotation import CueClass, Modality, Root, Span, Speech
from chancery.model.base import Record, Value, make_id, register
from chancery.model.evidence import Evidence
from chancery.model.time import TimePrecision

UnnamedClass = Literal["official", "witness", "critic", "analyst", "media", "source"]
"""What an unnamed speaker is said to be; source: nothing but a source."""

CommitmentType = Literal[
    "pledge",
    "promise",
    "offer",
    "demand",
    "condition",
    "threat",
    "refusal",
    "intention",
    "expected_outcome",
]
"""See docs/explanation/annotation.md for what each is."""

FollowUpType = Literal[
    "reaffirmed",
    "delivered_in_part",
    "delivered",
    "contested",
    "alleged_breach",
    "withdrawn",
    "overtaken",
    "no_report",
]
"""What became of a commitment; no_report: nothing tells whether what was expected came to be;
overtaken: it lost its object; no rule says so yet, only a person."""

Order = Literal["later", "earlier", "unproven"]
"""Whether what tells of a commitment is later than it; unproven: no date or word shows it."""

FigureModifier = Literal[
    "stated", "approx", "at_least", "at_most", "more_than", "less_than", "nearly", "up_to"
]

FigureUnit = Literal[
    "count",
    "share",
    "percent",
    "points",
    "factor",
    "money",
    "length",
    "area",
    "volume",
    "mass",
    "speed",
    "temperature",
    "energy",
    "power",
    "unclear",
]
"""share: a part of a whole ("two-thirds"); points: of percent; factor: times as much; unclear:
the unit has two readings ("500 pounds", "100m")."""

ClaimTimeBasis = Literal["stated", "published", "earlier", "weekday", "linked", "unknown"]
"""As TimeBasis; linked: through another document."""


class Party(Value, frozen=True, kw_only=True):
    """Words for someone or something; `entity` is bound when findings are made, not before."""

    entity: str | None = None  # id
    name: str | None = None  # the entity's
    evidence: Evidence
    introduced: Evidence | None = (
        None  # fuller words, where these name nobody, or for whom they come
    )


class ClaimTime(Value, frozen=True, kw_only=True):
    """Words for a time and the days that bound it; an end that is open or unknown is null."""

    start: str | None  # day, ISO 8601
    end: str | None
    precision: TimePrecision
    basis: ClaimTimeBasis
    evidence: Evidence | None  # null: from another document, or from the date of publication


class Claim(Record, frozen=True, kw_only=True):
    """What all claims have; slots are in text order, empty or null where the text is silent."""

    document: str
    evidence: tuple[Evidence, ...]  # whole sentences, in text order, of every place that tells it
    modality: Modality
    reported_by: tuple[Party, ...] = ()  # between the article and the claim, the article's first
    time: ClaimTime | None = None
    confidence: float  # 0..1, calibrated: that the head slots are right
    producer: str  # stage, its version, and the model that read the document

    def __post_init__(self) -> None:
        """Reject a claim without evidence, or with evidence of another document."""
        if not self.evidence or any(one.document != self.document for one in self.evidence):
            message = f"{self.id}: a claim needs evidence of its own document, {self.document}"
            raise RecordError(message)


class Occurrence(Value, frozen=True, kw_only=True):
    """One place where a document gives a statement."""

    evidence: tuple[Evidence, ...]
    speaker: tuple[Party, ...]
    words: tuple[Evidence, ...]
    cue: Evidence | None


@register
class Statement(Claim, tag="statement", frozen=True, kw_only=True):
    """Who said what, to whom and how; a remark that is given twice is one statement."""

    speaker: tuple[Party, ...]  # empty: the text does not say
    speaker_class: UnnamedClass | None = None  # of a speaker who is not named
    role: Evidence | None = None  # the office, where it stands apart from the name
    words: tuple[Evidence, ...]  # of the fullest occurrence
    style: Speech
    cue: Evidence | None
    cue_class: CueClass
    root: Root | None = None  # of an act by words: AGREE, SUPPORT, REQUEST, ACCUSE, …
    recipient: tuple[Party, ...] = ()  # of such an act: who is asked, accused, …
    addressee: tuple[Party, ...] = ()
    venue: Evidence | None = None
    topics: tuple[Party, ...] = ()  # what the words name
    occurrences: tuple[Occurrence, ...]  # in text order


@register
class Event(Claim, tag="event", frozen=True, kw_only=True):
    """Who did what to whom, by the roots of PLOVER."""

    trigger: Evidence | None  # null: made from a claim that has none
    scheme: str  # of root, mode and context, with its version
    root: Root
    mode: str | None = None
    context: str | None = None
    cameo: str | None = None  # code, by crosswalk
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: tuple[Party, ...] = ()
    verbal: bool = False  # an act by words
    made_from: str | None = None  # of a verbal one: id of the statement, meeting or commitment


class Head(Value, frozen=True, kw_only=True):
    """Who led a party to a meeting."""

    person: Party
    party: Party | None  # null: the text does not say whose


class Absentee(Value, frozen=True, kw_only=True):
    """Who stayed away, or was not asked, and why."""

    party: Party
    reason: tuple[Evidence, ...]


@register
class Meeting(Claim, tag="meeting", frozen=True, kw_only=True):
    """Who met whom, where, when and about what."""

    trigger: Evidence
    series: Party | None = None  # the format or the round's series: "the Tarn format"
    host: tuple[Party, ...] = ()
    place: tuple[Party, ...] = ()
    parties: tuple[Party, ...]
    heads: tuple[Head, ...] = ()
    states_named: tuple[Party, ...] = ()
    number_stated: int | None = None  # of states; what is named may fall short of it
    number_words: Evidence | None = None
    observers: tuple[Party, ...] = ()
    absentees: tuple[Absentee, ...] = ()
    agenda: tuple[Evidence, ...] = ()
    outcome: tuple[Evidence, ...] = ()
    documents: tuple[Party, ...] = ()  # adopted


class LookedThrough(Value, frozen=True, kw_only=True):
    """The documents that were searched for what became of something: those of its thread."""

    documents: int
    since: str | None  # day, ISO 8601: of those that are dated, the earliest publication
    until: str | None  # the latest


class FollowUp(Value, frozen=True, kw_only=True):
    """What one place tells of what became of a commitment; never more than its words say."""

    type: FollowUpType
    order: Order
    document: str
    claim: str | None  # that these words make; null: they make none
    evidence: tuple[Evidence, ...]  # whole sentences; none of what no document tells
    reasons: tuple[str, ...]
    looked_through: LookedThrough | None = None  # where none tells


@register
class Commitment(Claim, tag="commitment", frozen=True, kw_only=True):
    """Words that bind, or aim to bind, what somebody does later."""

    type: CommitmentType
    by: tuple[Party, ...]  # of a demand: who demands; of the rest: who will act
    to: tuple[Party, ...] = ()  # for whom, or of whom it is demanded
    content: tuple[Evidence, ...]
    cue: Evidence | None
    root: Root | None = None
    amount: tuple[Evidence, ...] = ()
    deadline: ClaimTime | None = None
    condition: tuple[Evidence, ...] = ()
    made: ClaimTime | None = None
    made_from: str | None = None  # id of the statement that carries it
    follow_up: tuple[FollowUp, ...] = ()  # by document and place


class Measure(Value, frozen=True, kw_only=True):
    """A number with its unit: `low` and `high` over `divisor`; a bound left open is null."""

    written: Evidence  # with its scale and sign: "€2.5 million"
    low: Decimal | None
    high: Decimal | None
    divisor: int = 1  # more than 1 only for a fraction without exact decimals
    modifier: FigureModifier
    unit: FigureUnit
    measure: str | None = None  # of a unit other than money: its name in CLDR
    currency: str | None = None  # ISO 4217; null: no money, or not known which
    currencies: tuple[str, ...] = ()  # of money of unknown currency: which it may be


@register
class Figure(Claim, tag="figure", frozen=True, kw_only=True):
    """How many of what, or how much, as of when and by whose word; numbers as in Measure."""

    written: Evidence
    low: Decimal | None
    high: Decimal | None
    divisor: int = 1
    modifier: FigureModifier
    unit: FigureUnit
    measure: str | None = None
    currency: str | None = None
    currencies: tuple[str, ...] = ()
    counts: tuple[Evidence, ...]
    per: Evidence | None = None  # "a day"
    as_of: ClaimTime | None = None
    attributed_to: tuple[Party, ...] = ()
    equivalents: tuple[Measure, ...] = ()  # the same in another currency or unit


AnyClaim = Commitment | Event | Figure | Meeting | Statement
CLAIMS: tuple[type[AnyClaim], ...] = (Commitment, Event, Figure, Meeting, Statement)


def claim_id(kind: str, document: str, head: Span, *more: str) -> str:
    """Return the id of a claim, by the words at its head; `more` parts claims that share them."""
    return make_id(kind, [document, *head, *more])
