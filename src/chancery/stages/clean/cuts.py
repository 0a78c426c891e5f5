"""Cuts a line where page furniture is glued to the article's text or runs on into it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from chancery.model.document import KEPT_TYPES
from chancery.stages.clean.facts import READ_AT_MOST, Facts, look_at
from chancery.stages.clean.phrases import find_label
from chancery.text.lines import Line

FRAGMENT = 4  # words; a scrap without a full stop beside furniture belongs to it ("Accept")
ROOM = 1000  # code points before READ_AT_MOST in which a long line is cut at a sentence's end
LONGEST_CUT = 400_000  # code points of a line, ten long articles; the rest of it is kept as it is
LONGEST_GLUED = 60  # code points of a label that may be glued to either end of a line

_SENTENCE = re.compile(r"[.!?…؟۔।][\"'”’»)\]]*(?:\s+|(?=[A-ZА-Я“]))|[。！？]")
_GLUE = re.compile(r"[.!?…][\"'”’)]*(?=[“\"]?[A-ZА-Я])")
_CAMEL = re.compile(r"[A-ZА-Я](?<=[a-zà-ÿа-я].)(?=[^\W\d_A-Z])")  # capitals first: they are few

_LETTERS = (ascii_lowercase + ascii_uppercase).encode() + bytes(range(0x80, 0x100))
_SHAPES = bytes.maketrans(_LETTERS, b"a" * 26 + b"A" * 26 + b"a" * 0x80)
_BETWEEN = b".!?)'\"" + "“”’".encode()  # may stand in a seam; no letter is all of such bytes
_CYRILLIC = "А".encode()[:1]  # opens every capital of this script


class Piece(NamedTuple):
    """A part of a line, or all of it, with the number of the line."""

    facts: Facts
    line: int
    glued: bool  # it runs into the next piece without a blank


def cut_lines(text: str, lines: Sequence[Line]) -> list[Piece]:
    """Return the pieces of all lines, in order; most lines are one piece."""
    if not lines:
        return []
    seams = _find_seams(text, lines[0].start, lines[-1].end)
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        own = seams and seams[bisect_right(seams, line.start) : bisect_left(seams, line.end)]
        for facts in _cut(text, line, own):
            glued = facts.end < line.end and not text[facts.end].isspace()
            pieces.append(Piece(facts, number, glued))
    return pieces


def _find_seams(text: str, start: int, end: int) -> list[int]:
    """Return where a capital follows a small letter, or its full stop, without a blank."""
    if not _may_have_seams(text[start:end]):
        return []
    stops = [
        m.end() for m in _GLUE.finditer(text, start + 1, end) if text[m.start() - 1].islower()
    ]
    return sorted(stops + [m.start() for m in _CAMEL.finditer(text, start + 1, end)])


def _may_have_seams(text: str) -> bool:
    """Say whether a capital may stand right behind a small letter, in a third of the time.

    Bytes are asked in place of code points: all those beyond ASCII count as small letters.
    """
    data = text.encode("utf-8", "surrogatepass")
    return _CYRILLIC in data or b"aA" in data.translate(_SHAPES, _BETWEEN)


def _cut(text: str, line: Line, seams: Sequence[int]) -> Sequence[Facts]:
    if line.end - line.start <= READ_AT_MOST:
        return _cut_part(text, look_at(text, line.start, line.end), seams)
    parts: list[Facts] = []
    for start, end in _shorten(text, line.start, line.end):
        facts = look_at(text, start, end)
        if start - line.start > LONGEST_CUT:
            parts.append(facts._replace(hits=()))
        else:
            own = seams[bisect_right(seams, start) : bisect_left(seams, end)]
            parts += _cut_part(text, facts, own)
    return parts


def _cut_part(text: str, facts: Facts, seams: Sequence[int]) -> Sequence[Facts]:
    if facts.hits and facts.sentences > 1 and _is_furniture(facts):
        return list(_cut_wording(text, facts.start, facts.end))
    cuts = [place for place in seams if _is_cut(text, facts, place)]
    if not cuts:
        return (facts,)
    bounds = [facts.start, *cuts, facts.end]
    spans = [span for a, b in pairwise(bounds) for span in _trimmed(text, a, b)]
    return [look_at(text, start, end) for start, end in spans]


def _is_cut(text: str, facts: Facts, place: int) -> bool:
    """Say whether a seam parts two sentences, or a label from the words that it is glued to."""
    if not text[place - 1].islower():
        return True
    head, tail = text[facts.start : place], text[place : facts.end]
    return any(len(part) <= LONGEST_GLUED and find_label(part) for part in (head, tail))


def _shorten(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > READ_AT_MOST:
        stop = start + READ_AT_MOST
        ends = [match.end() for match in _SENTENCE.finditer(text, stop - ROOM, stop)]
        cut = ends[-1] if ends else max(text.rfind(" ", stop - ROOM, stop) + 1, stop - ROOM)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    content = part.strip()
    if content:
        first = start + len(part) - len(part.lstrip())
        yield first, first + len(content)


def _is_furniture(facts: Facts) -> bool:
    return any(hit.sure and hit.kind not in KEPT_TYPES for hit in facts.hits)


def _cut_wording(text: str, start: int, end: int) -> Iterator[Facts]:
    """Yield runs of sentences with furniture's wording and runs without, in order."""
    bounds = [start, *(match.end() for match in _SENTENCE.finditer(text, start, end)), end]
    spans = [span for a, b in pairwise(bounds) for span in _trimmed(text, a, b)]
    seen = [look_at(text, a, b) for a, b in spans]
    marks = [_is_furniture(facts) for facts in seen]
    beside = [any(marks[max(0, i - 1) : i + 2]) for i in range(len(marks))]
    marked = [
        (facts, mark or (near and facts.ending != "stop" and len(facts.words) <= FRAGMENT))
        for facts, mark, near in zip(seen, marks, beside, strict=True)
    ]
    for _, run in groupby(marked, key=lambda pair: pair[1]):
        group = [facts for facts, _ in run]
        if len(group) == 1:
            yield group[0]
        else:
            yield look_at(text, group[0].start, group[-1].end)
