"""Reckons memory and disk of a build from those of its sample."""

from typing import NamedTuple

from chancery.pipeline.estimate.figures import Range, exactly
from chancery.pipeline.estimate.trial import Trial
from chancery.pipeline.settings import Settings

KEPT_ALONE = Range(low=20e3, likely=40e3, high=75e3)
KEPT_READ = Range(low=60e3, likely=500e3, high=1_000e3)
"""Bytes of memory that the build's process keeps for each article, without and with the model:
the index of its records; measured, see bench/RESULTS.md."""
ROOM = 1.1  # times what shards hold: they are written anew before small ones are dropped
SIZES = 0.2  # choice: how far the bytes of an article may be off, beside how the sample is spread
WORKER = 0.7  # least share of a process that did all alone which one of several holds


class Space(NamedTuple):
    """What is known of a sample's memory and disk, and of how much there is in all."""

    articles: int
    size: int  # bytes of all articles
    again: Trial  # one article
    whole: Trial  # the sample
    work: int  # bytes of the work folder of the sample, tidied
    spooled: int  # bytes that were unpacked, of all articles
    held_before: int  # bytes that this process held before it built anything,
    less: int  # articles that it had built at once,
    held_less: int  # when it held so many,
    held: int  # and at most

    @property
    def times(self) -> float:
        """Return how many times the sample all of it is, by bytes."""
        return self.size / self.whole.size


class Disk(NamedTuple):
    """What lies on the disk, in bytes."""

    dossier: Range
    work: Range
    building: Range


def disk_of(space: Space, spread: float) -> Disk:
    """Return what the dossier and its work folder take, after the build and at most within."""
    off = min(0.9, max(SIZES, spread)) if space.times > 1 else 0.05
    dossier = _about(_dossier(space), off)
    unpacked = exactly(space.spooled)
    work = _about(space.work * space.times, off) + unpacked
    flat = max(space.whole.flat.values(), default=0)
    for_itself = _about(flat * space.times, off)
    more = for_itself if for_itself.likely > dossier.likely else dossier
    return Disk(dossier, work, work.times(ROOM) + more)


def _dossier(space: Space) -> float:
    """Return the bytes of the dossier: what each has, and what grows with the articles."""
    grown = space.whole.size - space.again.size
    if grown <= 0:
        return space.whole.dossier * space.times
    each = max(0.0, (space.whole.dossier - space.again.dossier) / grown)
    return space.again.dossier + each * (space.size - space.again.size)


def memory_of(space: Space, settings: Settings) -> tuple[Range, Range]:
    """Return what the largest process holds at most, and what all do.

    Each of several workers holds at most what one process held that did all, with as many articles
    as one task has; the build's own process has no model then, and keeps the index of all records.
    """
    each = KEPT_READ if settings.annotate else KEPT_ALONE
    hand = _of_task(space, settings.batch_size)
    if settings.processes == 1:
        one = hand + each.times(max(0, space.articles - space.whole.articles))
        return one, one
    own = exactly(space.held_before) + each.times(space.articles)
    largest = Range(
        low=max(own.low, WORKER * hand.low),
        likely=max(own.likely, hand.likely),
        high=max(own.high, hand.high),
    )
    return largest, own + Range(low=WORKER * hand.low, likely=hand.likely, high=hand.high).times(
        settings.processes
    )


def _of_task(space: Space, batch: int) -> Range:
    """Return what a process holds that does all steps, when a task has all the articles it may."""
    built, full = space.whole.articles, min(batch, space.articles)
    each = (space.held - space.held_less) / max(1, built - space.less)
    more = each * max(0, full - built)
    return Range(low=0.95 * space.held, likely=space.held + more, high=1.1 * space.held + 2 * more)


def _about(value: float, off: float) -> Range:
    return Range(low=value * (1 - off), likely=value, high=value * (1 + off))
