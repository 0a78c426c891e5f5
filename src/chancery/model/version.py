"""What one article was each time that its address was captured, and what changed between."""

from typing import Literal

from chancery.model.annotation import Span
from chancery.model.base import Record, Value, register
from chancery.model.evidence import Evidence
from chancery.model.metadata import DateValue
from chancery.model.reuse import Edit

NoticeKind = Literal["correction", "clarification", "update", "retraction"]
"""What a publisher says of its own article; retraction: also that the page was removed."""

RevisionType = Literal[
    "unchanged", "silent_edit", "updated", "corrected", "retracted", "rewritten", "differs"
]
"""unchanged: the same words; silent_edit: other words, and no new notice says so; updated,
corrected, retracted: a new notice says that; rewritten: so few words stand in both that it may be
another article at the address; differs: other words, and which came first is not known."""

RevisionOrder = Literal["later", "unknown"]

Later = Literal["gone", "reworded", "in_one_version"]
"""What became of a claim's words: most of them, or some, do not stand in the last version;
in_one_version: they do not stand in another one, and which is later is not known."""

Withdrawal = Literal["retracted", "corrected"]
"""retracted: the article was; corrected: its words went, and a later version has a correction."""


class Notice(Value, frozen=True, kw_only=True):
    """What a publisher says of its own article, in its words."""

    kind: NoticeKind
    evidence: Evidence


@register
class ArticleVersion(Record, tag="version", frozen=True, kw_only=True):
    """A document as one version of its article, where the article has several, or notices.

    Versions are those documents whose canonical address is the same.
    """

    document: str
    article: str  # an id made of the address: versions of one article share it
    address: str | None  # as all its versions have it; null: only this one is known
    captured: DateValue | None
    place: int | None  # from 1, in the order of capture; null: the order is not known
    versions: int  # documents of the article
    notices: tuple[Notice, ...]
    retraction: Evidence | None  # the notice of this or another version that retracts the article
    compared: str | None  # the last version, or another one if the order is not known
    ordered: bool  # `compared` is later
    lost: tuple[Span, ...]  # where its words differ from those of `compared`, sorted
    corrected: bool  # a later version has a correction that it lacks


@register
class Revision(Record, tag="revision", frozen=True, kw_only=True):
    """How one version of an article differs from the one before, or from one of unknown order."""

    article: str
    address: str
    before: str  # document
    after: str  # document
    order: RevisionOrder
    type: RevisionType
    captured: DateValue | None  # when `after` was
    similarity: float  # 0..1: share of words that stand in both, in order
    edits: tuple[Edit, ...]  # a: in `before`; b: in `after`
    notices: tuple[Notice, ...]  # of `after`, that `before` lacks


class Standing(Value, frozen=True, kw_only=True):
    """What became of a claim, by other versions of its article."""

    article: str
    later: Later | None  # null: its words stand in the last version
    version: str | None  # the document that shows what became of it
    withdrawn: Withdrawal | None
