"""A claim made ready to be compared with many others, and the days between which it lies."""

import math
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.model import Point
from chancery.text.kinship import with_kin
from chancery.text.rarity import rarity

LIKE = 5  # first letters that words of one root share
COARSE = 60  # days: two stretches of time as long as this meet too easily to say anything

Stretch = tuple[int | None, int | None]  # days, counted from the year 1


class Read(NamedTuple):
    """A point, ready to be compared with many others."""

    point: Point
    words: frozenset[str]
    near: frozenset[str]
    quoted: frozenset[str]
    names: frozenset[str]
    who: frozenset[str]
    whom: frozenset[str]
    place: frozenset[str]
    numbers: frozenset[str]
    head: frozenset[str]
    head_kin: frozenset[str]  # the words that carry it, with those that mean nearly the same
    starts: frozenset[str]  # of the words that carry it
    weight: float  # of its words, by their rarity
    vector: NDArray[np.int32] | None
    square: int  # of the vector's length
    days: Stretch
    told: Stretch


def read(point: Point) -> Read:
    """Return a point as it is compared."""
    vector = np.frombuffer(point.vector, np.int8).astype(np.int32) if point.vector else None
    words = frozenset(point.words)
    return Read(
        point=point,
        words=words,
        near=frozenset(point.near),
        quoted=frozenset(point.quoted),
        names=frozenset(point.names),
        who=frozenset(point.who),
        whom=frozenset(point.whom),
        place=frozenset(point.place),
        numbers=frozenset(point.numbers),
        head=frozenset(point.head),
        head_kin=with_kin(point.head),
        starts=frozenset(word[:LIKE] for word in point.head),
        weight=weight_of(words),
        vector=vector,
        square=0 if vector is None else int(vector @ vector),
        days=days_of(point),
        told=_told(point),
    )


def weight_of(words: Iterable[str]) -> float:
    """Return the sum of rarities, which `fsum` makes the same in any order."""
    return math.fsum(map(rarity, words))


def meet(a: Collection[str], b: Collection[str]) -> bool:
    """Say whether both hold one thing."""
    return not frozenset(a).isdisjoint(b)


def days_of(one: Point) -> Stretch:
    """Return the days between which a claim lies."""
    return _day(one.first_day), _day(one.last_day)


def _told(one: Point) -> Stretch:
    return _day(one.first_told), _day(one.last_told)


def gap(a: Stretch, b: Stretch) -> int:
    """Return how many days at least lie between two stretches; 0 where an end is not known."""
    (first, last), (begins, ends) = a, b
    if last is not None and begins is not None and begins > last:
        return begins - last
    return max(0, first - ends) if first is not None and ends is not None else 0


def is_close(days: Stretch) -> bool:
    """Say whether a claim is dated closely."""
    first, last = days
    return first is not None and last is not None and last - first < COARSE


def _day(day: str | None) -> int | None:
    return date.fromisoformat(day[:10]).toordinal() if day else None
