"""Finds the time expressions of a text: stretches of tokens that the grammar reads to a value."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from chancery.text.timex.extents import EXTENTS
from chancery.text.timex.lexing import BREAK, OTHER, Lexeme, lex
from chancery.text.timex.stretch import Stretch, is_time
from chancery.text.timex.word_sets import word_set


def find_times(text: str) -> list[tuple[int, int]]:
    """Return the time expressions of a text, in order, none overlapping another.

    Offsets are half-open, in code points. Every one is read by `read_times` to a value, or is
    flawed, as 31 February is.
    """
    tokens = _told_apart(lex(text))
    starts, kinds = _kinds(tokens)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        one = _longest(text, tokens, place, kinds, starts)
        if one:
            found.append(one.span)
        place = one.last if one else place + 1
    return found


def _longest(
    text: str, tokens: Sequence[Lexeme], place: int, kinds: str, starts: Sequence[int]
) -> Stretch | None:
    """Return the longest expression that begins at a place."""
    if tokens[place].kind == BREAK or tokens[place].kind in word_set("inner"):
        return None
    matches = (extent.match(kinds, starts[place]) for extent in EXTENTS)
    for end in sorted({match.end() for match in matches if match}, reverse=True):
        one = Stretch(text, tokens, place, bisect_left(starts, end))
        if one.last > place and is_time(one):
            return one
    return None


def _kinds(tokens: Sequence[Lexeme]) -> tuple[list[int], str]:
    """Return where the kind of each token begins, and the kinds, each followed by a blank."""
    starts, size = [], 0
    for token in tokens:
        starts.append(size)
        size += len(token.kind) + 1
    return starts, "".join(token.kind + " " for token in tokens)


def _told_apart(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """Return the tokens with kinds finer than the table's where extents differ by the word."""
    kinds = [token.kind for token in tokens]
    return [
        token._replace(kind=kind)
        for token, kind in zip(tokens, _finer(tokens, [*kinds, ""]), strict=True)
    ]


def _finer(tokens: Sequence[Lexeme], kinds: Sequence[str]) -> Iterator[str]:
    for place, (kind, _, _, word, _) in enumerate(tokens):
        if kind == "of":
            yield word if word in {"of", "in", "on"} else "prep"
        elif word in word_set("sides"):
            yield "prep"
        elif word in {"early", "late"}:
            yield "early"
        elif kind in {"earlier", "later"} and kinds[place + 1] in word_set("ahead"):
            yield "later"
        elif word in word_set("now"):
            yield "reference"
        elif word == "second":
            yield "ordinal"
        elif word.startswith("or "):
            yield "or_so"
        else:
            yield OTHER if word in word_set("untimely") else kind
