"""Joins the words and figures of one number: two and a half, thirty-three, 2 1/2, half a."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

HALF = 0.5
TENS = range(20, 100, 10)
UNITS = range(1, 10)
SPOKEN_CENTURIES, SPOKEN_YEARS = range(15, 21), range(10, 100)  # nineteen eighty-four


class Token(NamedTuple):
    """One word or figure: its kind, what it says, and the word in lower case."""

    kind: str
    value: str | float
    word: str


def join_numbers(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, with those of each number made one."""
    place = 0
    while place < len(tokens):
        end, total = _number_at(tokens, place)
        spoken, year = _spoken_year(tokens, end, total)
        if spoken:
            yield Token("year", year, " ".join(one.word for one in tokens[place:spoken]))
            place = spoken
        elif end == place:
            yield tokens[place]
            place += 1
        elif _is_small_ordinal(tokens, end) and total in TENS:
            yield Token("ordinal", total + float(tokens[end].value), tokens[end].word)
            place = end + 1
        else:
            yield Token("number", total, " ".join(one.word for one in tokens[place:end]))
            place = end


def _spoken_year(tokens: Sequence[Token], place: int, century: float) -> tuple[int, float]:
    """Return where a year such as nineteen eighty-four ends, and the year; 0 if it is none."""
    word = tokens[place].word if place < len(tokens) else ""
    if century not in SPOKEN_CENTURIES or not word.isalpha() or tokens[place - 1].word.isdigit():
        return 0, 0.0
    end, rest = _number_at(tokens, place)
    ends = end > place and rest in SPOKEN_YEARS
    return (end, century * 100 + rest) if ends else (0, 0.0)


def _number_at(tokens: Sequence[Token], place: int) -> tuple[int, float]:
    """Return where the number that begins here ends, and what it comes to."""
    kind = tokens[place].kind
    if kind == "half":
        return _half_at(tokens, place)
    if kind == "a" and _kind(tokens, place + 1) == "scale":
        place += 1
    elif kind not in {"number", "scale", "fraction"}:
        return place, 0.0
    total, group, end = 0.0, float(tokens[place].value), place + 1
    if tokens[place].kind == "scale":
        total, group = group, 0.0
    while end < len(tokens):
        token = tokens[end]
        if token.kind == "scale":
            total, group = total + (group or 1) * float(token.value), 0.0
            end += 1
        elif token.kind == "fraction" or _joins(tokens, end, group):
            group, end = group + float(token.value), end + 1
        else:
            after = _half_after(tokens, end)
            if after:
                return after, total + group + HALF
            if (
                not _is_and(token)
                or tokens[end - 1].kind != "scale"
                or _kind(tokens, end + 1) != "number"
            ):
                break
            group, end = float(tokens[end + 1].value), end + 2
    return end, total + group


def _half_at(tokens: Sequence[Token], place: int) -> tuple[int, float]:
    if place and tokens[place - 1].kind == "ordinal":
        return place, 0.0
    following = _kind(tokens, place + 1)
    if following == "a":
        return place + 2, HALF
    return (place + 1, HALF) if following == "unit" else (place, 0.0)


def _half_after(tokens: Sequence[Token], place: int) -> int:
    """Return where "and a half" ends, if it begins here; else 0."""
    if not _is_and(tokens[place]):
        return 0
    place += 1 + (_kind(tokens, place + 1) == "a")
    return place + 1 if _kind(tokens, place) == "half" else 0


def _joins(tokens: Sequence[Token], place: int, group: float) -> bool:
    """Say whether a number word goes on the one before it, as five does after twenty."""
    token = tokens[place]
    if token.kind != "number" or not token.word.isalpha():
        return False
    after_scale = tokens[place - 1].kind == "scale"
    return after_scale or (group in TENS and float(token.value) in UNITS)


def _is_and(token: Token) -> bool:
    return token.kind == "and" and token.word != "or"


def _is_small_ordinal(tokens: Sequence[Token], place: int) -> bool:
    return (
        _kind(tokens, place) == "ordinal"
        and tokens[place].word.isalpha()
        and float(tokens[place].value) in UNITS
    )


def _kind(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].kind if 0 <= place < len(tokens) else ""
