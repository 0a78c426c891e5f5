"""Tells each document how far its thread reaches."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from chancery.model import LookedThrough, Record, Thread, ThreadPart, make_id
from chancery.ports import BatchStage


class Reach(BatchStage):
    """Makes one small record for each document of a thread."""

    name: ClassVar[str] = "reach"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Thread,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ThreadPart,)

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield the parts of each thread."""
        for record in batch:
            thread = cast("Thread", record)
            extent = LookedThrough(
                documents=len(thread.documents), since=thread.first_day, until=thread.last_day
            )
            yield [
                ThreadPart(
                    id=part_id(document), document=document, thread=thread.id, extent=extent
                )
                for document in thread.documents
            ]


def part_id(document: str) -> str:
    """Return the id of the record that tells the thread of a document."""
    return make_id("thread_part", [document])
