"""Turns what the model reads of a document into statements: who said what to whom."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace

from chancery.model import (
    Annotation,
    Credit,
    CueClass,
    Dates,
    Document,
    Occurrence,
    Party,
    Record,
    Span,
    Speech,
    Statement,
    claim_id,
)
from chancery.stages.statements.draft import Draft, draft_all
from chancery.stages.statements.lexicon import ROOTS, cue_classes
from chancery.stages.statements.nesting import Nest, cut_reporters, reporters, without_own
from chancery.stages.statements.quotes import go_on
from chancery.stages.statements.refusing import refusal, refused
from chancery.stages.statements.repeats import fullest, group_repeats
from chancery.stages.statements.slots import (
    find_addressee,
    find_recipient,
    find_time,
    find_topics,
    find_venue,
)
from chancery.stages.statements.speaker import find_role, unnamed_class
from chancery.stages.statements.twice import twins
from chancery.stages.statements.unnamed import introduce
from chancery.stages.statements.uttered import find_modality
from chancery.stages.statements.weighing import weigh
from chancery.stages.together import DocumentStage, of_kind
from chancery.text.page import Page

LEAST = 0.5  # of the confidence: below, an attribution is more likely no statement


class FindStatements(DocumentStage):
    """Brings each annotation together with its document, dates and credits: its statements."""

    name: ClassVar[str] = "statements"
    version: ClassVar[int] = 4
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation, Dates, Credit)
    outputs: ClassVar[tuple[type[Record], ...]] = (Statement,)

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield the statements of the document."""
        return find_statements(document, annotation, dates, of_kind(group, Credit))


def find_statements(
    document: Document,
    annotation: Annotation,
    dates: Dates | None,
    credited: Iterable[Credit] = (),
) -> Iterator[Statement]:
    """Yield what is said in one document, in order of the places where it is said first."""
    page = Page(document, annotation, dates, credited)
    kept = weighed(page)
    go_on(page, kept)
    nest = Nest(kept)
    for group in group_repeats(page, kept):
        yield _statement(page, group, nest)


def weighed(page: Page, least: float = LEAST) -> list[Draft]:
    """Return the drafts that are sure enough, in order of their cues."""
    drafts = without_own(page, list(draft_all(page)))
    for one in drafts:
        one.confidence = weigh(page, one)
    introduce(page, drafts)
    cut_reporters(page, drafts)
    return [one for one in drafts if one.confidence >= least]


def _statement(page: Page, group: Sequence[Draft], nest: Nest) -> Statement:
    best = fullest(page, group)
    speaking = next((one for one in (best, *group) if one.speaker), best)
    speaker = speaking.speaker
    cue_class = _cue_class(page, best)
    refuses = refusal(page, best) if cue_class == "says" else None
    root = "REJECT" if refuses else ROOTS.get(cue_class)
    whom = refused(page, best, refuses) if refuses else find_recipient(page, best, root)
    times = (find_time(page, one) for one in (best, *group))
    time = next((one for one in times if one), None)
    venue, role = find_venue(page, best), find_role(page, speaker)
    return Statement(
        id=claim_id("statement", page.document.id, group[0].cue),
        document=page.document.id,
        evidence=page.evidence(span for one in group for span in one.spans),
        modality=find_modality(page, best),
        reported_by=tuple(party for one in reporters(best, nest) for party in _speaker(page, one)),
        time=page.time(time) if time else None,
        confidence=max(one.confidence for one in group),
        producer=f"statements {FindStatements.version}, {page.annotation.model}",
        speaker=_speaker(page, speaking),
        speaker_class=unnamed_class(page, speaker),
        role=page.cite(role) if role else None,
        words=page.cite_all(best.words),
        style=_style(page, best),
        cue=page.cite(best.cue),
        cue_class=cue_class,
        root=root,
        recipient=page.parties(whom),
        addressee=page.parties(find_addressee(page, best)),
        venue=page.cite(venue) if venue else None,
        topics=page.parties(find_topics(page, best.words)),
        occurrences=tuple(_occurrences(page, group)),
    )


def _speaker(page: Page, one: Draft) -> tuple[Party, ...]:
    introduced = page.cite(one.introduced) if one.introduced else None
    return tuple(replace(party, introduced=introduced) for party in page.parties(one.speaker))


def _cue_class(page: Page, one: Draft) -> CueClass:
    """Return the class that a word of the cue tells, else the one that the reader gives."""
    classes = cue_classes()
    for word in page.words(one.cue).lower().split():
        if (plain := word.strip(".,:")) in classes:
            return classes[plain]
    return one.attribution.cue_class


def _style(page: Page, one: Draft) -> Speech:
    """Return whether all that was found is quoted, or follows a colon; a part of it; or none."""
    said = one.attribution.speech
    led = page.text[one.cue[0] : one.cue[1] + 2].rstrip().endswith(":")
    if said == "direct" or (led and one.words[0][0] >= one.cue[1]):
        return "direct"
    return "direct" if all(_is_quoted(page, span) for span in one.words) else said


def _is_quoted(page: Page, span: Span) -> bool:
    held = page.quotation_at(span[0])
    return held is not None and span[1] <= held.end


def _occurrences(page: Page, group: Sequence[Draft]) -> Iterator[Occurrence]:
    """Yield the places where a document gives a statement, removed repeats of them included."""
    for one in group:
        yield Occurrence(
            evidence=page.evidence(one.spans),
            speaker=_speaker(page, one),
            words=page.cite_all(one.words),
            cue=page.cite(one.cue),
        )
    for one in group:
        for shift in twins(page, one.spans):
            yield _shifted(page, one, shift)


def _shifted(page: Page, one: Draft, by: int) -> Occurrence:
    def moved(spans: Iterable[Span]) -> list[Span]:
        return [(start + by, end + by) for start, end in spans]

    return Occurrence(
        evidence=page.cite_all(moved(page.sentences_of(one.spans))),
        speaker=page.parties(moved(one.speaker)),
        words=page.cite_all(moved(one.words)),
        cue=page.cite(moved([one.cue])[0]),
    )
