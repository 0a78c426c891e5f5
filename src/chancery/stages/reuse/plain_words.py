"""Gives the words that tell nothing of a text's origin: closed classes, and reporting's own."""

from functools import cache
from importlib.resources import files


@cache
def plain_words() -> frozenset[str]:
    """Return the words of `plain_words.tsv`, in lower case."""
    table = (files("chancery.stages.reuse") / "plain_words.tsv").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(line.split("\t")[0] for line in lines)
