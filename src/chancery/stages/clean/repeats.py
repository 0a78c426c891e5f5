"""Finds lines that stand twice: the first is the article's, the second is a repeat."""

from collections import Counter
from collections.abc import Mapping, Sequence

from chancery.stages.clean.facts import Facts

LONG = 60  # code points from which two equal lines are no chance; chosen
FEWEST_WORDS = 4  # a shorter line ("Yes.") repeats nothing; chosen
NEAR = 2  # lines between a short line and its double
OFTEN = 2  # a line that stands more often, alone, is a refrain or a question put to each guest


def find_repeats(lines: Sequence[Facts]) -> Mapping[int, int]:
    """Return line → the earlier line that it repeats."""
    first: dict[tuple[str, ...], int] = {}
    same: dict[int, int] = {}
    for i, line in enumerate(lines):
        same[i] = first.setdefault(line.words, i)
    if len(first) == len(lines):
        return {}
    times = Counter(line.words for line in lines)
    found: dict[int, int] = {}
    for i, line in enumerate(lines):
        j = same[i]
        if j == i or not line.words:
            continue
        telling = len(line.words) >= FEWEST_WORDS or line.size >= LONG
        seldom = times[line.words] <= OFTEN and (line.size >= LONG or i - j <= NEAR)
        if (telling and (seldom or i - j == 1)) or _runs_along(lines, same, i):
            found[i] = j
    return found


def doubled_near(numbers: Sequence[int], doubles: Mapping[int, int]) -> set[int]:
    """Return the places in `numbers` of the lines whose double stands a line or two below."""
    near = {earlier for later, earlier in doubles.items() if later - earlier <= NEAR + 1}
    return {place for place, number in enumerate(numbers) if number in near}


def _runs_along(lines: Sequence[Facts], same: Mapping[int, int], i: int) -> bool:
    """Say whether a long line beside it repeats the one beside the earlier line."""
    return any(
        same.get(i + side) == same[i] + side and lines[i + side].size >= LONG for side in (-1, 1)
    )
