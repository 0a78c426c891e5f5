"""Words that tell prose, dates and addresses to the reader apart, from the table `words.tsv`."""

from functools import lru_cache
from typing import Literal

from chancery.text.tables import packaged_rows

WordKind = Literal["function", "date", "company", "address", "remark", "picture", "and"]


@lru_cache(maxsize=7)
def words_of_kind(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind, of all languages together.

    `address` are pronouns by which a page speaks of itself and to its reader: news prose has
    them in quotes. `company` are the words that stand beside a date on its line.
    `remark` are names of what readers write below an article, `picture` those of what is shown.
    `and` joins two names.
    """
    rows = packaged_rows("chancery.stages.clean", "words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[2].split())
