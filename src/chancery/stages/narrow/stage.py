"""Bounds the publication of undated documents by what others of their thread and process say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from chancery.model import LinkedDates, Portrait, Process, Record, Thread, make_id
from chancery.ports import CorpusStage
from chancery.stages.narrow.lead_day import by_lead_day
from chancery.stages.narrow.turning import by_turning_point


class Narrow(CorpusStage):
    """Brings threads and processes together with what their documents say of time."""

    name: ClassVar[str] = "narrow"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Portrait, Thread, Process)
    outputs: ClassVar[tuple[type[Record], ...]] = (LinkedDates,)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield the linked dates in order of the documents."""
        portraits = {one.document: one.outline() for one in records if isinstance(one, Portrait)}
        threads = [one for one in records if isinstance(one, Thread)]
        processes = [one for one in records if isinstance(one, Process)]
        yield from narrow(portraits, threads, processes)


def narrow(
    portraits: Mapping[str, Portrait], threads: Sequence[Thread], processes: Sequence[Process]
) -> Iterator[LinkedDates]:
    """Yield what others say of each document that no day is known of, where they say something."""
    thread_of = {document: one.documents for one in threads for document in one.documents}
    process_of = {document: one.documents for one in processes for document in one.documents}
    near = _with_turns(portraits, [*thread_of.values(), *process_of.values()])
    for document in sorted(portraits):
        own = portraits[document]
        if own.first_day and own.first_day == own.last_day:
            continue
        others = thread_of.get(document, ())
        day = by_lead_day(own, [portraits[one] for one in others if one != document])
        wider = near[process_of.get(document, others)] if own.turns else ()
        first = (day.first if day else None) or by_turning_point(own, wider)
        if first or day:
            yield LinkedDates(
                id=make_id("linked_dates", [document]),
                document=document,
                day=day.day if day else None,
                first=first,
                last=day.last if day else None,
            )


def _with_turns(
    portraits: Mapping[str, Portrait], groups: Iterable[tuple[str, ...]]
) -> Mapping[tuple[str, ...], Sequence[Portrait]]:
    """Return of each group of documents those that date a turning point."""
    return {
        group: [
            portraits[one] for one in group if any(turn.first for turn in portraits[one].turns)
        ]
        for group in dict.fromkeys(groups)
    }
