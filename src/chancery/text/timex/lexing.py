"""Cuts a whole text into the tokens that time expressions are made of, each with its place."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chancery.text.timex.numbers import Token
from chancery.text.timex.tokens import PIECE, QUOTES, look_up, opening_words, token_of
from chancery.text.timex.word_sets import word_set

BREAK, COMMA, OTHER, FIGURES = "|", "comma", "x", "figures"
LONGEST_SHORT = 5  # letters of the longest name of a month or day that is cut short: Thurs.
NAMES = frozenset({"month", "weekday", "feast", "other calendar"})  # that begin with a capital
PLURALS = {"unit": "units", "weekday": "weekdays", "season": "seasons", "part": "parts"}

_DOTTED = re.compile(r"\b(?:[ap]\.\s?m\b\.?|b\.\s?c\b\.?(?:\s?e\b\.?)?|c\.\s?e\b\.?|a\.\s?d\b\.?)")
_FIGURES = re.compile(
    r"(?<![\w./,-])(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2\d{4}|\d\d?/\d\d?/\d\d)(?![\w/-])"
)
_BESIDE = re.compile(r"(?:'s)?[ \t\u00a0-]*")
_SHORTENED = re.compile(r"\.?[ \t\u00a0]*")  # Oct. 20
_COMMA = re.compile(r"[ \t]?,[ \t]{0,2}")


class Lexeme(NamedTuple):
    """A token at `text[start:end]`; `word` is its form, `value` what the table says."""

    kind: str
    start: int
    end: int
    word: str
    value: str | float


def lex(text: str) -> list[Lexeme]:
    """Return the tokens of a text in order; `|` or `comma` stands between two that do not touch.

    Words that no table knows have the kind `x`. Names of days and months count with a capital.
    """
    low = lowered(text)
    marked = (*_FIGURES.finditer(low), *_DOTTED.finditer(low), *PIECE.finditer(low))
    pieces = _without_nested(sorted(marked, key=lambda one: (one.start(), -one.end())))
    found: list[Lexeme] = []
    for one in _known(text, low, pieces):
        if found:
            found.extend(_between(low, found[-1], one.start))
        found.append(one)
    return found


def lowered(text: str) -> str:
    """Return the text in small letters with plain quotation marks, as long as it was."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return low.translate(QUOTES)


def _without_nested(pieces: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for piece in pieces:
        if not kept or piece.start() >= kept[-1].end():
            kept.append(piece)
    return kept


def _known(text: str, low: str, pieces: Sequence[re.Match[str]]) -> Iterator[Lexeme]:
    openers, place = opening_words(), 0
    while place < len(pieces):
        piece, used = pieces[place], 1
        (start, end), word = piece.span(), piece.group()
        if piece.re is _FIGURES:
            yield Lexeme(FIGURES, start, end, word, word)
        elif piece.re is _DOTTED:
            kind, value = look_up(re.sub(r"[.\s]", "", word))
            yield Lexeme(kind, start, end, word, value)
        elif piece.lastgroup == "word" and word.partition("'")[0] not in openers:
            yield Lexeme(OTHER, start, end, word, word)
        else:
            token, used = token_of(low, pieces, place)
            if token:
                yield _lexeme(text, token, start, pieces[place + used - 1].end())
        place += used


def _lexeme(text: str, token: Token, start: int, end: int) -> Lexeme:
    """Return the token with its place, without the s of a genitive."""
    kind, value, word = token
    if word.endswith("'s"):
        end, word = end - len("'s"), word[: -len("'s")]
    if kind in NAMES and not text[start].isupper():
        kind = OTHER
    elif word.endswith("s"):
        kind = PLURALS.get(kind, kind)
    return Lexeme(kind.replace(" ", "_"), start, end, word, value)


def _between(low: str, before: Lexeme, end: int) -> Iterator[Lexeme]:
    """Yield what parts two tokens: nothing for blanks and hyphens, a comma, or a break."""
    gap = low[before.end : end]
    short = before.kind in NAMES and len(before.word) <= LONGEST_SHORT
    short = short and before.word not in word_set("uncut")
    if not (_SHORTENED if short else _BESIDE).fullmatch(gap):
        kind = COMMA if _COMMA.fullmatch(gap) else BREAK
        yield Lexeme(kind, before.end, end, gap, gap)
