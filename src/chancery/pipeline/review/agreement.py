"""How far reviewers agree on what two of them have decided: share and Cohen's kappa.

Claims that one decision takes together are one item: they are not decided apart.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from chancery.graph import components
from chancery.model import Anchor, Decision
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.standing import Verdict, standing, statuses, together, verdicts

FEW = 30  # items below which kappa is uncertain by .15 and more, where four of five agree

Measured = Literal["verdict", "accept", "reject", "correct", "status"]
"""verdict: which of accepted, corrected and rejected; accept, reject, correct: whether it is that;
status: what became of a commitment."""

Codes = Mapping[str, Mapping[int, str]]
"""What each reviewer said of items, by name and number of the item."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two reviewers agree in one respect."""

    a: str
    b: str
    of: Measured
    items: int  # decided by both
    agreed: int
    share: float
    kappa: float | None  # null: both said one and the same of all, so chance explains all
    few: bool  # too few items to tell


def agreements(overlay: Overlay) -> list[Agreement]:
    """Return how far each two reviewers agree who decided on the same, by names."""
    decisions = standing(overlay.decisions)
    items = _items(decisions, lambda anchor: overlay.homes.of(anchor).claim or anchor.claim)
    said = _codes(items, _verdict_of)
    became = _codes(items, _status_of)
    found = [
        one
        for a, b in combinations(sorted(said.keys() | became.keys()), 2)
        for one in (*_of_verdicts(a, b, said), *_compare(a, b, "status", became))
    ]
    return sorted(found, key=lambda one: (one.a, one.b))


def _items(decisions: Sequence[Decision], home: Callable[[Anchor], str]) -> list[list[Decision]]:
    """Return the decisions on each item, in their order."""
    first: dict[str, int] = {}
    pairs = [
        (first.setdefault(home(anchor), place), place)
        for place, one in enumerate(decisions)
        for anchor in one.anchors
    ]
    groups = components(len(decisions), pairs)
    return [[decisions[place] for place in sorted(group)] for group in groups]


def _codes(
    items: Sequence[Sequence[Decision]],
    read: Callable[[Sequence[Decision]], Iterable[tuple[str, str]]],
) -> Codes:
    """Return what each reviewer says of each item that he said something of."""
    said: dict[str, dict[int, str]] = {}
    for number, decisions in enumerate(items):
        for who, code in read(decisions):
            said.setdefault(who, {})[number] = code
    return said


def _verdict_of(decisions: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    """Yield what each reviewer holds of an item, from what is held of its claims."""
    by_claim: dict[str, list[Decision]] = {}
    for one in decisions:
        for anchor in one.anchors:
            by_claim.setdefault(anchor.claim, []).append(one)
    held: dict[str, list[Verdict]] = {}
    for some in by_claim.values():
        for each in verdicts(some):
            held.setdefault(each.who, []).append(each)
    for who, own in held.items():
        yield who, together([one.state for one in own], undecided=0)


def _status_of(decisions: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    return ((one.who, one.status) for one in statuses(decisions))


def _of_verdicts(a: str, b: str, said: Codes) -> Iterator[Agreement]:
    yield from _compare(a, b, "verdict", said)
    singles: tuple[tuple[Measured, str], ...] = (
        ("accept", "accepted"),
        ("reject", "rejected"),
        ("correct", "corrected"),
    )
    for of, state in singles:
        whether = {
            who: {number: str(code == state) for number, code in codes.items()}
            for who, codes in said.items()
        }
        both = said.get(a, {}).keys() & said.get(b, {}).keys()
        if any(whether[who][one] == "True" for who in (a, b) for one in both):
            yield from _compare(a, b, of, whether)


def _compare(a: str, b: str, of: Measured, said: Codes) -> Iterator[Agreement]:
    mine, theirs = said.get(a, {}), said.get(b, {})
    pairs = [(mine[one], theirs[one]) for one in sorted(mine.keys() & theirs.keys())]
    if not pairs:
        return
    agreed = sum(x == y for x, y in pairs)
    yield Agreement(
        a=a,
        b=b,
        of=of,
        items=len(pairs),
        agreed=agreed,
        share=round(agreed / len(pairs), 3),
        kappa=_kappa(pairs),
        few=len(pairs) < FEW,
    )


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa (1960): agreement beyond what chance gives two such coders."""
    count = len(pairs)
    observed = sum(x == y for x, y in pairs) / count
    mine, theirs = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(mine[code] * theirs[code] for code in mine) / count**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 3)
