"""The sets of words that tell a time expression from other words (`find_words.tsv`)."""

from functools import cache

from chancery.text.tables import packaged_rows


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words, or kinds of words, of a set."""
    rows = packaged_rows("chancery.text.timex", "find_words.tsv")
    return next(frozenset(words.split("|")) for found, words in rows if found == name)
