"""Counts what an archive holds beside articles, and bounds how often a fault is told."""

from collections import Counter
from collections.abc import Iterator

from chancery.model import Reason, Rejection, reject
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given

SHOWN_FAULTS = 20  # choice: of one reason in one file; the others are counted
SHOWN_KINDS = 40  # choice: kinds of records that are counted apart


class Tally:
    """The counts of one archive."""

    def __init__(self, given: Given) -> None:
        """Start with nothing counted."""
        self._given = given
        self._kinds: Counter[str] = Counter()
        self._faults: Counter[Reason] = Counter()

    def pass_over(self, kind: str) -> None:
        """Count a record that is no article."""
        known = kind in self._kinds or len(self._kinds) < SHOWN_KINDS
        self._kinds[kind if known else "of other kinds"] += 1

    def fault(self, offset: int, flaw: Flaw) -> Iterator[Rejection]:
        """Yield the rejection of what lies at a byte of the file, unless there were many."""
        self._faults[flaw.reason] += 1
        if self._faults[flaw.reason] <= SHOWN_FAULTS:
            yield reject(self._given.at(offset), *flaw)

    def rest(self) -> Iterator[Rejection]:
        """Yield one rejection for each reason with more faults than were told, and the kinds."""
        for reason, count in sorted(self._faults.items()):
            if count > SHOWN_FAULTS:
                detail = f"{count - SHOWN_FAULTS} more of its records beside those told apart"
                yield reject(self._given.uri, reason, detail)
        if self._kinds:
            ordered = sorted(self._kinds.items(), key=lambda item: (-item[1], item[0]))
            listed = ", ".join(f"{count} {kind}" for kind, count in ordered)
            detail = f"records that are no pages were passed over: {listed}"
            yield reject(self._given.uri, "not_article", detail)
