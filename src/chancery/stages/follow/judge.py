"""Decides from two records alone what a clause, or another commitment, tells of a commitment."""

import math
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from chancery.model import Act, Days, FollowUpType, Order, Telling, Undertaking
from chancery.stages.follow.lexicon import deeds_like, root, same_deed
from chancery.text.kinship import kin_of
from chancery.text.rarity import rarity

COVERED = 0.6  # of the weight of what a commitment is about that a deed must name
LIKE = 0.5  # of it that other clauses must name, which tell of the commitment itself
SAME_VERB = 0.3  # of it that another commitment to the same deed must name
GIVEN = deeds_like("send") | deeds_like("pay")
ALIKE = frozenset({"pledge", "promise", "offer", "intention"})
DONE = frozenset(
    {"pledge", "promise", "offer", "intention", "threat", "demand", "expected_outcome"}
)
TOLD_OF: dict[Act, FollowUpType] = {
    "undone": "alleged_breach",
    "broken": "alleged_breach",
    "dropped": "withdrawn",
}


class Judged(NamedTuple):
    """The type and order of a follow-up, with what speaks for them in words."""

    type: FollowUpType
    order: Order
    reasons: tuple[str, ...]


def judge(one: Undertaking, told: Telling) -> Judged | None:
    """Return what a clause tells of a commitment; None where it tells nothing of it."""
    same = one.document == told.document
    if same and told.span in one.spans:
        return None
    if not _about_the_same(one, told.others, told.subject):
        return None
    order, why = order_of(one, told)
    if same and order != "later":
        return None
    kind = _type(one, told)
    needs_later = kind in {"delivered", "delivered_in_part"}
    if kind is None or order == "earlier" or (needs_later and order != "later"):
        return None
    return Judged(kind, order, (*_reasons(one, told), why))


def _type(one: Undertaking, told: Telling) -> FollowUpType | None:
    covers = coverage(one.words, told.words)
    if told.act in {"done", "begun"}:
        if _is_deed(one, told) and covers >= COVERED:
            return _how_far(one, told)
        return None
    if told.act == "rejected":
        theirs = coverage(_all(one), _all(told)) >= COVERED
        return "contested" if theirs and _meet(told.subject, _asked(one)) else None
    whose = one.by if told.act == "dropped" else one.doers
    same_deed_undone = told.act != "undone" or _same_verb(one, told)
    wanted = one.type not in {"refusal", "condition", "demand"} or told.act == "dropped"
    fits = wanted and same_deed_undone and covers >= LIKE and _meet(told.subject, whose)
    return TOLD_OF[told.act] if fits else None


def _all(one: Undertaking | Telling) -> tuple[str, ...]:
    return (*one.words, one.verb) if one.verb else one.words


def _is_deed(one: Undertaking, told: Telling) -> bool:
    wanted = one.type in DONE and not one.negated
    return wanted and _meet(told.subject, one.doers) and _same_verb(one, told)


def _same_verb(one: Undertaking, told: Telling) -> bool:
    if told.verb is None:
        return False
    return same_deed(one.verb, told.verb) if one.verb else told.verb in GIVEN


def _how_far(one: Undertaking, told: Telling) -> FollowUpType | None:
    """Return whether all or a part was done; None where the numbers are of another thing."""
    promised, done = _numbers(one.numbers), _numbers(told.numbers)
    if told.act == "begun" or told.partly:
        return "delivered_in_part"
    if promised and done and max(done) < max(promised):
        return "delivered_in_part"
    return "delivered"


def again(one: Undertaking, other: Undertaking) -> Judged | None:
    """Return what another commitment says of one: that it still holds, or is turned down."""
    if _same_article(one, other) or other.turned:
        return None
    said = _said_again(one, other)
    if not (said or _turns_down(one, other)):
        return None
    if not _about_the_same(one, other.others, (*other.by, *other.doers)):
        return None
    order, why = order_between(one, other)
    if said:
        return Judged(said, order, ("who is bound, and to what, is the same", why))
    if order == "earlier":
        return None
    return Judged("contested", order, ("who is asked refuses it", why))


def _same_article(one: Undertaking, other: Undertaking) -> bool:
    """Say whether one article makes both, also where it is another version of it."""
    if one.document == other.document:
        return True
    return one.article is not None and one.article == other.article


def _said_again(one: Undertaking, other: Undertaking) -> FollowUpType | None:
    alike = one.type == other.type or {one.type, other.type} <= ALIKE
    parties = _meet(one.by, other.by) and (
        not (one.doers and other.doers) or _meet(one.doers, other.doers)
    )
    if not (alike and parties and one.negated == other.negated):
        return None
    verbs = one.verb and other.verb and same_deed(one.verb, other.verb)
    if one.verb and other.verb and not verbs:
        return None
    least = SAME_VERB if verbs else COVERED
    covers = min(coverage(one.words, other.words), 1.0)
    return "reaffirmed" if covers >= least else None


def _turns_down(one: Undertaking, other: Undertaking) -> bool:
    refuses = other.type == "refusal" or other.negated
    return (
        one.type == "demand"
        and refuses
        and _meet(one.doers or one.others, other.by)
        and coverage(one.words, other.words) >= LIKE
    )


def _asked(one: Undertaking) -> tuple[str, ...]:
    """Return who may turn a commitment down: of whom it is demanded, and whom it concerns."""
    doers = one.doers if one.type == "demand" else ()
    return tuple(actor for actor in (*doers, *one.others) if actor not in one.by)


def _about_the_same(one: Undertaking, others: Iterable[str], subject: Iterable[str]) -> bool:
    """Say whether nobody and no place stands where the commitment names another."""
    theirs = {*others, *subject}
    beside = theirs.difference(one.by, one.doers)
    return not one.others or not beside or not beside.isdisjoint(one.others)


def coverage(mine: Iterable[str], theirs: Iterable[str]) -> float:
    """Return how much of some words, by rarity, others say, or words that mean nearly so."""
    own, other = sorted(set(mine)), set(theirs)
    roots = {root(word) for word in other}
    whole = math.fsum(map(rarity, own))
    said = [
        word
        for word in own
        if word in other or root(word) in roots or not other.isdisjoint(kin_of(word))
    ]
    return math.fsum(map(rarity, said)) / whole if whole else 0.0


def order_of(one: Undertaking, told: Telling) -> tuple[Order, str]:
    """Return whether what a clause tells is later than a commitment, and what shows it."""
    if told.when.first or told.when.last:
        return _ordered(_known(one), told.when, "by the day that it names")
    if told.kept:
        return "later", "its words say that it was promised"
    if one.document == told.document:
        return "unproven", "one article, and no day"
    return _ordered(one.told, told.told, "by the days of publication")


def order_between(one: Undertaking, other: Undertaking) -> tuple[Order, str]:
    """Return whether another commitment was made later than one."""
    if _has(one.made) and _has(other.made):
        return _ordered(one.made, other.made, "by the days when they were made")
    return _ordered(one.told, other.told, "by the days of publication")


def _known(one: Undertaking) -> Days:
    return one.made if _has(one.made) else one.told


def _ordered(before: Days, after: Days, basis: str) -> tuple[Order, str]:
    if before.last and after.first and after.first[:10] > before.last[:10]:
        return "later", f"later {basis}"
    if before.first and after.last and after.last[:10] < before.first[:10]:
        return "earlier", f"earlier {basis}"
    return "unproven", "no date shows which is later"


def days_between(one: Days, other: Days) -> int | None:
    """Return how many days at least lie between; None where that is not known."""
    known = [
        (date.fromisoformat(late[:10]) - date.fromisoformat(early[:10])).days
        for early, late in ((one.last, other.first), (other.last, one.first))
        if early and late
    ]
    return max(0, *known) if known else None


def _has(days: Days) -> bool:
    return bool(days.first or days.last)


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    return not set(one).isdisjoint(other)


def _numbers(texts: Iterable[str]) -> list[float]:
    return [float(one) for one in texts if one.count(".") < 2]  # noqa: PLR2004 - "1.2.3" is none


def _reasons(one: Undertaking, told: Telling) -> tuple[str, ...]:
    both = sorted(set(one.words) & set(told.words))
    said = f"both speak of {', '.join(both)}" if both else "both speak of what means nearly one"
    return (f"who acts is the same; the words tell: {told.act}", said)
