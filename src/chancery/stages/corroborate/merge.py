"""Decides which claims make one point, from scored pairs and from the threads of documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from chancery.graph import cluster, components
from chancery.model import (
    ClaimLink,
    ClaimPair,
    Merged,
    Merger,
    Record,
    Relation,
    ReuseLink,
    Span,
    Thread,
    make_id,
)
from chancery.ports import CorpusStage
from chancery.stages.corroborate.features import ONE, packaged_weights

LARGEST = 1000  # claims of a component; beyond, the weakest pairs are left out
STRANGERS = -ONE  # log odds of two claims that no key brought together
DIFFERS = ONE  # log odds from which two claims that are kept apart are of one thing
SHOWN = -3 * ONE // 2  # log odds from which two claims are shown side by side
TELLING = frozenset({"speaker", "number", "denied", "day"})
"""What keeps two claims apart and tells the reader something: a difference, or a series."""

COPIED = 8.0  # log odds of two claims that are told in one passage that stands in both documents
SHIFT = 80  # code points by which edits may shift a passage's words

Pair = tuple[int, int]
Pages = tuple[str, str]  # two documents
Sides = tuple[Span, Span]  # where a passage stands in each


class Merge(CorpusStage):
    """Groups the claims that are like others; a claim like no other is not named here."""

    name: ClassVar[str] = "merge"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair, ReuseLink, Thread)
    outputs: ClassVar[tuple[type[Record], ...]] = (Merged, Merger)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield what goes together."""
        pairs = [one for one in records if isinstance(one, ClaimPair)]
        threads = [one for one in records if isinstance(one, Thread)]
        reused = [one for one in records if isinstance(one, ReuseLink)]
        yield from merge(pairs, threads, reused)


def merge(
    pairs: Sequence[ClaimPair], threads: Iterable[Thread], reused: Iterable[ReuseLink]
) -> Iterator[Record]:
    """Yield the groups of claims; the same for the same records in any order."""
    reused = sorted(reused, key=lambda one: one.id)
    copied = _between(reused)
    home = {document: one.id for one in threads for document in one.documents}
    document = {one.a: one.a_document for one in pairs} | {one.b: one.b_document for one in pairs}
    claims = sorted(document)
    at = {claim: place for place, claim in enumerate(claims)}
    weights = {(at[one.a], at[one.b]): weight(one, home, copied) for one in pairs}
    kept_apart = {(at[one.a], at[one.b]) for one in pairs if one.apart}
    groups = group(len(claims), weights, kept_apart, [document[one] for one in claims])
    of = {claim: number for number, members in enumerate(groups) for claim in members}
    links = _links(pairs, weights, at, of)
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


def weight(
    one: ClaimPair, home: Mapping[str, str], copied: Mapping[Pages, Sequence[Sides]]
) -> int:
    """Return the log odds of a pair in thousandths, with what threads and copies say.

    `home` has the thread of each document, `copied` the passages that stand in two of them.
    """
    mine, theirs = home.get(one.a_document), home.get(one.b_document)
    together = mine is not None and mine == theirs
    thread = packaged_weights()[one.about]["thread"] if together else 0.0
    passages = copied.get((one.a_document, one.b_document), ())
    reused = COPIED if any(_stands_in(one, sides) for sides in passages) else 0.0
    return round(ONE * (one.score + max(thread, reused)))


def _stands_in(one: ClaimPair, sides: Sides) -> bool:
    """Say whether both claims are told in one passage, at about the same place of it."""
    apart = (one.a_span[0] - sides[0][0]) - (one.b_span[0] - sides[1][0])
    inside = [
        min(span[1], side[1]) - max(span[0], side[0]) >= (span[1] - span[0]) / 2
        for span, side in zip((one.a_span, one.b_span), sides, strict=True)
    ]
    return all(inside) and abs(apart) <= SHIFT


def _between(reused: Iterable[ReuseLink]) -> dict[Pages, list[Sides]]:
    """Return the passages that prove copying, by the two documents in either order."""
    found: dict[Pages, list[Sides]] = defaultdict(list)
    for link in reused:
        if link.strength == "strong":
            a, b = (link.a.start, link.a.end), (link.b.start, link.b.end)
            found[link.a.document, link.b.document].append((a, b))
            found[link.b.document, link.a.document].append((b, a))
    return found


def group(
    count: int,
    weights: Mapping[Pair, int],
    kept_apart: set[Pair],
    documents: Sequence[str] | None = None,
) -> list[list[int]]:
    """Return the groups of claims by their places; those that are kept apart share none.

    Nor do two claims of one document, given the document of each: it tells them as two.
    """
    ordered = sorted(weights, key=lambda pair: (-weights[pair], pair))
    strong = [pair for pair in ordered if weights[pair] > 0 and pair not in kept_apart]
    parts = components(count, strong, LARGEST)
    place = {node: (number, n) for number, part in enumerate(parts) for n, node in enumerate(part)}
    own: list[dict[Pair, int]] = [{} for _ in parts]
    never: list[set[Pair]] = [set() for _ in parts]
    for (a, b), value in weights.items():
        if place[a][0] == place[b][0]:
            inside = place[a][1], place[b][1]
            own[place[a][0]][min(inside), max(inside)] = value
            if (a, b) in kept_apart:
                never[place[a][0]].add((min(inside), max(inside)))
    groups: list[list[int]] = []
    for part, inner, apart in zip(parts, own, never, strict=True):
        own_documents = [documents[one] for one in part] if documents else None
        groups += _parted(part, inner, apart, own_documents)
    return sorted(groups)


def _parted(
    part: Sequence[int],
    own: Mapping[Pair, int],
    apart: set[Pair],
    documents: Sequence[str] | None,
) -> list[list[int]]:
    if len(part) == 1:
        return [list(part)]

    def may_join(some: Sequence[int], others: Sequence[int]) -> bool:
        if documents and not {documents[a] for a in some}.isdisjoint(documents[b] for b in others):
            return False
        return not any((min(a, b), max(a, b)) in apart for a in some for b in others)

    return [[part[at] for at in one] for one in cluster(len(part), own, may_join, STRANGERS)]


def _links(
    pairs: Iterable[ClaimPair],
    weights: Mapping[Pair, int],
    at: Mapping[str, int],
    of: Mapping[int, int],
) -> dict[int, list[ClaimLink]]:
    """Return the links of each group: inside it, and to what is like it, the likeliest first."""
    found: dict[int, list[ClaimLink]] = defaultdict(list)
    for one in sorted(pairs, key=lambda each: (-each.score, each.a, each.b)):
        value = weights[at[one.a], at[one.b]]
        relation = _relation(one, value, inside=of[at[one.a]] == of[at[one.b]])
        if relation:
            link = ClaimLink(
                a=one.a,
                b=one.b,
                relation=relation,
                apart=one.apart,
                score=value / ONE,
                reasons=one.reasons,
            )
            for number in sorted({of[at[one.a]], of[at[one.b]]}):
                found[number].append(link)
    return found


def _relation(one: ClaimPair, value: int, *, inside: bool) -> Relation | None:
    """Return how two claims stand to each other; None where that is not worth keeping."""
    if inside:
        return "same"
    if one.apart and one.apart != "wording":
        return "apart" if one.apart in TELLING and value > DIFFERS else None
    return "possibly_same" if value > SHOWN else None


def _by_document(reused: Iterable[ReuseLink]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for link in reused:
        found[link.a.document].append(link.id)
        found[link.b.document].append(link.id)
    return found
