"""Agencies and outlets of the own tables as actors."""

from chancery.knowledge.facts import Actor, Name
from chancery.knowledge.folding import actor_id
from chancery.knowledge.tables import forms_of, load
from training.knowledge.countries import once
from training.knowledge.sources import OWN


def outlets() -> list[Actor]:
    """Return the agencies and outlets of the package's own tables."""
    found = [
        Actor(
            id=actor_id("agency", row["country"].lower(), row["name"]),
            kind="agency",
            name=row["full_name"] or row["name"],
            source=OWN,
            country=row["country"].lower() or None,
            names=once(
                Name(one, "variant", OWN)
                for one in (row["name"], row["full_name"], *forms_of(row, "aliases"))
                if one
            ),
        )
        for row in load("agencies")
    ]
    found += [
        Actor(
            id=actor_id("outlet", row["country"].lower(), row["name"]),
            kind="outlet",
            name=row["name"],
            source=OWN,
            country=row["country"].lower() or None,
            names=once(
                [Name(row["name"], "name", OWN)]
                + [Name(one, "variant", OWN) for one in (row["domain"],) if one]
            ),
        )
        for row in load("outlets")
    ]
    return found
