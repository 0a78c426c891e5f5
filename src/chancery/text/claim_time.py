"""Times of claims: which one a claim has, and which of several bounds the fewest days."""

from collections.abc import Iterable
from datetime import date

from chancery.model import Claim, ClaimTime, Commitment, Figure

DAY = slice(10)  # of an ISO day or time


def time_of(claim: Claim) -> ClaimTime | None:
    """Return when it was done or said; of a commitment when made, of a figure as of when."""
    match claim:
        case Commitment():
            return claim.made or claim.time
        case Figure():
            return claim.as_of
        case _:
            return claim.time


def closest(times: Iterable[ClaimTime | None]) -> ClaimTime | None:
    """Return the time of those given that bounds the fewest days; None where none bounds any.

    Claims of one point contradict each other in no day, so it holds for all of them.
    """
    known = [one for one in times if one and (one.start or one.end)]
    return min(known, key=_length, default=None)


def lies_in(inner: ClaimTime, outer: ClaimTime | None) -> bool:
    """Say whether no day of a time is outside of another, or the other is unknown."""
    if outer is None:
        return True
    early = bool(outer.start and (inner.start or "")[DAY] < outer.start[DAY])
    late = bool(outer.end and (inner.end or "9")[DAY] > outer.end[DAY])
    return not (early or late)


def _length(time: ClaimTime) -> tuple[int, str, str]:
    start, end = time.start or "", time.end or ""
    if not (start and end):
        return date.max.toordinal(), start, end
    days = date.fromisoformat(end[DAY]) - date.fromisoformat(start[DAY])
    return days.days, start, end
