"""Keeps why claims are taken for one point, or are alike and are not, as links of each group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np

from chancery.model import Apart, ClaimLink, ClaimPair, Relation
from chancery.stages.corroborate.features import ONE
from chancery.stages.corroborate.grouping import Places, Weighed
from chancery.stages.rulings import Agreed

DIFFERS = ONE  # log odds from which two claims that are kept apart are of one thing
SHOWN = -3 * ONE // 2  # log odds from which two claims are shown side by side
TELLING = frozenset({"speaker", "number", "denied", "day"})
"""What keeps two claims apart and tells the reader something: a difference, or a series."""

Found = tuple[float, ClaimLink]  # the likeliest first
Names = tuple[str, str]  # two claims, the smaller id first


def worth_linking(weighed: Weighed, of: Sequence[int], ruled: Sequence[bool]) -> Places:
    """Return the places of the pairs of which a link may be made: see `make_links`.

    `of` has the group of each claim, `ruled` whether people ruled on it.
    """
    groups, said = np.array(of, np.int64), np.array(ruled, np.bool_)
    inside = groups[weighed.a] == groups[weighed.b]
    both = said[weighed.a] & said[weighed.b]
    return np.flatnonzero(inside | both | (weighed.weights > SHOWN))


def make_links(
    pairs: Iterable[tuple[ClaimPair, int]], of: Mapping[str, int], agreed: Agreed
) -> dict[int, list[ClaimLink]]:
    """Return the links of each group: inside it, and to what is like it, the likeliest first.

    Two groups that may be one are linked once, by their likeliest pair, or the claims of two
    widely told points would each be linked with each; once more where wording keeps a pair apart.
    Pairs come with their log odds in thousandths. `of` has the group of each claim; `agreed` is
    what people ruled.
    """
    found: dict[int, list[Found]] = defaultdict(list)
    ruled = dict(_ruled(agreed))
    for one, value in pairs:
        relation = ruled.pop((one.a, one.b), None)
        relation = relation or _relation(one, value, inside=of[one.a] == of[one.b])
        if relation:
            link = ClaimLink(
                a=one.a,
                b=one.b,
                relation=relation,
                apart=one.apart,
                score=value / ONE,
                reasons=(),  # worded where the finding is made, of few pairs
            )
            for number in {of[one.a], of[one.b]}:
                found[number].append((-one.score, link))
    for a, b in _joined(agreed):
        if (a, b) in ruled:
            link = ClaimLink(a=a, b=b, relation="joined", score=0.0, reasons=())
            found[of[a]].append((0.0, link))
    ordered = {
        number: sorted(some, key=lambda each: (each[0], each[1].a, each[1].b))
        for number, some in found.items()
    }
    return {number: list(_once((one for _, one in some), of)) for number, some in ordered.items()}


def _once(links: Iterable[ClaimLink], of: Mapping[str, int]) -> Iterator[ClaimLink]:
    """Yield the links of one group, to each that may be the same the first alone."""
    seen: set[tuple[frozenset[int], Apart | None]] = set()
    for link in links:
        if link.relation == "possibly_same":
            between = frozenset((of[link.a], of[link.b])), link.apart
            if between in seen:
                continue
            seen.add(between)
        yield link


def _ruled(agreed: Agreed) -> Iterator[tuple[Names, Relation]]:
    for some in agreed.must:
        for a, b in combinations(sorted(some), 2):
            yield (a, b), "joined"
    for first, others in agreed.cannot:
        for a, b in product(first, others):
            yield (min(a, b), max(a, b)), "parted"


def _joined(agreed: Agreed) -> Iterator[Names]:
    """Yield the first claim of those that people joined with each of the others."""
    for first, *others in map(sorted, agreed.must):
        yield from ((first, one) for one in others)


def _relation(one: ClaimPair, value: int, *, inside: bool) -> Relation | None:
    """Return how two claims stand to each other; None where that is not worth keeping."""
    if inside:
        return "same"
    if one.apart and one.apart != "wording":
        return "apart" if one.apart in TELLING and value > DIFFERS else None
    return "possibly_same" if value > SHOWN else None
