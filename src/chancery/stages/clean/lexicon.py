"""Words that tell prose, dates and addresses to the reader apart, from the table `words.tsv`."""

from functools import lru_cache
from importlib.resources import files
from typing import Literal

WordKind = Literal["function", "date", "company", "address"]


@lru_cache(maxsize=4)
def words_of_kind(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind, of all languages together.

    `address` are pronouns by which a page speaks of itself and to its reader: news prose has
    them in quotes. `company` are the words that stand beside a date on its line.
    """
    text = files("chancery.stages.clean").joinpath("words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word for row in rows if row[0] == kind for word in row[2].split())
