"""What is new since a build or a day: findings, versions of articles, and follow-ups."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.points import Point, show_point
from chancery.api.view import View
from chancery.model import Discrepancy, FollowUp, Revision, Support
from chancery.pipeline import since as pipeline
from chancery.pipeline.rows import PublishedIn
from chancery.pipeline.since import Changed

MOST_CHANGED = 5_000  # findings that are compared: a second or two, once for an edition

Change = Literal["new", "grown", "contested", "weakened", "followed"]
"""grown: with more independent sources; contested: with a new difference; weakened: with fewer
sources, or a claim that another version of its article speaks against; followed: a commitment of
which it is newly told what became."""


class Since(Paged, frozen=True, kw_only=True):
    """Since when, and which changes."""

    since: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=20,
            description="A day, as 2024-05-31: what was published on it or later. Or the number "
            "of a build: what came after it.",
        ),
    ]
    change: Annotated[Change | None, Meta(description="Only changes of this sort.")] = None


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is new or has changed, or of which it is told what became."""

    change: Change
    point: Point
    independent_before: int | None  # null where it is new, or only followed up
    differences: tuple[Discrepancy, ...]  # those that are new
    unsettled: tuple[Support, ...]  # those that another version newly speaks against
    follow_ups: tuple[FollowUp, ...]  # those that are new


class News(msgspec.Struct, frozen=True, kw_only=True):
    """A page of changes: by their sorts, and in each the best backed first."""

    items: tuple[Changes, ...]
    next: str | None
    build: int | None  # compared with what the dossier held after it
    day: str | None  # or with what was published before it
    undated: int  # documents without a day, which count as published before
    counts: dict[Change, int]  # of all pages; a sort that is not here is not known of that build
    revisions: tuple[Revision, ...] | None  # null: which there were by then is not kept
    gone: int  # findings of which no claim is held any more


def since(view: View, asked: Since) -> News:
    """Give what is new, as `chancery since`.

    Raises:
        UsageError: it is neither a number nor a day, or too much has changed since.
        NotFoundError: there is no such build, nothing is kept of it, or nothing was read.
    """
    found = view.memory.keep(
        view.edition,
        ("since", asked.since),
        lambda: pipeline.find_news(
            view.dossier, asked.since, PublishedIn(view.dossier), MOST_CHANGED
        ),
    )
    changes = [one for one in _changes(found) if asked.change in {None, one.change}]
    after = view.after(asked, int) or 0
    numbered = enumerate(changes[after:], start=after + 1)
    page = view.page(asked, numbered, lambda one: one)
    return News(
        items=page.items,
        next=page.next,
        build=found.build,
        day=found.day,
        undated=found.undated,
        counts=_counts(found),
        revisions=found.revisions,
        gone=found.gone,
    )


def _counts(found: pipeline.News) -> dict[Change, int]:
    counts: dict[Change, int] = {
        "new": len(found.new),
        "grown": len(found.grown),
        "contested": len(found.contested),
        "weakened": len(found.weakened),
    }
    return counts if found.followed is None else {**counts, "followed": len(found.followed)}


def _changes(found: pipeline.News) -> Iterator[Changes]:
    for row in found.new:
        yield Changes(
            change="new",
            point=show_point(row),
            independent_before=None,
            differences=(),
            unsettled=(),
            follow_ups=(),
        )
    for one in found.grown:
        yield _changed("grown", one)
    for one in found.contested:
        yield _changed("contested", one)
    for one in found.weakened:
        yield _changed("weakened", one)
    for each in found.followed or ():
        yield Changes(
            change="followed",
            point=show_point(each.row),
            independent_before=None,
            differences=(),
            unsettled=(),
            follow_ups=each.follow_ups,
        )


def _changed(change: Change, one: Changed) -> Changes:
    return Changes(
        change=change,
        point=show_point(one.row),
        independent_before=one.independent_before,
        differences=one.differences,
        unsettled=one.unsettled,
        follow_ups=(),
    )
