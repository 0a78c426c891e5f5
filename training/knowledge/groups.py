"""Armed groups of several sources, one actor for each that share a form."""

from pathlib import Path

import msgspec

from chancery.knowledge.facts import Actor, Name
from chancery.knowledge.folding import actor_id, fold
from chancery.knowledge.tables import forms_of, load
from training.knowledge import petrarch
from training.knowledge.countries import once
from training.knowledge.sources import OWN


def with_dictionary(groups: list[Actor], path: Path) -> list[Actor]:
    """Return the armed groups of both sources, one for each that share a form."""
    joined = {one.id: one for one in groups}
    known = {fold(name.text): one.id for one in groups for name in one.names}
    for entry in petrarch.read_entries(path):
        if not any(stay.code.endswith("REB") for stay in entry.stays):
            continue
        names = tuple(Name(one, "variant", petrarch.SOURCE) for one in entry.names)
        identity = next((known[fold(one.text)] for one in names if fold(one.text) in known), None)
        if identity:
            own = joined[identity]
            joined[identity] = msgspec.structs.replace(own, names=once([*own.names, *names]))
            continue
        identity = actor_id("armed_group", None, entry.names[0])
        joined.setdefault(
            identity,
            Actor(
                id=identity,
                kind="armed_group",
                name=entry.names[0],
                source=petrarch.SOURCE,
                names=names,
            ),
        )
    return [_with_forms(one) for one in joined.values()]


def _with_forms(group: Actor) -> Actor:
    """Return the group with the forms of the own table."""
    own = {fold(name.text) for name in group.names}
    forms = [
        Name(form, "variant", OWN)
        for row in load("armed_groups")
        if fold(row["name"]) in own
        for form in forms_of(row)
    ]
    return msgspec.structs.replace(group, names=once([*group.names, *forms]))
