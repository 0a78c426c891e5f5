"""Gives the words that tell nothing of a text's origin: closed classes, and reporting's own."""

from functools import cache

from chancery.text.tables import packaged_rows


@cache
def plain_words() -> frozenset[str]:
    """Return the words of `plain_words.tsv`, in lower case."""
    rows = packaged_rows("chancery.stages.reuse", "plain_words.tsv")
    return frozenset(word for word, *_ in rows)
