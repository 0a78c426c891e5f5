"""Makes the patterns of this stage from the tables of facts, once in a process."""

import re
from collections.abc import Iterable
from functools import cache

from chancery.knowledge import forms_of, load


@cache
def words(table: str, kind: str, column: str = "kind") -> tuple[str, ...]:
    """Return the forms of one kind in a table of all languages, longest first."""
    forms = {form for row in load(table) if row[column] == kind for form in forms_of(row)}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern for any of the forms, with blanks of any kind between their words."""
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + ")"


@cache
def reserves_rights() -> re.Pattern[str]:
    """Match a year or a reservation of rights: notices have one, picture credits none."""
    rights = any_of(words("line_labels", "rights"))
    return re.compile(rf"\b(?:1[89]|20)\d\d\b|{rights}", re.IGNORECASE)
