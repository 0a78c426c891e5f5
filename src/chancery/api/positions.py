"""What an actor, and those who speak for it, said and committed to on an issue, over time."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Parameters
from chancery.api.points import Name, Point, show_point
from chancery.api.view import View
from chancery.model import Evidence
from chancery.pipeline.positions import Differs, Position, find_positions
from chancery.pipeline.rows import PublishedIn

MOST_READ = 30  # findings of a kind, of the actor and of all: a tenth of a second


class OnIssue(Parameters, frozen=True, kw_only=True):
    """Whose positions, and on what."""

    actor: Annotated[Name, Meta(description="A name, an id, or the start of an id.")]
    on: Annotated[
        Name,
        Meta(
            description="The issue: each word, or one that means nearly the same, is in what is "
            "said."
        ),
    ]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One position; `speaks_for` are the words by which the speaker speaks for the actor."""

    day: str | None
    point: Point
    commitments: tuple[Point, ...]  # that these very words are
    speaks_for: Evidence | None
    differs: tuple[Differs, ...]


class Positions(msgspec.Struct, frozen=True, kw_only=True):
    """All positions by day, unknown days last; `words` are the stems that were sought."""

    actors: dict[str, str]  # id → name; several where the name may mean several
    issue: str
    words: tuple[str, ...]
    own: tuple[Said, ...]
    by_others: tuple[Said, ...]
    unread: bool  # more findings have these words than were looked at, those best backed first


def positions(view: View, asked: OnIssue) -> Positions:
    """Give the positions of an actor, as `chancery positions`.

    Raises:
        UsageError: the name or the issue has no words.
        NotFoundError: there is no such actor, it said nothing of it, or nothing was read.
    """
    published = PublishedIn(view.dossier)
    found = find_positions(view.dossier, asked.actor, asked.on, published, MOST_READ)
    return Positions(
        actors={one.id: one.name for one in found.actors},
        issue=found.issue,
        words=found.words,
        own=tuple(map(_said, found.own)),
        by_others=tuple(map(_said, found.by_others)),
        unread=found.unread,
    )


def _said(one: Position) -> Said:
    return Said(
        day=one.day,
        point=show_point(one.row),
        commitments=tuple(map(show_point, one.commitments)),
        speaks_for=one.speaks_for,
        differs=one.differs,
    )
