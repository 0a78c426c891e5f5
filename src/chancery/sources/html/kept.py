"""Tells which lines of a page are its article's: those that the body covers, less furniture."""

from collections.abc import Sequence

from chancery.sources.html.align import cover_words
from chancery.sources.html.body import WORD
from chancery.sources.html.fallback import dense_run
from chancery.sources.html.walk import Line

KEPT_COVER = 0.5  # choice: at least half of a line's words stand in the body
LEAST_SHARE = 0.5  # measured on 508 pages: .4 and .6 do as well
LEAST_WORDS = 50  # choice: a shorter body is hardly an article
FURNITURE_SHARE = 0.3  # choice: what makes up more of the body than this is the article after all
LINK_SHARE = 0.8  # choice: of a line's characters, where the line is a link
LIST_LINKS = 2  # choice: so many such lines in a row are a list of links
HEAD_WORDS = 12  # choice: a line of fewer words before a list of links is its heading
_FURNITURE = frozenset({"share", "form", "consent", "appeal"})
_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', "。")


def kept_lines(lines: Sequence[Line], body: Sequence[str]) -> list[int]:
    """Return the numbers of the lines that the body covers; never empty if lines are not.

    Where they are part of the densest run of lines, or very few, and hold less than half of its
    words, that run is returned. Lists of links go, and zones for sharing, forms or consent.
    """
    words = [WORD.findall(line.text) for line in lines]
    sizes = [len(line) for line in words]
    dense = dense_run(lines, sizes)
    kept = _covered(words, body)
    if _is_too_little(kept, dense, sizes):
        kept = list(dense)
    for dropped in (_link_lists(lines, kept, sizes), _furniture(lines, kept, sizes)):
        kept = [number for number in kept if number not in dropped] or kept
    return kept or list(dense)


def is_link(line: Line) -> bool:
    """Tell whether the line is a link, but for a mark or two."""
    return line.linked >= LINK_SHARE * len(line.text)


def _covered(words: Sequence[Sequence[str]], body: Sequence[str]) -> list[int]:
    covered = cover_words(body, [word for line in words for word in line]) if body else b""
    kept: list[int] = []
    position = 0
    for number, line in enumerate(words):
        share = covered[position : position + len(line)]
        if line and share.count(1) >= KEPT_COVER * len(line):
            kept.append(number)
        position += len(line)
    return kept


def _is_too_little(kept: Sequence[int], dense: range, sizes: Sequence[int]) -> bool:
    size = _total(kept, sizes)
    inside = _total([number for number in kept if number in dense], sizes)
    part = size < LEAST_WORDS or inside >= LEAST_SHARE * size
    return part and size < LEAST_SHARE * _total(dense, sizes)


def _total(numbers: Sequence[int], sizes: Sequence[int]) -> int:
    return sum(sizes[number] for number in numbers)


def _link_lists(lines: Sequence[Line], kept: Sequence[int], sizes: Sequence[int]) -> set[int]:
    """Return the lines of every list of links, each with the short line that heads it."""
    found: set[int] = set()
    own = frozenset(kept)
    start = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and is_link(lines[number]):
            continue
        if number - start >= LIST_LINKS:
            heads = start > 0 and _heads(lines, start - 1, sizes[start - 1], own)
            found.update(range(start - heads, number))
        start = number + 1
    return found


def _heads(lines: Sequence[Line], number: int, size: int, own: frozenset[int]) -> bool:
    """Tell whether the line is the title of the links below it.

    A short line in a block of its own that follows on the text may be its credit, and is none.
    """
    line = lines[number]
    if size >= HEAD_WORDS or line.part is not None or line.text.endswith(_ENDS):
        return False
    return line.heading or line.block == lines[number + 1].block or number - 1 not in own


def _furniture(lines: Sequence[Line], kept: Sequence[int], sizes: Sequence[int]) -> set[int]:
    """Return the kept lines in zones that are for something else, if they are few."""
    found = {number for number in kept if lines[number].zone in _FURNITURE}
    few = _total(list(found), sizes) < FURNITURE_SHARE * _total(kept, sizes)
    return found if few else set()
