"""Says what is known of a name or an office on a day, from which source, and what is not."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

from chancery.knowledge.facts import Actor, Name, Role, Source, Term
from chancery.knowledge.folding import fold
from chancery.knowledge.holding import EITHER, Answer, fits, holders
from chancery.knowledge.index import Knowledge
from chancery.knowledge.tables import forms_of, load
from chancery.model.base import Value

BETWEEN = frozenset(
    """
    of the de du des la le les l von der des del della di do da to for
    """.split()  # noqa: SIM905
)
GENITIVE = re.compile(r"['’]s?(?=\s|$)")
OWNERS = frozenset({"country", "territory", "former_country", "organisation", "format", "other"})
MOST_WORDS = 12  # a longer phrase names no office


class Held(Value, frozen=True):
    """An office of a person: `on_day` says whether the day lies in it for certain."""

    term: Term
    owner: str  # the name of the country or organisation
    on_day: bool


class Explained(Value, frozen=True):
    """One actor that a name may mean."""

    actor: Actor
    forms: tuple[Name, ...]
    offices: tuple[Held, ...] = ()  # of a person, the latest first
    heads: tuple[tuple[Role, Answer], ...] = ()  # of a country, on the day


class OfficeReading(Value, frozen=True):
    """A phrase read as an office of one owner, with who held it on the day."""

    owner: Actor
    title: str
    role: Role
    answer: Answer


class Explanation(Value, frozen=True):
    """What is known of a name on a day; several candidates are listed and none is chosen."""

    name: str
    on: date
    candidates: tuple[Explained, ...]
    offices: tuple[OfficeReading, ...]
    sources: tuple[Source, ...]


def explain(knowledge: Knowledge, name: str, on: date) -> Explanation:
    """Return what is known of a name, or of a phrase that names an office, on a day."""
    found = tuple(
        _explained(knowledge, one.actor, one.forms, on) for one in knowledge.candidates(name)
    )
    offices = tuple(office_readings(knowledge, name, on))
    used = {form.source for one in found for form in one.forms}
    used |= {held.term.source for one in found for held in one.offices}
    answers = [answer for one in found for _, answer in one.heads]
    answers += [one.answer for one in offices]
    used |= {held.term.source for one in answers for held in (*one.holdings, *one.possible)}
    sources = tuple(one for key, one in sorted(knowledge.sources.items()) if key in used)
    return Explanation(name=name, on=on, candidates=found, offices=offices, sources=sources)


def office_readings(knowledge: Knowledge, phrase: str, on: date) -> Iterator[OfficeReading]:
    """Yield each way to read a phrase as a title and whose office it is, in either order."""
    words = fold(GENITIVE.sub("", phrase)).split()
    seen: set[tuple[str, str]] = set()
    for at in range(1, min(len(words), MOST_WORDS)):
        for first, second in ((words[:at], words[at:]), (words[at:], words[:at])):
            title, place = _trimmed(first), _trimmed(second)
            for owner in _owners(knowledge, " ".join(place)) if title and place else ():
                reading = _reading(knowledge, owner, " ".join(title), on)
                if reading and (owner.id, reading.title) not in seen:
                    seen.add((owner.id, reading.title))
                    yield reading


def _trimmed(words: list[str]) -> list[str]:
    """Return the words without those that only join a title to a place."""
    start, end = 0, len(words)
    while start < end and words[start] in BETWEEN:
        start += 1
    while end > start and words[end - 1] in BETWEEN:
        end -= 1
    return words[start:end]


def _owners(knowledge: Knowledge, place: str) -> list[Actor]:
    """Return whom a place means; those that have it as a mere variant only where no other does."""
    found = [one for one in knowledge.candidates(place) if one.actor.kind in OWNERS]
    plain = [one for one in found if any(form.sort != "variant" for form in one.forms)]
    return [one.actor for one in plain or found]


def _reading(knowledge: Knowledge, owner: Actor, title: str, on: date) -> OfficeReading | None:
    """Return who held an office on the day; None where the words name no office of the owner.

    Terms that write the title count first; where none does, those of the role that the title
    names, for a source may call the same office otherwise.
    """
    terms = knowledge.terms(owner.id)
    wanted = set(title.split())
    role = title_roles().get(title)
    written = [one for one in terms if wanted <= set(fold(one.title).split())]
    written = [one for one in written if role is None or not _lesser(one.role)]
    same = [one for one in terms if role and fits(one.role, role)]
    if not written and role is None:
        return None
    answer = holders([*written, *(one for one in same if one not in written)], on)
    if any(held.term in written for held in answer.holdings):
        exact = [one for one in written if one.holder]
        either = [one for one in same if one.role == EITHER]
        answer = holders([*exact, *(one for one in either if one not in exact)], on)
    return OfficeReading(owner=owner, title=title, role=role or written[0].role, answer=answer)


def _lesser(role: Role) -> bool:
    return role.startswith("deputy") or role in {"heir", "representative"}


@cache
def title_roles() -> dict[str, Role]:
    """Return the role of each title of the table, by its folded form."""
    roles: dict[str, Role] = {one: one for one in get_args(Role)}
    return {fold(form): roles[row["role"]] for row in load("titles") for form in forms_of(row)}


def _explained(knowledge: Knowledge, actor: Actor, forms: tuple[Name, ...], on: date) -> Explained:
    terms = knowledge.terms(actor.id)
    if actor.kind == "person":
        return Explained(
            actor=actor, forms=forms, offices=tuple(_offices(knowledge, actor, terms, on))
        )
    roles: tuple[Role, ...] = ("head_of_state", "head_of_government", "head_of_organisation")
    heads: Iterator[tuple[Role, Answer]] = (
        (role, holders((one for one in terms if fits(one.role, role)), on))
        for role in roles
        if any(fits(one.role, role) for one in terms)
    )
    return Explained(actor=actor, forms=forms, heads=tuple(heads))


def _offices(
    knowledge: Knowledge, actor: Actor, terms: tuple[Term, ...], on: date
) -> Iterator[Held]:
    """Yield the offices of a person, those of the own country first, the latest first."""
    order = sorted(terms, key=lambda one: one.start.latest or date.min, reverse=True)
    order.sort(key=lambda one: one.owner != f"country/{actor.country}")
    for term in order:
        owner = knowledge.actor(term.owner)
        certain = holders([term], on).status == "known"
        yield Held(term=term, owner=owner.name if owner else term.owner, on_day=certain)
