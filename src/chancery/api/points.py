"""Points of record: findings with the claims that they rest on, chosen as by the commands."""

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.view import Page, View
from chancery.model import (
    AnyClaim,
    ClaimKind,
    CommitmentType,
    CueClass,
    FigureUnit,
    Finding,
    Modality,
    Root,
)
from chancery.pipeline.places import RowKey
from chancery.pipeline.query import Query, ReviewFilter, find_rows
from chancery.pipeline.review.overlay import FindingReview
from chancery.pipeline.rows import PublishedIn, Row

Name = Annotated[str, Meta(min_length=1, max_length=500)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Words = Annotated[str, Meta(max_length=500)]

Speaker = Annotated[
    Name | None,
    Meta(description="Only by the word of whom this name means, or who is given in these words."),
]
Party = Annotated[
    Name | None,
    Meta(
        description="Only where whom this name means, or who is given in these words, has a part."
    ),
]
About = Annotated[
    Words | None,
    Meta(
        description="Only where what is said, counted or done has all these words, or words "
        "that begin with them."
    ),
]
Since = Annotated[
    Day | None,
    Meta(
        description="Only from this day on, as 2024-05-31; what has no day is left out. Of what "
        "is said or counted on no known day, the day of publication counts."
    ),
]
Until = Annotated[Day | None, Meta(description="Only up to this day.")]
Thread = Annotated[
    Name | None, Meta(description="Only of one episode: a thread's id, or a document of it.")
]
Least = Annotated[
    int, Meta(ge=1, le=10_000, description="Only with at least so many independent sources.")
]
Told = Annotated[
    Modality | None,
    Meta(description="Only where a document tells of it so: as done, planned, wished, not done."),
]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with its claims that were chosen, in full."""

    finding: Finding
    claims: tuple[AnyClaim, ...]
    by_words: bool  # acts by words, which go with this finding
    review: FindingReview  # what people decided of all its claims


class Points(Paged, frozen=True, kw_only=True):
    """Which points of record, of any kind."""

    party: Party = None
    about: About = None
    since: Since = None
    until: Until = None
    thread: Thread = None
    min_origins: Least = 1
    review: Annotated[
        ReviewFilter, Meta(description="Only what people decided so, or nobody has yet.")
    ] = "any"


class Statements(Points, frozen=True, kw_only=True):
    """Which statements."""

    speaker: Speaker = None
    kind: Annotated[CueClass | None, Meta(description="Only of this class of cue.")] = None


class Figures(Points, frozen=True, kw_only=True):
    """Which figures."""

    speaker: Speaker = None
    kind: Annotated[FigureUnit | None, Meta(description="Only of this unit.")] = None


class Meetings(Points, frozen=True, kw_only=True):
    """Which meetings."""

    modality: Told = None


class Events(Points, frozen=True, kw_only=True):
    """Which events."""

    kind: Annotated[Root | None, Meta(description="Only of this root of PLOVER.")] = None
    modality: Told = None


class Commitments(Points, frozen=True, kw_only=True):
    """Which commitments."""

    type: Annotated[CommitmentType | None, Meta(description="Only of this type.")] = None
    due: Annotated[
        Day | None, Meta(description="Only those whose deadline has passed by this day.")
    ] = None
    open: Annotated[bool, Meta(description="Only those that still wait for something.")] = False


def lister(about: ClaimKind) -> Callable[[View, Points], Page[Point]]:
    """Return what lists the points of one kind: those of most independent sources first."""

    def points(view: View, asked: Points) -> Page[Point]:
        found = find(view, about, asked, PublishedIn(view.dossier))
        return Page(items=tuple(map(show_point, found.items)), next=found.next)

    return points


def find(view: View, about: ClaimKind, asked: Points, published: PublishedIn) -> Page[Row]:
    """Return a page of the points of one kind."""
    after = view.after(asked, RowKey)
    found: Iterator[tuple[RowKey, Row]]
    found = find_rows(view.dossier, query_of(about, asked), published, after, view.overlay)
    return view.page(asked, found, lambda one: one)


def query_of(about: ClaimKind, asked: Points) -> Query:
    """Return what the filters of a list ask for, as the commands ask it."""
    return Query(
        about=about,
        speaker=getattr(asked, "speaker", None),
        party=asked.party,
        words=asked.about,
        sort=getattr(asked, "kind", None) or getattr(asked, "type", None),
        modality=getattr(asked, "modality", None),
        since=asked.since,
        until=asked.until,
        thread=asked.thread,
        least=asked.min_origins,
        due=getattr(asked, "due", None),
        open=getattr(asked, "open", False),
        review=asked.review,
    )


def show_point(row: Row) -> Point:
    """Return a row as it is given."""
    return Point(
        finding=row.finding,
        claims=row.claims,  # type: ignore[arg-type]
        by_words=row.by_words,
        review=row.review or FindingReview(),
    )
