"""Finds the wording of page furniture in a line, from the table `phrases.tsv`."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from chancery.model.document import BlockType
from chancery.text.tables import packaged_rows

Place = Literal["line", "start", "in"]

LONGEST_LABEL = 9  # words; the longest whole-line phrase of the table
EDGES = ".,;:!?…·•|/\\-–—_»«›‹>*+()[]{}\"'“”‘’\u200b\u200e\u200f\ufeff"  # not part of a word
_COUNT = "0123456789 "  # "Comments (12)" is the label "comments"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts split() cannot cut


class Hit(NamedTuple):
    """One phrase of the table that was found in a line."""

    kind: BlockType
    place: Place
    sure: bool
    phrase: str


class Table(NamedTuple):
    """The phrases by place, each found through one word, so that a line is read once."""

    whole: dict[str, Hit]
    opening: dict[str, list[Hit]]  # by first word
    inside: dict[str, list[Hit]]  # by longest word
    triggers: frozenset[str]  # the keys of `inside`
    unspaced: list[Hit]  # phrases of scripts without spaces


def words_of(low: str) -> tuple[str, ...]:
    """Return the words of a lower-case line, without the punctuation at their edges."""
    parts = [raw if raw.isalnum() else raw.strip(EDGES) for raw in low.split()]
    return tuple([word for word in parts if word] if "" in parts else parts)


def find_phrases(low: str, words: Sequence[str]) -> tuple[Hit, ...]:
    """Return the phrases that stand in a lower-case line; `words` is what `words_of` gave."""
    table = load_phrases()
    hits: list[Hit] = []
    if len(words) <= LONGEST_LABEL:
        whole = table.whole.get(_label(words))
        if whole:
            hits.append(whole)
    if words:
        hits += [hit for hit in table.opening.get(words[0], ()) if low.startswith(hit.phrase)]
    if not table.triggers.isdisjoint(words):
        for word in sorted(table.triggers.intersection(words)):
            hits += [hit for hit in table.inside[word] if hit.phrase in low]
    if not low.isascii() and _UNSPACED.search(low):
        hits += [hit for hit in table.unspaced if hit.phrase in low]
    return tuple(hits)


def find_label(text: str) -> Hit | None:
    """Return the phrase that the text is from end to end, if it is one that settles the kind."""
    hit = load_phrases().whole.get(_label(words_of(text.lower())))
    return hit if hit and hit.sure else None


def _label(words: Sequence[str]) -> str:
    label = " ".join(words)
    return label.strip(_COUNT) or label


@lru_cache(maxsize=1)
def load_phrases() -> Table:
    """Return the table, read once in each process."""
    table = Table({}, defaultdict(list), defaultdict(list), frozenset(), [])
    for hit in _read_rows():
        words = words_of(hit.phrase)
        if hit.place == "line":
            table.whole[_label(words)] = hit
        elif hit.place == "start":
            table.opening[words[0]].append(hit)
        elif _UNSPACED.search(hit.phrase):
            table.unspaced.append(hit)
        else:
            table.inside[max(words, key=len) if words else hit.phrase].append(hit)
    return table._replace(triggers=frozenset(table.inside))


def _read_rows() -> list[Hit]:
    rows = packaged_rows("chancery.stages.clean", "phrases.tsv")
    return [
        Hit(cast("BlockType", kind), cast("Place", place), trust == "sure", phrase)
        for kind, place, trust, phrase in rows
    ]
