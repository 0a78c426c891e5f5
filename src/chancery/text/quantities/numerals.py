"""Finds the numbers of a text, in figures and in words, before anything is known of their use."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from chancery.text.quantities.figures import VULGAR, Figure, read_figure
from chancery.text.quantities.spelled import Shape, read_scale, read_spelled
from chancery.text.quantities.wordlist import values, words

_BLANK = " \u00a0\u2009\u202f"
_JOINS = r".,:/'’٬٫"
_FIGURE = (
    rf"(?<!\d[{_BLANK}])[1-9]\d{{0,2}}(?:[{_BLANK}]\d{{3}})+(?:[.,]\d{{1,2}})?"
    rf"(?![\d]|[{_BLANK}]\d|[{_JOINS}]\d)"
    rf"|\d{{1,3}} \d/\d(?![\d/])"
    rf"|\d{{1,6}}\s?[{VULGAR}]"
    rf"|\d+(?:[{_JOINS}]\d+)*"
    rf"|[{VULGAR}]"
)
_PHONE = r"\+\d(?:[\d()\-]|[ .](?=[\d(])){6,18}\d"
_SUFFIX = re.compile(r" ?(k|m|mn|mln|mio|b|bn|bln|t|tn|trn|tln|cr)(?![\w/²³])", re.IGNORECASE)
_SPACED = frozenset({"mn", "mln", "mio", "bn", "bln", "tn", "trn", "tln", "m"})
_TIES = "-–—‑−"
_MINUS = re.compile(r"(?<![^\s(\[$€£])[-−–]$")


class Numeral(NamedTuple):
    """A number that stands at `text[start:end]`, scale included."""

    start: int
    end: int
    low: Fraction | None
    high: Fraction | None
    shape: Shape
    scale: Fraction = Fraction(1)  # what the last word of scale multiplies by
    mantissa: Fraction | None = None  # the number without it
    suffix: str = ""  # a letter behind the figure, read as a scale
    bare: bool = False  # a figure of digits alone
    doubtful: bool = False  # "1.500"
    comma: bool = False  # "1,5"


def find_numerals(text: str, low: str) -> Iterator[Numeral]:
    """Yield the numbers in order; `low` is the text in lower case, of the same length."""
    place = 0
    search = _seed().search
    while match := search(low, place):
        place = match.end()
        numeral = _read(text, low, match)
        if numeral:
            place = max(place, numeral.end)
            yield numeral


@cache
def _seed() -> re.Pattern[str]:
    openers = (
        set(words("ones")) | set(words("tens")) | set(words("plural")) | set(words("vague"))
    ) - {"a few", "a couple", "a handful"}
    behind_article = set(words("scale")) | (set(words("part")) - {"quarters", "halves"})
    behind_article |= {"few", "couple", "handful"}
    openers |= {f"{word}fold" for word in (*words("ones"), *words("tens"), "hundred")}
    alone = "|".join(sorted(openers | {"half", "dozen"}, key=len, reverse=True))
    after = "|".join(sorted(behind_article, key=len, reverse=True))
    return re.compile(
        rf"(?P<phone>{_PHONE})|(?P<figure>{_FIGURE})"
        rf"|(?<!\w)(?:(?:an?[\s-](?:{after})|{alone})(?!\w)|minus(?=\s\d))"
    )


def _read(text: str, low: str, match: re.Match[str]) -> Numeral | None:
    if match.lastgroup == "phone":
        return None
    if match.lastgroup == "figure":
        return _figure(text, low, match.start(), match.end())
    return _spelled(low, match)


def _spelled(low: str, match: re.Match[str]) -> Numeral | None:
    word = match.group()
    if word == "minus":
        return None
    if word.endswith("fold"):
        base = word.removesuffix("fold")
        found = values("ones").get(base) or values("tens").get(base) or values("scale")[base]
        return Numeral(*match.span(), found, found, "words", suffix="fold") if found else None
    if word == "dozen":
        return Numeral(*match.span(), values("scale")[word], values("scale")[word], "words")
    found_words = read_spelled(low, match.start())
    if not found_words:
        return None
    end, least, most, shape, scale, mantissa = found_words
    return Numeral(match.start(), end, least, most, shape, scale, mantissa)


def _figure(text: str, low: str, start: int, end: int) -> Numeral | None:
    """Return the number in figures with its sign and scale, if it stands as a number can."""
    figure = read_figure(low[start:end])
    if figure is None:
        return None
    if low[start - 1 : start] == "." and start > 1 and low[start - 2] in " $€£(":
        figure = read_figure(low[start - 1 : end]) or figure
        start -= 1
    start, value = _signed(low, start, figure)
    return _scaled(text, low, start, end, figure._replace(value=value))


def _signed(low: str, start: int, figure: Figure) -> tuple[int, Fraction]:
    if low.startswith("plus or minus ", max(0, start - 14)):
        return start, figure.value
    if low.startswith("minus ", start - 6) and not low[max(0, start - 7) : start - 6].isalnum():
        return start - 6, -figure.value
    before = low[max(0, start - 2) : start]
    if _MINUS.search(before) and len(before) == 2 and before[0] not in "\n\r":  # noqa: PLR2004
        return start - 1, -figure.value
    return start, figure.value


def _scaled(text: str, low: str, start: int, end: int, figure: Figure) -> Numeral:
    value = figure.value
    scaled = read_scale(low, end)
    if scaled:
        end, scale = scaled
        return Numeral(start, end, value * scale, value * scale, "figure", scale, value)
    suffix = _SUFFIX.match(low, end)
    if suffix and (suffix.start(1) == end or suffix[1] in _SPACED):
        scale = values("suffix")[suffix[1]]
        return Numeral(
            start, suffix.end(), value * scale, value * scale, "figure", scale, value,
            suffix=text[suffix.start(1) : suffix.end()],
        )  # fmt: skip
    part = value.denominator > 1 and value < 1 and not low[start:end].isascii()
    shape: Shape = "part" if part or "/" in low[start:end] else "figure"
    return Numeral(
        start, end, value, value, shape, Fraction(1), value, "",
        figure.bare, figure.doubtful, figure.comma,
    )  # fmt: skip
