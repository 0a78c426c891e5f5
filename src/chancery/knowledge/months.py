"""Names of months of all languages, for the dates that pages and texts write."""

from collections.abc import Mapping
from functools import lru_cache

from chancery.knowledge.tables import forms_of, load

LANGUAGES = 64  # whose names are kept at hand, 20 KB each: a page may name any three letters


@lru_cache(maxsize=LANGUAGES)
def months(language: str | None) -> Mapping[str, int]:
    """Return names of months, lower case; the language decides where two languages disagree."""
    names: dict[str, int] = {}
    disputed: set[str] = set()
    own: dict[str, int] = {}
    for row in load("months"):
        number = int(row["month"])
        for form in forms_of(row):
            if names.setdefault(form, number) != number:
                disputed.add(form)
            if row["language"] == language:
                own[form] = number
    return {name: number for name, number in names.items() if name not in disputed} | own
