"""Joins two numbers that are the ends of one range, or the parts of one share."""

import re
from collections.abc import Sequence
from fractions import Fraction

from chancery.text.quantities.drafts import Draft
from chancery.text.quantities.numerals import Numeral
from chancery.text.quantities.wordlist import words

_TEN = 10  # "three in ten" is a share, "three in five" may be a place
LONGEST_GAP = 16  # code points between the ends: " out of every "
WIDEST_CHOICE = 2  # "two or three": the second is at most twice the first; chosen
FIRST_YEAR, LAST_YEAR = 1000, 2100  # four bare digits in these bounds may be a year

_DASH = re.compile(r"\s?[-–—‑]\s?")
_TIGHT = re.compile(r"[-–—‑]")
_TO = re.compile(r"-?(?:\s|-)(?:to|and up to|up to)(?:\s|-)")
_OR = re.compile(r"\s(?:or|or even|or perhaps|or maybe)\s")
_AND = re.compile(r"\sand\s")
_OUT_OF = re.compile(r"\s(?:out of|in)(?:\severy)?\s")
_BETWEEN = re.compile(r"(?<!\w)between\s(?:about |around |some |roughly )?$")
_FROM = re.compile(
    r"(?:(?<!\w)([a-z]+)\s)?from\s(?:the\s)?(?:current\s|present\s|previous\s)?"
    r"(?:about |around |some |roughly |nearly |just )?$"
)
_WORD = re.compile(r"[\s-]([a-z]{1,12})(?![a-z])")
_LOOK_BACK = 40  # code points read before a range


def join_ranges(low: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with ends of ranges joined; the ends of a score are left out."""
    joined: list[Draft] = []
    place = 0
    while place < len(drafts):
        pair = drafts[place : place + 2]
        close = len(pair) > 1 and 0 <= pair[1].start - pair[0].end <= LONGEST_GAP
        made = _pair(low, pair[0], pair[1]) if close else [pair[0]]
        joined.extend(made[:1])
        place += 2 if close and len(made) < len(pair) else 1
    return joined


def _pair(low: str, one: Draft, other: Draft) -> list[Draft]:
    """Return the range that two neighbours make, both where they make none, or nothing."""
    gap = low[one.end : other.start]
    before = low[max(0, one.start - _LOOK_BACK) : one.start]
    made: Draft | None = None
    if _OUT_OF.fullmatch(gap):
        made = _share(gap, one, other)
    elif gap in {" ", "-"} and one.numeral.shape == other.numeral.shape == "words":
        return [] if one.unit is None and other.unit is None else [one, other]
    elif _TIGHT.fullmatch(gap):
        return _by_dash(one, other)
    elif _TO.fullmatch(gap):
        return _by_to(low, before, one, other)
    elif _AND.fullmatch(gap):
        between = _BETWEEN.search(before)
        years = is_yearlike(one.numeral) and is_yearlike(other.numeral)
        made = _range(one, other) if between and not years else None
        if made and between:
            made = made._replace(start=one.start - len(before) + between.start())
    elif (_OR.fullmatch(gap) and _is_near(one, other)) or (
        _DASH.fullmatch(gap) and _is_spaced_range(one, other)
    ):
        made = _range(one, other)
        if made and _DASH.fullmatch(gap):
            made = made._replace(tied=made.unit is None)
    return [made] if made else [one, other]


def _share(gap: str, one: Draft, other: Draft) -> Draft | None:
    """Return "one in five" or "nine out of ten" as a part of a whole."""
    if one.unit or other.unit or not one.low or not other.low or one.low >= other.low:
        return None
    loose = "out of" not in gap and "every" not in gap
    if loose and one.low != 1 and other.low != _TEN:
        return None
    if is_yearlike(other.numeral) or other.low.denominator > 1:
        return None
    share = one.low / other.low
    numeral = Numeral(one.numeral.start, other.numeral.end, share, share, "part")
    number = one.number[0], other.number[1]
    return Draft(numeral, one.start, other.end, share, share, number, range=True)


def _by_dash(one: Draft, other: Draft) -> list[Draft]:
    if is_yearlike(one.numeral) and other.numeral.bare:
        return []
    made = _range(one, other)
    if made is None:
        return [] if one.unit is None and other.unit is None else [one, other]
    return [made._replace(tied=made.unit is None and made.numeral.scale == 1)]


def _by_to(low: str, before: str, one: Draft, other: Draft) -> list[Draft]:
    """Return a range, or the two ends of a change: "rose from 40 to 55 percent"."""
    origin = _FROM.search(before)
    if before.rstrip(" .").rpartition(" ")[2] in words("month"):
        return [one, other]
    if is_yearlike(one.numeral) and is_yearlike(other.numeral):
        return [one, other]
    if origin and origin[1] not in words("change"):
        if other.unit is None and _is_duration(low, other.end):
            return []
        return [_with_unit_of(one, other), other]
    money = one.unit is not None and one.unit == other.unit and one.unit.kind == "money"
    if money and before.rstrip().rpartition(" ")[2] in words("move"):
        return [one, other]
    made = _range(one, other)
    return [made] if made else [_with_unit_of(one, other), other]


def _is_duration(low: str, end: int) -> bool:
    word = _WORD.match(low, end)
    return word is not None and word[1] in words("duration")


def _with_unit_of(one: Draft, other: Draft) -> Draft:
    unit = other.unit
    return one._replace(unit=unit) if one.unit is None and unit and not other.range else one


def _range(one: Draft, other: Draft) -> Draft | None:
    """Return the range from one to the other, if both are numbers of one unit, in order."""
    unit = one.unit or other.unit
    if one.unit and other.unit and one.unit != other.unit:
        return None
    first, last = one.low, other.high
    if first is None or last is None or one.high is None:
        return None
    shared = _is_shared(one.numeral, other.numeral)
    if shared and other.numeral.mantissa:
        first *= last / other.numeral.mantissa
    if first >= last:
        return None
    part = one.numeral.shape == "part", other.numeral.shape == "part"
    if part[0] != part[1] and not unit:
        return None
    numeral = other.numeral._replace(start=one.numeral.start, low=first, high=last)
    sign = one.unit_words or other.unit_words
    return other._replace(
        numeral=numeral, start=one.start, low=first, high=last, unit=unit,
        unit_words=sign if one.unit and not other.unit else (other.unit_words or sign),
        number=(one.number[0], other.number[1]), range=True,
    )  # fmt: skip


def _is_shared(one: Numeral, other: Numeral) -> bool:
    """Say whether the scale of the second holds for the first: "5 to 6 million"."""
    if one.scale != 1 or other.scale == 1 or not (one.mantissa and other.mantissa):
        return False
    return one.mantissa < other.mantissa


def _is_near(one: Draft, other: Draft) -> bool:
    if one.low is None or other.high is None or one.numeral.shape == "vague":
        return False
    first = one.numeral.mantissa or one.low
    last = other.numeral.mantissa or other.high
    return bool(first) and first < last <= max(WIDEST_CHOICE * first, Fraction(3))


def _is_spaced_range(one: Draft, other: Draft) -> bool:
    """Say whether a dash between blanks can be meant for "to"."""
    if one.unit or other.unit:
        return one.unit == other.unit
    plain = one.numeral.shape == other.numeral.shape == "figure"
    return plain and not is_yearlike(one.numeral) and _is_near(one, other)


def is_yearlike(numeral: Numeral) -> bool:
    """Say whether the figure is four bare digits that may be a year."""
    length = numeral.end - numeral.start
    if not numeral.bare or length != 4 or numeral.low is None:  # noqa: PLR2004 - of a year
        return False
    return FIRST_YEAR <= numeral.low <= LAST_YEAR
