"""Finds the name inside a phrase: without its title, its article and what is said of it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chancery.knowledge import fold
from chancery.model import Span
from chancery.stages.resolve.within.lexicon import words_of

INITIAL = 2  # characters of one: "J."

_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”„«»…—–]+|[^\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINED = re.compile(r"[^\W_]")


class Token(NamedTuple):
    """A word of a phrase, without what makes it possessive, or a mark."""

    start: int
    end: int
    word: str  # folded; empty for a mark
    capital: bool
    owns: bool  # it is possessive


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks of a span, in order."""
    return [
        _token(text, start + one.start(), start + one.end()) for one in _tokens(text[start:end])
    ]


def person_core(text: str, start: int, end: int) -> Span | None:
    """Return where the name of one person stands in a phrase; None where it holds none.

    Titles and articles are left out, and so is what follows a comma or a word like "of"; a king
    keeps his title where one name is all he has. Two names that "and" joins are no name.
    """
    parts = _parts(tokens(text, start, end))
    for part in parts:
        if any(one.word == "and" for one in part):
            return None
        found = _last_run(part)
        if found:
            return found[0].start, found[-1].end
    return None


def body_core(text: str, start: int, end: int) -> Span | None:
    """Return where the name of a body or a place stands in a phrase; None where it holds none."""
    part = list(_until_mark(tokens(text, start, end)))
    while part and part[0].word in words_of("article"):
        part = part[1:]
    inner = words_of("inner")
    if not part or not all(one.capital or one.word in inner for one in part):
        return None
    if not part[-1].capital or any(one.owns for one in part[:-1]):
        return None
    if len(part) == 1 and part[0].word in words_of("crowd"):
        return None
    return part[0].start, part[-1].end


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(text)


def _token(text: str, start: int, end: int) -> Token:
    raw = text[start:end]
    found = _POSSESSIVE.search(raw)
    owns = found is not None and found.start() > 0
    if found and owns:
        end = start + found.start()
    if end - start > INITIAL and text[end - 1] == "." and "." not in text[start : end - 1]:
        end -= 1
    word = fold(text[start:end])
    letters = _JOINED.search(raw) is not None
    capital = (letters and any(map(str.isupper, raw))) or raw[:1].isdigit()
    return Token(start, end, word if letters else "", capital, owns)


def _parts(found: list[Token]) -> list[list[Token]]:
    """Return the stretches of a phrase that may be the name, the likeliest first."""
    first = list(_until_break(found))
    stretches: list[list[Token]] = [[]]
    for one in found:
        if one.word:
            stretches[-1].append(one)
        elif stretches[-1]:
            stretches.append([])
    return [first, *reversed([part for part in stretches if part])]


def _until_mark(found: Sequence[Token]) -> Iterator[Token]:
    for one in found:
        if not one.word:
            return
        yield one


def _until_break(found: Sequence[Token]) -> Iterator[Token]:
    for one in _until_mark(found):
        if one.word in words_of("break") and not one.capital:
            return
        yield one


def _last_run(part: Sequence[Token]) -> list[Token]:
    """Return the last words in a row that may be a name, without the titles before them."""
    run: list[Token] = []
    for one in part:
        if run and run[-1].owns:  # what follows is another's
            run = []
        if one.capital or (run and one.word in words_of("particle")):
            run.append(one)
        else:
            run = []
    return _untitled(run)


def _untitled(run: list[Token]) -> list[Token]:
    titles = words_of("head") | words_of("honorific") | words_of("former") | words_of("article")
    at = max((place for place, one in enumerate(run) if one.word in titles), default=-1)
    name = [one for one in run[at + 1 :] if one.word not in words_of("plain") | words_of("rank")]
    while name and not name[-1].capital:
        name = name[:-1]
    if len(name) == 1 and at >= 0 and run[at].word in words_of("throne"):
        name = [run[at], *name]
    named = any(len(one.word) > 1 for one in name)
    return name if named and not any(one.word[:1].isdigit() for one in name) else []
