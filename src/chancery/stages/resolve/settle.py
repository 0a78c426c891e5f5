"""Settles which namesakes are one: must-links, full names, single words, then people's word."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from chancery.graph import components
from chancery.model import Namesake, Ruling
from chancery.stages.resolve.board import Board, Scores
from chancery.stages.resolve.features import ONE
from chancery.stages.resolve.reading import read
from chancery.stages.resolve.ruled import Word, read_word, unite
from chancery.stages.resolve.split import Scored, split_apart
from chancery.stages.rulings import agree

LARGEST = 2000  # namesakes of a component; beyond, the weakest pairs are left out
CLEAR = 40  # hundredths by which a single name must fit one better than another


class Settled(NamedTuple):
    """Groups of namesakes that are one, and the groups that some may as well belong to."""

    groups: list[list[Namesake]]
    rivals: dict[int, set[int]]  # by place in `groups`


def settle(
    namesakes: Iterable[Namesake], pairs: Sequence[Scored], rulings: Iterable[Ruling] = ()
) -> Settled:
    """Return the groups in order of their smallest referent; the same for the same records."""
    agreed = agree(rulings)
    cut = [(one.referents[0], split_apart(one, agreed.cannot)) for one in namesakes]
    parts = sorted((part for _, some in cut for part in some), key=lambda one: one.referents[0])
    at = {referent: node for node, one in enumerate(parts) for referent in one.referents}
    word = read_word(agreed, at)
    of_pair = {first: [at[part.referents[0]] for part in some] for first, some in cut}
    scores = _scores(of_pair, pairs, word)
    joined: list[list[int]] = []
    rivals: list[tuple[int, int]] = []
    for part in _parts(len(parts), scores):
        groups, near = _settle_part(part, parts, scores, word)
        joined += groups
        rivals += near
    joined = sorted(unite(joined, word))
    place = {node: at for at, group in enumerate(joined) for node in group}
    among: dict[int, set[int]] = {}
    for one, other in rivals:
        if place[one] != place[other]:
            among.setdefault(place[one], set()).add(place[other])
    return Settled([[parts[node] for node in group] for group in joined], among)


def _scores(of_pair: Mapping[str, list[int]], pairs: Iterable[Scored], word: Word) -> Scores:
    """Return the pairs between namesakes; `of_pair` has the parts of each that pairs name.

    What people took out is tied to nothing by must-links.
    """
    scores = Scores({}, [], set(word.cannot), {})
    for pair in pairs:
        for a, b in map(sorted, product(of_pair.get(pair.a, ()), of_pair.get(pair.b, ()))):
            if a == b:
                continue
            if pair.verdict == "must":
                if not word.taken & {a, b}:
                    scores.must.append((a, b))
            elif pair.verdict == "cannot":
                scores.cannot.add((a, b))
            else:
                scores.weights[a, b] = round(pair.score * ONE) - ONE
                scores.beside.setdefault(a, set()).add(b)
                scores.beside.setdefault(b, set()).add(a)
    return scores


def _parts(count: int, scores: Scores) -> list[list[int]]:
    """Return the components over must-links and positive pairs, the strongest pairs first.

    A pair that would make a component larger than `LARGEST` is left out.
    """
    positive = sorted((-weight, pair) for pair, weight in scores.weights.items() if weight > 0)
    return components(count, [*scores.must, *(pair for _, pair in positive)], LARGEST)


def _settle_part(
    part: list[int], parts: Sequence[Namesake], scores: Scores, word: Word
) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Return the groups of one component, and pairs of numbers that may as well be one."""
    if len(part) == 1:
        return [part], []
    board = Board({node: read(parts[node]) for node in part}, scores)
    taken = [unit for unit in board.units if not word.taken.isdisjoint(unit)]
    units = [unit for unit in board.units if word.taken.isdisjoint(unit)]
    groups = board.join([unit for unit in units if not board.is_bare(unit)])
    bare = [unit for unit in units if board.is_bare(unit)]
    rivals: list[tuple[int, int]] = []
    for some in (bare, [unit for unit in taken if word.joined.isdisjoint(unit)]):
        for one in board.join(some):
            fits = board.fits(one, groups)
            if len(fits) == 1 or (fits and fits[0][0] - fits[1][0] >= CLEAR):
                groups[fits[0][1]] += one
            else:
                rivals += [(one[0], groups[home][0]) for _, home in fits]
                groups.append(one)
    groups += [unit for unit in taken if not word.joined.isdisjoint(unit)]
    return [sorted(group) for group in groups], rivals
