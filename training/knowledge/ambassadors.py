"""Ambassadors, who may be known from another office."""

from collections import defaultdict

import msgspec

from chancery.knowledge.facts import Actor, Name, Term
from chancery.knowledge.folding import actor_id
from training.knowledge import factbook_facts
from training.knowledge.countries import once
from training.knowledge.people import same_person


def with_ambassadors(
    persons: list[Actor],
    terms: list[Term],
    pages: dict[str, dict[str, str]],
    fips: dict[str, str],
) -> tuple[list[Actor], list[Term]]:
    """Return persons and terms with the ambassadors, who may be known from another office."""
    by_country: dict[str, list[Actor]] = defaultdict(list)
    for one in persons:
        by_country[one.country or ""].append(one)
    added: dict[str, Actor] = {}
    for code, name, term, family in factbook_facts.ambassadors(pages, fips):
        who = next(
            (one for one in by_country[code] if same_person(name, family, one.name, "")), None
        )
        identity = who.id if who else actor_id("person", code, name)
        names = [Name(name, "name", term.source)]
        names += [Name(family, "family", term.source)] if family else []
        if who is None:
            added[identity] = Actor(
                id=identity,
                kind="person",
                name=name,
                source=term.source,
                country=code,
                names=once(names),
            )
        terms.append(msgspec.structs.replace(term, holder=identity))
    return [*persons, *added.values()], terms
