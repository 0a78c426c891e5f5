"""The words that stand beside names of places, by their use."""

from functools import cache

from chancery.knowledge import fold, load


@cache
def kind_words() -> dict[str, str]:
    """Return the words that say what kind of place a name is, each with that kind."""
    return {fold(row["word"]): row["kind"] for row in load("place_words") if row["use"] == "kind"}


@cache
def part_words() -> frozenset[str]:
    """Return the words that say which part of a place is meant: northern, central."""
    return words_for("part")


@cache
def words_for(use: str) -> frozenset[str]:
    """Return the words of one use."""
    return frozenset(fold(row["word"]) for row in load("place_words") if row["use"] == use)
