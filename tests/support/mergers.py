"""Groups claims of a test as the step does."""

from collections.abc import Iterable

from chancery.model import ClaimPair, Record, ReuseLink, Ruling, Thread
from chancery.stages.corroborate.merge import Merge


def merge(
    pairs: Iterable[ClaimPair],
    threads: Iterable[Thread],
    reused: Iterable[ReuseLink],
    rulings: Iterable[Ruling] = (),
) -> Iterable[Record]:
    return Merge().run([*pairs, *threads, *reused, *rulings])
