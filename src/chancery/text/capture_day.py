"""Tells the last day on which a page that was captured can have been published."""

from datetime import datetime, timedelta

from chancery.model import DateValue

AHEAD = timedelta(hours=14)  # of UTC: the first zone to begin a day, that of the Line Islands
DAY = slice(10)  # the day of an ISO time


def last_day(captured: DateValue | None) -> str | None:
    """Return the last day that had begun in any zone at the capture; None if it is unknown."""
    if captured is None or captured.end is None or captured.basis != "capture":
        return None
    moment = datetime.fromisoformat(captured.end)
    whole = captured.precision not in {"second", "minute"}  # then it may have been at its end
    try:
        return (moment + AHEAD + timedelta(days=whole)).date().isoformat()
    except OverflowError:  # in the last year that there is
        return captured.end[DAY]
