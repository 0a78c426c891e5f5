"""The timeline, the actors and the threads of a dossier, in the order of their commands."""

from typing import Annotated

from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.points import Least, Name, Party, Since, Until
from chancery.api.points import Thread as ThreadName
from chancery.api.view import Page, View
from chancery.model import ClaimKind, Entity, MentionType, Thread
from chancery.pipeline.places import EntryKey, SizeKey
from chancery.pipeline.shown import list_actors, list_threads
from chancery.pipeline.timeline import Asked, Row, find_entries, tell_entry


class Entries(Paged, frozen=True, kw_only=True):
    """Which entries of the timeline."""

    kind: Annotated[ClaimKind | None, Meta(description="Only of this kind.")] = None
    party: Party = None
    since: Since = None
    until: Until = None
    thread: ThreadName = None
    min_origins: Least = 1


class Actors(Paged, frozen=True, kw_only=True):
    """Which actors."""

    type: Annotated[MentionType | None, Meta(description="Only of this type.")] = None
    name: Annotated[
        Name | None, Meta(description="Only who bears this name or its words, or has this id.")
    ] = None


class Threads(Paged, frozen=True, kw_only=True):
    """Which threads."""

    thread: ThreadName = None


def timeline(view: View, asked: Entries) -> Page[Row]:
    """List what happened in order, as `chancery timeline --all`."""
    wanted = asked_of(asked, everything=True)
    found = find_entries(view.dossier, wanted, view.after(asked, EntryKey))
    keyed = ((key, (entry, finding)) for key, entry, finding in found)
    return view.page(asked, keyed, lambda pair: tell_entry(view.dossier, *pair, view.overlay))


def asked_of(asked: Entries, *, everything: bool) -> Asked:
    """Return what the filters of the timeline ask for, as the command asks it."""
    return Asked(
        kind=asked.kind,
        party=asked.party,
        since=asked.since,
        until=asked.until,
        thread=asked.thread,
        least=asked.min_origins,
        everything=everything,
    )


def actors(view: View, asked: Actors) -> Page[Entity]:
    """List who and what the dossier speaks of, those of most documents first."""
    after = view.after(asked, SizeKey)
    found = list_actors(view.dossier, type_=asked.type, name=asked.name, after=after)
    return view.page(asked, found, lambda one: one)


def threads(view: View, asked: Threads) -> Page[Thread]:
    """List the episodes, those of most documents first."""
    after = view.after(asked, SizeKey)
    return view.page(
        asked, list_threads(view.dossier, name=asked.thread, after=after), lambda one: one
    )
