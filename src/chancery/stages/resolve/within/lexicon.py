"""Words that say who is meant, from the table `words.tsv`."""

from functools import cache
from typing import Literal

from chancery.text.tables import packaged_rows

WordKind = Literal[
    "honorific",
    "man",
    "woman",
    "throne",
    "head",
    "before",
    "body",
    "organ",
    "former",
    "rank",
    "loose",
    "article",
    "owning",
    "particle",
    "inner",
    "break",
    "within",
    "crowd",
    "plain",
]


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind; the table says what each kind is for."""
    rows = packaged_rows("chancery.stages.resolve.within", "words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())
