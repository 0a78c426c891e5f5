"""Makes what is found before findings are: annotations, dates, referents, claims, entities.

The articles are those of bench/generate_reuse.py, so that what is a copy of what is known. No
model reads them: each sentence tells what it is by its place and its words alone, so that a copied
sentence makes the same claim as its original.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from zlib import crc32

from chancery.model import (
    Annotation,
    Block,
    Claim,
    ClaimTime,
    Commitment,
    Dates,
    DateValue,
    DayBound,
    Document,
    Entity,
    Event,
    Evidence,
    Figure,
    Meeting,
    Mention,
    Occurrence,
    Party,
    Places,
    Publication,
    Record,
    Reference,
    Referent,
    Span,
    Statement,
    TextValue,
    cite,
    claim_id,
    make_id,
)
from generate_reuse import Article, Copy, generate

FIRST_DAY = date(2019, 1, 1)
DAYS = 1000  # over which the articles are published
LATER = 2  # days from an original to its copy, at most
CLAIMED = 0.35  # share of the sentences that make a claim: a dozen in an article of 600 words
NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
REMARK = re.compile(r"“[^”]+”[^”]*[^\W\d]")  # a copy may be cut within it
SENTENCE = re.compile(r"\S[^.\n]*\.")
MODEL = "invented"


class Read:
    """One article as it was read; all spans are code points of its text."""

    def __init__(self, article: Article, day: date) -> None:
        """Take an article and the day of its publication."""
        self.number = article.number
        self.day = day.isoformat()
        self.text = article.text
        self.id = make_id("document", [article.number])
        self.outlet = f"Outlet {article.outlet}"
        self.sentences: list[Span] = [found.span() for found in SENTENCE.finditer(self.text)]
        self.names: list[Span] = [found.span() for found in NAME.finditer(self.text)]

    def records(self) -> Iterator[Record]:
        """Yield what the steps before the groups give of the article."""
        yield self._document()
        yield self._annotation()
        yield self._dates()
        yield Places(id=make_id("places", [self.id]), document=self.id, toponyms=())
        yield from self.referents()
        yield from self.claims()

    def claims(self) -> Iterator[Claim]:
        """Yield a claim for some of the sentences, of a kind that the words decide."""
        for span in self.sentences:
            words = self.text[slice(*span)]
            draw = crc32(words.encode()) / 2**32
            inside = [one for one in self.names if span[0] <= one[0] and one[1] <= span[1]]
            if REMARK.match(words) and inside:
                yield self._statement(span, inside[-1])
            elif draw < CLAIMED and inside:
                make = KINDS[int(draw / CLAIMED * len(KINDS))]
                yield make(self, span, inside)

    def cite(self, span: Span) -> Evidence:
        """Return a span as evidence."""
        return cite(self.id, self.text, *span)

    def party(self, span: Span) -> Party:
        """Return a name as a party."""
        return Party(evidence=self.cite(span))

    def common(self, kind: str, span: Span) -> dict[str, object]:
        """Return what claims of all kinds have."""
        return {
            "id": claim_id(kind, self.id, span),
            "document": self.id,
            "evidence": (self.cite(span),),
            "modality": "asserted",
            "confidence": 0.9,
            "producer": MODEL,
        }

    def time(self, sentence: Span) -> ClaimTime:
        """Return a day that the words of a sentence decide, so that copies tell the same one."""
        words = self.text[slice(*sentence)].encode()
        day = (FIRST_DAY + timedelta(days=crc32(words) % DAYS)).isoformat()
        return ClaimTime(
            start=day,
            end=day,
            precision="day",
            basis="stated",
            evidence=self.cite(self.word(sentence, 1)),
        )

    def word(self, span: Span, number: int) -> Span:
        """Return a word of a sentence, by its number."""
        found = list(re.finditer(r"[^\W\d]+", self.text[slice(*span)]))
        start, end = found[min(number, len(found) - 1)].span()
        return span[0] + start, span[0] + end

    def _statement(self, span: Span, speaker: Span) -> Statement:
        end = self.text.index("”", span[0])
        said = self.cite((span[0] + 1, end))
        cue = self.cite(self.word((end + 1, span[1]), 0))
        party = (self.party(speaker),)
        return Statement(
            **self.common("statement", span),  # type: ignore[arg-type]
            speaker=party,
            words=(said,),
            style="direct",
            cue=cue,
            cue_class="says",
            occurrences=(Occurrence(evidence=(said,), speaker=party, words=(said,), cue=cue),),
        )

    def _document(self) -> Document:
        return Document(
            id=self.id,
            capture="",
            uri=str(self.number),
            path=None,
            sha256="",
            text=self.text,
            blocks=(Block(type="body", start=0, end=len(self.text), kept=True),),
            outlet=TextValue(value=self.outlet, basis="stated"),
            published=DateValue(start=self.day, end=self.day, precision="day", basis="stated"),
        )

    def _annotation(self) -> Annotation:
        return Annotation(
            id=make_id("annotation", [self.id]),
            document=self.id,
            model=MODEL,
            scheme="none",
            unread=None,
            sentences=tuple(self.sentences),
            mentions=tuple(
                Mention(start=start, end=end, type="person", form="name", confidence=0.9)
                for start, end in self.names
            ),
            chains=(),
            attributions=(),
            triggers=(),
            vectors=b"",
        )

    def _dates(self) -> Dates:
        bound = DayBound(day=self.day, basis="stated", evidence=())
        return Dates(
            id=make_id("dates", [self.id]),
            document=self.id,
            expressions=(),
            published=Publication(first=bound, last=bound, basis="stated"),
            captured=None,
        )

    def referents(self) -> Iterator[Referent]:
        """Yield who is named."""
        places: dict[str, list[Span]] = {}
        for span in self.names:
            places.setdefault(self.text[slice(*span)], []).append(span)
        for name, spans in places.items():
            yield Referent(
                id=make_id("referent", [self.id, name]),
                document=self.id,
                type="person",
                name=name,
                names=(name,),
                references=tuple(
                    Reference(start=start, end=end, form="name", link="name")
                    for start, end in spans
                ),
                roles=(),
                known=(),
            )


def read_all(count: int) -> tuple[Iterator[Read], list[Copy]]:
    """Return so many articles, read as they are asked for, and which of them are copies."""
    articles, copies = generate(count)
    dice = random.Random(count)
    days = [FIRST_DAY + timedelta(days=dice.randrange(DAYS)) for _ in articles]
    for one in copies:
        days[one.copy] = days[one.original] + timedelta(days=dice.randrange(LATER + 1))
    return (Read(one, days[one.number]) for one in articles), copies


def entities(reads: Iterable[Read]) -> Iterator[Entity]:
    """Yield an entity for each name that articles have, as if all who bear it were one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for read in reads:
        for one in read.referents():
            found.setdefault(one.name, []).append((one.id, one.document))
    for name, some in found.items():
        ids = sorted(one for one, _ in some)
        yield Entity(
            id=make_id("entity", [ids[0]]),
            type="person",
            name=name,
            names=(name,),
            referents=tuple(ids),
            documents=tuple(sorted(document for _, document in some)),
            known=(),
            ambiguous=(),
        )


def _event(read: Read, span: Span, names: list[Span]) -> Claim:
    return Event(
        **read.common("event", span),  # type: ignore[arg-type]
        trigger=read.cite(read.word(span, 3)),
        scheme="none",
        root="ASSAULT",
        actors=(read.party(names[0]),),
        recipients=tuple(map(read.party, names[1:2])),
        time=read.time(span),
    )


def _meeting(read: Read, span: Span, names: list[Span]) -> Claim:
    return Meeting(
        **read.common("meeting", span),  # type: ignore[arg-type]
        trigger=read.cite(read.word(span, 3)),
        parties=tuple(map(read.party, names)),
        time=read.time(span),
    )


def _commitment(read: Read, span: Span, names: list[Span]) -> Claim:
    start = read.word(span, 4)[0]
    return Commitment(
        **read.common("commitment", span),  # type: ignore[arg-type]
        type="pledge",
        by=(read.party(names[0]),),
        content=(read.cite((start, span[1] - 1)),),
        cue=read.cite(read.word(span, 3)),
    )


def _figure(read: Read, span: Span, names: list[Span]) -> Claim:
    number = Decimal(2 + crc32(read.text[slice(*span)].encode()) % 90)
    return Figure(
        **read.common("figure", span),  # type: ignore[arg-type]
        written=read.cite(read.word(span, 2)),
        low=number,
        high=number,
        modifier="stated",
        unit="count",
        counts=(read.cite(read.word(span, 3)),),
        attributed_to=tuple(map(read.party, names[:1])),
    )


KINDS: tuple[Callable[[Read, Span, list[Span]], Claim], ...] = (
    _event,
    _meeting,
    _commitment,
    _figure,
)
