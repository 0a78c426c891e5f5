"""Takes referents out of their namesakes where people say that they are someone else."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from chancery.model import Namesake, Verdict, make_id
from chancery.stages.rulings import Pair


class Scored(NamedTuple):
    """A pair of referents without its reasons, for a corpus has many."""

    a: str
    b: str
    score: float
    verdict: Verdict


def split_apart(namesake: Namesake, cannot: Sequence[Pair]) -> list[Namesake]:
    """Return the parts of a namesake: what people take out of it, where they leave others in it.

    What the same rulings take out stays together. A part keeps the names, company and offices of
    its namesakes, for its own are not known here.
    """
    own = frozenset(namesake.referents)
    taken = [first for first, others in cannot if first & own and others & own]
    if not taken:
        return [namesake]
    parts: dict[tuple[bool, ...], list[str]] = {}
    for referent in namesake.referents:
        parts.setdefault(tuple(referent in one for one in taken), []).append(referent)
    return list(_cut(namesake, list(parts.values())))


def _cut(namesake: Namesake, parts: Sequence[Sequence[str]]) -> Iterator[Namesake]:
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
