"""What waits for review and what was decided, to read; decisions are made elsewhere."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged, Parameters
from chancery.api.points import Name, Point, show_point
from chancery.api.points import Thread as ThreadName
from chancery.api.problems import ProblemError
from chancery.api.view import Page, View
from chancery.model import ClaimKind
from chancery.pipeline.places import DoubtKey
from chancery.pipeline.review.agreement import Agreement, agreements
from chancery.pipeline.review.log import Noted, note
from chancery.pipeline.review.queue import Asked, Waiting, find_queue

Who = Annotated[Name | None, Meta(description="The name of a reviewer.")]
Blind = Annotated[
    bool,
    Meta(description="Show nothing that others decided of what `who` has not decided yet."),
]


class Queue(Paged, frozen=True, kw_only=True):
    """Whose queue, and of what."""

    who: Who = None
    blind: Blind = False
    kind: Annotated[ClaimKind | None, Meta(description="Only of this kind.")] = None
    thread: ThreadName = None


class Decisions(Paged, frozen=True, kw_only=True):
    """Which decisions."""

    who: Who = None
    blind: Blind = False


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that waits for review."""

    point: Point
    weight: float  # how much it matters
    use: float  # of reviewing it: its weight times its doubt


def queue(view: View, asked: Queue) -> Page[Queued]:
    """List what waits for review."""
    found = find_waiting(view, asked)
    return Page(items=tuple(map(_queued, found.items)), next=found.next)


def find_waiting(view: View, asked: Queue) -> Page[Waiting]:
    """Return a page of what waits for review."""
    wanted = Asked(who=_reader(asked), blind=asked.blind, kind=asked.kind, thread=asked.thread)
    found = find_queue(view.dossier, wanted, view.overlay, view.after(asked, DoubtKey))
    return view.page(asked, found, lambda one: one)


def decisions(view: View, asked: Decisions) -> Page[Noted]:
    """List what was decided."""
    behind = view.after(asked, int) or 0
    blind = _reader(asked) if asked.blind else None
    noted = note(view.overlay.decisions, view.overlay.joins, blind=blind, behind=behind)
    return view.page(asked, ((one.decision.number, one) for one in noted), lambda one: one)


def agreement(view: View, asked: Parameters) -> tuple[Agreement, ...]:
    """Say how far reviewers agree."""
    del asked
    return tuple(agreements(view.overlay))


def _reader(asked: Queue | Decisions) -> str | None:
    if asked.blind and asked.who is None:
        message = "to be blind takes `who`, from whom others' decisions are kept"
        raise ProblemError(message)
    return asked.who


def _queued(one: Waiting) -> Queued:
    return Queued(point=show_point(one.row), weight=one.weight, use=one.use)
