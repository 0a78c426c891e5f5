"""A quantity on its way to a figure, and which of them are one figure given again."""

from collections.abc import Iterable
from typing import NamedTuple

from chancery.model import Span
from chancery.stages.figures.keeping import is_given
from chancery.text.page import Page
from chancery.text.quantities import Quantity

TELLING = 10  # a number above it, taken for known, is the one that was given before


class Draft(NamedTuple):
    """A quantity with the words for what it counts, if the text has any."""

    quantity: Quantity
    counted: Span | None


def group_same(page: Page, drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Return the drafts by figure, in order of their first places.

    The same number of the same thing is one figure. So is a sum of money in another sentence, and
    a larger number that is taken for known, whatever the words for what it counts.
    """
    groups: list[list[Draft]] = []
    exact: dict[object, int] = {}
    alike: dict[object, int] = {}
    for one in drafts:
        worth = _worth(one.quantity)
        counted = (worth, _head(page, one))
        number = exact.get(counted)
        if number is None and (found := alike.get(worth)) is not None:
            number = found if _goes_back(page, one, groups[found][-1]) else None
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(one)
        exact.setdefault(counted, number)
        alike.setdefault(worth, number)
    return groups


def _goes_back(page: Page, one: Draft, other: Draft) -> bool:
    quantity = one.quantity
    here, there = (page.sentence_of(each.quantity.number[0]) for each in (one, other))
    if quantity.kind == "money":
        return here != there
    return quantity.low is not None and quantity.low > TELLING and is_given(page, quantity)


def _worth(one: Quantity) -> object:
    return one.low, one.high, one.divisor, one.modifier, one.kind, one.unit


def _head(page: Page, one: Draft) -> str:
    words = one.quantity.head or one.counted
    return page.words(words).split()[-1].lower() if words else ""
