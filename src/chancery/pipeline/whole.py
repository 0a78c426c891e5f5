"""Says whether words of an article stand whole in their sentences, as far as words tell it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from chancery.model import Evidence, Statement
from chancery.text.rarity import telling_words
from chancery.text.tables import packaged_rows

WordKind = Literal["unsaid", "deed", "lead", "follow", "hanging", "vague", "heard"]
AGAIN = 3  # telling words that a first sentence has twice if a headline is a part of it
NEAR = 2  # code points between what is said, and who says it
MARKS = "\"'”’)` "
_STAMP = re.compile(r"\b\d{1,2}[.:]\d\d\s*(?:[ap]m\s+)?(?:[ap]m|GMT|UTC|[A-Z]{1,3}[SD]?T)\b")
_LEAD = re.compile(r"(?:^|[^\w\s|])\s*$")
_FOLLOW = re.compile(r"\s*(?:$|[^\w\s|])")
_RUN_ON = re.compile(  # a sentence that begins where no stop ended the one before
    r"[a-z]\s+(?:It|A|An|The|This|These|In|On|At|When|After|He|She|They|There|But|And|For|As)\s+[a-z]"
)


def runs_on(words: Sequence[Evidence], sentences: Iterable[Evidence]) -> bool:
    """Say whether a headline, a stamp of time or another sentence runs into words.

    A lead tells the words of its headline again, in the first sentence of a text.
    """
    opening = [one for one in sentences if one.start == 0]
    held = any(
        each.start <= one.start and one.end <= each.end for one in words for each in opening
    )
    stems = Counter(stem for one in opening for stem in telling_words(one.quote))
    twice = sum(count > 1 for count in stems.values())
    if held and (twice >= AGAIN or any(_STAMP.search(one.quote) for one in opening)):
        return True
    return any(_RUN_ON.search(one.quote) for one in words)


def is_cut(claim: Statement) -> bool:
    """Say whether what is said begins or ends in the middle of a clause, as far as words tell it.

    Where it is told around the speaker, his words and the cue stand beside it.
    """
    first, last = claim.words[0], claim.words[-1]
    beside = [
        *filter(None, [claim.cue]),
        *(one.evidence for one in (*claim.speaker, *claim.addressee)),
    ]
    before, _ = sides(first, claim.evidence)
    _, behind = sides(last, claim.evidence)
    begins = _LEAD.search(before) or last_word(before) in words_of("lead")
    begins = begins or any(0 <= first.start - one.end <= NEAR for one in beside)
    ends = _FOLLOW.match(behind) or _first_word(behind) in words_of("follow")
    ends = ends or any(0 <= one.start - last.end <= NEAR for one in beside)
    hangs = any(last_word(one.quote) in words_of("hanging") for one in claim.words)
    return hangs or not (begins and ends)


def sides(one: Evidence, sentences: Iterable[Evidence]) -> tuple[str, str]:
    """Return the words before a span and behind it, of the sentence that holds it all."""
    for each in sentences:
        if each.start <= one.start and one.end <= each.end:
            return each.quote[: one.start - each.start], each.quote[one.end - each.start :]
    return "", ""


def last_word(text: str) -> str:
    """Return the last word in lower case; empty where there is none."""
    return next(iter(text.lower().split()[-1:]), "")


def _first_word(text: str) -> str:
    return next(iter(text.lower().split()[:1]), "").strip(",.;:")


def is_asked(words: Iterable[Evidence], sentences: Sequence[Evidence]) -> bool:
    """Say whether a sentence that holds any of the words is a question."""
    asked = [one for one in sentences if one.quote.rstrip(MARKS).endswith("?")]
    return any(each.start <= one.start and one.end <= each.end for one in words for each in asked)


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the words of one kind; the table `plain.tsv` says what each is for."""
    rows = packaged_rows(__package__ or "", "plain.tsv")
    return frozenset(word for name, words in rows if name == kind for word in words.split())
