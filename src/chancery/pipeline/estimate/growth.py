"""The laws by which a build grows: how what a sample costs becomes what all of it costs.

The powers are measured; figures and commands stand in bench/RESULTS.md.
"""

from typing import NamedTuple

from chancery.pipeline.estimate.figures import Range
from chancery.pipeline.estimate.trial import BETWEEN, LISTS
from chancery.ports import Plan

INPUTS = "captures"
STORING = "store "  # what the steps that write the dossier begin with
KEYS = " keys"  # what the naming of a step's keys ends with


class Law(NamedTuple):
    """So many times the articles cost so many times as much, to a power.

    `beyond` is the power where there are more than `settled` articles already.
    """

    name: str
    power: Range
    settled: int = 0
    beyond: Range = Range(low=1.0, likely=1.0, high=1.0)


def _power(low: float, likely: float, high: float) -> Range:
    return Range(low=low, likely=likely, high=high)


ALONE = Law("each article alone", _power(1.0, 1.0, 1.0))
BUILDING = Law("all records", _power(0.95, 1.05, 1.25))
COPIES = Law("articles with their copies", _power(0.7, 0.85, 1.25))
NAMES = Law("names with one another", _power(0.85, 1.05, 1.2))
CLAIMS = Law(
    "claims with one another",
    _power(0.95, 1.25, 1.5),
    settled=3_000,  # where enough claims share their keys that no more are compared
    beyond=_power(1.0, 1.05, 1.2),
)

_ACROSS = {
    COPIES: ("compare", "align", "trace"),
    NAMES: ("bundle", "pair", "decide", "spread"),
    CLAIMS: (
        "match",
        "weave",
        "rounds",
        "processes",
        "narrow",
        "liken",
        "merge",
        "corroborate",
        "trail",
        "follow",
        "clocks",
        "timeline",
    ),
}
ACROSS = {step: law for law, steps in _ACROSS.items() for step in steps}
"""The laws of the steps that bring several articles together."""


def law_of(step: str) -> Law:
    """Return the law by which a step grows."""
    if step in {BETWEEN, LISTS} or step.startswith(STORING) or step.endswith(KEYS):
        return BUILDING
    return ACROSS.get(step, ALONE)


def grown(law: Law, cost: float, first: float, last: float) -> Range:
    """Return what costs so much for `first` articles costs for `last`."""
    slow = max(1.0, min(last, law.settled) / first) if law.settled else last / first
    rest = last / first / slow

    def at(power: float, beyond: float) -> float:
        return float(cost * slow**power * rest**beyond)

    return Range(
        low=at(law.power.low, law.beyond.low),
        likely=at(law.power.likely, law.beyond.likely),
        high=at(law.power.high, law.beyond.high),
    )


def serial_steps(plan: Plan) -> frozenset[str]:
    """Return the steps that one process does, however many there are."""
    whole = {step.name for step in plan.steps if step.stage.shape == "corpus"}
    return frozenset(whole | {INPUTS, BETWEEN, LISTS})


def is_serial(step: str, serial: frozenset[str]) -> bool:
    """Say whether one process does the step."""
    return step in serial or step.startswith(STORING)
