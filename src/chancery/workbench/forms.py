"""What the forms of pages ask for: their fields are plain, and name what a page showed."""

from urllib.parse import parse_qsl

import msgspec

from chancery.api import parameters, points, writes
from chancery.api.writes import Served, Write
from chancery.errors import UsageError
from chancery.model import (
    ActorSought,
    ClaimKind,
    DeadlinesSought,
    PointsSought,
    Sought,
    Wanted,
    Watch,
    WordsSought,
)
from chancery.pipeline.watching import add_watch

LISTS: dict[ClaimKind, type[points.Points]] = {
    "statement": points.Statements,
    "meeting": points.Meetings,
    "event": points.Events,
    "commitment": points.Commitments,
    "figure": points.Figures,
}


class WatchForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One watch: a list with the filters of its address, words, an actor, or deadlines."""

    name: str
    about: ClaimKind | None = None
    asked: str = ""  # the query of the list's address
    words: str | None = None
    actor: str | None = None
    days: int | None = None
    open: bool = False


def forms() -> tuple[Write, ...]:
    """Return what pages post to: the same as programs do, but for watches."""
    given = (one for one in writes.writes() if one.name != "add_watch")
    return (*given, _WATCH)


def keep_watch(served: Served, form: WatchForm) -> Watch:
    """Keep the watch that a form asks for.

    Raises:
        UsageError: it asks for nothing, or for several things.
    """
    return add_watch(served.path, Wanted(name=form.name, sought=_sought(form)))


def _sought(form: WatchForm) -> Sought:
    given = [
        name for name in ("about", "words", "actor", "days") if getattr(form, name) is not None
    ]
    if len(given) != 1:
        message = "a watch is for one thing: a list, words, an actor, or deadlines"
        raise UsageError(message)
    if form.about is not None:
        return _list(form.about, form.asked)
    if form.words is not None:
        return WordsSought(query=form.words)
    if form.actor is not None:
        return ActorSought(actor=form.actor)
    return DeadlinesSought(days=form.days or 0, open=form.open)


def _list(about: ClaimKind, query: str) -> PointsSought:
    kind = LISTS[about]
    known = {*kind.__struct_fields__} - {"cursor", "limit", "review", "due"}
    pairs = [(name, value) for name, value in parse_qsl(query) if name in known]
    wanted = points.query_of(about, parameters.read(kind, pairs))
    sought = PointsSought.__struct_fields__
    return PointsSought(**{name: getattr(wanted, name) for name in sought})


_WATCH = Write(
    path="/watches",
    name="add_watch",
    summary="Keep a watch.",
    takes=WatchForm,
    gives=Watch,
    handler=keep_watch,
)
