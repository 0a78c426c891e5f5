"""Runs the steps that join referents across documents over records made elsewhere."""

from collections.abc import Iterable
from pathlib import Path

from chancery.engines.local import LocalEngine, LocalResults
from chancery.model import Entity, Record, Role
from chancery.pipeline.plan import ACROSS_DOCUMENTS
from chancery.ports import Plan, Step

PLAN = Plan(
    inputs="gather",
    steps=(
        Step(stage=ACROSS_DOCUMENTS[0].stage, takes=("gather",)),  # documents are inputs here too
        *ACROSS_DOCUMENTS[1:],
    ),
    keeps={"decide": (Entity, Role)},
)


class Quiet:
    """Tells nothing of a build's progress."""

    def begin(self, step: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, units: int) -> None:
        """Do nothing."""

    def end(self, *, reused: int) -> None:
        """Do nothing."""


def resolve(records: Iterable[Record], folder: Path, *, workers: int = 1) -> LocalResults:
    """Return the entities and roles of these referents and their documents."""
    engine = LocalEngine(folder, workers=workers, batch_size=256, progress=Quiet())
    return engine.run(PLAN, records)  # type: ignore[arg-type]


def entities(results: LocalResults) -> list[Entity]:
    """Return the entities, sorted by id."""
    found = results.load(Entity, list(results.digests(Entity)))
    return sorted((one for one in found if isinstance(one, Entity)), key=lambda one: one.id)
