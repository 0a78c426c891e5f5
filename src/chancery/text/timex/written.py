"""Reads the parts of a date that stand beside each other, in whatever order."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from chancery.text.timex.figures import LEAP_YEAR, clock_time, is_day
from chancery.text.timex.forms import Broken, Form, Written
from chancery.text.timex.numbers import Token

DAYS_IN_MONTH = 31
QUARTERS, HALVES = 4, 2
LAST_HOUR, LAST_MINUTE = 24, 59
FIRST_YEAR, LAST_YEAR = 100, 9999  # figures that may be a year by themselves
SHORT_YEARS = range(32, 100)  # two figures that no day of a month can be
NOTHING = Written()


class Part(NamedTuple):
    """One token among the parts of a date, with what those before it have said."""

    token: Token
    before: str
    after: Token | None
    kinds: frozenset[str]
    alone: bool
    so_far: Written


def read_written(tokens: Sequence[Token]) -> Form | None:
    """Return what the parts say together; None where they do not fit into one date."""
    kinds = frozenset(token.kind for token in tokens)
    found = NOTHING
    for place, token in enumerate(tokens):
        before = tokens[place - 1].kind if place else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        read = READERS.get(token.kind)
        part = Part(token, before, after, kinds, len(tokens) == 1, found)
        said = read(part) if read else None
        joined = None if said is None else _join(found, said)
        if joined is None:
            return None
        found = joined
    return None if found == NOTHING else _checked(found)


def _join(one: Written, other: Written) -> Written | None:
    """Return what both say; None if both say the same thing, or each another."""
    twice = any(a != none != b for a, b, none in zip(one, other, NOTHING, strict=True))
    pairs = zip(one, other, NOTHING, strict=True)
    return None if twice else Written._make(b if a == none else a for a, b, none in pairs)


def _checked(found: Written) -> Form:
    year = found.year or LEAP_YEAR
    hour, minute = (int(part) for part in (found.clock or "0:0").split(":")[:2])
    possible = (
        year <= LAST_YEAR
        and (found.quarter or 1) <= QUARTERS
        and (found.half or 1) <= HALVES
        and (found.day is None or is_day(found.month or 1, found.day, year))
        and hour <= LAST_HOUR
        and minute <= LAST_MINUTE
    )
    return found if possible else Broken("impossible")


def _clock(part: Part) -> Written:
    word, after = part.token.word, part.after.kind if part.after else ""
    named = not word[0].isdigit()  # noon, midnight
    return Written(clock=f"{part.token.value:0>2}:00" if named else clock_time(word, after))


def _feast(part: Part) -> Written:
    rule = str(part.token.value)
    if not rule[0].isdigit() or "/" in rule:
        return Written(feast=rule)
    month, day = map(int, rule.split("-"))
    return Written(month=month, day=day, feast=rule)


def _year(part: Part) -> Written:
    return _zoned(part) or Written(year=int(part.token.value))


def _zoned(part: Part) -> Written | None:
    """Return the time of four figures before a time zone: 1800 GMT."""
    word = part.token.word
    figures = len(word) == len("1800") and word.isascii() and word.isdigit()
    if part.after is None or part.after.kind != "zone" or not figures:
        return None
    return Written(clock=f"{word[:2]}:{word[2:]}")


def _number(part: Part) -> Written | None:
    number = int(float(part.token.value))
    if number != float(part.token.value):
        return None
    if part.after and part.after.kind in {"am", "pm", "sharp"}:
        return Written(clock=clock_time(f"{number}:00", part.after.kind))
    if part.kinds & {"month", "feast"}:
        return _number_by_month(part, number)
    if part.alone and number < FIRST_YEAR:
        return Written(lone=number)
    if part.after and part.after.kind == "year" and number <= DAYS_IN_MONTH:
        return Written(day=number)  # 9, 1918
    named = part.kinds & {"era", "unit"}
    return _zoned(part) or (Written(year=number) if number >= FIRST_YEAR or named else None)


def _number_by_month(part: Part, number: int) -> Written:
    """Return the day, or the year where the day has been said or no month is so long."""
    if part.so_far.day is None and number <= DAYS_IN_MONTH:
        return Written(day=number)
    return Written(short=number) if number in SHORT_YEARS else Written(year=number)


def _ordinal(part: Part) -> Written:
    number, after = int(part.token.value), part.after
    if after and after.kind == "unit" and after.value == "CE":
        return Written(century=number - 1)
    if (after and after.kind == "unit" and after.value == "Q") or "fiscal" in part.kinds:
        return Written(quarter=number)
    return Written(half=number) if after and after.kind == "half" else Written(day=number)


def _unit(part: Part) -> Written | None:
    """Return what a unit adds, mostly nothing: the year 1990, the 1st day of February."""
    unit = part.token.value
    if unit == "E":
        return Written(weekend=True)
    month = "month" in part.kinds
    dated = bool(part.kinds & {"year", "number", "short", "fiscal"}) and not month
    fits = {
        "CE": part.before == "ordinal",
        "Q": part.before in {"ordinal", "fiscal"},
        "h": part.before == "part",
        "Y": dated,
        "D": month,
    }
    return NOTHING if fits.get(str(unit)) else None


def _half(part: Part) -> Written | None:
    return NOTHING if part.before == "ordinal" else None


def _nothing(_part: Part) -> Written:
    return NOTHING


READERS: dict[str, Callable[[Part], Written | None]] = {
    "month": lambda part: Written(month=int(part.token.value)),
    "weekday": lambda part: Written(weekday=int(part.token.value)),
    "season": lambda part: Written(season=int(part.token.value)),
    "part": lambda part: Written(part=str(part.token.value)),
    "era": lambda part: Written(era=str(part.token.value)),
    "decade": lambda part: Written(decade=int(part.token.value)),
    "hundreds": lambda part: Written(century=int(part.token.value)),
    "tens": lambda part: Written(tens=int(part.token.value)),
    "short": lambda part: Written(short=int(part.token.value)),
    "spell": lambda _: Written(like=True),
    "fiscal": lambda _: Written(fiscal=True),
    "clock": _clock,
    "feast": _feast,
    "year": _year,
    "number": _number,
    "ordinal": _ordinal,
    "unit": _unit,
    "half": _half,
    **dict.fromkeys(("zone", "sharp", "am", "pm", "filler"), _nothing),
}
