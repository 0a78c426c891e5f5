"""A small dossier for figures: meetings of two and of three, deeds that are copied, places."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from fakes import Silent
from msgspec.structs import replace
from served import entry
from stored import Made
from told import Told

from chancery.model import (
    AnyClaim,
    DateValue,
    Entity,
    Finding,
    Modality,
    PlaceGuess,
    Places,
    Record,
    ReuseLink,
    TextValue,
    Toponym,
)
from chancery.pipeline.shelving import shelve
from chancery.stages.corroborate.stage import make_finding
from chancery.store.write import RunNote, save

FIRST = (
    "Aldane, Marenth and Corvia held talks in Port Tarn on 4 May. "
    "Aldane attacked Marenth at the weir. "
    "Corvia then raided Aldane by night. "
    "Marenth and Corvia plan a summit. "
)
SECOND = "Aldane attacked Marenth at the weir. Corvia then raided Aldane, villagers told us. "
THIRD = "Marenth and Corvia met on Friday in Karrow. "
NAMES = ("Aldane", "Marenth", "Corvia")


def pages() -> tuple[Told, Told, Told]:
    """Return the articles."""
    return Told("a", FIRST), Told("b", SECOND), Told("c", THIRD)


def guess(name: str, place: str, confidence: float, *, at: tuple[float, float]) -> PlaceGuess:
    """Return a place that a name may mean."""
    return PlaceGuess(
        place=place,
        geonames=None,
        name=name,
        kind="city",
        country="QA",
        latitude=at[0],
        longitude=at[1],
        confidence=confidence,
        certain=False,
        reason="by name",
    )


def toponym(of: Told, name: str, *guesses: PlaceGuess) -> Places:
    """Return the places of a document that names one."""
    one = of.cite(name)
    found = Toponym(start=one.start, end=one.end, use="location", guesses=guesses)
    return Places(id=f"places-{of.id}", document=of.id, toponyms=(found,))


def copied(a: Told, b: Told, words: str) -> ReuseLink:
    """Return that a passage stands in both documents."""
    return ReuseLink(
        id=f"reuse_link-{a.id}{b.id}",
        a=a.cite(words),
        b=b.cite(words),
        edits=(),
        similarity=1.0,
        length=6,
        strength="strong",
        reason="word for word",
    )


def attack(of: Told, trigger: str, sides: tuple[str, str]) -> AnyClaim:
    """Return that one does something to another, as one document says it."""
    made = of.event(trigger, sides[0])
    return replace(made, recipients=(of.party(sides[1], sides[1]),))


def meeting(
    of: Told, trigger: str, parties: Sequence[str], modality: Modality = "asserted"
) -> AnyClaim:
    """Return who met, as one document says it."""
    return of.meeting(trigger, [(one, one) for one in parties], modality=modality)


def finding(claims: Sequence[AnyClaim], links: Sequence[ReuseLink] = ()) -> Finding:
    """Return the finding of claims that make one point."""
    by_id = {one.id: one for one in pages()}
    known = {one.id: one for one in claims}
    return make_finding(
        claims, (), known, links, [by_id[one.document].point(one) for one in claims]
    )


def records() -> list[Record]:
    """Return the articles, who is told of, their claims, findings and days."""
    a, b, c = pages()
    talks = meeting(a, "talks", NAMES)
    talks = replace(talks, place=(a.party("Port Tarn"),), time=a.day("4 May", "2020-05-04"))
    summit = meeting(a, "summit", NAMES[1:], "intended")
    met = meeting(c, "met", NAMES[1:])
    met = replace(met, place=(c.party("Karrow"),), time=c.day("Friday", None))
    attacks = [attack(one, "attacked", ("Aldane", "Marenth")) for one in (a, b)]
    raids = [attack(one, "raided", ("Corvia", "Aldane")) for one in (a, b)]
    link = copied(a, b, "Aldane attacked Marenth at the weir.")
    found = [
        finding([talks]),
        finding([summit]),
        finding([met]),
        finding(attacks, [link]),
        finding(raids, [link]),
    ]
    near = guess("Port Tarn", "geonames/2", 0.35, at=(10.1, 20.0))
    return [
        *documents((a, b, c)),
        *(named(one) for one in NAMES),
        *(one for each in (a, b, c) for one in [each.page.annotation]),
        toponym(a, "Port Tarn", guess("Port Tarn", "geonames/1", 0.6, at=(10.0, 20.0)), near),
        toponym(c, "Karrow", guess("Karrow", "geonames/3", 0.3, at=(0.0, 0.0))),
        *[talks, summit, met, *attacks, *raids],
        link,
        *found,
        *map(entry, found),
    ]


def documents(some: Iterable[Told]) -> list[Record]:
    """Return the articles; the first two were published on a day, by one outlet."""
    made: list[Record] = []
    for number, one in enumerate(some):
        name = f"{one.id[-1]}.txt"
        day = f"2020-05-0{number + 5}" if number < 2 else None
        published = DateValue(start=day, end=day, precision="day", basis="stated") if day else None
        outlet = TextValue(value="The Weir", basis="stated") if day else None
        plain = one.page.document
        made.append(replace(plain, path=name, uri=name, published=published, outlet=outlet))
    return made


def named(name: str) -> Entity:
    """Return someone who is called so, by an id that is the name."""
    return Entity(
        id=name,
        type="place",
        name=name,
        names=(name,),
        referents=(),
        documents=("document-a",),
        known=(),
        ambiguous=(),
    )


def fill_plotted(path: Path) -> None:
    """Write the dossier with its shelves."""
    note = RunNote(started=datetime.now(UTC), sources=("here",), settings={"annotate": True})
    save(path, Made(records()), note, Silent(), shelve)
