"""Decides which referents are one entity, from scored pairs and from what may not be one."""

from collections.abc import Iterable, Sequence
from sys import intern
from typing import ClassVar

from chancery.model import Entity, Namesake, Record, ReferentPair, Role, Ruling
from chancery.ports import CorpusStage
from chancery.stages.resolve.entities import make_entities
from chancery.stages.resolve.roles import make_roles
from chancery.stages.resolve.settle import settle
from chancery.stages.resolve.split import Scored


class Decide(CorpusStage):
    """Makes the entities of the corpus and the offices that documents give them.

    What people ruled of any referents enters beside the pairs of the steps before.
    """

    name: ClassVar[str] = "decide"
    version: ClassVar[int] = 4
    inputs: ClassVar[tuple[type[Record], ...]] = (Namesake, ReferentPair, Ruling)
    outputs: ClassVar[tuple[type[Record], ...]] = (Entity, Role)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield the entities, then their roles."""
        namesakes: list[Namesake] = []
        pairs: list[Scored] = []
        rulings: list[Ruling] = []
        for one in records:
            if isinstance(one, Namesake):
                namesakes.append(one)
            elif isinstance(one, ReferentPair):
                pairs.append(Scored(intern(one.a), intern(one.b), one.score, one.verdict))
            elif isinstance(one, Ruling):
                rulings.append(one)
        for entity, members in make_entities(settle(namesakes, pairs, rulings)):
            yield entity
            yield from make_roles(entity.id, members)
