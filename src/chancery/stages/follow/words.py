"""Cuts the telling words, numbers and names out of a span, for commitments and tellings alike."""

import re
from typing import NamedTuple

from chancery.model import Span
from chancery.stages.follow.actors import Actors, Named
from chancery.text.page import Page
from chancery.text.rarity import telling_words

OPENING = 3  # words
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Matter(NamedTuple):
    """What a span speaks of: its first words, telling stems, numbers and names."""

    opening: tuple[str, ...]  # words; none where it opens with a number
    stems: frozenset[str]
    numbers: tuple[str, ...]
    named: list[Named]


def matter_of(page: Page, actors: Actors, span: Span) -> Matter:
    """Return what a span speaks of, without names of actors and without times."""
    named = actors.within(span)
    hidden = [(one.start, one.end) for one in named]
    hidden += [(one.start, one.end) for one in page.times_in(span)]
    text = page.words(span)
    for start, end in hidden:
        low, high = start - span[0], end - span[0]
        text = text[:low] + "\n" * (high - low) + text[high:]
    numbers = sorted({found.replace(",", "") for found in _NUMBER.findall(text)})
    number = _NUMBER.search(text)
    opening = _WORD.findall(text[: number.start()] if number else text)[:OPENING]
    return Matter(tuple(opening), frozenset(telling_words(text)), tuple(numbers), named)
