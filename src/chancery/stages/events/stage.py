"""Turns what the model reads of a document, and its other claims, into events."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace

from chancery.model import (
    Annotation,
    Dates,
    Document,
    Event,
    Meeting,
    Party,
    Record,
    Statement,
    claim_id,
)
from chancery.stages.events.denied import CONFIDENCE, is_denied
from chancery.stages.events.draft import Draft, draft_all
from chancery.stages.events.lexicon import cameo_code
from chancery.stages.events.same import group_drafts, joined_recipients
from chancery.stages.events.verbal import accusations, verbal_events
from chancery.stages.events.weighing import features, weigh
from chancery.stages.together import DocumentStage
from chancery.text.page import Page
from chancery.text.roles import role_phrases

LEAD = 6  # characters before a pronoun that opens a speaker's words: "that "
Features = dict[str, float]

LEAST = 0.6  # of the confidence: some .3 an article too many on the tune half, see RESULTS.md


class FindEvents(DocumentStage):
    """Brings each annotation together with its dates and other claims, and makes its events."""

    name: ClassVar[str] = "events"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation, Dates, Statement, Meeting)
    outputs: ClassVar[tuple[type[Record], ...]] = (Event,)

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield the events of the document."""
        claims = [one for one in group if isinstance(one, (Statement, Meeting))]
        return find_events(document, annotation, dates, claims)


def find_events(
    document: Document,
    annotation: Annotation,
    dates: Dates,
    claims: Iterable[Statement | Meeting] = (),
    least: float = LEAST,
) -> Iterator[Event]:
    """Yield the deeds of one document in text order, then the acts by words of its claims."""
    page = Page(document, annotation, dates)
    for made, _ in candidates(page):
        if made.confidence >= least:
            yield made
    told = list(claims)
    yield from verbal_events(annotation, told, _producer(page))
    yield from accusations(page, told, _producer(page))


def candidates(page: Page) -> Iterator[tuple[Event, Features]]:
    """Yield all that may be a deed, however unsure, with what speaks for or against it."""
    for group in group_drafts(page, list(draft_all(page))):
        yield _event(page, group)


def _event(page: Page, group: Sequence[Draft]) -> tuple[Event, Features]:
    first = group[0]
    actors = next((one.actors for one in group if one.actors), [])
    recipients = joined_recipients(page, group)
    found = features(page, group, actors, recipients)
    denied = is_denied(page, group, actors, recipients)
    time = next((one.time for one in group if one.time), None)
    read = [one.trigger for one in group if not one.by_verb]
    mode = next((one.mode for one in read if one.mode), None)
    code = cameo_code(read[0].root, mode) if read else cameo_code(first.root, None)
    made = Event(
        id=claim_id("event", page.document.id, first.span, first.root),
        document=page.document.id,
        evidence=page.evidence(one.span for one in group),
        modality=first.modality,
        reported_by=_reporters(page, group),
        time=page.time(time) if time else None,
        confidence=CONFIDENCE if denied else weigh(found),
        producer=_producer(page),
        trigger=page.cite(first.span),
        scheme=page.annotation.scheme,
        root=first.root,
        mode=mode,
        context=next((one.trigger.context for one in group if one.trigger.context), None),
        cameo=code,
        actors=tuple(introduced(page, first, party) for party in page.parties(actors)),
        recipients=page.parties(recipients),
        place=page.parties(next((one.place for one in group if one.place), [])),
        verbal=first.root == "AGREE",
    )
    return made, found


def introduced(page: Page, one: Draft, party: Party) -> Party:
    """Return a pronoun that opens a speaker's words with the phrase for the speaker."""
    place = party.evidence.start, party.evidence.end
    held = [m for m in page.mentions_in(place) if (m.start, m.end) == place]
    if not one.around or not any(m.form == "pronoun" for m in held):
        return party
    said = one.around[-1]
    opens = any(0 <= place[0] - start <= LEAD for start, _ in said.content)
    source = role_phrases(page, said.source)
    if not opens or len(source) != 1 or said.speech == "direct":
        return party
    return replace(party, introduced=page.cite(source[0]))


def _reporters(page: Page, group: Sequence[Draft]) -> tuple[Party, ...]:
    """Return who reports a deed that the article nowhere tells in its own voice."""
    if not all(one.around for one in group):
        return ()
    spans = [span for said in group[0].around for span in role_phrases(page, said.source)[:1]]
    return tuple(party for span in dict.fromkeys(spans) for party in page.parties([span]))


def _producer(page: Page) -> str:
    return f"events {FindEvents.version}, {page.annotation.model}"
