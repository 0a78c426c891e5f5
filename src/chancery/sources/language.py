"""Reads the language tags that feeds and JSON fields give."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")  # BCP 47, loosely


def primary_language(given: str | None) -> str | None:
    """Return the primary language of a BCP 47 tag; a language's name is none."""
    if given is None or not _TAG.fullmatch(given.strip()):
        return None
    return re.split("[-_]", given.strip().lower())[0]
