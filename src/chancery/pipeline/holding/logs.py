"""Joins the decisions of several dossiers into one row, in the order of time."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from chancery.model import Decision, decision_id

DIGEST_BYTES = 16


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A decision in its new row, and where it came from."""

    decision: Decision
    numbers: dict[str, int]  # its number in each dossier that has it, by name


class Log(NamedTuple):
    """The decisions of one dossier, in their order."""

    name: str
    decisions: Sequence[Decision]


class _Said(NamedTuple):
    """A decision and what it undoes, each by what stands for all that it says."""

    key: str
    undoes: str | None
    decision: Decision


def join_logs(logs: Sequence[Log]) -> list[Joined]:
    """Return the decisions of all, each once, in the order of time, those of each in their order.

    One that two dossiers share, for one is a copy of the other, is the same one by all that it
    says, whatever its number. The result does not depend on the order of the dossiers.
    """
    rows = [list(_said(log.decisions)) for log in logs]
    found: dict[str, _Said] = {}
    numbers: dict[str, dict[str, int]] = {}
    for log, row in zip(logs, rows, strict=True):
        for one in row:
            found.setdefault(one.key, one)
            numbers.setdefault(one.key, {})[log.name] = one.decision.number
    order = list(_ordered(rows, found))
    return [
        Joined(decision=one, numbers=dict(sorted(numbers[key].items())))
        for key, one in zip(order, _in_row(found[key] for key in order), strict=True)
    ]


def keep_some(
    decisions: Sequence[Decision], is_wanted: Callable[[Decision], bool]
) -> list[Decision]:
    """Return those that are wanted, and what undoes them, in a row of their own."""
    kept: set[str] = set()
    for one in decisions:
        if one.undoes in kept if one.undoes is not None else is_wanted(one):
            kept.add(one.id)
    return _in_row(_Said(one.id, one.undoes, one) for one in decisions if one.id in kept)


def _said(decisions: Sequence[Decision]) -> Iterator[_Said]:
    """Yield the decisions of one row; what was said twice is told apart by how often."""
    by_id: dict[str, str] = {}
    times: Counter[str] = Counter()
    for one in decisions:
        undoes = by_id[one.undoes] if one.undoes is not None else None
        plain = replace(one, id="", number=0, follows="", undoes=undoes)
        said = blake2b(msgspec.json.encode(plain), digest_size=DIGEST_BYTES).hexdigest()
        times[said] += 1
        by_id[one.id] = f"{said}-{times[said]}"
        yield _Said(by_id[one.id], undoes, one)


def _ordered(rows: Sequence[Sequence[_Said]], found: Mapping[str, _Said]) -> Iterator[str]:
    """Yield each key once: the earliest of those that stand behind nothing that is left.

    Two dossiers may have two decisions in opposite order, where a clock went back; then what
    undoes nothing goes first.
    """
    behind: dict[str, set[str]] = {key: set() for key in found}
    before: dict[str, set[str]] = {key: set() for key in found}
    for first, second in _steps(rows):
        behind[first].add(second)
        before[second].add(first)
    free = [_rank(found[key]) for key in found if not before[key]]
    heapq.heapify(free)
    done: set[str] = set()
    for one in sorted(found.values(), key=lambda one: (_depth(one, found), _rank(one))):
        while free:
            key = heapq.heappop(free)[-1]
            if key not in done:
                done.add(key)
                yield key
                for each in behind[key]:
                    before[each].discard(key)
                    if not before[each]:
                        heapq.heappush(free, _rank(found[each]))
        if one.key not in done:
            heapq.heappush(free, _rank(one))
    yield from (key for *_, key in free)


def _steps(rows: Sequence[Sequence[_Said]]) -> Iterator[tuple[str, str]]:
    """Yield what stands before what: in each row, and what is undone before what undoes it."""
    for row in rows:
        yield from ((first.key, second.key) for first, second in pairwise(row))
        yield from ((one.undoes, one.key) for one in row if one.undoes is not None)


def _rank(one: _Said) -> tuple[str, str, str]:
    """Return by what decisions are ordered: time, and of one second by whose they are."""
    return one.decision.at, one.decision.who, one.key


def _depth(one: _Said, found: Mapping[str, _Said]) -> int:
    """Return how many decisions stand behind one that undoes another."""
    depth = 0
    while one.undoes is not None:
        one = found[one.undoes]
        depth += 1
    return depth


def _in_row(decisions: Iterable[_Said]) -> list[Decision]:
    """Return decisions with the numbers and ids that they have in a row of their own."""
    ids: dict[str, str] = {}
    made: list[Decision] = []
    for number, one in enumerate(decisions, start=1):
        undoes = ids[one.undoes] if one.undoes is not None else None
        follows = made[-1].id if made else ""
        placed = replace(one.decision, number=number, follows=follows, undoes=undoes)
        made.append(replace(placed, id=decision_id(placed)))
        ids[one.key] = made[-1].id
    return made
