"""Finds again the names that people said mean one actor, or do not, among those of this build."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, cast

from chancery.model import ActorAnchor, Document, Record, Referent, Ruling
from chancery.ports import GroupStage
from chancery.stages.recalling import Held, comes_from, digest_of, make_ruling


class RecallActors(GroupStage):
    """Brings each merge and split of actors together with the referents that may be meant."""

    name: ClassVar[str] = "recall_actors"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Referent,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Ruling,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 1

    def __init__(self, decisions: Sequence[Held[ActorAnchor]]) -> None:
        """Take the merges and splits that stand."""
        self._held = {str(one.decision): one for one in decisions}
        self._by: dict[str, set[str]] = {}
        for key, one in self._held.items():
            for anchor in (*one.first, *one.others):
                self._by.setdefault(anchor.referent, set()).add(key)
                self._by.setdefault(_called(anchor), set()).add(key)

    @property
    def settings(self) -> str:
        """Return the digest of the decisions."""
        return f"decisions={digest_of(tuple(self._held.values()))}"

    def keys(self, record: Record) -> Sequence[str]:
        """Return the decisions that the referent may be meant by."""
        one = cast("Referent", record)
        return sorted({*self._by.get(one.id, ()), *self._by.get(_called(one), ())})

    def refers(self, record: Record) -> Sequence[str]:
        """Return the document of a referent that may be meant."""
        return (cast("Referent", record).document,) if self.keys(record) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield what one decision says of the referents of this build."""
        held = self._held[key]
        referents = {one.id: one for one in cast("Sequence[Referent]", group)}
        documents = cast("Mapping[str, Document]", found)
        meant = {
            one: referent
            for one in (*held.first, *held.others)
            if (referent := _meant(one, referents, documents)) is not None
        }
        yield from make_ruling(held, meant)


def _meant(
    anchor: ActorAnchor, referents: Mapping[str, Referent], documents: Mapping[str, Document]
) -> Referent | None:
    """Return the referent that an anchor means, as `_meant` of claims does."""
    if (same := referents.get(anchor.referent)) is not None:
        return same if names_as(anchor, same) else None
    return nearest(
        anchor,
        (
            (one, documents[one.document])
            for one in referents.values()
            if comes_from(anchor, documents[one.document])
        ),
    )


def names_as(anchor: ActorAnchor, one: Referent) -> bool:
    """Say whether a document names a referent as it named the one that was decided on."""
    return one.type == anchor.type and one.name == anchor.name


def nearest(
    anchor: ActorAnchor, referents: Iterable[tuple[Referent, Document]]
) -> Referent | None:
    """Return the referent of the same name that an anchor's phrase means, nearest to its place."""
    same = [
        (one.document != anchor.document, gap, one.id, one)
        for one, document in referents
        if names_as(anchor, one)
        for gap in _gaps(anchor, one, document)
    ]
    return min(same, key=lambda each: each[:3])[3] if same else None


def _gaps(anchor: ActorAnchor, one: Referent, document: Document) -> Iterator[int]:
    """Yield how far each phrase of a referent that reads as the anchor's stands from it."""
    for each in one.references:
        if document.text[each.start : each.end] == anchor.evidence.quote:
            yield abs(each.start - anchor.evidence.start)


def _called(one: ActorAnchor | Referent) -> str:
    return f"{one.type} {one.name}"
