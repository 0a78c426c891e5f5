"""Chooses the findings that a figure shows, by the filters of the timeline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chancery.model import Finding, TimelineEntry
from chancery.pipeline.plain import is_sure
from chancery.pipeline.timeline import Asked, claims_of, find_entries
from chancery.store.dossier import Dossier

MOST_READ = 2_000  # entries that one figure reads: a second or two

Pair = tuple[TimelineEntry, Finding]


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The entries asked for with their findings, in the order of the timeline."""

    pairs: Sequence[Pair]
    unread: bool  # there are more, which were not read


def choose(dossier: Dossier, asked: Asked) -> Chosen:
    """Return the entries asked for, up to MOST_READ of them.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    found = ((one, finding) for _, one, finding in find_entries(dossier, asked))
    pairs = list(islice(found, MOST_READ))
    return Chosen(pairs=pairs, unread=next(found, None) is not None)


def sure_ones(dossier: Dossier, chosen: Chosen, asked: Asked) -> Iterator[Pair]:
    """Yield the entries that are sure enough for a brief; all where all are asked for."""
    for one, finding in chosen.pairs:
        if asked.everything or is_sure(finding, claims_of(dossier, finding)):
            yield one, finding
