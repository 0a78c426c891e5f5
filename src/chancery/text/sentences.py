"""Parts a text into sentences by its marks, its lines and what stands around a full stop.

Nothing is learnt: a table holds the words that decide (`sentence_words.tsv`), and no names.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Literal

from chancery.text.lines import Line, join_wrapped, split_lines
from chancery.text.tables import packaged_rows

Span = tuple[int, int]
WordKind = Literal["title", "figure", "inner", "either", "ending", "opener", "leaning", "speech"]

LEAST_WRAP = 40  # columns of a line that small letters below may go on; chosen
LONGEST_WORD = 24  # code points read of the word before a full stop; abbreviations are shorter
PLAIN_WORD = 3  # letters of a word that is no abbreviation for being unknown; chosen

_UNSPACED = "。！？؟۔।॥"  # end a sentence wherever they stand
_CLOSING = "\"'”’»›)]}"
_STOP = re.compile(
    r"[.!?…‽]+(?:[ \t]+[.!?…]+(?!\S))*(?:[ \t](?:''|[”»]))?"
    rf"[{re.escape(_CLOSING)}]*(?:[ \t]?\[\d{{1,3}}\])*"
    rf"|[{_UNSPACED}]+[」』”’)]*"
)
_QUOTE_END = re.compile(r"[\"'”’»›]")
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]{},;:!?/—–…]+$")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")  # an initial, or several: "J", "U.S"
_OPENING = re.compile(r"\s*(?:[-–—•*]+\s+)?[\"'“‘„«‹(\[{`¿¡*_#]*")
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"[*\"'“‘(\[]*(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_SPEAKER = re.compile(r"(?:[^\s.!?,;:\"“”]{1,30}[ \t]+){1,4}?([a-z]{3,12})\b")


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences in order, as half-open spans of code points, no blank at an edge.

    They hold every character that shows. A paragraph's end ends a sentence, and so does a line's
    unless the prose was wrapped there; headlines, items of lists and the rest of a text without
    a full stop are sentences too. The time taken grows with the length of the text.
    """
    return tuple(
        span
        for paragraph in _paragraphs(text)
        for span in _sentences_of(text, paragraph.start, paragraph.end)
    )


def _paragraphs(text: str) -> Iterator[Line]:
    """Yield the lines of the text, joined where their prose was wrapped."""
    lines = join_wrapped(text, split_lines(text))
    if not lines:
        return
    current = lines[0]
    for line, following in pairwise(lines):
        if _goes_on(text, line, following):
            current = current._replace(end=following.end)
        else:
            yield current
            current = following
    yield current


def _goes_on(text: str, line: Line, following: Line) -> bool:
    """Say whether the prose of a line that nothing ends goes on in the next."""
    if following.apart or line.end - line.start < LEAST_WRAP:
        return False
    small = text[following.start].islower()
    tail = text[line.end - LONGEST_WORD : line.end].rstrip(_CLOSING)
    if tail.endswith("."):
        word = _word_before(tail, len(tail) - 1)
        return _never_ends(word) or (
            small and (_is_short(word) or word.lower() in _words("figure"))
        )
    if tail.endswith(("!", "?", "…", ":", ";")):
        return False
    return small or tail.endswith(",") or tail.rpartition(" ")[2] in _words("leaning")


def _sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends(text, start, match):
            yield start, match.end()
            start = match.end()
            while text[start].isspace():
                start += 1
    yield start, end


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the sentence from `start` ends at this mark, behind which its line goes on."""
    mark, stop = match.group(), match.end()
    if mark[0] in _UNSPACED:
        return True
    if not text[stop].isspace():
        return False
    place = _place_after(text, stop)
    small = text[place : place + 1].islower()
    if "?" in mark or "!" in mark:
        return _ends_loud(text, place, mark, small=small)
    if mark.startswith(("..", "…")):
        return not small
    return _ends_stop(text, start, match, place)


def _place_after(text: str, stop: int) -> int:
    """Return where the next word begins, behind opening marks."""
    match = _OPENING.match(text, stop)
    return match.end() if match else stop


def _ends_loud(text: str, place: int, mark: str, *, small: bool) -> bool:
    """Say whether "?" or "!" ends a sentence: not where the words say who spoke."""
    if mark[-1] in ")]":
        return not small
    if not _QUOTE_END.search(mark):
        return not (small and _next_word(text, place) in _words("speech"))
    if small:
        return False
    speaker = _SPEAKER.match(text, place)
    return not (speaker and speaker[1] in _words("speech"))


def _ends_stop(text: str, start: int, match: re.Match[str], place: int) -> bool:
    """Say whether a single full stop ends the sentence, and not only an abbreviation."""
    at, mark = match.start(), match.group()
    before, first, bare = _word_before(text, at), text[place : place + 1], len(mark) == 1
    if _NUMERAL.fullmatch(before) and _is_item(text, start, at - len(before)):
        return False
    if _never_ends(before):
        return not bare
    if first.islower():
        return bare and before.islower() and before.isalpha() and _is_plain(before)
    if first.isdigit() and (text[place - 1] == "(" or _lower(before) in _words("figure")):
        return False
    if bare and _is_short(before):
        return _next_word(text, place).lower() in _words("opener")
    return True


def _is_item(text: str, start: int, place: int) -> bool:
    """Say whether a numeral at `place` is the number of an item, in a sentence from `start`."""
    before = text[max(start, place - LONGEST_WORD) : place]
    if place - start < LONGEST_WORD and not before.strip("\"'“‘([*-–—• "):
        return True
    return before.endswith((": ", ":\n"))


def _word_before(text: str, end: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, end - LONGEST_WORD) : end])
    return found.group() if found else ""


def _lower(word: str) -> str:
    """Return the word in lower case, unless it is an initial: "p. 5" but "Plan P."."""
    return word if len(word) == 1 else word.lower()


def _never_ends(word: str) -> bool:
    low = _lower(word)
    return low in _words("title") or low in _words("inner")


def _is_plain(word: str) -> bool:
    """Say whether the word is no abbreviation that is known, and too long to be another."""
    kinds: tuple[WordKind, ...] = ("figure", "either", "ending")
    return len(word) >= PLAIN_WORD and not any(word in _words(kind) for kind in kinds)


def _is_short(word: str) -> bool:
    """Say whether the word is an initial, or an abbreviation that may end a sentence."""
    return bool(_LETTERS.match(word)) or word.lower() in _words("either")


def _next_word(text: str, place: int) -> str:
    found = _WORD.match(text, place)
    return found.group() if found else ""


@cache
def _words(kind: WordKind) -> frozenset[str]:
    """Return the words of one kind, in lower case."""
    rows = packaged_rows("chancery.text", "sentence_words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())
