"""Finds what may tell of a commitment, by keys of who and of what, and judges each.

A key is one that both name, with a word that both use, or words that mean nearly one. Under each
key a commitment is judged against at most `AFTER` clauses and commitments that come next in the
order of days, and `BEFORE` that come before: so work grows with the number of records alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, cast

from chancery.model import (
    FollowUp,
    Record,
    Telling,
    Trace,
    Undertaking,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.follow.judge import again, days_between, judge
from chancery.text.kinship import kin_of
from chancery.text.rarity import rarity

AFTER, BEFORE = 48, 16
ACTORS, WORDS, KIN = 6, 4, 6  # that make keys: of a commitment, the rarest words
TOLD_WORDS = 10  # of a clause


class Trail(GroupStage):
    """Judges commitments against what shares a key with them."""

    name: ClassVar[str] = "trail"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Undertaking, Telling)
    outputs: ClassVar[tuple[type[Record], ...]] = (Trace,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        """Return who is named, each with each word."""
        if isinstance(record, Telling):
            people = (*record.subject, *record.others)[:ACTORS]
            words = _rarest(record.words, TOLD_WORDS)
        else:
            one = cast("Undertaking", record)
            people = (*one.by, *one.doers, *one.others)[:ACTORS]
            words = [kin for word in _rarest(one.words, WORDS) for kin in _with_kin(word)]
        return sorted({f"{who}|{word}" for who in people for word in words})

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield what the records of one key tell of its commitments."""
        del key, found
        ordered = sorted(cast("Sequence[Undertaking | Telling]", group), key=_by_day)
        for at, one in enumerate(ordered):
            if isinstance(one, Undertaking):
                near = (*ordered[max(0, at - BEFORE) : at], *ordered[at + 1 : at + 1 + AFTER])
                for other in near:
                    yield from traces(one, other)


def traces(one: Undertaking, other: Undertaking | Telling) -> Iterator[Trace]:
    """Yield what another record tells of a commitment, if it tells anything."""
    judged = judge(one, other) if isinstance(other, Telling) else again(one, other)
    if judged:
        yield Trace(
            id=make_id("trace_of", [one.id, other.id]),
            commitment=one.claim,
            document=one.document,
            follow_up=FollowUp(
                type=judged.type,
                order=judged.order,
                document=other.document,
                claim=other.claim,
                evidence=(other.sentence,),
                reasons=judged.reasons,
            ),
            apart=days_between(one.told, other.told),
            again=isinstance(other, Undertaking) and other.again,
        )


def _by_day(one: Undertaking | Telling) -> tuple[str, str]:
    days = (one.told.first, one.told.last)
    return next((day for day in days if day), ""), one.id


def _with_kin(word: str) -> list[str]:
    return [word, *sorted(kin_of(word))[:KIN]]


def _rarest(words: Iterable[str], most: int) -> list[str]:
    return sorted(words, key=lambda word: (-rarity(word), word))[:most]
