"""What the text says around a toponym of where it lies: the container, the kind, the people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chancery.knowledge import fold
from chancery.knowledge.places import Gazetteer
from chancery.model import Span
from chancery.stages.places.words import kind_words, part_words

REACH = 40  # code points before a toponym in which its kind and people are said
CONTAINED = re.compile(r",\s*|\s*\(\s*|,?\s+in\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:of\s+)?")
LISTED = re.compile(r",?\s+and\s+|\s*;\s*|,\s*|\s+or\s+")
WORDS_BACK = 5
SMALL = frozenset({"of", "the", "port", "border"})
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BEFORE = re.compile(r"(?:\b(?P<of>[^\W\d_]+)\s+of\s+|\b(?P<word>[^\W\d_]+)\s+)(?:the\s+)?$")
AFTER = re.compile(r"\s+(?P<word>[^\W\d_]+)")


@dataclass(frozen=True)
class Setting:
    """What is said around one toponym."""

    inside: int | None  # the number of the toponym that follows as its container
    kind: str  # what the word beside it says it is; empty where none does
    people: str | None  # the country whose people's name stands before it: "the Aldanian town of"


def read_settings(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> tuple[Setting, ...]:
    """Return what stands around each of the toponyms, which are in text order."""
    return tuple(
        Setting(
            inside=at + 1 if _is_followed(text, spans, at) else None,
            kind=_kind_beside(text, spans[at]),
            people=_people_before(text, spans[at], gazetteer),
        )
        for at in range(len(spans))
    )


def find_peoples(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the country of each name of a people in the text, as often as it stands there."""
    words = WORD.findall(text)
    for at, word in enumerate(words):
        if word[0].isupper():
            country = _people_at(words, at, gazetteer)
            if country:
                yield country


def _is_followed(text: str, spans: Sequence[Span], at: int) -> bool:
    """Say whether the next toponym follows as a container may: "X, Y", "X (Y)", "X in Y"."""
    if at + 1 >= len(spans):
        return False
    return bool(CONTAINED.fullmatch(text, spans[at][1], spans[at + 1][0]))


def _kind_beside(text: str, span: Span) -> str:
    """Return the kind that is said before ("the city of X", "city X") or behind ("X province")."""
    kinds = kind_words()
    after = AFTER.match(text, span[1])
    if after and fold(after["word"]) in kinds:
        return kinds[fold(after["word"])]
    before = BEFORE.search(text, max(0, span[0] - REACH), span[0])
    return kinds.get(fold(before["of"] or before["word"]), "") if before else ""


def _people_before(text: str, span: Span, gazetteer: Gazetteer) -> str | None:
    """Return the country that is said before: "the Aldanian town of X", "Aldanian X"."""
    words = WORD.findall(text[max(0, span[0] - REACH) : span[0]])
    for at in reversed(range(max(0, len(words) - WORDS_BACK), len(words))):
        if words[at][0].isupper():
            return _people_at(words, at, gazetteer)
        if fold(words[at]) not in kind_words() and words[at] not in SMALL:
            return None
    return None


def _people_at(words: Sequence[str], at: int, gazetteer: Gazetteer) -> str | None:
    """Return the country whose people a word names, with the word before it where both do.

    "South Aldanian" is no people of Aldane.
    """
    before = words[at - 1] if at else ""
    if fold(before) in part_words():
        return gazetteer.people(f"{before} {words[at]}")
    return gazetteer.people(words[at])
