"""Folds a name to the key under which it is found."""

import unicodedata
from functools import lru_cache

DROPPED = frozenset({"Mn", "Me", "Cf", "Cs"})  # accents, joiners, lone surrogates
JOINED = frozenset("'’‘ʻʼ`´ʿʾ\"“”.")  # part no words: O'Neil, Qa’ida, U.N.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)  # letters that Unicode does not take apart


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text without case, accents and punctuation, its words parted by one blank."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", " ".join(plain.translate(_folded).split()))


def actor_id(kind: str, country: str | None, name: str) -> str:
    """Return the id of an actor by its kind, country and name; a dash stands for no country."""
    return f"{kind}/{country or '-'}/{slug(name)}"


def slug(name: str) -> str:
    """Return the folded name as one word, as ids end with it."""
    return fold(name).replace(" ", "-")


class _Folded(dict[int, str]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Return what becomes of a character, and remember it."""
        made = self[code] = _fold_letter(chr(code)).translate(LETTERS)
        return made


_folded = _Folded()


def _fold_letter(letter: str) -> str:
    if letter.isalnum():
        return letter
    kind = unicodedata.category(letter)
    if kind in DROPPED or letter in JOINED:
        return ""
    return letter if kind == "Mc" else " "  # vowel signs that stand beside their letter
