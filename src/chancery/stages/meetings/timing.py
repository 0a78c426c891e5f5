"""Says when a meeting was or is to be, by what its mentions say."""

from collections.abc import Sequence
from datetime import date, timedelta

from chancery.model import ClaimTime
from chancery.stages.meetings.draft import Draft
from chancery.text.page import Page

WHO_COMES = frozenset({"joins", "discuss"})
DAYS = frozenset({"minute", "day"})
LONG_AGO = timedelta(days=30)  # before publication: another episode than the article's; chosen


def settle_time(page: Page, group: Sequence[Draft]) -> ClaimTime | None:
    """Return the time that the first mention gives, or a later one that names the day.

    When somebody decided to come is no time of the meeting.
    """
    main = page.sentences_of([one.span for one in group if one.kind not in WHO_COMES])
    told = [one for one in group if page.sentence_of(one.span[0]) in main] or group
    times = [one.time for one in told if one.time]
    if not times:
        return None
    days = [one for one in times if one.precision in DAYS and one.first]
    first = times[0]
    return page.time(first if first.precision in DAYS or not days else days[0])


def is_long_ago(time: ClaimTime | None, published: str | None) -> bool:
    """Say whether a time lies well before the article was published."""
    if time is None or time.end is None or published is None:
        return False
    return date.fromisoformat(time.end) < date.fromisoformat(published) - LONG_AGO
