"""Fills a dossier of invented articles, claims and findings, to measure how lists are read.

Nothing is read by a model: every sentence is made for its claim, ten to an article. Ten articles
make a thread; its first three points are told by all ten, the others by one each. It is written
by the store's own writer, as a build would write it.

Run `python -m bench.generate_dossier OUT.dossier --articles 10000`.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from time import perf_counter
from typing import cast

from bench.generate_places import TOWNS, places_of, town
from chancery.model import (
    Annotation,
    AnyClaim,
    Backing,
    Block,
    ClaimTime,
    Commitment,
    DateValue,
    DaySpan,
    Document,
    Entity,
    Event,
    Evidence,
    Figure,
    Finding,
    Meeting,
    Occurrence,
    OpenItem,
    Party,
    Places,
    PublishedSpan,
    Record,
    Slot,
    Statement,
    Support,
    TextValue,
    Thread,
    TimelineEntry,
    cite,
    kind_of,
)
from chancery.model.follow import LookedThrough
from chancery.pipeline.shelving import shelve
from chancery.ports import Results
from chancery.store.write import RunNote, save

CLAIMS = 10  # of an article
ROUND = 10  # articles of a thread
SHARED = 3  # points of a thread that all its articles tell
ACTORS_PER_ARTICLE = 0.2
FIRST_DAY = date(2015, 1, 1)
DAYS = 3_650
FILLER = 24  # words of a paragraph that makes no claim
FILLERS = 5_000  # different ones
SYLLABLES = ("bam", "cel", "din", "fog", "gur", "lam", "mek", "nid", "pol", "rus", "sor", "tev")
ORDER = (
    *("statement", "statement", "statement", "statement", "event", "event"),
    *("meeting", "commitment", "figure", "statement"),
)
UNDATED = 10  # one article in so many has no day of publication
PLACED = frozenset({"event", "meeting"})  # kinds of claims that say where


class Silent:
    """Shows no progress."""

    def begin(self, step: str, total: int) -> None:
        """Show nothing."""

    def advance(self, count: int) -> None:
        """Show nothing."""

    def end(self, *, reused: int) -> None:
        """Show nothing."""


@cache
def word(number: int) -> str:
    """Return a word for a number."""
    made = ""
    while number or not made:
        number, left = divmod(number, len(SYLLABLES))
        made += SYLLABLES[left]
    return made


@cache
def pool() -> list[str]:
    """Return words to draw from, the common ones many times, as in a language."""
    draws = random.Random(0)
    return [word(int(draws.paretovariate(0.5)) % 40_000) for _ in range(200_000)]


@cache
def filler(number: int) -> str:
    """Return the end of a paragraph, which makes no claim."""
    draws = random.Random(-number - 1)
    return " " + " ".join(word(draws.randrange(20_000)) for _ in range(FILLER)) + ".\n\n"


class Made:
    """Records of all kinds by their ids, made when they are asked for."""

    def __init__(self, articles: int) -> None:
        """Take how many articles there are, a multiple of ten."""
        self.articles = articles
        self.actors = max(int(articles * ACTORS_PER_ARTICLE), 20)
        self.article = lru_cache(maxsize=2 * ROUND)(self._article)

    def ids(self, kind: type[Record]) -> Iterator[str]:
        """Yield the ids of a kind."""
        name = kind_of(kind)
        if kind in {Document, Annotation, Places}:
            yield from (f"{name}-{number:08}" for number in range(self.articles))
        elif kind is Entity:
            yield from (f"{name}-{number:08}" for number in range(self.actors))
        elif kind is Thread:
            yield from (f"{name}-{number:08}" for number in range(0, self.articles, ROUND))
        elif kind in {Finding, TimelineEntry}:
            yield from (f"{name}-{number:08}{place:02}" for number, place in self.points())
        elif name in ORDER or kind is OpenItem:
            wanted = "commitment" if kind is OpenItem else name
            places = [place for place, one in enumerate(ORDER) if one == wanted]
            for number in range(self.articles):
                yield from (f"{name}-{number:08}{place:02}" for place in places)

    def points(self) -> Iterator[tuple[int, int]]:
        """Yield the article and place of the first claim of each finding."""
        for number in range(self.articles):
            first = 0 if number % ROUND == 0 else SHARED
            yield from ((number, place) for place in range(first, CLAIMS))

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        """Return the ids of a kind; what stands for the content is never compared."""
        return dict.fromkeys(self.ids(kind), b"")

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        """Yield the records of these ids."""
        for one in ids:
            yield self.record(kind, one)

    def record(self, kind: type[Record], identity: str) -> Record:
        """Return one record."""
        digits = identity.rpartition("-")[2]
        number, place = int(digits[:8]), int(digits[8:] or 0)
        makers: dict[type[Record], Callable[[], Record]] = {
            Entity: lambda: self.entity(number),
            Thread: lambda: thread(number),
            Annotation: lambda: annotation(number),
            Places: lambda: places_of(f"document-{number:08}", self.sites(number)),
            Document: lambda: self.article(number).document,
            Finding: lambda: self.finding(number, place),
            TimelineEntry: lambda: self.entry(number, place),
            OpenItem: lambda: open_item(self.article(number), place),
        }
        return makers.get(kind, lambda: self.article(number).claim(place))()

    def entity(self, number: int) -> Entity:
        """Return an actor; those of small numbers are in many documents."""
        names = (name_of(number),)
        step = number + 1
        documents = range(0, self.articles, step)[:200]
        return Entity(
            id=f"entity-{number:08}",
            type="person" if number % 3 else "organisation",
            name=names[0],
            names=names,
            referents=(),
            documents=tuple(f"document-{one:08}" for one in documents),
            known=(),
            ambiguous=(),
        )

    def sites(self, number: int) -> list[Evidence]:
        """Return the words for places in an article."""
        article = self.article(number)
        claims = map(article.claim, range(CLAIMS))
        return [party.evidence for one in claims for party in getattr(one, "place", ())]

    def tellings(self, number: int, place: int) -> list[AnyClaim]:
        """Return the claims of a finding."""
        if place >= SHARED:
            return [self.article(number).claim(place)]
        return [self.article(number + each).claim(place) for each in range(ROUND)]

    def finding(self, number: int, place: int) -> Finding:
        """Return a finding; of what ten articles tell, a third is independent."""
        claims = self.tellings(number, place)
        documents = tuple(one.document for one in claims)
        independent = max(1, len(claims) // 3)
        first = claims[0]
        backing = Backing(documents=documents, independent=independent, upper_bound=len(claims))
        parties = parties_of(first)
        return Finding(
            id=f"finding-{number:08}{place:02}",
            about=ORDER[place],  # type: ignore[arg-type]
            sort=sort_of(first),
            modality="asserted",
            often=False,
            words=first.evidence[0],
            slots=tuple(
                Slot(slot=name, party=party, evidence=(party.evidence,), backing=backing)
                for name, party in parties
            ),
            time=first.time,
            support=tuple(
                Support(claim=one.id, document=one.document, modality="asserted", time=one.time)
                for one in claims
            ),
            origins=(),
            independent=independent,
            upper_bound=len(claims),
            exact=True,
            strength="solid" if independent > 1 else "thin",
            links=(),
            discrepancies=(),
            confidence=0.9,
        )

    def entry(self, number: int, place: int) -> TimelineEntry:
        """Return the entry of a finding."""
        finding = self.finding(number, place)
        published = self.article(number).document.published
        day = published.start if published else None
        return TimelineEntry(
            id=f"timeline_entry-{number:08}{place:02}",
            finding=finding.id,
            about=finding.about,
            time=finding.time,
            published=PublishedSpan(first=day, last=day, basis="stated" if day else None),
            captured=DaySpan(first=day, last=day) if day else None,
            threads=(f"thread-{number - number % ROUND:08}",),
            documents=tuple(one.document for one in finding.support),
            independent=finding.independent,
            strength=finding.strength,
            weight=independent_weight(finding, number),
        )

    def _article(self, number: int) -> "Article":
        return Article(number, self.actors)


class Article:
    """One article: its document and its claims."""

    def __init__(self, number: int, actors: int) -> None:
        """Make the article of a number; the words of shared claims are those of its thread."""
        self.number = number
        self.id = f"document-{number:08}"
        draws = random.Random(number)
        day = FIRST_DAY + timedelta(days=(number - number % ROUND) // ROUND * 7919 % DAYS)
        self.day = (day + timedelta(days=number % 3)).isoformat()
        self.parts: list[str] = []
        self.size = 0
        self.made: dict[int, AnyClaim] = {}
        title = f"{word(draws.randrange(50_000)).title()} talks over {word(number % 997)}"
        self.add(title + "\n\n")
        self.spans = [self._sentence(place, draws, actors) for place in range(CLAIMS)]
        self.text = "".join(self.parts)
        self.document = self._document(self.text, title)

    def claim(self, place: int) -> AnyClaim:
        """Return the claim of a sentence."""
        if place not in self.made:
            self.made[place] = make_claim(self, place, self.text, *self.spans[place])
        return self.made[place]

    def add(self, text: str) -> tuple[int, int]:
        """Add a text and return where it stands."""
        start, self.size = self.size, self.size + len(text)
        self.parts.append(text)
        return start, self.size

    def site(self, common: Mapping[str, object]) -> Party:
        """Return where the sentence of a claim says that it took place: its last word."""
        (whole,) = cast("tuple[Evidence, ...]", common["evidence"])
        start = whole.quote.rindex(" ") + 1 + whole.start
        words = cite(self.id, self.text, start, whole.end - 1)
        return Party(entity=None, name=None, evidence=words)

    def _sentence(
        self, place: int, draws: random.Random, actors: int
    ) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int], int, int]:
        """Add the sentence of a claim and return its span, actors, words, day and both numbers."""
        shared = place < SHARED
        own = random.Random(self.number // ROUND * CLAIMS + place) if shared else draws
        one, two = (min(int(own.paretovariate(0.4)) - 1, actors - 1) for _ in range(2))
        start = self.size
        first = self.add(name_of(one))
        self.add(" met " if ORDER[place] == "meeting" else " told ")
        second = self.add(name_of(two))
        self.add(" that ")
        said = self.add(" ".join(own.choices(pool(), k=10)))
        self.add(" on ")
        self.add(self.day if place % 2 else "Friday")
        if ORDER[place] in PLACED:
            self.add(" in ")
            self.add(town(own.randrange(TOWNS)))
        self.add(".")
        end = self.size
        self.add(filler(draws.randrange(FILLERS)))
        return (start, end), first, second, said, one, two

    def _document(self, text: str, title: str) -> Document:
        published = None
        if self.number % UNDATED:
            published = DateValue(start=self.day, end=self.day, precision="day", basis="stated")
        return Document(
            id=self.id,
            capture="",
            uri=f"articles/{self.number:08}.txt",
            path=f"{self.number:08}.txt",
            sha256="",
            text=text,
            blocks=(Block(type="body", start=0, end=len(text), kept=True),),
            title=TextValue(value=title, basis="stated"),
            published=published,
            outlet=TextValue(value=f"Outlet {self.number % 60}", basis="stated"),
            language=TextValue(value="en", basis="inferred"),
        )


def make_claim(  # noqa: PLR0913, PLR0917 - the spans of a sentence
    article: Article,
    place: int,
    text: str,
    sentence: tuple[int, int],
    first: tuple[int, int],
    second: tuple[int, int],
    said: tuple[int, int],
    one: int,
    two: int,
) -> AnyClaim:
    """Return the claim that a sentence makes, of the kind that its place has."""
    kind = ORDER[place]
    whole, words = cite(article.id, text, *sentence), cite(article.id, text, *said)
    cue = cite(article.id, text, first[1] + 1, second[0] - 1)
    parties = [
        Party(
            entity=f"entity-{number:08}",
            name=name_of(number),
            evidence=cite(article.id, text, *span),
        )
        for number, span in ((one, first), (two, second))
    ]
    day = cite(article.id, text, said[1] + 4, said[1] + 4 + (10 if place % 2 else 6))
    time = ClaimTime(
        start=article.day, end=article.day, precision="day", basis="stated", evidence=day
    )
    common = {
        "id": f"{kind}-{article.number:08}{place:02}",
        "document": article.id,
        "evidence": (whole,),
        "modality": "asserted",
        "confidence": 0.9,
        "producer": "invented",
        "time": time if place % 2 else None,
    }
    return MAKERS[kind](common, parties, words, cue, article)


def _statement(
    common: dict[str, object], parties: list[Party], words: Evidence, cue: Evidence, _: Article
) -> AnyClaim:
    told = Occurrence(
        evidence=cast("tuple[Evidence, ...]", common["evidence"]),
        speaker=(parties[0],),
        words=(words,),
        cue=cue,
    )
    return Statement(
        **common,  # type: ignore[arg-type]
        speaker=(parties[0],),
        words=(words,),
        style="indirect",
        cue=cue,
        cue_class="warns" if len(words.quote) % 5 == 0 else "says",
        addressee=(parties[1],),
        occurrences=(told,),
    )


def _event(
    common: dict[str, object],
    parties: list[Party],
    words: Evidence,
    cue: Evidence,
    article: Article,
) -> AnyClaim:
    return Event(
        **common,  # type: ignore[arg-type]
        place=(article.site(common),),
        trigger=cue,
        scheme="PLOVER",
        root="AID" if len(words.quote) % 3 else "ASSAULT",
        actors=(parties[0],),
        recipients=(parties[1],),
    )


def _meeting(
    common: dict[str, object],
    parties: list[Party],
    words: Evidence,
    cue: Evidence,
    article: Article,
) -> AnyClaim:
    place = (article.site(common),)
    return Meeting(**common, trigger=cue, parties=tuple(parties), agenda=(words,), place=place)  # type: ignore[arg-type]


def _commitment(
    common: dict[str, object],
    parties: list[Party],
    words: Evidence,
    cue: Evidence,
    article: Article,
) -> AnyClaim:
    due = (date.fromisoformat(article.day) + timedelta(days=60)).isoformat()
    deadline = ClaimTime(start=due, end=due, precision="day", basis="stated", evidence=None)
    return Commitment(
        **common,  # type: ignore[arg-type]
        type="pledge" if article.number % 3 else "demand",
        by=(parties[0],),
        to=(parties[1],),
        content=(words,),
        cue=cue,
        deadline=deadline if article.number % 4 == 0 else None,
    )


def _figure(
    common: dict[str, object], parties: list[Party], words: Evidence, cue: Evidence, _: Article
) -> AnyClaim:
    return Figure(
        **common,  # type: ignore[arg-type]
        written=cue,
        low=None,
        high=None,
        modifier="stated",
        unit="count",
        counts=(words,),
        attributed_to=(parties[0],),
    )


MAKERS = {
    "statement": _statement,
    "event": _event,
    "meeting": _meeting,
    "commitment": _commitment,
    "figure": _figure,
}


SLOTS = {  # of findings, by the fields of claims
    "speaker": "speaker",
    "addressee": "addressee",
    "actors": "actor",
    "recipients": "recipient",
    "parties": "party",
    "by": "by",
    "to": "to",
    "attributed_to": "attributed_to",
    "place": "place",
}


def parties_of(claim: AnyClaim) -> list[tuple[str, Party]]:
    """Return the parties of a claim by their slots."""
    return [(slot, one) for name, slot in SLOTS.items() for one in getattr(claim, name, ())]


def independent_weight(finding: Finding, number: int) -> float:
    """Return a weight: more for more sources, and as good as none alike."""
    return round(5.0 + finding.independent + number * 7_919 % 4_001 / 1_000, 3)


def sort_of(claim: AnyClaim) -> str:
    """Return what a finding of the claim is sorted as."""
    for name in ("cue_class", "root", "type", "unit"):
        if value := getattr(claim, name, None):
            return str(value)
    return ""


@cache
def name_of(number: int) -> str:
    """Return the name of an actor."""
    return f"{word(number * 31 + 300).title()} {word(number + 5_000).title()}"


def thread(number: int) -> Thread:
    """Return the thread that begins with an article."""
    documents = tuple(f"document-{number + each:08}" for each in range(ROUND))
    return Thread(
        id=f"thread-{number:08}",
        documents=documents,
        central=documents[0],
        names=(),
        first_day=None,
        last_day=None,
        links=(),
    )


def annotation(number: int) -> Annotation:
    """Return an annotation that says no more than that the article was read."""
    return Annotation(
        id=f"annotation-{number:08}",
        document=f"document-{number:08}",
        model="none",
        scheme="none",
        unread=None,
        sentences=(),
        mentions=(),
        chains=(),
        attributions=(),
        triggers=(),
        vectors=b"",
    )


def open_item(article: Article, place: int) -> OpenItem:
    """Return what a commitment waits for."""
    claim = article.claim(place)
    return OpenItem(
        id=f"open_item-{article.number:08}{place:02}",
        about=claim.id,
        document=claim.document,
        waits_for="deed",
        evidence=claim.evidence,
        since=article.day,
        deadline=None,
        looked_through=LookedThrough(documents=ROUND, since=None, until=None),
        weight=0.5,
    )


def main() -> None:
    """Write the dossier and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    asked = parser.parse_args()
    began = perf_counter()
    note = RunNote(started=datetime.now(UTC), sources=("invented",), settings={"annotate": True})
    made = cast("Results", Made(asked.articles - asked.articles % ROUND))
    change = save(asked.output, made, note, Silent(), shelve)
    size = asked.output.stat().st_size / 1e6
    seconds = perf_counter() - began
    print(f"{asked.output}: {change.added:,} records, {size:,.0f} MB, {seconds:,.0f} s")


if __name__ == "__main__":
    main()
