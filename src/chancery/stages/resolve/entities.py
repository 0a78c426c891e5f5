"""Makes an entity of each group of namesakes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chancery.model import Entity, KnownActor, MentionType, Namesake, make_id
from chancery.stages.resolve.settle import Settled

NAMED = "named"
RARE = 8  # times as often as a form is the most frequent one, for which it does not stand


def make_entities(settled: Settled) -> Iterator[tuple[Entity, list[Namesake]]]:
    """Yield each entity with its namesakes."""
    made = [_Made.of(group) for group in settled.groups]
    ids = _ids(made)
    rivals: dict[int, set[str]] = {}
    for one, others in settled.rivals.items():
        rivals.setdefault(one, set()).update(ids[other] for other in others)
    for place, group in enumerate(settled.groups):
        yield _entity(ids[place], group, made[place], sorted(rivals.get(place, ()))), group


class _Made(NamedTuple):
    """What a group of namesakes says of its entity."""

    first: str  # the smallest referent
    type: MentionType
    known: tuple[KnownActor, ...]
    name: str
    names: tuple[str, ...]  # none where no document gives one

    @classmethod
    def of(cls, group: Sequence[Namesake]) -> "_Made":
        types: Counter[MentionType] = Counter()
        forms: Counter[str] = Counter()
        for one in group:
            types[one.type] += len(one.referents)
            forms.update(dict(one.names))
        type_ = min(types, key=lambda one: (-types[one], one))
        names = sorted(forms, key=lambda form: (-forms[form], form))
        return cls(
            first=min(one.referents[0] for one in group),
            type=type_,
            known=_known(group),
            name=_full_form(names, forms, type_),
            names=tuple(names) if any(one.named for one in group) else (),
        )

    @property
    def tokens(self) -> list[tuple[str, ...]]:
        """Return what an id may be made of, the best first: see `_ids`."""
        certain = [one.actor for one in self.known if one.certain]
        actor = [(certain[0], self.type)] if len(certain) == 1 else []
        name = [(NAMED, self.type, self.name)] if self.names else []
        return [*actor, *name, (self.first,)]


def _ids(made: Sequence[_Made]) -> list[str]:
    """Return the ids of entities, which no two share.

    That of a known actor is made of it, so that it is the same in every dossier; that of another
    of its name, where none else has it; what is left, of the smallest referent. So most stay when
    articles come in, and with them all that rests on them.
    """
    times = Counter(token for one in made for token in one.tokens)
    return [
        make_id("entity", next(token for token in one.tokens if times[token] == 1)) for one in made
    ]


def _entity(identity: str, group: Sequence[Namesake], made: _Made, rivals: list[str]) -> Entity:
    return Entity(
        id=identity,
        type=made.type,
        name=made.name,
        names=made.names,
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
