"""Decides which claims make one point: from scored pairs, threads, and what people ruled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import ClassVar, cast

from chancery.model import (
    ClaimPair,
    Merged,
    Merger,
    Record,
    ReuseLink,
    Ruling,
    Thread,
    make_id,
)
from chancery.ports import CorpusStage
from chancery.stages.corroborate.grouping import Word, grouped
from chancery.stages.corroborate.linking import make_links, worth_linking
from chancery.stages.corroborate.pairs import Pages, Pairs, Sides
from chancery.stages.rulings import Agreed, agree


class Merge(CorpusStage):
    """Groups the claims that are like others; a claim like no other is not named here."""

    name: ClassVar[str] = "merge"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair, ReuseLink, Thread, Ruling)
    outputs: ClassVar[tuple[type[Record], ...]] = (Merged, Merger)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield what goes together."""
        threads: list[Thread] = []
        reused: list[ReuseLink] = []
        rulings: list[Ruling] = []
        pairs = Pairs(lambda place: cast("ClaimPair", records[place]))
        for place, one in enumerate(records):
            if isinstance(one, ClaimPair):
                pairs.add(place, one)
            elif isinstance(one, Thread):
                threads.append(one)
            elif isinstance(one, ReuseLink):
                reused.append(one)
            elif isinstance(one, Ruling):
                rulings.append(one)
        yield from merge(pairs, threads, reused, rulings)


def merge(
    pairs: Pairs,
    threads: Iterable[Thread],
    reused: Iterable[ReuseLink],
    rulings: Sequence[Ruling],
) -> Iterator[Record]:
    """Yield the groups of claims; the same for the same records in any order.

    What people joined is one before anything else is grouped, and what they parted shares no
    group.
    """
    agreed = agree(rulings)
    reused = sorted(reused, key=lambda one: one.id)
    home = {document: one.id for one in threads for document in one.documents}
    ruled = {one.id: one.document for each in rulings for one in (*each.first, *each.others)}
    for claim, its in sorted(ruled.items()):
        pairs.add_claim(claim, its)
    weighed = pairs.weighed(home, _between(reused))
    document = pairs.document
    claims = sorted(document)
    word = _word(agreed, {one: at for at, one in enumerate(claims)})
    groups = grouped(len(claims), weighed, [document[one] for one in claims], word)
    of = {claims[one]: number for number, members in enumerate(groups) for one in members}
    told = worth_linking(weighed, [of[one] for one in claims], [one in ruled for one in claims])
    some = ((pairs[at], int(weighed.weights[at])) for at in told.tolist())
    links = make_links(some, of, agreed)
    passages = _by_document(reused)
    for number, members in enumerate(groups):
        if len(members) > 1 or number in links:
            own = [claims[one] for one in members]
            documents = {document[one] for one in own} if len(own) > 1 else set[str]()
            yield Merger(
                id=make_id("merger", own),
                claims=tuple(own),
                links=tuple(links.get(number, ())),
                reused=tuple(sorted({link for one in documents for link in passages[one]})),
            )
            for one in own[1:]:
                yield Merged(id=make_id("merged", [one]), claim=one, first=own[0])


def _word(agreed: Agreed, place: Mapping[str, int]) -> Word:
    return Word(
        must=[sorted(place[one] for one in some) for some in agreed.must],
        cannot=frozenset(
            (min(place[a], place[b]), max(place[a], place[b]))
            for first, others in agreed.cannot
            for a, b in product(first, others)
        ),
    )


def _between(reused: Iterable[ReuseLink]) -> dict[Pages, list[Sides]]:
    """Return the passages that prove copying, by the two documents in either order."""
    found: dict[Pages, list[Sides]] = defaultdict(list)
    for link in reused:
        if link.strength == "strong":
            a, b = (link.a.start, link.a.end), (link.b.start, link.b.end)
            found[link.a.document, link.b.document].append((a, b))
            found[link.b.document, link.a.document].append((b, a))
    return found


def _by_document(reused: Iterable[ReuseLink]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for link in reused:
        found[link.a.document].append(link.id)
        found[link.b.document].append(link.id)
    return found
