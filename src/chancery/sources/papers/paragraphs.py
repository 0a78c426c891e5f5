"""Puts the lines of a paper into paragraphs, and parts of words at their ends together."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from chancery.sources.papers.lines import Line

LEADING = 1.35  # times the usual distance of lines that part paragraphs; choice
SIZE = 1.2  # times the height of another line that make a heading; choice
INDENT = 0.8  # heights of a line; choice
SLACK = 0.5  # heights of a line that one may be shorter than it had to be; choice
FEWEST = 3  # lines of a column of which the width is known; choice

LONGEST_WORD = 60  # letters; choice
_TAIL = 20  # characters at a line's end in which a sentence's end stands

_HYPHEN = "-\u2010"
_SOFT = "\u00ad"
_BULLET = re.compile(r"[•‣▪◦●■□▶*](?:\s|$)|[-–—]\s")
_STOPPED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_CUT = re.compile(r"\w[-\u2010\u00ad]$")
_LAST_PART = re.compile(r"([^\W\d_]{2,})[-\u2010]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")


class Joined(NamedTuple):
    """A paragraph, and the places in it where a hyphen at a line's end was left out."""

    text: str
    left_out: tuple[int, ...]


class Words(NamedTuple):
    """The words that stand whole in the lines of a document, in lower case."""

    known: frozenset[str]

    def are_one(self, left: str, right: str) -> bool:
        """Say whether the document writes the two parts as one word, and never with a hyphen."""
        hyphened = {f"{left}{hyphen}{right}".casefold() for hyphen in _HYPHEN}
        return f"{left}{right}".casefold() in self.known and not hyphened & self.known


def words_of(lines: Sequence[Line]) -> Words:
    """Return the words of the lines, without the parts of those that a line's end cuts."""
    known: set[str] = set()
    for line in lines:
        known.update(word.casefold() for word in _WORD.findall(line.text.rstrip(_SOFT)))
    return Words(frozenset(known))


def join_lines(lines: Sequence[Line], words: Words) -> Joined:
    """Return the lines as one text.

    Where a line ends in a hyphen, the next one follows without a space; the hyphen is left out
    where it is a soft one, or where the document has the word whole elsewhere. Nothing else of
    what is printed is changed.
    """
    parts = [lines[0].text]
    size = len(parts[0])
    left_out: list[int] = []
    for above, line in pairwise(lines):
        space = _between(above.text, line.text, words)
        if space is None:
            parts[-1] = parts[-1][:-1]
            size -= 1
            left_out.append(size)
        parts += [space or "", line.text]
        size += len(space or "") + len(line.text)
    return Joined("".join(parts), tuple(left_out))


def _between(above: str, below: str, words: Words) -> str | None:
    """Return what stands between two lines of a paragraph, None where the hyphen is left out."""
    left, right = _LAST_PART.search(above[-LONGEST_WORD:]), _FIRST_PART.match(below)
    one = left and right and right[0][0].islower() and words.are_one(left[1], right[0])
    if above.endswith(_SOFT) or one:
        return None
    return "" if _CUT.search(above[-2:]) or _is_unspaced(above[-1:], below[:1]) else " "


def _is_unspaced(left: str, right: str) -> bool:
    """Say whether both letters are of a script that parts no words, as Chinese."""
    return all(unicodedata.east_asian_width(side) in "WF" for side in (left, right) if side)


def part_paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; one may run over to the next column or page."""
    if not lines:
        return
    setting = _measure(lines)
    paragraph = [lines[0]]
    for line in lines[1:]:
        if _goes_on(paragraph, line, setting):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


class _Setting(NamedTuple):
    """How the document is set: by column, and under None as a whole."""

    leading: dict[tuple[int, int] | None, float]  # from base line to base line
    sizes: Counter[tuple[int, int]]  # lines of each column
    height: float


def _measure(lines: Sequence[Line]) -> _Setting:
    steps: dict[tuple[int, int] | None, list[float]] = defaultdict(list)
    for above, line in pairwise(lines):
        step = line.base - above.base
        if above.place == line.place and step > 0:
            steps[None].append(step)
            steps[line.place].append(step)
    height = median(line.height for line in lines)
    leading = {place: median(found) for place, found in steps.items() if len(found) >= FEWEST}
    leading.setdefault(None, median(steps[None]) if steps[None] else height)
    return _Setting(leading, Counter(line.place for line in lines), height)


def _goes_on(paragraph: Sequence[Line], line: Line, setting: _Setting) -> bool:
    above = paragraph[-1]
    if _is_other(above, line):
        return False
    if above.place != line.place:
        return _runs_over(above, line, setting)
    leading, step = setting.leading.get(line.place, setting.leading[None]), line.base - above.base
    if line.height > SIZE * setting.height:  # a heading, which is broken where it reads best
        return step <= LEADING * max(leading, line.height)
    if not 0 < step <= LEADING * leading:
        return False
    if _CUT.search(above.text[-2:]) and line.text[0].islower():
        return True
    return not _is_indented(paragraph, line) and _is_full(above, line, setting)


def _is_other(above: Line, line: Line) -> bool:
    """Say whether the two are set differently, or one of them stands for itself."""
    if above.turned or line.turned or "\t" in above.text + line.text:  # a row of a table
        return True
    if max(above.height, line.height) > SIZE * min(above.height, line.height):
        return True
    return above.bold != line.bold or _BULLET.match(line.text) is not None


def _runs_over(above: Line, line: Line, setting: _Setting) -> bool:
    """Say whether a paragraph goes on in the next column, or on the next page."""
    if _STOPPED.search(above.text[-_TAIL:]) or not line.text[0].islower():
        return False
    return _is_full(above, line, setting)


def _is_indented(paragraph: Sequence[Line], line: Line) -> bool:
    """Say whether the line begins further in than those above, or further out than all but one."""
    above = paragraph[-1]
    step = INDENT * line.height
    if line.left > above.left + step:  # what stands beside a bullet hangs below its text
        return not (len(paragraph) == 1 and _BULLET.match(above.text))
    return line.left < above.left - step and len(paragraph) > 1


def _is_full(above: Line, line: Line, setting: _Setting) -> bool:
    """Say whether the next word would not have fitted into the line above."""
    if setting.sizes[above.place] < FEWEST:
        return True
    word = line.text.split(None, 1)[0]
    width = (line.right - line.left) * (len(word) + 1) / max(len(line.text), 1)
    return above.right + width > above.column[1] - SLACK * line.height
