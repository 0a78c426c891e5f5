"""Finds threads that may be rounds of one process, by who meets and by format, and scores pairs.

As in `match`, every pair of threads under a key is scored while few share it, and else each with
its neighbours in the order of time, so that the work is in proportion to the threads.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import ClassVar, cast

from chancery.graph import near_pairs
from chancery.model import Portrait, Record, RoundBasis, Thread, ThreadPair, make_id
from chancery.ports import GroupStage
from chancery.stages.threads.features import ONE, Compared, compare_subjects, read

EACH_PAIR = 64
NEIGHBOURS = 8  # in the order of time, where a key has more
MOST_PARTIES = 6  # of a thread that make keys two by two
LEAST_SHARED = 2  # parties
SERIES = 6 * ONE  # log odds of a pair of one format, as much as reuse counts among documents
LEAST = -6 * ONE  # below, a pair says no more


class Rounds(GroupStage):
    """Scores pairs of threads that share a format or two of those that meet."""

    name: ClassVar[str] = "rounds"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Thread,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ThreadPair,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Portrait,)
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        """Return the formats of a thread, and its parties two by two."""
        thread = cast("Thread", record)
        pairs = combinations(sorted(thread.parties[:MOST_PARTIES]), LEAST_SHARED)
        return [*(f"series {one}" for one in thread.series), *map(" ".join, pairs)]

    def refers(self, record: Record) -> Sequence[str]:
        """Return the id of the portrait that stands for the thread."""
        return [_portrait(cast("Thread", record))]

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the pairs that are scored."""
        del key
        threads = sorted(cast("Sequence[Thread]", group), key=_by_day)
        for one, other in near_pairs(threads, EACH_PAIR, NEIGHBOURS):
            a, b = sorted((one, other), key=lambda each: each.id)
            portraits = (cast("Portrait", found[_portrait(each)]) for each in (a, b))
            pair = score(a, b, compare_subjects(*map(read, portraits)))
            if pair:
                yield pair


def score(a: Thread, b: Thread, alike: Compared) -> ThreadPair | None:
    """Return how likely two threads are of one process; None where that is not worth a word.

    They are where their meetings are of one format. They may be where at least two meet in both,
    who are at least half of those that meet in one, as far as the subject is alike.
    """
    common = sorted(set(a.series) & set(b.series))
    both = sorted(set(a.parties) & set(b.parties))
    if common:
        reasons = (f"meetings of one format: {', '.join(common)}",)
        return _pair(a, b, "series", SERIES, reasons)
    fewer = min(len(a.parties), len(b.parties))
    if len(both) < LEAST_SHARED or 2 * len(both) < fewer or alike.score <= LEAST:
        return None
    return _pair(a, b, "parties", alike.score, (f"in both meet {', '.join(both)}", *alike.reasons))


def _pair(
    a: Thread, b: Thread, basis: RoundBasis, points: int, reasons: tuple[str, ...]
) -> ThreadPair:
    return ThreadPair(
        id=make_id("thread_pair", [a.id, b.id]),
        a=a.id,
        b=b.id,
        basis=basis,
        score=points / ONE,
        reasons=reasons,
    )


def _portrait(thread: Thread) -> str:
    return make_id("portrait", [thread.central])


def _by_day(thread: Thread) -> tuple[str, str]:
    return thread.first_day or thread.last_day or "", thread.id
