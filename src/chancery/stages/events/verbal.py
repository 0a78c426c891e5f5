"""Makes acts by words of the claims that carry them: statements with a root, and meetings."""

from collections.abc import Iterable, Iterator

from chancery.model import (
    Annotation,
    Event,
    Meeting,
    Root,
    Statement,
    Trigger,
    claim_id,
)
from chancery.stages.events.lexicon import cameo_code, words_of
from chancery.stages.events.order import find_sides, is_passive
from chancery.stages.events.telling import find_modality
from chancery.text.page import Page, overlap


def verbal_events(
    annotation: Annotation, claims: Iterable[Statement | Meeting], producer: str
) -> Iterator[Event]:
    """Yield an event for each statement that is an act, and one CONSULT for each meeting."""
    for one in claims:
        if isinstance(one, Meeting):
            yield _consult(annotation, one, producer)
        elif one.root is not None:
            yield _act(annotation, one, one.root, producer)


def _act(annotation: Annotation, one: Statement, root: Root, producer: str) -> Event:
    return Event(
        id=claim_id("event", one.document, _head(one), root),
        document=one.document,
        evidence=one.evidence,
        modality=one.modality,
        reported_by=one.reported_by,
        time=one.time,
        confidence=one.confidence,
        producer=producer,
        trigger=one.cue,
        scheme=annotation.scheme,
        root=root,
        cameo=cameo_code(root, None),
        actors=one.speaker,
        recipients=one.recipient,
        verbal=True,
        made_from=one.id,
    )


def _consult(annotation: Annotation, one: Meeting, producer: str) -> Event:
    """Return the event of a meeting: those who meet, none of them on the other."""
    return Event(
        id=claim_id("event", one.document, (one.trigger.start, one.trigger.end), "CONSULT"),
        document=one.document,
        evidence=one.evidence,
        modality=one.modality,
        reported_by=one.reported_by,
        time=one.time,
        confidence=one.confidence,
        producer=producer,
        trigger=one.trigger,
        scheme=annotation.scheme,
        root="CONSULT",
        cameo=cameo_code("CONSULT", None),
        actors=one.parties,
        recipients=(),
        place=one.place,
        verbal=True,
        made_from=one.id,
    )


def accusations(
    page: Page, claims: Iterable[Statement | Meeting], producer: str
) -> Iterator[Event]:
    """Yield an event for each accusation of which no statement tells: "they were accused of"."""
    said = [one for one in claims if isinstance(one, Statement)]
    told = [(one.start, one.end) for claim in said for one in claim.evidence]
    for one in page.annotation.triggers:
        span = one.start, one.end
        sides = find_sides(page, span) if _is_accused(page, one) else None
        if sides and sides.recipients and not any(overlap(span, other) for other in told):
            yield Event(
                id=claim_id("event", page.document.id, span, one.root),
                document=page.document.id,
                evidence=page.evidence([span]),
                modality=find_modality(page, one, []),
                time=None,
                confidence=one.confidence,
                producer=producer,
                trigger=page.cite(span),
                scheme=page.annotation.scheme,
                root=one.root,
                mode=one.mode,
                context=one.context,
                cameo=cameo_code(one.root, one.mode),
                actors=page.parties(sides.actors),
                recipients=page.parties(sides.recipients),
                verbal=True,
            )


def _is_accused(page: Page, one: Trigger) -> bool:
    span = one.start, one.end
    word = page.words(span).lower()
    return one.root == "ACCUSE" and word in words_of("accused") and is_passive(page, span)


def _head(one: Statement) -> tuple[int, int]:
    first = one.cue or one.words[0]
    return first.start, first.end
