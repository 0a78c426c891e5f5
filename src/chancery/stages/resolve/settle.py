"""Settles which namesakes are one: must-links, then full names, then names of a single word."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from chancery.graph import components
from chancery.model import Namesake
from chancery.stages.resolve.board import Board, Scores
from chancery.stages.resolve.features import ONE
from chancery.stages.resolve.reading import read
from chancery.stages.resolve.split import Scored, split_apart

LARGEST = 2000  # namesakes of a component; beyond, the weakest pairs are left out
CLEAR = 40  # hundredths by which a single name must fit one better than another


class Settled(NamedTuple):
    """Groups of namesakes that are one, and the groups that some may as well belong to."""

    groups: list[list[Namesake]]
    rivals: dict[int, set[int]]  # by place in `groups`


def settle(namesakes: Iterable[Namesake], pairs: Sequence[Scored]) -> Settled:
    """Return the groups in order of their smallest referent; the same for the same records."""
    parts = sorted(split_apart(namesakes, pairs), key=lambda one: one.referents[0])
    scores = _scores(parts, pairs)
    joined: list[list[int]] = []
    rivals: list[tuple[int, int]] = []
    for part in _parts(len(parts), scores):
        groups, near = _settle_part(part, parts, scores)
        joined += groups
        rivals += near
    joined.sort()
    place = {node: at for at, group in enumerate(joined) for node in group}
    among: dict[int, set[int]] = {}
    for one, other in rivals:
        if place[one] != place[other]:
            among.setdefault(place[one], set()).add(place[other])
    return Settled([[parts[node] for node in group] for group in joined], among)


def _scores(parts: Sequence[Namesake], pairs: Iterable[Scored]) -> Scores:
    at = {referent: node for node, one in enumerate(parts) for referent in one.referents}
    scores = Scores({}, [], set(), {})
    for pair in pairs:
        if pair.a not in at or pair.b not in at or at[pair.a] == at[pair.b]:
            continue
        a, b = sorted((at[pair.a], at[pair.b]))
        if pair.verdict == "must":
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
    part: list[int], parts: Sequence[Namesake], scores: Scores
) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Return the groups of one component, and pairs of numbers that may as well be one."""
    if len(part) == 1:
        return [part], []
    board = Board({node: read(parts[node]) for node in part}, scores)
    groups = board.join([unit for unit in board.units if not board.is_bare(unit)])
    rivals: list[tuple[int, int]] = []
    for one in board.join([unit for unit in board.units if board.is_bare(unit)]):
        fits = board.fits(one, groups)
        if len(fits) == 1 or (fits and fits[0][0] - fits[1][0] >= CLEAR):
            groups[fits[0][1]] += one
        else:
            rivals += [(one[0], groups[home][0]) for _, home in fits]
            groups.append(one)
    return [sorted(group) for group in groups], rivals
