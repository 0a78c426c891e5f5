"""Chooses the findings that a figure shows, by the filters of the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from chancery.pipeline.timeline import Asked
from chancery.pipeline.worth import Among, Pair, find_weightiest
from chancery.store.dossier import Dossier

MOST_READ = 200  # entries that one figure reads, a few for each mark: a fiftieth of a second


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The entries asked for with their findings, those of most weight first."""

    pairs: Sequence[Pair]
    unread: bool  # there are more, of less weight, which were not read


def choose(dossier: Dossier, asked: Asked, among: Among) -> Chosen:
    """Return the entries asked for that matter most, up to MOST_READ of them.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    found = find_weightiest(dossier, asked, among)
    pairs = list(islice(found, MOST_READ))
    return Chosen(pairs=pairs, unread=next(found, None) is not None)
