"""Claims as they are bound, made of a text and the words of their slots."""

from collections.abc import Sequence
from decimal import Decimal

from chancery.model import (
    Annotation,
    Block,
    ClaimTime,
    Commitment,
    CommitmentType,
    Document,
    Event,
    Evidence,
    Figure,
    Meeting,
    Modality,
    Occurrence,
    Party,
    Point,
    Statement,
)
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.points import Setting, make_point
from chancery.text.page import Page
from chancery.text.sentences import sentences


class Told:
    """One document, from whose words claims are made."""

    def __init__(self, name: str, text: str) -> None:
        self.id = f"document-{name}"
        self.text = text
        document = Document(
            id=self.id,
            capture="",
            uri="",
            path=None,
            sha256="",
            text=text,
            blocks=(Block(type="body", start=0, end=len(text), kept=True),),
        )
        annotation = Annotation(
            id=f"annotation-{name}",
            document=self.id,
            model="any",
            scheme="none",
            unread=None,
            sentences=sentences(text),
            mentions=(),
            chains=(),
            attributions=(),
            triggers=(),
            vectors=b"",
        )
        self.page = Page(document, annotation, None)

    def cite(self, words: str) -> Evidence:
        start = self.text.index(words)
        return Evidence(document=self.id, start=start, end=start + len(words), quote=words)

    def party(self, words: str, entity: str | None = None) -> Party:
        return Party(entity=entity, name=entity, evidence=self.cite(words))

    def day(self, words: str, day: str | None) -> ClaimTime:
        return ClaimTime(
            start=day,
            end=day,
            precision="day" if day else "unknown",
            basis="stated" if day else "weekday",
            evidence=self.cite(words),
        )

    def statement(self, words: str, speaker: str, entity: str | None = None) -> Statement:
        said = (self.cite(words),)
        party = (self.party(speaker, entity),)
        return Statement(
            id=f"statement-{self.id}{said[0].start:05}",
            document=self.id,
            evidence=self.page.evidence([(said[0].start, said[0].end)]),
            modality="asserted",
            confidence=0.9,
            producer="test",
            speaker=party,
            words=said,
            style="indirect",
            cue=self.cite("said"),
            cue_class="says",
            occurrences=(
                Occurrence(evidence=said, speaker=party, words=said, cue=self.cite("said")),
            ),
        )

    def meeting(  # noqa: PLR0913 - the slots that tests fill
        self,
        trigger: str,
        parties: Sequence[tuple[str, str | None]],
        *,
        modality: Modality = "asserted",
        time: ClaimTime | None = None,
        states: Sequence[str] = (),
        stated: int | None = None,
    ) -> Meeting:
        head = self.cite(trigger)
        return Meeting(
            id=f"meeting-{self.id}{head.start:05}",
            document=self.id,
            evidence=self.page.evidence([(head.start, head.end)]),
            modality=modality,
            time=time,
            confidence=0.9,
            producer="test",
            trigger=head,
            parties=tuple(self.party(*one) for one in parties),
            states_named=tuple(self.party(one, one) for one in states),
            number_stated=stated,
            number_words=head if stated else None,
        )

    def event(
        self,
        trigger: str,
        actor: str,
        modality: Modality = "asserted",
        time: ClaimTime | None = None,
    ) -> Event:
        head = self.cite(trigger)
        return Event(
            id=f"event-{self.id}{head.start:05}",
            document=self.id,
            evidence=self.page.evidence([(head.start, head.end)]),
            modality=modality,
            time=time,
            confidence=0.9,
            producer="test",
            trigger=head,
            scheme="none",
            root="ASSAULT",
            actors=(self.party(actor, actor),),
            recipients=(),
        )

    def commitment(self, type_: CommitmentType, content: str, by: str) -> Commitment:
        said = self.cite(content)
        return Commitment(
            id=f"commitment-{self.id}{said.start:05}",
            document=self.id,
            evidence=self.page.evidence([(said.start, said.end)]),
            modality="asserted",
            confidence=0.9,
            producer="test",
            type=type_,
            by=(self.party(by, by),),
            content=(said,),
            cue=None,
        )

    def figure(self, written: str, number: int, counts: str, as_of: ClaimTime | None) -> Figure:
        head = self.cite(written)
        return Figure(
            id=f"figure-{self.id}{head.start:05}",
            document=self.id,
            evidence=self.page.evidence([(head.start, head.end)]),
            modality="asserted",
            confidence=0.9,
            producer="test",
            written=head,
            low=Decimal(number),
            high=Decimal(number),
            modifier="stated",
            unit="count",
            counts=(self.cite(counts),),
            as_of=as_of,
        )

    def point(self, claim: Statement | Meeting | Event | Commitment | Figure) -> Point:
        return make_point(claim, Setting(page=self.page, binder=Binder(self.text, (), ())))
