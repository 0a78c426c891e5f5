"""Takes a referent out of its namesakes where a pair says that it may not be one with another."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from chancery.model import Namesake, Verdict, make_id


class Scored(NamedTuple):
    """A pair of referents without its reasons, for a corpus has many."""

    a: str
    b: str
    score: float
    verdict: Verdict


def split_apart(namesakes: Iterable[Namesake], pairs: Sequence[Scored]) -> Iterator[Namesake]:
    """Yield the namesakes; of two referents in one that are barred, the larger id leaves it.

    Those that leave stay together where nothing bars them. A referent that leaves keeps the
    names, company and offices of its namesakes, for its own are not known here.
    """
    barred = {(pair.a, pair.b) for pair in pairs if pair.verdict == "cannot"}
    touched = {one for pair in barred for one in pair}
    for namesake in namesakes:
        if len(touched.intersection(namesake.referents)) > 1:
            yield from _split(namesake, barred)
        else:
            yield namesake


def _split(namesake: Namesake, barred: set[tuple[str, str]]) -> Iterator[Namesake]:
    parts: list[list[str]] = []
    for referent in namesake.referents:
        home = next(
            (part for part in parts if not any((one, referent) in barred for one in part)), None
        )
        if home is None:
            parts.append([referent])
        else:
            home.append(referent)
    documents = dict(zip(namesake.referents, namesake.documents, strict=True))
    for part in parts:
        own = {documents[one] for one in part}
        yield msgspec.structs.replace(
            namesake,
            id=make_id("namesake", [part[0]]),
            referents=tuple(part),
            documents=tuple(documents[one] for one in part),
            offices=tuple(
                one for one in namesake.offices if one.statement.evidence.document in own
            ),
        )
