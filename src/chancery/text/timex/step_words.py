"""Builds what the words for steps and distances say: last year, two days later, that month."""

from chancery.text.timex.forms import (
    Away,
    Form,
    Frame,
    Length,
    Nth,
    Reference,
    Side,
    Stepped,
    Written,
)
from chancery.text.timex.found import Found, count_of, is_plural, unit_of
from chancery.text.timex.length_words import CLOCK_UNITS, length_value
from chancery.text.timex.numbers import Token
from chancery.text.timex.written import read_written

STEPS = {
    "this": 0,
    "that": 0,
    "same": 0,
    "last": -1,
    "past": -1,
    "prev": -1,
    "next": 1,
    "coming": 1,
    "follow": 1,
}
FRAMES: dict[str, Frame] = {
    "that": "earlier",
    "same": "earlier",
    "prev": "earlier",
    "follow": "earlier",
}
SOME_DAY = "XXXX-XX-XX"
FROM_EVENTS = frozenset({"before", "after", "prior to", "from", "later"})


def day(found: Found) -> Form | None:
    """Read today, tomorrow morning, yesterday at noon."""
    token = found.at("day")
    part, clock = found.hour()
    return Stepped(int(str(token.value)) if token else 0, "D", part=part, clock=clock)


def tonight(found: Found) -> Form | None:
    """Read tonight at nine."""
    return Stepped(0, "D", part="NI", clock=found.hour()[1])


def away(found: Found) -> Form | None:
    """Read two days ago, a year and a half earlier, three weeks after the first of May."""
    number, unit, way = found.at("n"), found.at("unit"), found.at("way")
    if unit is None or way is None:
        return None
    vague = is_plural(unit) if number is None else number.kind == "vague"
    count = None if vague else count_of(number) if number else 1.0
    if found.match["half"] and count is not None:
        count += 0.5
    sign = -1 if way.kind in {"ago", "earlier"} else 1
    frame: Frame = "published" if way.kind in {"ago", "hence", "from"} else "earlier"
    base, event = _counted_from(found, way)
    name = unit_of(unit) if unit.kind == "unit" else "D"
    return with_day(Away(count, name, sign, frame, base, event), _day_of(found))


def _day_of(found: Found) -> Form | None:
    return found.form("rest") if found.match["rest"] else None


def with_day(form: Away, day: Form | None) -> Away:
    """Return two years ago as the day that it is where "today" or "tomorrow" stands behind it."""
    is_day = isinstance(day, Stepped) and day.unit == "D" and day.word == ""
    if not is_day or form.frame != "published" or form.amount is None or form.base:
        return form
    return form._replace(base=day, exact=True)


def _counted_from(found: Found, way: Token) -> tuple[Form | None, bool]:
    """Return the date that a distance counts from, and whether it counts from an event."""
    if not found.match["rest"] or way.word not in FROM_EVENTS:
        return None, False
    base = found.form("rest")
    if isinstance(base, Stepped) and base.frame == "earlier" and base.step == 0:
        return None, False
    return base, base is None


def same_time(found: Found) -> Form | None:
    """Read the same period last year, the quarter a year ago: the time spoken of, a year back."""
    unit = next(token for token in reversed(found.tokens) if token.kind == "unit")
    number = next((token for token in found.tokens if token.kind == "number"), None)
    return Away(count_of(number) if number else 1.0, unit_of(unit), -1, "earlier")


def stepped(found: Found) -> Form | None:
    """Read last year, the next day, that Friday, this spring, the past three weeks."""
    kinds = [word.kind for word in found.all("step")]
    number, named = found.at("n"), found.at("named")
    if named is None:
        return None
    word = kinds[-1]
    frame = _frame(kinds, definite=found.definite)
    several = is_plural(named) and named.value != "E"
    bare_past = word == "past" and kinds[0] != "this"
    if named.kind == "unit" and (number or bare_past or several or named.value in CLOCK_UNITS):
        return _tied_or_now(word, number, named, frame)
    step = next((STEPS[kind] for kind in reversed(kinds) if STEPS[kind]), 0)
    part, clock = found.hour()
    return _step(Stepped(step, named.kind, 0, frame, part, clock, word), named)


def _frame(kinds: list[str], *, definite: bool) -> Frame:
    """Return what a step counts from: the next day may follow either frame, next week only one."""
    if definite and kinds[-1] in {"next", "last"}:
        return "either"
    for kind in kinds:
        if kind in FRAMES:
            return FRAMES[kind]
    return "published"


def _step(form: Stepped, named: Token) -> Form:
    """Return the step with what it is a step of."""
    if named.kind == "unit":
        last_of_some = named.value == "D" and form.word == "last"
        return Reference(SOME_DAY) if last_of_some else form._replace(unit=unit_of(named))
    if named.kind == "part":
        return form._replace(unit="D", part=str(named.value))
    if named.kind == "feast":
        return form._replace(unit="feast", feast=str(named.value))
    return form._replace(number=int(str(named.value)))


def _tied_or_now(word: str, number: Token | None, named: Token, frame: Frame) -> Form:
    if named.value in CLOCK_UNITS and STEPS[word] == 0 and number is None:
        return Reference("PRESENT_REF")
    return tied(word, number, named, frame)


def tied(word: str, number: Token | None, named: Token, frame: Frame) -> Form:
    """Return a length that ends or begins at a frame: the past three years."""
    count = count_of(number) if number else (None if is_plural(named) else 1.0)
    step = STEPS[word]
    side: Side = "past" if step < 0 else "next" if step > 0 else ""
    unit = unit_of(named)
    bound: Frame = "published" if frame == "either" else frame
    return Length(length_value(count, unit), count, unit, side, None, bound)


def ahead(found: Found) -> Form | None:
    """Read the months ahead, the three years to come."""
    named = found.at("named")
    return tied("next", found.at("n"), named, "published") if named else None


def every_past(found: Found) -> Form | None:
    """Read each of the past four years."""
    return tied("past", found.tokens[-2], found.tokens[-1], "published")


def ordinal_unit(found: Found) -> Form | None:
    """Read the first nine months of 1989, the last week of August, the second day."""
    which, number, unit = found.at("which"), found.at("n"), found.at("unit")
    if which is None or unit is None or _is_calendar(which, number, unit):
        return None
    whole = found.form("rest")
    if whole is None and any(token.kind != "x" for token in found.all("rest")):
        return None
    place = -1 if which.kind == "last" else int(float(which.value))
    if unit.value == "D" and number is None and not is_plural(unit):
        return Nth(place, whole) if whole else Reference(SOME_DAY)
    count = count_of(number) if number else (None if is_plural(unit) else 1.0)
    side: Side = "last" if place < 0 else "first" if place == 1 else ""
    return Length(length_value(count, unit_of(unit)), count, unit_of(unit), side, whole)


def _is_calendar(which: Token, number: Token | None, unit: Token) -> bool:
    """Say whether these name a quarter or century of the calendar."""
    return unit.value in {"Q", "CE"} and which.kind == "ordinal" and number is None


def nth_part(found: Found) -> Form | None:
    """Read the third evening, of which the day is not said; last night is read before."""
    first, part = found.tokens
    return Reference(f"{SOME_DAY}T{part.value}") if first.kind == "ordinal" else None


def bare_unit(found: Found) -> Form | None:
    """Read the year, the quarter; several of them are a length."""
    unit = found.tokens[0]
    name = unit_of(unit)
    if is_plural(unit) and name != "E":
        return Length(length_value(None, name), None, name)
    if name in CLOCK_UNITS:
        return Length(length_value(1.0, name), 1.0, name)
    part, clock = found.hour()
    return Stepped(0, name, 0, "either", part, clock, "the" if found.definite else "bare")


def within(found: Found) -> Form | None:
    """Read July of that year, spring next year, noon tomorrow, this year's third quarter."""
    left, right = read_written(found.all("left")), found.form("right")
    if not isinstance(left, Written) or left.year is not None:
        return None
    if left == Written(part=left.part, clock=left.clock):
        if isinstance(right, Stepped):
            return right._replace(part=left.part or right.part, clock=left.clock or right.clock)
        return right if isinstance(right, Away) else None
    if isinstance(right, Stepped) and right.unit in {"Y", "M", "W"}:
        return left._replace(within=right)
    return None


def trailing(found: Found) -> Form | None:
    """Read the 12th of October last, February next."""
    left, word = read_written(found.all("left")), found.tokens[-1].kind
    if not isinstance(left, Written) or left.month is None:
        return None
    form = Stepped(STEPS[word], "month", left.month, "published", left.part, left.clock, word)
    return form._replace(day=left.day)


def spell(found: Found) -> Form | None:
    """Read the same period, the 1988 period: the quarter or half year last spoken of."""
    first, second = found.tokens
    if first.kind != "year":
        return Written(like=True)
    alike = second.kind == "spell" or second.value == "Q"
    return Written(like=True, year=int(float(first.value))) if alike else None


def named_day(found: Found) -> Form | None:
    """Read this coming Tuesday, 3 March: the date itself says which it is."""
    return read_written(found.all("left"))


def fiscal_step(found: Found) -> Form | None:
    """Read the last fiscal year."""
    word = found.tokens[0].kind
    return Stepped(STEPS[word], unit_of(found.tokens[-1]), word="fiscal")


def half_of(found: Found) -> Form | None:
    """Read the first half of a year that is known otherwise, the last half of the sixties."""
    whole, which = found.form("rest"), found.tokens[0]
    half = 2 if which.kind == "last" else int(float(which.value))
    if isinstance(whole, Written) and whole.year is not None and whole == Written(year=whole.year):
        return whole._replace(half=half)
    if isinstance(whole, Stepped) and whole.unit == "Y":
        return Written(half=half, within=whole)
    return whole


def shifted(found: Found) -> Form | None:
    """Read later that month, earlier this year: when in it is not said."""
    form = found.form("rest")
    return form if isinstance(form, Stepped | Written) else None


def close(found: Found) -> Form | None:
    """Read year-end, the year-end of 1989: a day, unlike the end of the year."""
    whole = found.form("rest")
    if found.match["rest"] and not isinstance(whole, Written):
        return None
    return Nth(-1, whole or Stepped(0, unit_of(found.tokens[0]), frame="either", word="the"))


def week_of(found: Found) -> Form | None:
    """Read the week of 9 October, the weekend of the 12th."""
    inner, unit = read_written(found.all("rest")), unit_of(found.tokens[0])
    if not isinstance(inner, Written) or inner.day is None or unit not in {"W", "E"}:
        return None
    return Away(0.0, unit, 1, "published", inner)
