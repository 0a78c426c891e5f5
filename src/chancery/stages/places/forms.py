"""What to look up for a toponym as the text writes it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.knowledge import fold
from chancery.stages.places.words import kind_words, part_words, words_for

POSSESSIVE = re.compile(r"['’]s?$")
ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"})  # of Arabic names
LESS = frozenset({"the", "of"})
WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class Form(NamedTuple):
    """A name to look up; `kind` is what the words around it in the toponym say it is."""

    name: str
    kind: str  # empty where they say nothing
    part: bool  # whether the toponym means a part of the place


def read_forms(written: str) -> Iterator[Form]:
    """Yield the names to look up, the fullest first: the first that is found is meant."""
    words = fold(POSSESSIVE.sub("", written)).split()
    yield Form(" ".join(words), "", part=False)
    words = words[1:] if words[:1] == ["the"] else words
    words = [WRITTEN_OUT.get(word, word) for word in words]
    yield Form(" ".join(words), "", part=False)
    kind, rest = _without_kind(words)
    yield Form(" ".join(rest), kind, part=False)
    if len(rest) > 1 and rest[0] in part_words():
        yield Form(" ".join(rest[1:]), kind, part=True)
    if len(rest) > 1 and rest[0] in ARTICLES:
        yield Form(" ".join(rest[1:]), kind, part=False)


def _without_kind(words: list[str]) -> tuple[str, list[str]]:
    """Return the kind that the first or last word says, and the words without it."""
    kinds = kind_words()
    if len(words) > 1 and words[-1] in kinds:
        return kinds[words[-1]], words[:-1]
    if len(words) > 1 and words[-1] in words_for("land"):
        return "", words[:-1]
    if len(words) > 2 and words[0] in kinds and words[1] == "of":  # noqa: PLR2004 - "city of X"
        return kinds[words[0]], [word for word in words[2:] if word not in LESS]
    return "", words
