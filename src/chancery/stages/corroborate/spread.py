"""Tells each document its entities and origins, so that its claims can be bound alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, cast

from chancery.model import (
    Belonging,
    Entity,
    Origin,
    OriginName,
    OriginPart,
    Record,
    Referent,
    Span,
    make_id,
)
from chancery.ports import GroupStage


class Spread(GroupStage):
    """Makes one small record for each document of an entity or origin: it may have very many."""

    name: ClassVar[str] = "spread"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Entity, Origin)
    outputs: ClassVar[tuple[type[Record], ...]] = (Belonging, OriginPart)
    lookups: ClassVar[tuple[type[Record], ...]] = (Referent,)
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the entity or origin itself."""
        return (record.id,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the ids of an entity's referents."""
        return record.referents if isinstance(record, Entity) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the parts that the entity or origin has."""
        del key
        for one in group:
            if isinstance(one, Entity):
                yield from spread(one, [cast("Referent", found[each]) for each in one.referents])
            elif isinstance(one, Origin):
                yield from laid(one)


def spread(entity: Entity, referents: Iterable[Referent]) -> Iterator[Belonging]:
    """Yield the part of an entity in each of its documents."""
    actor = next((one.actor for one in entity.known if one.certain), None)
    by_document: dict[str, list[str]] = defaultdict(list)
    for one in referents:
        by_document[one.document].append(one.id)
    for document, own in by_document.items():
        yield Belonging(
            id=make_id("belonging", [entity.id, document]),
            document=document,
            entity=entity.id,
            type=entity.type,
            name=entity.name,
            actor=actor,
            referents=tuple(own),
        )


def laid(origin: Origin) -> Iterator[OriginPart]:
    """Yield the text of an origin in each of its documents."""
    by_document: dict[str, list[Span]] = defaultdict(list)
    for one in origin.evidence:
        by_document[one.document].append((one.start, one.end))
    for document, spans in by_document.items():
        yield OriginPart(
            id=make_id("origin_part", [origin.id, document]),
            document=document,
            origin=OriginName(origin=origin.id, name=origin.name, basis=origin.basis),
            spans=tuple(sorted(spans)),
        )
