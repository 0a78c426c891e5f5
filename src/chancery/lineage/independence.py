"""Counts the independent sources of a claim, over any set of documents that support it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from chancery.lineage.clusters import End, end_of, group_ends, meet, strong_ends
from chancery.lineage.independent_set import largest_set
from chancery.lineage.quotes import quoted_spans
from chancery.model import Evidence, ReuseLink

TOLD = 60  # code points outside quotation marks that two copies of a third text share: ten words


class Independence(NamedTuple):
    """How many independent sources a claim has: shown first is `lower`, beside it `upper`.

    `members` is a largest set of supporting documents of which no two share a strong passage.
    Where `exact` is false, the set is large and `lower` may be too small, never too large.
    """

    lower: int
    upper: int
    members: tuple[str, ...]
    exact: bool


def independent_sources(
    supports: Iterable[Evidence],
    links: Iterable[ReuseLink],
    articles: Mapping[str, str] = MappingProxyType({}),
) -> Independence:
    """Return the independent sources of what these spans support, given the links of a dossier.

    `articles` names the article of each document that is a version of one: versions of one are
    one source, whatever their words share, and the first by id stands for them.

    Two documents share a passage where a strong link says so, or where both share one stretch of
    a third and were not compared (see `pairing`). A support that lies in a shared passage counts
    once for all documents that have the passage.
    """
    spans = _spans(supports)
    near = [link for link in links if _touches(link, spans)]
    strong = [link for link in near if link.strength == "strong"]
    pairs = _direct(strong, spans) | _derived(strong, spans, compared=_compared(near, spans))
    one_of = _representatives(spans, articles)
    joined = {(one_of[a], one_of[b]) for a, b in pairs if one_of[a] != one_of[b]}
    found = largest_set(sorted(set(one_of.values())), joined)
    upper = _upper(spans, strong, one_of)
    lower = min(len(found.members), upper)
    return Independence(lower, upper, found.members[:lower], found.exact)


Pair = tuple[str, str]


def _spans(supports: Iterable[Evidence]) -> dict[str, list[End]]:
    spans: dict[str, set[End]] = defaultdict(set)
    for one in supports:
        spans[one.document].add(End(one.document, one.start, one.end))
    return {document: sorted(ends) for document, ends in spans.items()}


def _representatives(
    spans: Mapping[str, list[End]], articles: Mapping[str, str]
) -> dict[str, str]:
    """Return for each document the first that is a version of the same article."""
    firsts: dict[str, str] = {}
    return {
        document: firsts.setdefault(articles.get(document, document), document)
        for document in sorted(spans)
    }


def _touches(link: ReuseLink, spans: dict[str, list[End]]) -> bool:
    return link.a.document in spans or link.b.document in spans


def _compared(links: Iterable[ReuseLink], spans: dict[str, list[End]]) -> set[Pair]:
    pairs = ((link.a.document, link.b.document) for link in links)
    return {(min(pair), max(pair)) for pair in pairs if pair[0] in spans and pair[1] in spans}


_direct = _compared


def _derived(
    strong: Sequence[ReuseLink], spans: dict[str, list[End]], *, compared: set[Pair]
) -> set[Pair]:
    """Return the pairs that share one stretch of a third document, and were not compared."""
    third: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    for link in strong:
        for mine, other in ((link.a, link.b), (link.b, link.a)):
            if mine.document in spans:
                third[other.document].append((mine.document, other))
    pairs: set[Pair] = set()
    for copies in third.values():
        for (one, first), (two, second) in combinations(copies, 2):
            pair = (min(one, two), max(one, two))
            known = one == two or pair in compared or pair in pairs
            if not known and _told_alike(first, second):
                pairs.add(pair)
    return pairs


def _told_alike(a: Evidence, b: Evidence) -> bool:
    """Say whether two spans of one document have enough in common outside quotation marks."""
    start, end = max(a.start, b.start), min(a.end, b.end)
    if end - start < TOLD:
        return False
    spoken = sum(
        max(0, min(stop + a.start, end) - max(begin + a.start, start))
        for begin, stop in quoted_spans(a.quote)
    )
    return end - start - spoken >= TOLD


def _upper(
    spans: dict[str, list[End]], strong: Sequence[ReuseLink], one_of: Mapping[str, str]
) -> int:
    passages: dict[str, list[End]] = defaultdict(list)
    for link in strong:
        for side in (link.a, link.b):
            if side.document in spans:
                passages[side.document].append(end_of(side))
    of_source: dict[str, list[End]] = defaultdict(list)
    for document, ends in spans.items():
        of_source[one_of[document]] += ends
    inside: list[list[End]] = []  # of each source all of whose supports lie in passages: these
    for ends in of_source.values():
        shared = [_met(end, passages[end.document]) for end in ends]
        if all(shared):
            inside.append([one for some in shared for one in some])
    outside = len(of_source) - len(inside)
    if len(inside) < 2:  # noqa: PLR2004 - which one passage cannot make one
        return outside + len(inside)
    groups = enumerate(group_ends(strong_ends(strong)))
    number = {end: at for at, group in groups for end in group}
    return outside + _components([{number[end] for end in ends} for ends in inside])


def _met(support: End, passages: Iterable[End]) -> list[End]:
    """Return the passages that at least half of the support, or a sentence, lies in."""
    return [end for end in passages if meet(support, end)]


def _components(sets: list[set[int]]) -> int:
    """Return how many groups the sets fall into when those that have a member in common join."""
    joined: list[set[int]] = []
    for one in sets:
        apart = [other for other in joined if not other & one]
        joined = [*apart, one.union(*(other for other in joined if other & one))]
    return len(joined)
