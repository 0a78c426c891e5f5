"""Makes the offices of an entity, each with who says so and between which days."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from chancery.knowledge import fold
from chancery.model import Namesake, Role, StatedOffice, make_id
from chancery.stages.resolve.days import day_of

Office = tuple[str, str, bool]


def make_roles(entity: str, group: Sequence[Namesake]) -> Iterator[Role]:
    """Yield one role for each title, owner and whether it was over, sorted."""
    stated: dict[Office, set[StatedOffice]] = defaultdict(set)
    for one in group:
        for office in one.offices:
            owner = office.owner_actor or (fold(office.owner) if office.owner else "")
            stated[fold(office.title), owner, office.former].add(office)
    for key in sorted(stated):
        yield _role(entity, key, sorted(stated[key], key=_order))


def _role(entity: str, key: Office, stated: list[StatedOffice]) -> Role:
    days = [day for one in stated if (day := day_of(one.statement.published))]
    owners = [one.owner for one in stated if one.owner]
    return Role(
        id=make_id("role", [entity, *key]),
        entity=entity,
        title=_commonest([one.title for one in stated]),
        owner=_commonest(owners) if owners else None,
        owner_actor=stated[0].owner_actor,
        former=key[-1],
        first_said=min(days, default=None),
        last_said=max(days, default=None),
        statements=tuple(one.statement for one in stated),
    )


def _order(office: StatedOffice) -> tuple[bool, str, str, int, int]:
    day = day_of(office.statement.published)
    evidence = office.statement.evidence
    return day is None, day or "", evidence.document, evidence.start, evidence.end


def _commonest(words: list[str]) -> str:
    counts = Counter(words)
    return min(counts, key=lambda one: (-counts[one], one))
