"""Reads numbers in figures exactly, in the notations that news prints."""

import re
from fractions import Fraction
from typing import NamedTuple

MOST_DIGITS = 30  # more is no figure of news but an identifier or noise; chosen

_VULGAR = {  # Unicode's vulgar fractions
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
VULGAR = "".join(_VULGAR)
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"(\d{1,3}(?:([,'’٬ \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*)(?:[.٫](\d+))?")
_INDIAN = re.compile(r"(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d+))?")
_POINTED = re.compile(r"(\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+(?=,))(?:,(\d+))?")
_SPACED = re.compile(r"(\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+),(\d{1,2})")
_DECIMAL = re.compile(r"(\d*)[.٫](\d+)")
_COMMA = re.compile(r"(\d+),(\d{1,2})")
_VULGAR_FORM = re.compile(rf"(\d*)\s?([{VULGAR}])")
_SLASHED = re.compile(r"(?:(\d+) )?(\d{1,2})/(\d{1,3})")
_MARKS = re.compile(r"[^\d]")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}\.\d{3}")


_FORMS = (
    (_GROUPED, 3), (_INDIAN, 2), (_POINTED, 2), (_SPACED, 2), (_DECIMAL, 2), (_COMMA, 2),
)  # fmt: skip


class Figure(NamedTuple):
    """What a run of digits is worth."""

    value: Fraction
    bare: bool  # digits alone: may be a year or a name
    doubtful: bool  # "1.500" may be a thousand and a half, or one and a half
    comma: bool  # "1,5" is a decimal only where a scale or unit stands behind it


def read_figure(run: str) -> Figure | None:
    """Return what the run is worth, or None if it is no number in any notation known here."""
    if len(run) > 2 * MOST_DIGITS:
        return None
    parts = _parts(run)
    if not parts or len(parts[0]) + len(parts[1]) > MOST_DIGITS:
        return _fraction(run)
    whole, decimals = parts
    value = Fraction(int(whole or "0"))
    if decimals:
        value += Fraction(int(decimals), 10 ** len(decimals))
    return Figure(value, whole == run, bool(_DOUBTFUL.fullmatch(run)), bool(_COMMA.fullmatch(run)))


def _parts(run: str) -> tuple[str, str] | None:
    """Return the digits before and behind the decimal mark."""
    if _PLAIN.fullmatch(run):
        return run, ""
    for form, decimals in _FORMS:
        match = form.fullmatch(run)
        if match:
            return _MARKS.sub("", match[1]), match[decimals] or ""
    return None


def _fraction(run: str) -> Figure | None:
    vulgar = _VULGAR_FORM.fullmatch(run)
    if vulgar:
        value = Fraction(*_VULGAR[vulgar[2]]) + int(vulgar[1] or 0)
        return Figure(value, bare=False, doubtful=False, comma=False)
    slashed = _SLASHED.fullmatch(run)
    if slashed and 0 < int(slashed[2]) < int(slashed[3]):
        value = Fraction(int(slashed[2]), int(slashed[3])) + int(slashed[1] or 0)
        return Figure(value, bare=False, doubtful=False, comma=False)
    return None
