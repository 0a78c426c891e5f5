"""Makes acts by words of the claims that carry them: statements with a root, and meetings."""

from collections.abc import Iterable, Iterator

from chancery.model import Annotation, Event, Meeting, Root, Statement, claim_id
from chancery.stages.events.lexicon import cameo_code


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


def _head(one: Statement) -> tuple[int, int]:
    first = one.cue or one.words[0]
    return first.start, first.end
