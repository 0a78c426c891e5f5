"""Compares words that are spelled differently, or in other alphabets.

This is the only door to anyascii (ISC) and rapidfuzz (MIT).
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

ALPHABETS = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW"})
RESPELLINGS = (  # one sound that transliterations write in several ways
    (re.compile(r"tch|tsch"), "ch"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"ck|q|c(?!h)"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
LOST_VOWELS = re.compile(r"(?<!^)[aeiouh]")
FIRST_VOWEL = re.compile(r"^h?i?[aeiou]+")
VOICELESS = str.maketrans("gdbz", "ktps")
TELLING = 3  # letters of a skeleton below which vowels must agree: Dan is not Don
LONG = 6  # letters of a word from which one wrong letter is taken for a slip


@lru_cache(maxsize=65536)
def to_latin(text: str) -> str:
    """Return the text with letters of other alphabets in Latin ones; other scripts stay.

    A script without letters for single sounds, such as Chinese, has no one reading: 習近平 stays.
    """
    if text.isascii():
        return text
    return "".join(_latin(letter) for letter in text)


@lru_cache(maxsize=65536)
def respell(word: str) -> str:
    """Return a folded word as one of its usual spellings: sergey and sergei are one."""
    for pattern, spelling in RESPELLINGS:
        word = pattern.sub(spelling, word)
    return word


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word by their sound: qaddafi and gadhafi are ktf."""
    plain = FIRST_VOWEL.sub("a", respell(word))
    return LOST_VOWELS.sub("", plain).translate(VOICELESS)


def sounds_alike(a: str, b: str) -> bool:
    """Say whether two folded words may be one: muhammad and mohamed may, mario and maria not."""
    bones = skeleton(a)
    return len(bones) >= TELLING and bones == skeleton(b) and _same_ending(a, b)


def slips(a: str, b: str) -> bool:
    """Say whether one letter of a long word is wrong, absent or moved."""
    return min(len(a), len(b)) >= LONG and OSA.distance(a, b, score_cutoff=1) <= 1


def _same_ending(a: str, b: str) -> bool:
    """Say whether both end in one vowel, or both in a consonant: a vowel may tell the sex."""
    ours, theirs = respell(a)[-1:], respell(b)[-1:]
    return ours == theirs or (ours not in "aeiou" and theirs not in "aeiou")


def _latin(letter: str) -> str:
    alphabet = unicodedata.name(letter, "").partition(" ")[0]
    return anyascii(letter) if alphabet in ALPHABETS else letter
