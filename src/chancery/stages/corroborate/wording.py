"""Finds the words in which two renderings of one remark differ."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from chancery.model import Claim, Commitment, Evidence, Statement

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    form: str
    part: Evidence
    start: int  # code points of the part's quote, half-open
    end: int


def words_of(claim: Claim) -> tuple[Evidence, ...]:
    """Return the words in which somebody says or promises something; none of other claims."""
    if isinstance(claim, Statement):
        return claim.words
    return claim.content if isinstance(claim, Commitment) else ()


def split(parts: Sequence[Evidence]) -> list[Word]:
    """Return the words one by one, as two renderings are compared."""
    return [
        Word(found[0].lower().replace("’", "'"), part, *found.span())
        for part in parts
        for found in _WORD.finditer(part.quote)
    ]


def differing(
    mine: Sequence[Word], theirs: Sequence[Word]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the runs of words of each rendering that the other lacks."""
    forms = [[one.form for one in some] for some in (mine, theirs)]
    if forms[0] == forms[1]:  # as of figures and events, which have none
        return (), ()
    match = SequenceMatcher(None, forms[0], forms[1], autojunk=False)
    only_a: list[Evidence] = []
    only_b: list[Evidence] = []
    for tag, low, high, start, end in match.get_opcodes():
        if tag != "equal":
            only_a += _runs(mine[low:high])
            only_b += _runs(theirs[start:end])
    return tuple(only_a), tuple(only_b)


def _runs(words: Sequence[Word]) -> Iterator[Evidence]:
    """Yield the stretches that the words take up, one in each part."""
    for part in dict.fromkeys(one.part for one in words):
        own = [one for one in words if one.part == part]
        start, end = own[0].start, own[-1].end
        yield Evidence(
            document=part.document,
            start=part.start + start,
            end=part.start + end,
            quote=part.quote[start:end],
        )
