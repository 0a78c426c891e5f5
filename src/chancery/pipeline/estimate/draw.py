"""Counts what the sources hold, and draws a sample that is spread over all of it."""

from collections.abc import Iterable
from heapq import heappush, heappushpop

import msgspec

from chancery.model import PASSED_OVER, Capture, Rejection, make_id
from chancery.ports import Progress

COUNTING = "articles"  # what the progress of counting is called
TOLD_TOGETHER = 64  # articles


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """How much the sources hold, and some of it."""

    articles: int
    size: int  # bytes of the articles
    rejected: int  # without what an archive holds beside articles
    sample: tuple[Capture, ...]  # in the order in which they were drawn

    @property
    def sample_size(self) -> int:
        """Return the bytes of the sample."""
        return sum(one.size for one in self.sample)


def draw(items: Iterable[Capture | Rejection], most: int, progress: Progress) -> Drawn:
    """Count the articles, and draw at most `most` of them, in one pass.

    Which are drawn depends on what they are and not on their order: those whose ids have the
    smallest hashes. Only the sample is held.
    """
    heap: list[tuple[int, str, Capture]] = []
    articles = size = rejected = 0
    progress.begin(COUNTING, None)
    for item in items:
        if isinstance(item, Rejection):
            rejected += item.reason not in PASSED_OVER
            continue
        articles += 1
        size += item.size
        drawn = (-_lot(item), item.id, item)  # the heap gives up its smallest: the last by lot
        heappush(heap, drawn) if len(heap) < most else heappushpop(heap, drawn)
        if articles % TOLD_TOGETHER == 0:
            progress.advance(TOLD_TOGETHER)
    progress.advance(articles % TOLD_TOGETHER)
    progress.end(reused=0)
    sample = tuple(one for *_, one in sorted(heap, key=lambda lot: (-lot[0], lot[1])))
    return Drawn(articles=articles, size=size, rejected=rejected, sample=sample)


def _lot(capture: Capture) -> int:
    return int(make_id("lot", [capture.id]).rpartition("-")[2], 16)
