"""Makes an entity of each group of namesakes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chancery.model import Entity, KnownActor, MentionType, Namesake, make_id
from chancery.stages.resolve.settle import Settled

RARE = 8  # times as often as a form is the most frequent one, for which it does not stand


def make_entities(settled: Settled) -> Iterator[tuple[Entity, list[Namesake]]]:
    """Yield each entity with its namesakes."""
    ids = _ids([_Made.of(group) for group in settled.groups])
    rivals: dict[int, set[str]] = {}
    for one, others in settled.rivals.items():
        rivals.setdefault(one, set()).update(ids[other] for other in others)
    for place, group in enumerate(settled.groups):
        yield _entity(ids[place], group, sorted(rivals.get(place, ()))), group


class _Made(NamedTuple):
    """What a group of namesakes says of its entity."""

    first: str  # the smallest referent
    type: MentionType
    known: tuple[KnownActor, ...]

    @classmethod
    def of(cls, group: Sequence[Namesake]) -> "_Made":
        types: Counter[MentionType] = Counter()
        for one in group:
            types[one.type] += len(one.referents)
        type_ = min(types, key=lambda one: (-types[one], one))
        return cls(min(one.referents[0] for one in group), type_, _known(group))

    @property
    def actor(self) -> tuple[str, str] | None:
        """Return the one known actor that it certainly is, and as what it is spoken of."""
        certain = [one.actor for one in self.known if one.certain]
        return (certain[0], self.type) if len(certain) == 1 else None


def _ids(made: Sequence[_Made]) -> list[str]:
    """Return the ids of entities.

    That of a known actor is made of it, so that it is the same in every dossier and stays when
    articles come in, and with it all that rests on it; that of others of the smallest referent.
    """
    times = Counter(one.actor for one in made)
    return [
        make_id("entity", one.actor if one.actor and times[one.actor] == 1 else [one.first])
        for one in made
    ]


def _entity(identity: str, group: Sequence[Namesake], rivals: list[str]) -> Entity:
    forms: Counter[str] = Counter()
    for one in group:
        forms.update(dict(one.names))
    made = _Made.of(group)
    names = sorted(forms, key=lambda form: (-forms[form], form))
    named = any(one.named for one in group)
    return Entity(
        id=identity,
        type=made.type,
        name=_full_form(names, forms, made.type),
        names=tuple(names) if named else (),
        referents=tuple(sorted(referent for one in group for referent in one.referents)),
        documents=tuple(sorted({document for one in group for document in one.documents})),
        known=made.known,
        ambiguous=tuple(rivals),
    )


def _full_form(names: Sequence[str], forms: Mapping[str, int], type_: MentionType) -> str:
    """Return the most frequent form of several words; where there is none, the most frequent.

    A person goes by one word in most places, so any fuller form will do. What else has a name of
    one word mostly is called so, and a rare form of several is a slip of the reader's.
    """
    least = 1 if type_ == "person" else forms[names[0]] / RARE
    full = (name for name in names if " " in name.strip() and forms[name] >= least)
    return next(full, names[0])


def _known(group: Sequence[Namesake]) -> tuple[KnownActor, ...]:
    """Return the known actors: those that are certain where there are any, each once."""
    ordered = sorted(group, key=lambda one: one.referents[0])
    every = [known for one in ordered for known in one.known]
    found: dict[str, KnownActor] = {}
    for known in [one for one in every if one.certain] or every:
        found.setdefault(known.actor, known)
    return tuple(found[actor] for actor in sorted(found))
