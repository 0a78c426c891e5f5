"""Dates a day that the text describes: our last day, the day after the vote, opening night.

The day is the date that stands beside the description ("5 May, the day after the vote"), the day
that the text speaks from where it says that it is so ("it is our last day"), or the day that the
same words described before.
"""

import re
from collections.abc import Sequence

from chancery.text.timex.forms import Away, Broken, Form, Length, Nth, Phrase, Reference, Written
from chancery.text.timex.frame import DAYS, Anchor, Timeframe
from chancery.text.timex.periods import UNITS, Period, period_unit
from chancery.text.timex.reading import Reading, anchor_of, dated
from chancery.text.timex.resolve import resolve
from chancery.text.timex.spoken import is_today
from chancery.text.timex.values import Span
from chancery.text.timex.word_sets import word_set

LONGEST_GAP = 24  # characters between a date and the description beside it
LEAST_WORDS = 2  # of a description that is known again
A_DAY = "P1D"
_DAY = re.compile(
    r"\b(?:day|date|night|morning|afternoon|evening|anniversary|birthday)\b", re.IGNORECASE
)
_WHOLE = re.compile(r"(?:the|our|my|his|her|its|their|all|most of)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bday (?:\d+|one|two|three|four|five|six|seven)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:[,(–—-]+\s*)?(?:(?:also |better )?(?:known as|called) )?(?:[\"“'‘]\s*)?", re.IGNORECASE
)
_BEFORE = re.compile(r"\s*[,(–—-]+\s*")
_SAME_DATE = re.compile(r"\s*(?:,\s*(?:on|in)\s+(?:the\s+)?|\(\s*(?:on\s+|in\s+)?)")
_INDEFINITE = re.compile(r"an?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’]s$")


def describes_day(words: str, form: Form, reading: Reading) -> bool:
    """Say whether the words describe a day that they do not date by themselves."""
    if reading.period is not None or reading.flaw is not None:
        return False
    if isinstance(form, Away):
        return form.event and form.unit == "D"
    if isinstance(form, Length):
        return form.value == A_DAY and _WHOLE.match(words) is not None
    if isinstance(form, Written):
        return form.part is not None and form == Written(part=form.part) and " " in words
    told = isinstance(form, Reference | Nth | Broken) and reading.value in {None, "XXXX-XX-XX"}
    return told and _DAY.search(words) is not None


def described(
    place: int,
    places: Sequence[Span],
    phrases: Sequence[Phrase],
    readings: Sequence[Reading],
    frame: Timeframe,
) -> Reading | None:
    """Return the reading of a described day; None where nothing dates it.

    `readings` are those of the expressions before this one, the last of which may stand beside it.
    """
    span, form = places[place], phrases[place].form
    words = frame.text[span.start : span.end]
    key = _key(words)
    anchor = (
        _dated_before(place, places, readings, frame)
        or _dated_behind(place, places, phrases, frame)
        or _today(span, words, frame)
        or frame.described.get(key)
        or _spoken_of(form, words, frame)
    )
    if anchor is None or anchor.period.unit != "D":
        return None
    if len(key) >= LEAST_WORDS:
        frame.described[key] = anchor
    return dated(anchor.period, anchor, form.part if isinstance(form, Written) else None)


def _spoken_of(form: Form, words: str, frame: Timeframe) -> Anchor | None:
    """Return the day that a talk is at, for what it calls a day without more: all day."""
    if not frame.is_talk() or isinstance(form, Nth | Away) or _COUNTED.search(words):
        return None
    return frame.last(DAYS) or frame.publication()


def dated_beside(
    place: int, places: Sequence[Span], phrases: Sequence[Phrase], frame: Timeframe
) -> Reading | None:
    """Return the date behind a distance that says the same: two years later, on 5 May 1950."""
    form = phrases[place].form
    loose = isinstance(form, Away) or form == Reference("PAST_REF")
    if not loose or place + 1 == len(places):
        return None
    span, following = places[place + 1], phrases[place + 1].form
    gap = frame.text[places[place].end : span.start]
    if len(gap) > LONGEST_GAP or not _SAME_DATE.fullmatch(gap):
        return None
    if not isinstance(following, Written) or not (following.year or following.day):
        return None
    reading = resolve(following, span, frame)
    if reading.period is None or (isinstance(form, Away) and _is_coarser(form, reading.period)):
        return None
    return dated(reading.period, Anchor(reading.period, "earlier", frame.order[place + 1]))


def _is_coarser(form: Away, period: Period) -> bool:
    """Say whether a period is coarser than the unit that a distance is counted in."""
    unit = period_unit(form.unit)
    return unit is None or UNITS.index(period.unit) > UNITS.index(unit)


def _key(words: str) -> tuple[str, ...]:
    """Return the words by which a description is known again."""
    low = (word.lower() for word in _WORD.findall(words))
    plain = (word for word in low if not _POSSESSIVE.search(word))
    return tuple(word for word in plain if word not in word_set("determining"))


def _dated_before(
    place: int, places: Sequence[Span], readings: Sequence[Reading], frame: Timeframe
) -> Anchor | None:
    """Return the date right before a description: on 5 May, the day after the vote."""
    gap = (places[place - 1].end, places[place].start) if place else (0, 0)
    if not 0 < gap[1] - gap[0] <= LONGEST_GAP or not _BEHIND.fullmatch(frame.text, *gap):
        return None
    return _beside(readings[place - 1], place - 1, frame)


def _dated_behind(
    place: int, places: Sequence[Span], phrases: Sequence[Phrase], frame: Timeframe
) -> Anchor | None:
    """Return the date right behind a description: opening night, 5 May."""
    if place + 1 == len(places):
        return None
    gap, form = (places[place].end, places[place + 1].start), phrases[place + 1].form
    is_day = isinstance(form, Written) and form.day is not None and form.month is not None
    if not is_day or not 0 < gap[1] - gap[0] <= LONGEST_GAP:
        return None
    if not _BEFORE.fullmatch(frame.text, *gap):
        return None
    return _beside(resolve(form, places[place + 1], frame), place + 1, frame)


def _beside(reading: Reading, place: int, frame: Timeframe) -> Anchor | None:
    anchor = anchor_of(reading)
    if anchor is None or anchor.period.unit != "D":
        return None
    return Anchor(anchor.period, "earlier", frame.order[place])


def _today(span: Span, words: str, frame: Timeframe) -> Anchor | None:
    """Return the day that the text speaks from, where it says that this is the one."""
    said = is_today(frame.text, span.start)
    vague = _INDEFINITE.match(words) and frame.today is None
    return frame.publication() if said and not vague else None
