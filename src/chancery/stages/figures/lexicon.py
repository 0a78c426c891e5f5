"""Words by what they say of a number beside them, from the table `words.tsv`."""

from functools import cache
from typing import Literal

from chancery.text.tables import packaged_rows

WordKind = Literal["link", "fall", "stop", "join", "given", "way", "in"]


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind; the table says what each kind is for."""
    rows = packaged_rows(__package__ or "", "words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())
