"""Builds what the words for lengths and repetitions say: two weeks, every Friday."""

from chancery.text.timex.forms import Away, Form, Frame, Length, Repeat
from chancery.text.timex.found import Found, count_of, is_plural, unit_of
from chancery.text.timex.numbers import Token
from chancery.text.timex.periods import SEASONS

CLOCK_UNITS = frozenset("hms")
LETTERS = {"E": "W", "F": "W", "ML": "Y"}
TIMES = {"F": 2, "ML": 1000}  # of the unit whose letter they take
EXPONENT = 1e6  # from here on Python would write an exponent


def length_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length: P2W, P2.5Y, PT30M, PXD."""
    time = "T" if unit in CLOCK_UNITS else ""
    number = None if count is None else count * TIMES.get(unit, 1)
    return f"P{time}{_figure(number)}{LETTERS.get(unit, unit.upper())}"


def _figure(count: float | None) -> str:
    if count is None:
        return "X"
    return f"{count:g}" if count < EXPONENT else f"{count:.0f}"


def length(found: Found) -> Form | None:
    """Read two and a half years, 10-year, several weeks, three years and two months."""
    number, unit, small = found.at("n"), found.at("unit"), found.at("small")
    plain = number is None and not found.match["half"] and not found.match["more"]
    if unit is None or (plain and len(found.tokens) == 1):
        return None
    count = count_of(number) if number else (None if is_plural(unit) else 1.0)
    if found.match["half"]:
        count = (count or 1.0) + 0.5
    value = length_value(count, unit_of(unit))
    more = found.at("more")
    if more is not None and small is not None:
        value = _joined(value, length_value(count_of(more), unit_of(small)))
    elif more is not None or small is not None:
        return None
    return Length(value, count, unit_of(unit))


def _joined(large: str, small: str) -> str:
    """Return P2DT3H for P2D and PT3H."""
    date, _, time = large.removeprefix("P").partition("T")
    more_date, _, more_time = small.removeprefix("P").partition("T")
    clock = time + more_time
    return f"P{date}{more_date}" + (f"T{clock}" if clock else "")


def lengths(found: Found) -> Form | None:
    """Read two or three weeks, six months to a year: the value names both."""
    last, more = found.at("last"), found.at("more")
    few, many = count_of(found.tokens[0]), count_of(more)
    if last is None or few is None or many is None:
        return None
    unit = found.tokens[1] if found.tokens[1].kind == "unit" else last
    way = found.at("way")
    if way is not None:
        frame: Frame = "published" if way.kind == "ago" else "earlier"
        return Away(None, unit_of(last), 1 if way.kind == "later" else -1, frame)
    value = f"{length_value(few, unit_of(unit))}/{length_value(many, unit_of(last))}"
    return Length(value, None, unit_of(last))


def quarter_century(found: Found) -> Form | None:
    """Read a quarter century."""
    _, quarter, century = found.tokens
    return Length("P25Y", 25.0, "Y") if (quarter.value, century.value) == ("Q", "CE") else None


def nights(found: Found) -> Form | None:
    """Read three nights."""
    count, part = count_of(found.at("n")), found.tokens[-1]
    return Length(f"P{_figure(count)}{'D' if part.value == 'DT' else part.value}", count, "D")


def age(found: Found) -> Form | None:
    """Read aged 22, 18 years old without the years."""
    count = count_of(next(token for token in found.tokens if token.kind == "number"))
    return Length(length_value(count, "Y"), count, "Y")


def repeat(found: Found) -> Form | None:
    """Read every Friday, each year, every two weeks."""
    number, named = found.at("n"), found.at("named")
    if named is None:
        return None
    if named.kind != "unit":
        return Repeat(recurring(named))
    if named.value == "E":
        return Repeat("XXXX-WXX-WE")
    other = number is not None and number.kind == "other"
    count = 2.0 if other else count_of(number) if number else 1.0
    return Repeat(length_value(count, unit_of(named)))


def recurring(token: Token) -> str:
    """Return the value of a name that comes round: XXXX-WXX-5, XXXX-10, XXXX-SU, XXXX-XX-XXTMO."""
    if token.kind == "weekday":
        return f"XXXX-WXX-{token.value}"
    if token.kind == "month":
        return f"XXXX-{int(str(token.value)):02}"
    if token.kind == "season":
        return f"XXXX-{SEASONS[int(str(token.value))]}"
    return f"XXXX-XX-XXT{token.value}" if token.kind == "part" else f"XXXX-{token.value}"


def adverb(found: Found) -> Form | None:
    """Read daily, annual."""
    return Repeat(str(found.tokens[0].value))


def plural_day(found: Found) -> Form | None:
    """Read Fridays, mornings, Sunday nights."""
    named, part = found.tokens[0], found.at("part")
    if part is not None and part.word.endswith("s"):
        return Repeat(f"{recurring(named)}T{part.value}")
    if named.kind == "weekday" and named.word.endswith("days"):
        return Repeat(recurring(named) + (f"T{part.value}" if part else ""))
    if part is None and named.kind in {"part", "season"} and named.word.endswith("s"):
        return Repeat(recurring(named))
    return None
