"""Decisions in words, as all doors show them; what a person says is never told as an article's."""

from collections.abc import Iterable, Iterator, Mapping

from chancery.model import Action, Correction, Decision, Evidence, ReviewState
from chancery.pipeline.review.log import Lost
from chancery.pipeline.review.overlay import FindingReview
from chancery.pipeline.review.standing import PersonStatus, Verdict

DAY = slice(10)  # of an ISO time
STATES: Mapping[ReviewState, str] = {
    "unreviewed": "not reviewed",
    "accepted": "accepted",
    "corrected": "corrected",
    "rejected": "rejected",
    "disputed": "disputed between reviewers",
}
DONE: Mapping[Action, str] = {
    "accept": "accepts",
    "reject": "rejects",
    "correct": "corrects",
    "status": "says what became of",
    "undo": "undoes",
}


def review_words(review: FindingReview) -> Iterator[str]:
    """Yield what people decided of a finding, a line for each; nothing where nobody did."""
    if review.state == "disputed":
        yield STATES["disputed"]
    said = (verdict_words(each) for one in review.claims for each in one.verdicts)
    yield from dict.fromkeys(said)
    yield from map(status_words, review.statuses)


def decided_words(state: ReviewState, statuses: Iterable[PersonStatus]) -> Iterator[str]:
    """Yield what people decided together, and by whose word what became of a commitment."""
    if state != "unreviewed":
        yield STATES[state]
    yield from map(status_words, statuses)


def verdict_words(one: Verdict) -> str:
    """Return what one reviewer holds."""
    what = "; ".join(map(correction_words, one.corrections))
    return f"{one.state} by {one.who}{f': {what}' if what else ''}{_because(one.reason)}"


def status_words(one: PersonStatus) -> str:
    """Return what became of a commitment by one person's word, with the reason."""
    status = one.status.replace("_", " ")
    return f"{status}, {one.who} says ({one.at[DAY]}): {one.reason}"


def correction_words(one: Correction) -> str:
    """Return what a slot is, and what it was."""
    slot = one.slot.replace("_", " ")
    if one.value_after is not None:
        return f"{slot} is {one.value_after}, not {one.value_before}"
    before = f", not {_quoted(one.before)}" if one.before else ""
    return f"{slot} is {_quoted(one.after) if one.after else 'not said'}{before}"


def decision_words(one: Decision, named: Mapping[str, int]) -> str:
    """Return a decision as a line of the log; `named` has the numbers of decisions by id."""
    if one.undoes is not None:
        return f"undoes decision {named[one.undoes]}{_because(one.reason)}"
    first = one.anchors[0]
    more = f" in {len(one.anchors)} places" if len(one.anchors) > 1 else ""
    done = f"{DONE[one.action]} a {first.about}{more}"
    if one.correction:
        done += f": {correction_words(one.correction)}"
    if one.status:
        done += f": {one.status.replace('_', ' ')}"
    words = " ".join(first.evidence[0].quote.split())
    return f"{done}{_because(one.reason)} — of ‹{words}›"


def found_words(one: Lost) -> str:
    """Return what became of the claims that a decision no longer holds for."""
    lost = one.found.count("lost")
    parts = [
        f"{lost} of its claims lost: the words are gone" if lost else "",
        f"{len(one.found) - lost} read otherwise now: review them again"
        if lost < len(one.found)
        else "",
    ]
    return "; ".join(filter(None, parts))


def _quoted(some: Iterable[Evidence]) -> str:
    return ", ".join(f"‹{' '.join(one.quote.split())}›" for one in some)


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""
