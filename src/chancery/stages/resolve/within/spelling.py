"""Says whether two spellings may be one name: "Sergey" and "Sergei", "Mohammed" and "Muhammad"."""

import re
from functools import lru_cache

FEWEST_CONSONANTS = 4  # fewer are shared by other names: Hasan and Husain, Marin and Maron; chosen

# What scribes write otherwise when they bring a name from another script; in this order.
_SAME = (
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "h"),
    ("ow", "ou"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("q", "k"),
    ("x", "ks"),
)
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")


@lru_cache(maxsize=8192)
def spelled(word: str) -> str:
    """Return the folded word as any of its usual spellings gives it."""
    for one, other in _SAME:
        word = word.replace(one, other)
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=8192)
def same_word(one: str, other: str) -> bool:
    """Say whether two folded words may be spellings of one name.

    They are if only their vowels differ, and not the last letter, for that may be a woman's or a
    man's.
    """
    first, second = spelled(one), spelled(other)
    if first == second:
        return True
    bare = _VOWELS.sub("", first)
    same = bare == _VOWELS.sub("", second) and first[0] == second[0] and first[-1] == second[-1]
    return same and len(bare) >= FEWEST_CONSONANTS


def is_initial(one: str, other: str) -> bool:
    """Say whether one of two different words is the first letter of the other."""
    return min(len(one), len(other)) == 1 and one[0] == other[0]
