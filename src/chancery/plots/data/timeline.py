"""What the timeline draws: findings in lanes by kind, each on its three clocks."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from chancery.model import (
    ClaimKind,
    ClaimTime,
    DaySpan,
    FindingStrength,
    PublishedSpan,
    TimelineEntry,
)
from chancery.pipeline.timeline import Asked, Row, days_of, is_dated, order, told
from chancery.pipeline.worth import Among
from chancery.plots.data.chosen import choose
from chancery.store.dossier import Dossier

MOST_DATED = 50  # rows that can be read on one page
MOST_UNDATED = 15
MOST_TOLD = 250  # entries that are told to find those rows: half are sure, and say something new
LANES: tuple[ClaimKind, ...] = ("meeting", "event", "commitment", "statement", "figure")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One finding on its three clocks; `first` and `last` are null where no day is known."""

    finding: str
    about: ClaimKind
    text: str
    first: str | None  # ISO day: it happened between this and the last
    last: str | None
    time: ClaimTime | None
    published: PublishedSpan
    captured: DaySpan | None
    independent: int
    documents: int
    strength: FindingStrength


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """Findings of one kind, by day."""

    about: ClaimKind
    marks: tuple[Mark, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Lanes of what has days, and apart what has none; those that matter most are drawn."""

    lanes: tuple[Lane, ...]
    undated: tuple[Mark, ...]  # of no known day, or known on one side alone
    chosen: int  # entries that fit what was asked for
    unread: bool  # there are more than were read


def read_timeline(dossier: Dossier, asked: Asked) -> Timeline:
    """Return the entries asked for that matter most.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    chosen = choose(dossier, asked, Among())
    dated: list[Row] = []
    undated: list[Row] = []

    def has_room(one: TimelineEntry) -> bool:
        return len(dated) < MOST_DATED if is_dated(one) else len(undated) < MOST_UNDATED

    roomy = (pair for pair in chosen.pairs if has_room(pair[0]))
    for row in told(dossier, islice(roomy, MOST_TOLD), asked):
        (dated if is_dated(row.entry) else undated).append(row)
    return Timeline(
        lanes=tuple(_lanes(dated)),
        undated=_marks(undated),
        chosen=len(chosen.pairs),
        unread=chosen.unread,
    )


def _lanes(rows: Iterable[Row]) -> Iterator[Lane]:
    rows = list(rows)
    for about in LANES:
        own = [row for row in rows if row.entry.about == about]
        if own:
            yield Lane(about=about, marks=_marks(own))


def _marks(rows: Iterable[Row]) -> tuple[Mark, ...]:
    return tuple(_mark(row) for row in sorted(rows, key=lambda row: order(row.entry)))


def _mark(row: Row) -> Mark:
    entry = row.entry
    first, last = days_of(entry) if is_dated(entry) else (None, None)
    return Mark(
        finding=entry.finding,
        about=entry.about,
        text=row.line.text,
        first=first,
        last=last,
        time=entry.time,
        published=entry.published,
        captured=entry.captured,
        independent=entry.independent,
        documents=len(entry.documents),
        strength=entry.strength,
    )
