"""A small record made by hand: three articles of which two tell the same and one denies it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace
from stored import fill
from told import Told

from chancery.model import (
    AnyClaim,
    Apart,
    Claim,
    ClaimLink,
    Commitment,
    DateValue,
    Document,
    Entity,
    Event,
    Evidence,
    Finding,
    FollowUp,
    FollowUpType,
    Party,
    Record,
    Reference,
    Referent,
    Relation,
    Thread,
)
from chancery.stages.corroborate.stage import make_finding

FIRST = (
    "Jonas Veldt said the ferry would sail in May. He held talks in Port Tarn with Corvia. "
    "Nine people were hurt. Corvia will open the dam by June."
)
SECOND = "Envoy Veldt said the ferry would sail in May. Some 12 people were hurt at the dam."
THIRD = (
    "Jonas Veldt said the ferry would never sail. "
    "Corvia will keep the dam shut, a spokesman for Corvia told reporters."
)
VELDT, CORVIA = "entity-veldt", "entity-corvia"


NAMES = {VELDT: "Jonas Veldt", CORVIA: "Corvia"}


class Telling(Told):
    """A document whose parties bear the names of their entities."""

    def party(self, words: str, entity: str | None = None) -> Party:
        return replace(super().party(words, entity), name=NAMES.get(entity or ""))


def told() -> tuple[Telling, Telling, Telling]:
    return Telling("a", FIRST), Telling("b", SECOND), Telling("c", THIRD)


def documents(some: Iterable[Told]) -> list[Record]:
    """Return the articles, of which the first two have a day, and that they were read."""
    made: list[Record] = []
    for number, one in enumerate(some):
        name = f"{one.id[-1]}.txt"
        day = f"2020-03-0{number + 2}" if number < 2 else None
        published = DateValue(start=day, end=day, precision="day", basis="stated") if day else None
        made.append(replace(one.page.document, path=name, uri=name, published=published))
        made.append(one.page.annotation)
    return made


def entity(identity: str, *names: str, referents: tuple[str, ...] = ()) -> Entity:
    return Entity(
        id=identity,
        type="person" if identity == VELDT else "place",
        name=names[0],
        names=names,
        referents=referents,
        documents=("document-a",),
        known=(),
        ambiguous=(),
    )


def corvia(of: Told) -> Referent:
    """Return Corvia as the third article speaks of it: in the words of its spokesman."""
    start = of.text.index("for Corvia") + len("for ")
    own = Reference(start=start, end=start + len("Corvia"), form="name", link="name")
    return Referent(
        id="referent-c",
        document=of.id,
        type="place",
        name="Corvia",
        names=("Corvia",),
        references=(own,),
        roles=(),
        known=(),
    )


def link(a: Claim, b: Claim, relation: Relation, apart: Apart | None = None) -> ClaimLink:
    first, second = sorted((a.id, b.id))
    return ClaimLink(
        a=first, b=second, relation=relation, apart=apart, score=3.0, reasons=("alike (+1.00)",)
    )


def finding(
    claims: Sequence[AnyClaim], links: Sequence[ClaimLink] = (), others: Sequence[AnyClaim] = ()
) -> Finding:
    known = {one.id: one for one in (*claims, *others)}
    pages = {one.id: one for one in told()}
    points = [pages[one.document].point(one) for one in known.values()]
    return make_finding(claims, links, known, (), points)


def followed(one: Commitment, what: FollowUpType, words: Evidence) -> Commitment:
    """Return a commitment of which some words tell what became of it later."""
    told_later = FollowUp(
        type=what,
        order="later",
        document=words.document,
        claim=None,
        evidence=(words,),
        reasons=("who acts is the same",),
    )
    return replace(one, follow_up=(*one.follow_up, told_later))


def act(of: Told, claim: Claim) -> Event:
    made = of.event("talks", "Corvia")
    return replace(made, root="CONSULT", verbal=True, made_from=claim.id)


def records() -> list[Record]:
    """Return the articles, their claims and findings: one solid, two that differ, an act."""
    a, b, c = told()
    sails = [a.statement("the ferry would sail in May", "Jonas Veldt", VELDT)]
    sails.append(b.statement("the ferry would sail in May", "Envoy Veldt", VELDT))
    never = c.statement("the ferry would never sail", "Jonas Veldt", VELDT)
    shut = c.statement("Corvia will keep the dam shut", "a spokesman for Corvia")
    nine, twelve = a.figure("Nine", 9, "people", None), b.figure("12", 12, "people", None)
    met = a.meeting("talks", [("Jonas Veldt", VELDT), ("Corvia", CORVIA)])
    opens = a.commitment("intention", "open the dam by June", "Corvia")
    opens = replace(opens, by=(a.party("Corvia", CORVIA),))
    denied = link(sails[0], never, "apart", "denied")
    number = link(nine, twelve, "apart", "number")
    claims = [*sails, never, shut, nine, twelve, met, opens, act(a, met)]
    return [
        *documents((a, b, c)),
        entity(VELDT, "Jonas Veldt", "Veldt"),
        entity(CORVIA, "Corvia", referents=("referent-c",)),
        corvia(c),
        thread(a, b),
        *claims,
        finding(sails, [link(*sails, "same"), denied], [never]),
        finding([never], [denied], sails),
        finding([shut]),
        finding([nine], [number], [twelve]),
        finding([twelve], [number], [nine]),
        finding([met]),
        finding([opens]),
    ]


def thread(*some: Told) -> Thread:
    return Thread(
        id=f"thread-{some[0].id}",
        documents=tuple(one.id for one in some),
        central=some[0].id,
        names=("ferry",),
        first_day=None,
        last_day=None,
        links=(),
    )


def write_grown(path: Path) -> Path:
    """Write a dossier whose second build brought the second and third article."""
    a, _, _ = told()
    first = [one for one in records() if not isinstance(one, Finding) and _is_of(one, a.id)]
    alone = [
        finding([one])
        for one in first
        if type(one).__name__ in {"Statement", "Figure", "Meeting", "Commitment"}
    ]
    write(path, [*first, *alone])
    return write(path)


def _is_of(one: Record, document: str) -> bool:
    of = one.id if isinstance(one, Document) else getattr(one, "document", document)
    return of == document and "thread" not in one.id


def write(path: Path, made: Iterable[Record] | None = None) -> Path:
    fill(path, records() if made is None else made)
    return path
