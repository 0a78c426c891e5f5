"""Decisions on the small record made by hand, and the same record after its articles changed."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace
from record import FIRST, VELDT, told

from chancery.model import (
    CLAIMS,
    AnyClaim,
    Block,
    Decision,
    Document,
    Entity,
    Finding,
    Record,
    Reference,
    Referent,
    TimelineEntry,
)
from chancery.pipeline.review.decide import decide
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.wanted import read_fields
from chancery.pipeline.rows import read_claims
from chancery.store.dossier import open_dossier

BEGUN = datetime(2031, 5, 1, 9, 0, tzinfo=UTC)


def ticking() -> Iterator[datetime]:
    """Yield times, a minute apart."""
    at = BEGUN
    while True:
        yield at
        at += timedelta(minutes=1)


def decided(path: Path, action: str, identity: str, who: str = "Ada", **more: object) -> Decision:
    """Make a decision."""
    return decide(path, read_fields({"action": action, "id": identity, "who": who, **more}))


def finding_of(path: Path, about: str, words: str = "") -> Finding:
    """Return the first finding of a kind whose words contain some."""
    with open_dossier(path) as dossier:
        found = dossier.where(Finding, "about = ? ORDER BY id", about)
        return next(one for one in found if words in one.words.quote)


def state(path: Path, finding: str) -> str:
    """Return what people decided of a finding, by its id."""
    with open_dossier(path) as dossier:
        return (
            Overlay(dossier).of_finding(read_claims(dossier, dossier.get(Finding, finding))).state
        )


def shifted(some: Iterable[Record], before: str = "News. ") -> list[Record]:
    """Return the claims of a build after words were put before the first article."""
    made: list[Record] = []
    for one in some:
        if isinstance(one, Document) and one.text == FIRST:
            text = before + one.text
            whole = (Block(type="body", start=0, end=len(text), kept=True),)
            made.append(replace(one, id="document-new", text=text, blocks=whole))
        elif isinstance(one, CLAIMS) and one.document == "document-a":
            made.append(moved(one, len(before)))
        elif not isinstance(one, Finding | TimelineEntry):
            made.append(one)
    return made


def moved(one: AnyClaim, by: int) -> AnyClaim:
    """Return a claim of the first article as it stands in the new text."""

    def shift(value: object) -> object:
        if isinstance(value, dict):
            inner = {key: shift(each) for key, each in value.items()}
            if "quote" in inner:
                start, end = inner["start"] + by, inner["end"] + by
                inner |= {"start": start, "end": end, "document": "document-new"}
            return inner
        return [shift(each) for each in value] if isinstance(value, list | tuple) else value

    built = shift(msgspec.to_builtins(one))
    assert isinstance(built, dict)
    built |= {"id": f"{built['kind']}-new{built['id'][-5:]}", "document": "document-new"}
    return msgspec.convert(built, type(one))


def named(some: Iterable[Record]) -> list[Record]:
    """Return the records with the names by which two of the articles know Veldt."""
    a, b, _ = told()
    places = ((a.id, a.text, "Jonas Veldt"), (b.id, b.text, "Veldt"))
    referents = [_referent(*one) for one in places]
    made: list[Record] = [*referents]
    for one in some:
        if isinstance(one, Entity) and one.id == VELDT:
            names = tuple(each.id for each in referents)
            documents = tuple(each.document for each in referents)
            made.append(replace(one, referents=names, documents=documents))
        elif isinstance(one, Entity):
            made.append(replace(one, documents=("document-c",)))
        else:
            made.append(one)
    return made


def _referent(document: str, text: str, name: str) -> Referent:
    start = text.index(name)
    return Referent(
        id=f"referent-{document[-1]}",
        document=document,
        type="person",
        name=name,
        names=(name,),
        references=(Reference(start=start, end=start + len(name), form="name", link="name"),),
        roles=(),
        known=(),
    )
