"""Values of metadata in words, with what they rest on where that matters."""

import re

from chancery.model import DateValue, TextValue


def with_basis(value: TextValue | None) -> str:
    """Return a value with its basis where the article itself does not state it."""
    if value is None:
        return "unknown"
    return (
        value.value if value.basis == "stated" else f"{value.value} ({basis_words(value.basis)})"
    )


def date_words(value: DateValue | None) -> str:
    """Return a date as its interval allows: a day, a span, from, until, or unknown."""
    if value is None:
        return "unknown"
    if value.start is None:
        return f"until {value.end}"
    if value.end is None:
        return f"from {value.start}"
    return value.start if value.start == value.end else f"{value.start} to {value.end}"


def day_words(value: DateValue | None) -> str:
    """Return the same without the time of day, for a column of a table."""
    return re.sub(r"T[0-9:.]+(Z|[+-][0-9:]+)?", "", date_words(value))


def basis_words(basis: str) -> str:
    """Return a basis as words."""
    return basis.replace("_", " ")
