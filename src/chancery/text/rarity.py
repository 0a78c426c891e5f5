"""How much a word tells of what a text is about: the rarer it is in English, the more."""

import math
import re
from functools import cache, lru_cache
from importlib.resources import files

from chancery.text.tables import COMMENT

EVERYWHERE = 200  # words: so many are of every text
UNLISTED = 40_000  # the rank of a word that the table does not hold
ENDINGS = ("'s", "ing", "ed", "es", "s")
SHORTEST = 3  # letters that an ending leaves
KNOWN = 1 << 16  # words whose rarity and stem are kept at hand, some 10 MB

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def telling_words(text: str) -> list[str]:
    """Return the words that tell something, in order, lower case, without common endings."""
    words = (found[0].lower().replace("’", "'") for found in _WORD.finditer(text))
    return [stem(word) for word in words if rarity(word) > 0]


@lru_cache(maxsize=KNOWN)
def rarity(word: str) -> float:
    """Return 0 for a letter or a word of every text, up to about 5 for one that few texts have."""
    if len(word) == 1:
        return 0.0
    ranks = _ranks()
    rank = min(ranks.get(form, UNLISTED) for form in {word, stem(word)})
    return max(0.0, math.log(rank / EVERYWHERE))


@lru_cache(maxsize=KNOWN)
def stem(word: str) -> str:
    """Return a word without the ending of its case, number or tense."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def ranked_words() -> list[str]:
    """Return the words of the table, the most frequent first."""
    text = (files(__package__ or "") / "word_ranks.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith(COMMENT)]


@cache
def _ranks() -> dict[str, int]:
    """Return the rank of each word and stem, from 1; a stem has that of its commonest word."""
    ranks: dict[str, int] = {}
    for rank, word in enumerate(ranked_words(), 1):
        ranks.setdefault(word, rank)
        ranks.setdefault(stem(word), rank)
    return ranks
