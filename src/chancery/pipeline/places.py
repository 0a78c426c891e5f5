"""Where findings, entries of the timeline, actors and threads stand in their lists.

Each has a place, one number that the store can walk along, and behind it all that it is sorted by:
a number holds counts up to a limit and days of four centuries, and no names.
"""

from datetime import date
from typing import NamedTuple
from zlib import crc32

from chancery.model import Entity, Event, Finding, Thread, TimelineEntry
from chancery.pipeline.rows import Published, Row, rank

DAY_BITS = 22  # every day of the calendar; the last number stands for none
COUNT_BITS = 8  # what is more than 255 stands with 255
TALLY_BITS = 7
SIZE_BITS = 24
USE_BITS = 24
THOUSAND = 1_000  # weights, and the use of a review, are counted in thousandths
SOLID = 0.5  # chosen: share of its doubt that is left to what two independent sources say
TIE_BITS = 16  # of what tells apart most of those that are alike in all else
DAY_LENGTH = 10  # of an ISO day


class RowKey(NamedTuple):
    """Where a finding stands; counts are negative, `root` is of an act by words."""

    place: int
    independent: int
    upper_bound: int
    documents: int
    day: str
    finding: str
    root: str


class EntryKey(NamedTuple):
    """Where an entry of the timeline stands."""

    place: int
    undated: bool
    first: str
    last: str
    entry: str


class DoubtKey(NamedTuple):
    """Where an entry of the timeline stands among those to review; the use is negative."""

    place: int
    use: int
    entry: str
    finding: str


class WorthKey(NamedTuple):
    """Where an entry of the timeline stands by what matters most; the weight is negative."""

    place: int
    weight: float
    entry: str


class SizeKey(NamedTuple):
    """Where an actor or a thread stands; the count is negative."""

    place: int
    documents: int
    identity: str


def row_key(row: Row, published: Published) -> RowKey:
    """Return where a finding with all its claims stands: best backed first, then by day."""
    independent, upper, documents, day, identity = rank(row, published)  # counts are negative
    place = _large(-independent, COUNT_BITS)
    place = place << TALLY_BITS | _large(-upper, TALLY_BITS)
    place = place << TALLY_BITS | _large(-documents, TALLY_BITS)
    place = place << DAY_BITS | _day(day)
    place = place << TIE_BITS | _tie(identity, TIE_BITS)
    return RowKey(place, independent, upper, documents, day, identity, root_of(row))


def last_place(least: int) -> int:
    """Return the last place that a finding of so many independent sources may have."""
    behind = 2 * TALLY_BITS + DAY_BITS + TIE_BITS
    return (_large(least, COUNT_BITS) << behind) | ((1 << behind) - 1)


def root_of(row: Row) -> str:
    """Return the root of an act by words; empty for a finding itself."""
    act = row.claims[0]
    return act.root if row.by_words and isinstance(act, Event) else ""


def point_key(row: Row) -> str:
    """Return what a finding, or an act by words that goes with it, is called on the shelf."""
    return f"{row.finding.id}|{root_of(row)}"


def split_key(key: str) -> tuple[str, str]:
    """Return the finding of such a key, and the root of an act by words, or nothing."""
    finding, _, root = key.partition("|")
    return finding, root


def entry_key(order: tuple[bool, str, str, str]) -> EntryKey:
    """Return where an entry of the timeline stands, which is sorted by `order`."""
    undated, first, last, identity = order
    place = int(undated) << DAY_BITS | _day(first)
    place = place << DAY_BITS | _day(last)
    place = place << TIE_BITS | _tie(identity, TIE_BITS)
    return EntryKey(place, undated, first, last, identity)


def doubt_key(entry: TimelineEntry, finding: Finding) -> DoubtKey:
    """Return where a finding stands among those to review: most useful first.

    It is useful to review what matters and is not sure; two sources halve what is not.
    """
    doubt = (1 - finding.confidence) * (1 if finding.strength == "thin" else SOLID)
    use = max(0, round(THOUSAND * entry.weight * doubt))
    place = _large(use, USE_BITS) << TIE_BITS | _tie(entry.id, TIE_BITS)
    return DoubtKey(place, -use, entry.id, finding.id)


def worth_key(entry: TimelineEntry) -> WorthKey:
    """Return where an entry of the timeline stands by its weight: what matters most first."""
    weight = max(0, round(THOUSAND * entry.weight))
    place = _large(weight, USE_BITS) << TIE_BITS | _tie(entry.id, TIE_BITS)
    return WorthKey(place, -entry.weight, entry.id)


def size_key(one: Entity | Thread) -> SizeKey:
    """Return where an actor or a thread stands: those of most documents first."""
    size = len(one.documents)
    place = _large(size, SIZE_BITS) << 32 | _tie(one.id, 32)
    return SizeKey(place, -size, one.id)


def _large(count: int, bits: int) -> int:
    """Return a number that is smaller for more."""
    most = (1 << bits) - 1
    return most - min(count, most)


def _day(text: str) -> int:
    """Return a number for an ISO day, or time; the last for what is none."""
    if len(text) < DAY_LENGTH:
        return (1 << DAY_BITS) - 1
    return date.fromisoformat(text[:DAY_LENGTH]).toordinal()


def _tie(identity: str, bits: int) -> int:
    return crc32(identity.encode()) >> (32 - bits)
