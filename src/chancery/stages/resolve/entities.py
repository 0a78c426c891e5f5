"""Makes an entity of each group of namesakes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from chancery.model import Entity, KnownActor, MentionType, Namesake, make_id
from chancery.stages.resolve.settle import Settled


def make_entities(settled: Settled) -> Iterator[tuple[Entity, list[Namesake]]]:
    """Yield each entity with its namesakes."""
    ids = [_entity_id(group) for group in settled.groups]
    rivals: dict[int, set[str]] = {}
    for one, others in settled.rivals.items():
        rivals.setdefault(one, set()).update(ids[other] for other in others)
    for place, group in enumerate(settled.groups):
        yield _entity(ids[place], group, sorted(rivals.get(place, ()))), group


def _entity_id(group: Sequence[Namesake]) -> str:
    return make_id("entity", [min(one.referents[0] for one in group)])


def _entity(identity: str, group: Sequence[Namesake], rivals: list[str]) -> Entity:
    forms: Counter[str] = Counter()
    types: Counter[MentionType] = Counter()
    for one in group:
        forms.update(dict(one.names))
        types[one.type] += len(one.referents)
    names = sorted(forms, key=lambda form: (-forms[form], form))
    type_ = min(types, key=lambda one: (-types[one], one))
    named = any(one.named for one in group)
    return Entity(
        id=identity,
        type=type_,
        name=_full_form(names),
        names=tuple(names) if named else (),
        referents=tuple(sorted(referent for one in group for referent in one.referents)),
        documents=tuple(sorted({document for one in group for document in one.documents})),
        known=_known(group),
        ambiguous=tuple(rivals),
    )


def _full_form(names: list[str]) -> str:
    """Return the most frequent form of several words; where there is none, the most frequent."""
    return next((name for name in names if " " in name.strip()), names[0])


def _known(group: Sequence[Namesake]) -> tuple[KnownActor, ...]:
    """Return the known actors: those that are certain where there are any, each once."""
    ordered = sorted(group, key=lambda one: one.referents[0])
    every = [known for one in ordered for known in one.known]
    found: dict[str, KnownActor] = {}
    for known in [one for one in every if one.certain] or every:
        found.setdefault(known.actor, known)
    return tuple(found[actor] for actor in sorted(found))
