"""What an analyst reads first: how much there is, then the chapters of the threads."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.view import Page, View
from chancery.model import Thread
from chancery.pipeline.brief import MOST_CHAPTERS
from chancery.pipeline.chapter import read_chapter
from chancery.pipeline.places import SizeKey
from chancery.pipeline.record import Chapter
from chancery.pipeline.shown import list_threads
from chancery.store.counts import Shares, read_shares

MOST_DOCUMENTS = 60  # of the threads of one page: more take longer than one waits for an answer


class Chapters(Paged, frozen=True, kw_only=True):
    """Which chapters of the brief."""

    limit: Annotated[
        int, Meta(ge=1, le=MOST_CHAPTERS, description="The most chapters of a page.")
    ] = MOST_CHAPTERS


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the brief: chapters of threads, those of most documents first."""

    items: tuple[Chapter, ...]
    next: str | None
    built: str | None  # when the last build ended
    coverage: Shares
    rejected: int  # inputs that were turned away
    threads: int


def brief(view: View, asked: Chapters) -> Brief:
    """Give the chapters of `chancery brief`, a few threads at a time."""
    runs = view.dossier.runs()
    records = view.dossier.counts()
    page = _chapters(view, asked)
    return Brief(
        items=page.items,
        next=page.next,
        built=runs[-1].finished if runs else None,
        coverage=shares(view),
        rejected=records["rejection"],
        threads=records["thread"],
    )


def chapter(view: View, thread: Thread) -> Chapter:
    """Return the chapter of a thread, which is read once for an edition."""
    key = ("chapter", thread.id)
    return view.memory.keep(
        view.edition, key, lambda: read_chapter(view.dossier, thread, view.overlay)
    )


def shares(view: View) -> Shares:
    """Return the counts of documents, which are read once for an edition."""
    return view.memory.keep(view.edition, "shares", lambda: read_shares(view.dossier))


def count_first(threads: Sequence[Thread]) -> int:
    """Return how many of the first threads, at least one, have so few documents together."""
    seen = 0
    for number, one in enumerate(threads):
        seen += len(one.documents)
        if seen > MOST_DOCUMENTS:
            return max(number, 1)
    return len(threads)


def _chapters(view: View, asked: Chapters) -> Page[Chapter]:
    threads = list_threads(view.dossier, name=None, after=view.after(asked, SizeKey))
    found = list(islice(threads, asked.limit + 1))
    few = min(asked.limit, max(count_first([one for _, one in found]), 1))
    fitting = msgspec.structs.replace(asked, limit=few)
    return view.page(fitting, found, lambda one: chapter(view, one))
