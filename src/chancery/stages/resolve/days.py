"""The day that a document speaks of as today, where its date is one day."""

from chancery.model import DateValue

ISO_DAY = 10  # characters of an ISO date


def day_of(published: DateValue | None) -> str | None:
    """Return the ISO day; None for no date, an open one, or one of several days."""
    if published is None or published.start is None or published.end is None:
        return None
    first, last = published.start[:ISO_DAY], published.end[:ISO_DAY]
    return first if first == last and len(first) == ISO_DAY else None
