"""What people ruled, by ids alone."""

from collections.abc import Sequence

from chancery.model import Ruled, Ruling, make_id


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
