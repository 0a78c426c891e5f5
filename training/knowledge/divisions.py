"""First-level divisions of GeoNames as actors."""

import csv
from pathlib import Path

from chancery.knowledge.facts import Actor, Name
from chancery.knowledge.folding import actor_id, fold
from training.knowledge.countries import once


def divisions(path: Path, places: list[Actor]) -> list[Actor]:
    """Return GeoNames' first-level divisions that the territories do not name already."""
    known = {(one.country, fold(name.text)) for one in places for name in one.names}
    found: list[Actor] = []
    with path.open(encoding="utf-8", newline="") as file:
        for code, name, plain, _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            country = code.partition(".")[0].lower()
            if (country, fold(name)) in known or not fold(name):
                continue
            found.append(
                Actor(
                    id=actor_id("region", country, name),
                    kind="region",
                    name=name,
                    source="geonames",
                    country=country,
                    names=once(Name(one, "name", "geonames") for one in (name, plain)),
                )
            )
    return found
