"""Cuts a time expression into tokens that the grammar knows by their kind (`words.tsv`)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from chancery.text.tables import packaged_rows
from chancery.text.timex.numbers import Token, join_numbers

TABLE = "words.tsv"
REFERENCE = "reference"  # a kind that is looked up as a whole phrase, not word by word
LONGEST_FORM = 5  # words in the longest form of the table
FIRST_YEAR, LAST_YEAR = 1000, 2999  # four figures that are read as a year where they stand alone
YEAR_FIGURES = 4
LONGEST_WORD = 24  # letters before a dash that are looked at; names of the calendar have nine
TWO_THOUSANDS = "2000"  # "the 2000s" are a decade, "the 1900s" a century
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
DATE_NAMES = frozenset({"month", "weekday", "season"})

PIECE = re.compile(
    r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?|\d{1,2}[.h]\d\d(?=\s*(?:[ap]m|hrs|hours)\b))"
    r"|(?P<decade>\d{2,3}0'?s\b)"
    r"|(?P<tens>'?\d0'?s\b)"
    r"|(?P<short>'\d\d\b)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<fraction>\d{1,4}/\d{1,4}|[½¼¾])"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<dash>-+|/)"
)
_DOTTED = re.compile(r"\b([a-z])\.\s?([a-z])\b\.?(?:([a-z])\b\.?)?")  # a.m., b.c.e.
QUOTES = str.maketrans("’‘`´–—−‐‑", "''''-----")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])(?:'s\b|'(?!\w))")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"\w+\Z")
_QUARTER = re.compile(r"\bq([1-4])\b|\b([1-4])q\b")


def tokenise(phrase: str) -> tuple[Token, ...]:
    """Return the tokens of an expression; what no table knows has the kind `x`."""
    low = phrase.lower().translate(QUOTES)
    low = _DOTTED.sub(lambda match: "".join(filter(None, match.groups())), low)
    low = _QUARTER.sub(lambda match: f"{match[1] or match[2]}th quarter", low)
    pieces = list(PIECE.finditer(low))
    return tuple(_told(list(join_numbers(list(_known(low, pieces))))))


def _known(low: str, pieces: Sequence[re.Match[str]]) -> Iterator[Token]:
    place = 0
    while place < len(pieces):
        token, used = token_of(low, pieces, place)
        if token:
            yield token
        place += used


def token_of(low: str, pieces: Sequence[re.Match[str]], place: int) -> tuple[Token | None, int]:
    """Return the token at a place, and how many pieces it takes."""
    first = pieces[place]
    for count in range(min(LONGEST_FORM, len(pieces) - place), 0, -1):
        last = pieces[place + count - 1]
        if count > 1 and "dash" in {first.lastgroup, last.lastgroup}:
            continue
        form = " ".join(low[first.start() : last.end()].replace("-", " ").split())
        kind, value = look_up(form)
        if kind:
            return Token(kind, value, form), count
    return FIGURES[first.lastgroup or "word"](low, first), 1


def look_up(form: str) -> tuple[str, str]:
    """Return kind and value of a form, empty where the table has none."""
    table = _table()
    return table.get(form) or table.get(_POSSESSIVE.sub("", form)) or ("", "")


def _word(_low: str, piece: re.Match[str]) -> Token:
    return Token("x", piece.group(), piece.group())


def _clock(_low: str, piece: re.Match[str]) -> Token:
    return Token("clock", piece.group(), piece.group())


def _digits(_low: str, piece: re.Match[str]) -> Token:
    return Token(piece.lastgroup or "x", float(re.sub(r"\D", "", piece.group())), piece.group())


def _tens(_low: str, piece: re.Match[str]) -> Token:
    return Token("tens", float(re.sub(r"\D", "", piece.group())[0]), piece.group())


def _decade(_low: str, piece: re.Match[str]) -> Token:
    word = piece.group()
    figures = re.sub(r"\D", "", word)
    if figures.endswith("00") and figures != TWO_THOUSANDS:
        return Token("hundreds", float(figures[:-2]), word)
    return Token("decade", float(figures[:-1]), word)


def _fraction(_low: str, piece: re.Match[str]) -> Token:
    word = piece.group()
    above, _, below = word.partition("/")
    value = FRACTIONS.get(word) or (int(above) / int(below) if int(below) else 0.0)
    return Token("fraction", value, word)


def _number(_low: str, piece: re.Match[str]) -> Token:
    word = piece.group()
    value = float(word.replace(",", ""))
    year = len(word) == YEAR_FIGURES and word.isdigit() and FIRST_YEAR <= value <= LAST_YEAR
    return Token("year" if year else "number", value, word)


def _dash(low: str, piece: re.Match[str]) -> Token | None:
    """Return a token for a dash between two dates, none for one inside a word."""
    before, after = low[piece.start() - 1 : piece.start()], low[piece.end() : piece.end() + 1]
    apart = before.isspace() or after.isspace()
    if apart or (before.isdigit() and after.isdigit()) or _parts_names(low, piece):
        return Token("dash", piece.group(), piece.group())
    return None


def _parts_names(low: str, piece: re.Match[str]) -> bool:
    """Say whether a name of a month or a figure stands before a dash, and such a name behind."""
    place = piece.start()
    before = _LAST_WORD.search(low, max(0, place - LONGEST_WORD), place)
    after = _LETTERS.match(low, piece.end())
    if after is None or before is None or look_up(after.group())[0] not in DATE_NAMES:
        return False
    return before.group()[0].isdigit() or look_up(before.group())[0] in DATE_NAMES


FIGURES: dict[str, Callable[[str, re.Match[str]], Token | None]] = {
    "word": _word,
    "clock": _clock,
    "short": _digits,
    "ordinal": _digits,
    "tens": _tens,
    "decade": _decade,
    "fraction": _fraction,
    "number": _number,
    "dash": _dash,
}


def _told(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, with ordinals as numbers and the second told from seconds."""
    for place, token in enumerate(tokens):
        if token.word == "second":
            yield _second(tokens, place)
        elif token.kind == "ordinal":
            yield Token("ordinal", float(token.value), token.word)
        else:
            yield token


def _second(tokens: Sequence[Token], place: int) -> Token:
    before = tokens[place - 1].kind if place else ""
    after = tokens[place + 1].kind if place + 1 < len(tokens) else ""
    counted = before in {"number", "a"} and after not in {"half", "unit"}
    if counted or not after:
        return Token("unit", "s", "second")
    return Token("ordinal", 2.0, "second")


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return kind, value and forms of the rows of the table."""
    rows = packaged_rows("chancery.text.timex", TABLE)
    return tuple((kind, value, tuple(forms.split("|"))) for kind, value, forms in rows)


@cache
def _table() -> Mapping[str, tuple[str, str]]:
    """Return form to kind and value; of two rows with one form, the first counts."""
    found: dict[str, tuple[str, str]] = {}
    for kind, value, forms in _rows():
        if kind != REFERENCE:
            for form in forms:
                found.setdefault(form.replace("-", " "), (kind, value))
    return found


@cache
def opening_words() -> frozenset[str]:
    """Return the words that a form of the table begins with."""
    return frozenset(re.split(r"[ '-]", form)[0] for _, _, forms in _rows() for form in forms)


@cache
def references() -> Mapping[str, str]:
    """Return phrase to PAST_REF, PRESENT_REF or FUTURE_REF."""
    rows = [row for row in _rows() if row[0] == REFERENCE]
    return {form: value for _, value, forms in rows for form in forms}
