"""Makes documents with their referents, and joins them without an engine."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fakes import document

from chancery.model import (
    DateValue,
    Document,
    Entity,
    KnownActor,
    MentionType,
    Namesake,
    Record,
    Reference,
    Referent,
    ReferentPair,
    Role,
    Ruling,
    StatedRole,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.resolve.bundle import Bundle
from chancery.stages.resolve.decide import Decide
from chancery.stages.resolve.pair import Pair
from chancery.stages.resolve.profile import Profile


class Named(NamedTuple):
    """What a document names, with the office that it states."""

    name: str
    type: MentionType = "person"
    title: str = ""
    owner: str = ""
    former: bool = False
    known: str = ""  # an actor, for certain
    described: bool = False  # the name is a description


def article(path: str, *named: Named | str, day: str | None = None) -> list[Record]:
    """Return a document whose text names these, and its referents."""
    text = ""
    spans: list[tuple[Named, int, int]] = []
    for one in (Named(each) if isinstance(each, str) else each for each in named):
        before = "".join(f"{part} " for part in (one.owner, one.title) if part)
        spans.append((one, len(text), len(text) + len(before)))
        text += f"{before}{one.name}. "
    published = DateValue(start=day, end=day, precision="day", basis="stated") if day else None
    made = document(text, path, published=published)
    return [made, *(referent(made, *span) for span in spans)]


def referent(of: Document, one: Named, start: int, begin: int) -> Referent:
    end = begin + len(one.name)
    owner = (start, start + len(one.owner)) if one.owner else None
    role = StatedRole(
        title=(begin - 1 - len(one.title), begin - 1),
        holder=(begin, end),
        owner=owner,
        former=one.former,
        sentence=(start, end + 1),
    )
    return Referent(
        id=make_id("referent", [of.id, start]),
        document=of.id,
        type=one.type,
        name=one.name,
        names=() if one.described else (one.name,),
        references=(Reference(start=begin, end=end, form="name", link="name"),),
        roles=(role,) if one.title else (),
        known=(KnownActor(actor=one.known, reason="its name", certain=True),) if one.known else (),
    )


def joined(
    *articles: Sequence[Record], said: Iterable[Ruling] = ()
) -> tuple[list[Entity], list[Role]]:
    """Return the entities and roles of the articles; `said` is what people ruled."""
    namesakes, pairs = scored(*articles)
    made = list(Decide().run([*namesakes, *pairs, *said]))
    entities = [one for one in made if isinstance(one, Entity)]
    return entities, [one for one in made if isinstance(one, Role)]


def scored(*articles: Sequence[Record]) -> tuple[list[Namesake], list[ReferentPair]]:
    """Return the namesakes of the articles and the pairs between them."""
    records = [record for one in articles for record in one]
    namesakes = grouped(Bundle(), grouped(Profile(), records))
    pairs = grouped(Pair(), namesakes)
    return (
        [one for one in namesakes if isinstance(one, Namesake)],
        [one for one in pairs if isinstance(one, ReferentPair)],
    )


def grouped(stage: GroupStage, records: Iterable[Record]) -> list[Record]:
    """Return what the stage gives, each record once, sorted."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for key in stage.keys(record):
            groups[key].append(record)
    made = {
        record.id: record
        for key, group in groups.items()
        if len(group) >= stage.smallest
        for record in stage.run(key, group, {})
    }
    return [made[one] for one in sorted(made)]


def names(entities: Iterable[Entity]) -> list[set[str]]:
    """Return the names of each entity, sorted by the smallest."""
    return sorted((set(one.names) for one in entities), key=min)
