"""Gives each commitment what became of it, and says what is still open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from msgspec.structs import replace

from chancery.model import (
    Commitment,
    FollowUp,
    LookedThrough,
    OpenItem,
    Record,
    ThreadPart,
    Trace,
    Undertaking,
)
from chancery.ports import GroupStage
from chancery.stages.follow.open_items import find_open
from chancery.stages.follow.parts import part_id

MOST = 24  # follow-ups of one commitment; those whose order is proven first
APART = 3  # days between two tellings of one undertaking from which it was made twice
STRONGER = ("withdrawn", "alleged_breach", "contested", "delivered_in_part", "delivered")
"""Of what one sentence tells, the first of these counts, and before what is only said again."""


class Follow(GroupStage):
    """Decides for each commitment of a document, with all in view that may tell of it."""

    name: ClassVar[str] = "follow"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Commitment, Undertaking, Trace, ThreadPart)
    outputs: ClassVar[tuple[type[Record], ...]] = (Commitment, OpenItem)
    lookups: ClassVar[tuple[type[Record], ...]] = (ThreadPart,)
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document of the commitment."""
        return (cast("Commitment | Undertaking | Trace | ThreadPart", record).document,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the thread of the document that tells."""
        return (part_id(record.follow_up.document),) if isinstance(record, Trace) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the commitments of one document with what became of them, and what is open."""
        home = next((one for one in group if isinstance(one, ThreadPart)), None)
        told = {one.claim: one.told.first for one in group if isinstance(one, Undertaking)}
        traces: dict[str, list[Trace]] = defaultdict(list)
        for one in group:
            if isinstance(one, Trace):
                traces[one.commitment].append(one)
        through = home.extent if home else LookedThrough(documents=1, since=None, until=None)
        for one in group:
            if isinstance(one, Commitment):
                threads = {
                    part.document: part.thread
                    for part in found.values()
                    if isinstance(part, ThreadPart)
                }
                kept = choose(traces[one.id], home.thread if home else key, threads)
                follow_up = kept or unreported(one, through)
                yield replace(one, follow_up=follow_up)
                if item := find_open(one, kept, through, told.get(one.id)):
                    yield item


def choose(traces: Iterable[Trace], thread: str, threads: dict[str, str]) -> tuple[FollowUp, ...]:
    """Return what counts of all that may tell of a commitment, by document and place.

    Within one episode, what is not said again days later, or as said again, may be told twice.
    """
    best: dict[tuple[str, int], Trace] = {}
    for one in sorted(traces, key=_strength):
        told = one.follow_up
        twice = threads.get(told.document) == thread and (one.apart or 0) < APART
        if not (told.type == "reaffirmed" and twice and not one.again):
            best.setdefault((told.document, told.evidence[0].start), one)
    kept = sorted(best.values(), key=_strength)[:MOST]
    ordered = sorted(
        kept, key=lambda one: (one.follow_up.document, one.follow_up.evidence[0].start)
    )
    return tuple(one.follow_up for one in ordered)


def _strength(one: Trace) -> tuple[int, bool, str]:
    told = one.follow_up.type
    rank = STRONGER.index(told) if told in STRONGER else len(STRONGER)
    return rank, one.follow_up.order != "later", one.id


def unreported(one: Commitment, through: LookedThrough) -> tuple[FollowUp, ...]:
    """Return that nothing tells of an expected outcome; nothing of another commitment."""
    if one.type != "expected_outcome":
        return ()
    return (
        FollowUp(
            type="no_report",
            order="unproven",
            document=one.document,
            claim=None,
            evidence=(),
            reasons=("no document of its thread tells whether it came to be",),
            looked_through=through,
        ),
    )
