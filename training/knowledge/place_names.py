"""Which of a place's other names the gazetteer keeps, and under which forms it is found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from chancery.knowledge import load
from chancery.knowledge.folding import fold

SHORTEST = 3  # letters of a name beside the own one: shorter ones are codes
AIRPORT = re.compile(r"[A-Z]{3,4}")
ANY_SCRIPT_FROM = 1_000_000  # inhabitants: smaller towns keep names in Latin letters alone
OTHER_NAMES_FROM = 10_000  # inhabitants: smaller towns have their own name alone


def other_names(own: str, names: Iterable[str], population: int) -> Iterator[str]:
    """Yield the folded names that are kept beside the own name."""
    kept = {fold(own)}
    for name in names if population >= OTHER_NAMES_FROM else ():
        key = fold(name) if _is_name(name, population) else ""
        if len(key) >= SHORTEST and key not in kept:
            kept.add(key)
            yield key


def plain_forms(name: str) -> Iterator[str]:
    """Yield the name of a division without the words that say what kind it is."""
    words = fold(name).split()
    generic = generic_words()
    while len(words) > 1 and words[-1] in generic:
        words = words[:-1]
    while len(words) > 1 and (words[0] in generic or words[0] in {"of", "the"}):
        words = words[1:]
    yield " ".join(words)


@cache
def generic_words() -> frozenset[str]:
    """Return the words that say what kind of place a name is."""
    rows = load("place_words")
    return frozenset(fold(row["word"]) for row in rows if row["use"] == "kind")


def _is_name(name: str, population: int) -> bool:
    """Say whether a form is a name, and in a script that is kept for a town of this size.

    Transcriptions without capitals ("lndn") are keys for search, and stand in no text.
    """
    if AIRPORT.fullmatch(name):
        return False
    return name[:1].isupper() if _is_latin(name) else population >= ANY_SCRIPT_FROM


def _is_latin(name: str) -> bool:
    letters = (one for one in name if one.isalpha() and not one.isascii())
    return all(unicodedata.name(one, "").startswith("LATIN") for one in letters)
