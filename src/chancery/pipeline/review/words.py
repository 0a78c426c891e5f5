"""Decisions in words, as all doors show them; what a person says is never told as an article's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chancery.model import Action, ActorAnchor, Correction, Decision, Evidence, ReviewState, Sides
from chancery.pipeline.review.joins import Join, Joins
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
    "merge": "merges",
    "split": "splits",
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
    if one.sides is not None:
        return f"{_join_of(one, one.sides)}{_because(one.reason)}"
    first = one.anchors[0]
    more = f" in {len(one.anchors)} places" if len(one.anchors) > 1 else ""
    done = f"{DONE[one.action]} a {first.about}{more}"
    if one.correction:
        done += f": {correction_words(one.correction)}"
    if one.status:
        done += f": {one.status.replace('_', ' ')}"
    return f"{done}{_because(one.reason)} — of {_quoted(first.evidence[:1])}"


def _join_of(one: Decision, sides: Sides) -> str:
    """Return what is one with what, or is not."""
    if one.anchors:
        a, b = one.anchors[0], one.anchors[sides.first]
        words = f"{_quoted(a.evidence[:1])} and {_quoted(b.evidence[:1])}"
        if one.action == "merge":
            return f"merges two {a.about}s — {words}"
        return f"splits a {a.about} off its finding — {words}"
    names = [_names(some) for some in (sides.actors[: sides.first], sides.actors[sides.first :])]
    if one.action == "merge":
        return f"merges the actors {names[0]} and {names[1]}"
    count = sides.first
    where = f" in {count} documents" if count > 1 else f" in {sides.actors[0].uri}"
    return f"takes {names[0]}{where} out of the actor {names[1]}"


def _names(actors: Iterable[ActorAnchor]) -> str:
    """Return the first of the names that an actor has, those of most documents first."""
    first, *others = dict.fromkeys(" ".join(one.name.split()) for one in actors)
    return f"‹{first}›" + (f" (also ‹{'›, ‹'.join(others)}›)" if others else "")


def join_words(one: Join) -> str:
    """Return how builds take up a merge or a split; nothing where the last one did."""
    match one.state:
        case "waits":
            return "waits for the next build"
        case "undone":
            return "undone, and stands as the last build made it until the next"
        case "contradicts":
            return f"contradicts {_decisions(one.against)}: builds take up none of them"
        case "lost":
            return "too few of its words are found: builds take up nothing of it"
        case "done":
            return ""


def waiting_words(joins: Joins) -> Iterator[str]:
    """Yield that merges and splits wait for a build, and that some contradict each other."""
    if count := joins.waiting():
        what = "1 merge or split waits" if count == 1 else f"{count} merges and splits wait"
        yield f"{what} for the next build"
    if clashing := joins.contradicting():
        yield f"{_decisions(clashing)} contradict each other: builds take up none of them"


def _decisions(numbers: Sequence[int]) -> str:
    *most, last = map(str, numbers)
    return f"decisions {', '.join(most)} and {last}" if most else f"decision {last}"


def found_words(one: Lost) -> str:
    """Return what became of the claims or names that a decision no longer holds for."""
    lost = one.found.count("lost")
    what = "names" if one.actors else "claims"
    parts = [
        f"{lost} of its {what} lost: the words are gone" if lost else "",
        f"{len(one.found) - lost} read otherwise now: review them again"
        if lost < len(one.found)
        else "",
    ]
    return "; ".join(filter(None, parts))


def _quoted(some: Iterable[Evidence]) -> str:
    return ", ".join(f"‹{' '.join(one.quote.split())}›" for one in some)


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""
