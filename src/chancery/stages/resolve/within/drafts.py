"""A referent in the making: its names, the phrases that mean it, its roles."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chancery.model import (
    Form,
    KnownActor,
    Link,
    MentionType,
    Reference,
    Referent,
    Span,
    StatedRole,
    make_id,
)
from chancery.stages.resolve.within.names import Name
from chancery.stages.resolve.within.reading import Reading

Words = tuple[str, ...]


@dataclass(eq=False)
class Draft:
    """What is gathered of one referent; compared by identity."""

    kind: MentionType
    names: dict[Span, Words] = field(default_factory=dict)  # the names alone, where they stand
    references: dict[Span, tuple[Form, Link]] = field(default_factory=dict)
    roles: list[StatedRole] = field(default_factory=list)
    known: tuple[KnownActor, ...] = ()

    def add_name(self, name: Name, link: Link) -> None:
        """Enter a name with the phrase that holds it."""
        self.names[name.span] = name.words
        self.references.setdefault(name.phrase, ("name", link))

    def add_phrase(self, span: Span, form: Form, link: Link) -> None:
        """Enter a phrase without a name."""
        self.references.setdefault(span, (form, link))

    def take(self, other: "Draft") -> None:
        """Take in what another has, which is the same; where both know an actor, this one does."""
        self.names |= other.names
        for span, how in other.references.items():
            self.references.setdefault(span, how)
        self.roles += other.roles
        self.known = self.known or other.known

    @property
    def forms(self) -> set[Words]:
        """Return the distinct names, folded."""
        return set(self.names.values())

    @property
    def is_person(self) -> bool:
        """Say whether it is one."""
        return self.kind == "person"


def make_referents(reading: Reading, drafts: Iterable[Draft]) -> list[Referent]:
    """Return the referents in the order in which they are first spoken of.

    What is first spoken of by the same words is one: a name may read as a government's too.
    """
    kept: dict[tuple[Span, MentionType], Draft] = {}
    for one in drafts:
        if one.references:
            first = kept.setdefault((min(one.references), one.kind), one)
            if first is not one:
                first.take(one)
    return [_referent(reading, kept[key]) for key in sorted(kept)]


def _referent(reading: Reading, draft: Draft) -> Referent:
    names = _verbatim(reading.text, draft)
    start, end = min(draft.references)
    return Referent(
        id=make_id("referent", [reading.document, start, end, draft.kind]),
        document=reading.document,
        type=draft.kind,
        name=names[0],
        names=names,
        references=tuple(
            Reference(start=span[0], end=span[1], form=form, link=link)
            for span, (form, link) in sorted(draft.references.items())
        ),
        roles=tuple(sorted(set(draft.roles), key=lambda one: (one.holder, one.title))),
        known=draft.known,
    )


def _verbatim(text: str, draft: Draft) -> tuple[str, ...]:
    """Return the distinct names, the fullest first; of one without a name, its phrases."""
    spans = sorted(draft.names) or sorted(draft.references)
    forms = dict.fromkeys(text[start:end] for start, end in spans)
    return tuple(sorted(forms, key=lambda form: (-len(form.split()), -len(form))))
