"""What people ruled, by ids alone, and decisions on what no build makes."""

from collections.abc import Sequence

from msgspec.structs import replace
from told import Told

from chancery.model import ActorAnchor, Decision, Ruled, Ruling, Sides, make_id
from chancery.pipeline.review.anchors import make_anchor


def must(decision: int, *ids: str, who: str = "Ada") -> Ruling:
    """Return that all of these are one."""
    return _ruling(decision, who, ids[:1], ids[1:], splits=False)


def cannot(decision: int, first: str | Sequence[str], *others: str, who: str = "Ada") -> Ruling:
    """Return that the first is none of the others."""
    taken = (first,) if isinstance(first, str) else tuple(first)
    return _ruling(decision, who, taken, others, splits=True)


def _ruling(
    decision: int, who: str, first: Sequence[str], others: Sequence[str], *, splits: bool
) -> Ruling:
    return Ruling(
        id=make_id("ruling", [decision]),
        decision=decision,
        who=who,
        verdict="cannot" if splits else "must",
        first=tuple(map(_ruled, first)),
        others=tuple(map(_ruled, others)),
    )


def _ruled(identity: str) -> Ruled:
    """Return a thing whose id says its document: that of event-a1 is document-a."""
    return Ruled(id=identity, document=f"document-{identity.rpartition('-')[2][:1]}")


def elsewhere() -> list[Decision]:
    """Return a merge of findings and a split of an actor, on an article that is nowhere else."""
    told = Told("elsewhere", "Aldania shelled Port Tarn. Aldania shelled Halden.")
    events = [told.event("shelled", "Aldania"), told.event("shelled Halden", "Aldania")]
    anchors = tuple(make_anchor(one, told.page.document) for one in events)
    name = ActorAnchor(
        type="place",
        name="Aldania",
        referent="referent-elsewhere",
        document=told.id,
        uri="elsewhere",
        evidence=told.cite("Aldania"),
    )
    merge = Decision(
        id="decision-1",
        number=1,
        who="Ada",
        at="2031-05-01T09:00:00+00:00",
        action="merge",
        anchors=anchors,
        sides=Sides(first=1),
    )
    sides = Sides(first=1, actors=(name, replace(name, name="Halden")))
    return [merge, replace(merge, number=2, action="split", anchors=(), sides=sides)]
