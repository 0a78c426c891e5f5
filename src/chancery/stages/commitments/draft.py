"""What may be a commitment, at one place of a document."""

from dataclasses import dataclass, field

from chancery.model import Attribution, CommitmentType, Span
from chancery.stages.commitments.carriers import Place
from chancery.stages.commitments.lexicon import Strength, Takes


@dataclass
class Draft:
    """Who is bound to what by which words; spans are in text order."""

    type: CommitmentType
    cue: Span
    word: str  # the form that names the cue's line in the table, or the class of a speech
    strength: Strength
    takes: Takes
    content: list[Span]
    to: list[Span] = field(default_factory=list)
    by: list[Span] = field(default_factory=list)
    speaking: bool = False  # `by` is who says the statement: his phrases are the statement's
    far: bool = False  # other words stand between who acts and the cue
    negated: bool = False
    said: Attribution | None = None  # that the cue is, or is a part of, as a cue of speech
    own: Place | None = None  # that the cue makes
    carrier: Place | None = None  # in whose words the cue stands
    condition: list[Span] = field(default_factory=list)
    inside: bool = False  # the content of another draft
    confidence: float = 0.0  # 0..1: that type, by and content are right

    @property
    def spans(self) -> list[Span]:
        """Return all that the evidence has to hold."""
        return [self.cue, *self.by, *self.content]
