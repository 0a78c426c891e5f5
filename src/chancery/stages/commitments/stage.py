"""Turns what is promised, demanded, offered, refused and planned into commitments."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from chancery.model import (
    Annotation,
    Commitment,
    Dates,
    Document,
    Record,
    Statement,
    claim_id,
)
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.find import draft_all
from chancery.stages.commitments.repeats import fullest, group_repeats
from chancery.stages.commitments.slots import (
    find_amounts,
    find_deadline,
    find_made,
    find_modality,
    find_to,
    reporters,
)
from chancery.stages.commitments.weighing import weigh
from chancery.stages.commitments.whose import bound_parties, is_own
from chancery.stages.together import DocumentStage, of_kind
from chancery.text.page import Page

_IS = re.compile(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?$")
LEAST = 0.3  # of the confidence; by folds of the tune half F1 is flat from .25 to .35
EXPECTED = 0.2  # of what "is expected to" be: too few of its kind were learned from


class FindCommitments(DocumentStage):
    """Brings together what was read of each document, and makes its commitments."""

    name: ClassVar[str] = "commitments"
    version: ClassVar[int] = 4
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation, Dates, Statement)
    outputs: ClassVar[tuple[type[Record], ...]] = (Commitment,)

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield the commitments of the document."""
        return find_commitments(document, annotation, dates, of_kind(group, Statement))


def find_commitments(
    document: Document,
    annotation: Annotation,
    dates: Dates | None,
    statements: Sequence[Statement],
) -> Iterator[Commitment]:
    """Yield the commitments of one document, in order of the places that tell them first."""
    page = Page(document, annotation, dates)
    drafts = draft_all(page, statements)
    for one in drafts:
        one.confidence = weigh(page, one)
    for group in group_repeats(
        page, [one for one in drafts if one.confidence >= _least(page, one)]
    ):
        yield make_commitment(page, group)


def _least(page: Page, one: Draft) -> float:
    start = page.sentence_of(one.cue[0])[0]
    told = one.type == "expected_outcome" and one.by and _IS.search(page.text, start, one.cue[0])
    return EXPECTED if told else LEAST


def make_commitment(page: Page, group: Sequence[Draft]) -> Commitment:
    """Return the commitment that a document tells at these places, by the fullest of them."""
    best = fullest(page, group)
    deadline = find_deadline(page, best)
    made = find_made(page, best, deadline)
    source = best.own or best.carrier
    amounts = find_amounts(page, best)
    return Commitment(
        id=claim_id("commitment", page.document.id, group[0].cue),
        document=page.document.id,
        evidence=page.evidence(span for one in group for span in one.spans),
        modality=find_modality(page, best),
        reported_by=reporters(best, own=is_own(page, best)),
        time=page.time(made) if made else None,
        confidence=max(one.confidence for one in group),
        producer=f"commitments {FindCommitments.version}, {page.annotation.model}",
        type=best.type,
        by=bound_parties(page, best),
        to=find_to(page, best),
        content=page.cite_all(best.content),
        cue=page.cite(best.cue),
        amount=page.cite_all(amounts),
        deadline=page.time(deadline) if deadline else None,
        condition=page.cite_all(best.condition),
        made=page.time(made) if made else None,
        made_from=source.statement.id if source else None,
    )
