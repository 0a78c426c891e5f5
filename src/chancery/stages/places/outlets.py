"""The country of an outlet, where a table of the package has it."""

from functools import cache

from chancery.knowledge import fold, forms_of, load


def outlet_country(name: str) -> str:
    """Return the country of the outlet or agency of this name; empty where it is not known."""
    return _countries().get(fold(name), "")


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load("outlets"):
        found.setdefault(fold(row["name"]), row["country"].upper())
    for row in load("agencies"):
        for form in (row["name"], row["full_name"], *forms_of(row, "aliases")):
            found.setdefault(fold(form), row["country"].upper())
    return found
