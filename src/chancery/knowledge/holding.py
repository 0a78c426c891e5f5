"""Who held an office on a day, by the bounds that the sources give; never the nearest guess."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from chancery.knowledge.facts import Role, Term
from chancery.model.base import Value

Certainty = Literal["held", "possible"]
Status = Literal["known", "unknown", "vacant"]
EITHER: Role = "head_of_state_or_government"
HEADS: frozenset[Role] = frozenset({"head_of_state", "head_of_government", EITHER})


class Holding(Value, frozen=True):
    """A term on a day: held for certain, or possibly because the day lies between its bounds."""

    term: Term
    certainty: Certainty


class Answer(Value, frozen=True):
    """Who held an office on a day; `unknown` where no source covers it.

    `holdings` may hold several: two offices, two sources, or a claim that is disputed.
    `possible` are the terms whose bounds leave the day open, `before` and `after` the nearest
    terms that do not reach it; none of the three is an answer.
    """

    status: Status
    on: date
    holdings: tuple[Holding, ...] = ()
    possible: tuple[Holding, ...] = ()
    before: Term | None = None
    after: Term | None = None


def holders(terms: Iterable[Term], on: date) -> Answer:
    """Return which of these terms of one office hold on a day."""
    terms = tuple(terms)
    certain = tuple(one for one in terms if _certain(one, on))
    filled = tuple(Holding(term=one, certainty="held") for one in certain if one.holder)
    possible = tuple(
        Holding(term=one, certainty="possible")
        for one in terms
        if one.holder and one not in certain and _possible(one, on)
    )
    status: Status = "known" if filled else "vacant" if certain else "unknown"
    before, after = (None, None) if filled else _nearest(terms, on)
    return Answer(
        status=status, on=on, holdings=filled, possible=possible, before=before, after=after
    )


def fits(role: Role, wanted: Role) -> bool:
    """Say whether a term with this role answers a question for that one."""
    if role == wanted:
        return True
    if wanted == EITHER:
        return role in HEADS
    return role == EITHER and wanted in HEADS


def _certain(term: Term, on: date) -> bool:
    begun, shown = term.start.latest, term.end.earliest
    return begun is not None and shown is not None and begun <= on <= shown and not _over(term, on)


def _over(term: Term, on: date) -> bool:
    """Say whether the term's last day is known and the day is that one or later."""
    return term.end.latest is not None and term.end.latest < on


def _possible(term: Term, on: date) -> bool:
    first, last = term.start.earliest, term.end.latest
    begun = first is not None and first <= on
    if not begun:
        return False
    return last is None or on <= last


def _nearest(terms: Iterable[Term], on: date) -> tuple[Term | None, Term | None]:
    """Return the term that ended or was last shown before the day, and the next to begin."""
    filled = [one for one in terms if one.holder]
    gone = [(one.end.earliest, one) for one in filled if one.end.earliest]
    coming = [(one.start.latest, one) for one in filled if one.start.latest]
    before = max(((day, one) for day, one in gone if day < on), default=None, key=_day)
    after = min(((day, one) for day, one in coming if day > on), default=None, key=_day)
    return before[1] if before else None, after[1] if after else None


def _day(pair: tuple[date, Term]) -> date:
    return pair[0]
