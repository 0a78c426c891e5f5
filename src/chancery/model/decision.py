"""What people decide about claims: who, when and why, and the words that each decision is on."""

from typing import Literal

import msgspec

from chancery.model.annotation import MentionType, Modality
from chancery.model.base import Record, Value, make_id
from chancery.model.claim import FollowUpType
from chancery.model.evidence import Evidence
from chancery.model.finding import ClaimKind

Action = Literal["accept", "reject", "correct", "status", "merge", "split", "undo"]
"""accept, reject: a claim is what its text says, or is not; correct: it is with another filler of
a slot; status: what became of a commitment; merge: claims make one point, or actors are one;
split: a claim does not, or a name is another's; undo: a decision of one's own is taken back."""

ReviewState = Literal["unreviewed", "accepted", "corrected", "rejected", "disputed"]
"""What people decided of a claim; disputed: two of them decided otherwise."""


class SlotWords(Value, frozen=True, kw_only=True):
    """Words that fill a slot of a claim; slots are called as those of findings, and time."""

    slot: str
    evidence: Evidence


class Anchor(Value, omit_defaults=True, frozen=True, kw_only=True):
    """The claim that a decision is on as it then read, to find it again in another build."""

    about: ClaimKind
    claim: str  # its id, which another build may change
    document: str  # likewise
    path: str | None = None  # of the document
    uri: str
    evidence: tuple[Evidence, ...]  # whole sentences
    sort: str  # cue class, root, type, unit; of a meeting nothing
    modality: Modality
    slots: tuple[SlotWords, ...]  # by slot and place


class Correction(Value, omit_defaults=True, frozen=True, kw_only=True):
    """What fills a slot, all of it, before and after; `sort` and `modality` have values."""

    slot: str
    before: tuple[Evidence, ...] = ()
    after: tuple[Evidence, ...] = ()  # empty: the text is silent
    value_before: str | None = None
    value_after: str | None = None


class ActorAnchor(Value, omit_defaults=True, frozen=True, kw_only=True):
    """An actor as one document spoke of it, to find it again in another build."""

    type: MentionType
    name: str  # its fullest form in the document, verbatim
    referent: str  # its id, which another build may change
    document: str  # likewise
    path: str | None = None  # of the document
    uri: str
    evidence: Evidence  # a phrase that means it there


class Sides(Value, omit_defaults=True, frozen=True, kw_only=True):
    """The two sides of a merge or a split; of claims they are the anchors of the decision."""

    first: (
        int  # how many of the anchors, or of the actors, are of the first side: what is taken out
    )
    actors: tuple[ActorAnchor, ...] = ()


class Decision(Record, tag="decision", omit_defaults=True, frozen=True, kw_only=True):
    """One line of the log of decisions; it is in no registry, for no build makes or removes it."""

    number: int  # from 1, in the order in which they were made
    follows: str = ""  # id of the decision before it, so that none can be taken out of the row
    who: str
    at: str  # ISO 8601, UTC
    action: Action
    anchors: tuple[Anchor, ...] = ()  # one; or all claims of findings; of an undo none
    correction: Correction | None = None
    status: FollowUpType | None = None
    reason: str = ""
    undoes: str | None = None  # id of a decision
    sides: Sides | None = None  # of a merge or a split


def decision_id(one: Decision) -> str:
    """Return the id that a decision must have: it is made from all else that it says."""
    content = msgspec.json.encode(msgspec.structs.replace(one, id=""))
    return make_id("decision", [content.decode()])
