"""Gives a form its reading at its place in a text."""

from chancery.text.timex.calendar_dates import between, figured, written
from chancery.text.timex.distances import away
from chancery.text.timex.durations import length, nth
from chancery.text.timex.forms import (
    Away,
    Between,
    Figured,
    Form,
    Length,
    Nth,
    Reference,
    Repeat,
    Stepped,
    Written,
)
from chancery.text.timex.frame import Timeframe
from chancery.text.timex.reading import Reading, unknown
from chancery.text.timex.steps import stepped
from chancery.text.timex.values import Span

# How the value of a date begins of which no more than the part of the day is known.
UNKNOWN = "XXXX"


def resolve(form: Form, span: Span, frame: Timeframe) -> Reading:  # noqa: PLR0911 - one case a form
    """Return what the form means at its place in the text."""
    match form:
        case Written():
            return written(form, span, frame)
        case Stepped():
            return stepped(form, span, frame)
        case Away(base=base):
            return away(form, resolve(base, span, frame) if base else None, span, frame)
        case Length(whole=whole):
            return length(form, resolve(whole, span, frame) if whole else None, span, frame)
        case Nth(whole=whole):
            return nth(form, resolve(whole, span, frame))
        case Between():
            return between(form, span, frame)
        case Figured():
            return figured(form, span, frame)
        case Repeat(value=value):
            return Reading("SET", value, basis="stated")
        case Reference():
            return reference(form, frame)
        case _:
            return Reading("DATE", flaw=form.flaw)


def reference(form: Reference, frame: Timeframe) -> Reading:
    """Return the past, present or future as the day of publication bounds it."""
    if form.value.startswith(UNKNOWN):
        return unknown(*form.value.split("T", 1)) if "T" in form.value else unknown(form.value)
    here = frame.published
    if here is None:
        return Reading("DATE", form.value)
    first = None if form.value == "PAST_REF" else here
    last = None if form.value == "FUTURE_REF" else here
    return Reading("DATE", form.value, None, first, last, "unknown", "published")
