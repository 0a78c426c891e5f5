"""The watches of a dossier, and what each is for: as a list, and as an Atom feed."""

import hashlib
from datetime import UTC, date, datetime
from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged, Parameters
from chancery.api.view import Page, View
from chancery.model import Watch
from chancery.pipeline.feed import MOST_ENTRIES, make_feed
from chancery.pipeline.live import BuildRunner
from chancery.pipeline.watched_points import HitKey
from chancery.pipeline.watches import Hit, find_hits
from chancery.store.dossier import Dossier
from chancery.store.watches import find_watch, read_watches

STATE_BYTES = 8


class Hits(Paged, frozen=True, kw_only=True):
    """Which hits, and since when they are new."""

    since: Annotated[
        Annotated[int, Meta(ge=1, le=2**31)] | None,
        Meta(description="Say what is new, or has more independent sources, since this build."),
    ] = None


class Watches(msgspec.Struct, frozen=True, kw_only=True):
    """All watches, by name."""

    items: tuple[Watch, ...]


def watches(view: View, asked: Parameters) -> Watches:
    """List the watches."""
    del asked
    return Watches(items=tuple(read_watches(view.dossier)))


def hits(view: View, asked: Hits) -> Page[Hit]:
    """List what a watch is for."""
    sought = find_watch(view.dossier, view.names["name"]).sought
    after = view.after(asked, HitKey)
    found = find_hits(view.dossier, sought, today=today(), since=asked.since, after=after)
    return view.page(asked, found, lambda one: one)


def feed(view: View, asked: Parameters) -> bytes:
    """Give the newest hits of a watch as a feed."""
    del asked
    watch = find_watch(view.dossier, view.names["name"])
    found = find_hits(view.dossier, watch.sought, today=today())
    return make_feed(
        watch,
        (one for _, one in islice(found, MOST_ENTRIES)),
        finished={one.number: one.finished for one in view.dossier.runs()},
        address=view.address,
        base=view.server,
    )


def state(dossier: Dossier, runner: BuildRunner) -> str:
    """Return what stands for the watches and for the day, with which deadlines come near."""
    del runner
    kept = msgspec.json.encode([read_watches(dossier), today()])
    return hashlib.blake2b(kept, digest_size=STATE_BYTES).hexdigest()


def today() -> date:
    """Return the day, in UTC."""
    return datetime.now(UTC).date()
