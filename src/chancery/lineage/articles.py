"""Says which documents are versions of one article, and in what order they were captured."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from chancery.model import ArticleVersion, DateValue, Document, make_id
from chancery.text.addresses import article_address

EAST, WEST = timedelta(hours=14), timedelta(hours=12)  # how far zones lie from UTC
DAY = timedelta(days=1)
ISO_DAY = len("2024-05-31")  # characters of a day without a time

Moments = tuple[datetime, datetime]


def address_of(document: Document) -> str | None:
    """Return what versions of a document's article have in common; None where nothing is known."""
    return article_address(document.address or document.uri)


def article_id(address: str) -> str:
    """Return the id of the article of an address that `address_of` gave."""
    return make_id("article", [address])


def articles_of(versions: Iterable[ArticleVersion]) -> Mapping[str, str]:
    """Return the article of each document that is known to be a version of one."""
    return {one.document: one.article for one in versions}


def put_in_order(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Return the documents in the order of their capture, and those that have no place in it.

    A place has only what was surely captured before or after each of the others that have a time;
    one alone has none.
    """
    times = {one.id: moments(one.captured) for one in documents}
    timed = sorted((times[one.id], one.id) for one in documents if times[one.id])
    apart: list[str] = []
    reach: datetime | None = None
    for place, (time, identity) in enumerate(timed):
        assert time is not None  # noqa: S101 - they were chosen so
        following = timed[place + 1][0] if place + 1 < len(timed) else None
        after = reach is None or reach < time[0]
        if after and (following is None or time[1] < following[0]):
            apart.append(identity)
        reach = time[1] if reach is None else max(reach, time[1])
    by_id = {one.id: one for one in documents}
    placed = [by_id[one] for one in apart] if len(apart) > 1 else []
    known = {one.id for one in placed}
    return placed, [one for one in documents if one.id not in known]


def moments(value: DateValue | None) -> Moments | None:
    """Return the moments, in UTC, between which a capture lies; None where an end is open."""
    if value is None or value.start is None or value.end is None:
        return None
    start, end = datetime.fromisoformat(value.start), datetime.fromisoformat(value.end)
    if len(value.end) == ISO_DAY:
        end += DAY
    return (
        start.astimezone(UTC) if start.tzinfo else (start - EAST).replace(tzinfo=UTC),
        end.astimezone(UTC) if end.tzinfo else (end + WEST).replace(tzinfo=UTC),
    )
