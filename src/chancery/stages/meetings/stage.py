"""Turns what the model reads of a document into meetings: who met whom, where and when."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from chancery.model import (
    Absentee,
    Annotation,
    ClaimTime,
    Dates,
    Document,
    Head,
    Meeting,
    Modality,
    Party,
    Record,
    Span,
    claim_id,
)
from chancery.stages.meetings.about import (
    find_agenda,
    find_documents,
    find_outcome,
    find_series,
)
from chancery.stages.meetings.absent import Absence
from chancery.stages.meetings.draft import Draft
from chancery.stages.meetings.gather import Gathered, gather
from chancery.stages.meetings.heading import Led
from chancery.stages.meetings.naming import body_of, is_nobody, keys_of, without_count
from chancery.stages.meetings.parties import find_reporters, settle_parties
from chancery.stages.meetings.same import HELPERS
from chancery.stages.meetings.setting import settle_place
from chancery.stages.meetings.states import find_number, find_observers, find_states
from chancery.stages.meetings.telling import settle_modality
from chancery.stages.meetings.timing import is_long_ago, settle_time
from chancery.stages.meetings.weighing import features, weigh
from chancery.stages.together import DocumentStage
from chancery.text.page import Page

Features = dict[str, float]

LEAST = 0.35  # of the confidence; by the tune half, where fewer are right below


class FindMeetings(DocumentStage):
    """Brings each annotation together with its document and dates, and makes its meetings."""

    name: ClassVar[str] = "meetings"
    version: ClassVar[int] = 4
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation, Dates)
    outputs: ClassVar[tuple[type[Record], ...]] = (Meeting,)

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield the meetings of the document."""
        del group
        return find_meetings(document, annotation, dates)


def find_meetings(
    document: Document, annotation: Annotation, dates: Dates, least: float = LEAST
) -> Iterator[Meeting]:
    """Yield the meetings of one document, in order of the places where they are told first."""
    for made, _ in candidates(Page(document, annotation, dates), dates):
        if made.confidence >= least or made.absentees:  # who stays away tells of a meeting
            yield made


def candidates(page: Page, dates: Dates) -> Iterator[tuple[Meeting, Features]]:
    """Yield all that may be a meeting, however unsure, with what speaks for or against it."""
    first = dates.published.first
    for one in gather(page):
        yield _meeting(page, one, first.day if first else None)


def _meeting(page: Page, one: Gathered, published: str | None) -> tuple[Meeting, Features]:
    group = one.drafts
    main = [draft for draft in group if draft.kind not in HELPERS] or group
    host = [span for draft in group for span in draft.host][:1]
    parties = settle_parties(page, group, host, one.absences)
    time = settle_time(page, group)
    sentences = page.sentences_of(one.spans())
    number = find_number(page, sentences)
    series = find_series(page, group)
    parties = without_count(parties, number.words if number else None, host)
    found = features(page, group, parties, host=bool(host))
    made = Meeting(
        id=claim_id("meeting", page.document.id, main[0].span),
        document=page.document.id,
        evidence=page.cite_all(sentences),
        modality=_modality(group, time, published),
        reported_by=page.parties(find_reporters(page, main)),
        time=time,
        confidence=weigh(found),
        producer=f"meetings {FindMeetings.version}, {page.annotation.model}",
        trigger=page.cite(main[0].span),
        series=page.parties([series])[0] if series else None,
        host=page.parties(host),
        place=page.parties(settle_place(group)),
        parties=_parties(page, parties),
        heads=_heads(page, one.led),
        states_named=page.parties(find_states(page, sentences)),
        number_stated=number.number if number else None,
        number_words=page.cite(number.words) if number else None,
        observers=page.parties(find_observers(page, sentences)),
        absentees=tuple(_absentees(page, one.absences)),
        agenda=page.cite_all(find_agenda(page, group)),
        outcome=page.cite_all(find_outcome(page, sentences, group)),
        documents=page.parties(find_documents(page, sentences)),
    )
    return made, found


def _parties(page: Page, spans: Iterable[Span]) -> tuple[Party, ...]:
    """Return who meets, each with the body for which they come, where the phrase names one."""
    found = ((span, body_of(page, span)) for span in sorted(set(spans)))
    return tuple(
        Party(evidence=page.cite(span), introduced=page.cite(body) if body else None)
        for span, body in found
    )


def _modality(group: Sequence[Draft], time: ClaimTime | None, published: str | None) -> Modality:
    telling = [one for one in group if one.kind not in {"joins", "discuss"}] or group
    found = settle_modality([(one.modality, one.tense) for one in telling])
    if found == "asserted" and any(one.time and one.time.direction == "future" for one in group):
        found = "expected"
    return "background" if found == "asserted" and is_long_ago(time, published) else found


def _heads(page: Page, found: Iterable[Led]) -> tuple[Head, ...]:
    return tuple(
        Head(
            person=page.parties([led.person])[0],
            party=page.parties([led.party])[0] if led.party else None,
        )
        for led in found
    )


def _absentees(page: Page, absences: Iterable[Absence]) -> Iterator[Absentee]:
    """Yield each who is absent once, with the reasons that any place gives."""
    reasons: dict[Span, list[Span]] = {}
    for one in absences:
        if is_nobody(page, one.party):
            continue
        same = (span for span in reasons if keys_of(page, span) & keys_of(page, one.party))
        reasons.setdefault(next(same, one.party), []).extend(one.reason)
    for party, why in sorted(reasons.items()):
        yield Absentee(party=page.parties([party])[0], reason=page.cite_all(sorted(set(why))))
