"""Finds what repeats at the head and the foot of the pages: running titles and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from chancery.sources.papers.lines import Line

EDGE = 3  # lines at the head and at the foot of a page that may be furniture; choice
FEWEST = 3  # pages that a line stands on at the same height; of a document of two pages both
ALIKE = 4.0  # points by which the heights may differ; choice
_LEAST = 2  # pages: fewer show nothing
_DIGITS = re.compile(r"\d{1,6}")
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


def find_furniture(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Return the lines that stand at the same edge of several pages, their numbers aside."""
    places: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for lines in pages:
        upright = sorted((line for line in lines if not line.turned), key=lambda line: line.base)
        for edge, outer in enumerate((upright[:EDGE], upright[-EDGE:])):
            for line in outer:
                places[_key(line.text), edge].append(line)
    fewest = max(_LEAST, min(FEWEST, len(pages)))
    found: set[Line] = set()
    for lines in places.values():
        height = median(line.base for line in lines)
        level = [line for line in lines if abs(line.base - height) <= ALIKE]
        if len({line.place[0] for line in level}) >= (_LEAST if _are_paged(level) else fewest):
            found.update(level)
    return found


def _are_paged(lines: Sequence[Line]) -> bool:
    """Say whether a number in the lines goes up with the pages, as the number of a page does."""
    counts = Counter(
        shift
        for page, text in {line.place[0]: line.text for line in lines}.items()
        for shift in {int(number) - page for number in _DIGITS.findall(text)}
    )
    return max(counts.values(), default=0) >= _LEAST


def _key(text: str) -> str:
    return _NUMBER.sub("#", text).casefold()
