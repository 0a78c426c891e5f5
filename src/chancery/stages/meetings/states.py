"""Finds how many states a meeting is said to bring together, which are named, and who observes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chancery.model import Mention, Span
from chancery.stages.meetings.lexicon import words_of
from chancery.text.page import Page
from chancery.text.roles import PARTIES, role_phrases

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=2,
    )
}
_COUNT = re.compile(
    r"\b(?:all (?:of )?(?:the )?)?(\d{1,3}|" + "|".join(_NUMBERS) + r")\s+((?:[\w.’'-]+\s+){0,3}?)"
    r"(" + "|".join(sorted(words_of("states"))) + r")\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:the|these|those|both|its|their|group of)\s+$", re.IGNORECASE)
_ATTENDANCE = re.compile(
    r"\b(?:attend\w*|participat\w*|tak(?:e|es|ing) part|took part|join(?:ed|s|ing)?|draw\w*|drew"
    r"|includes?|included|including|involv\w+|gather\w*|represent\w*|officials|envoys|delegat\w+"
    r"|bring\w* together"
    r"|brought together|present)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:,|,?\s*and|as well as|,?\s*along with)\s*(?:the\s+)?$|^\s*$")
_NOT_THERE = re.compile(r"\b(?:on|about|over|in|against|of)\s+(?:the\s+)?$", re.IGNORECASE)
_ATTENDING = re.compile(
    r"\b(?:officials|representatives|envoys|delegat\w+|ministers|diplomats|leaders|presidents)"
    r"\s+(?:of|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OBSERVERS = re.compile(r"\bas (?:an )?observers?\b|\bwith observer status\b", re.IGNORECASE)
_FROM = re.compile(r"\bobservers? from\s+(?:the\s+)?", re.IGNORECASE)
FEWEST = 2  # states that stand in a list of them


class Stated(NamedTuple):
    """A number of states, and its words."""

    number: int
    words: Span


def find_number(page: Page, sentences: Iterable[Span]) -> Stated | None:
    """Return how many states the sentences say come together, the first that they give."""
    for sentence in sentences:
        if not _ATTENDANCE.search(page.text, *sentence):
            continue
        for found in _COUNT.finditer(page.text, *sentence):
            if _KNOWN.search(page.text[sentence[0] : found.start()]):
                continue
            word = found[1].lower()
            return Stated(_NUMBERS.get(word) or int(word), found.span())
    return None


def find_states(page: Page, sentences: Iterable[Span]) -> list[Span]:
    """Return the states that lists of those who take part name, each name once."""
    named: dict[str, Span] = {}
    for sentence in sentences:
        if not _ATTENDANCE.search(page.text, *sentence):
            continue
        for run in _runs(page, sentence):
            before = page.text[sentence[0] : run[0].start]
            if _NOT_THERE.search(before) and not _ATTENDING.search(before):
                continue
            if len(run) >= FEWEST:
                for one in run:
                    named.setdefault(page.words((one.start, one.end)), (one.start, one.end))
    return sorted(named.values())


def find_observers(page: Page, sentences: Iterable[Span]) -> list[Span]:
    """Return who takes part as an observer."""
    spans: list[Span] = []
    for start, end in sentences:
        held = [m for m in page.mentions_in((start, end)) if m.type in PARTIES]
        for found in _OBSERVERS.finditer(page.text, start, end):
            spans += _last(held, found.start())
        for found in _FROM.finditer(page.text, start, end):
            spans += [(m.start, m.end) for m in held if m.start == found.end()][:1]
    return role_phrases(page, spans)


def attends(page: Page, sentence: Span) -> bool:
    """Say whether a sentence goes on with who takes part in the meeting before."""
    return bool(_ATTENDANCE.search(page.text, *sentence)) and any(
        len(run) >= FEWEST for run in _runs(page, sentence)
    )


def _runs(page: Page, sentence: Span) -> Iterator[Sequence[Mention]]:
    """Yield the lists of names of places that commas and conjunctions join."""
    run: list[Mention] = []
    for one in page.mentions_in(sentence):
        if one.type != "place" or one.form != "name" or (run and one.start < run[-1].end):
            continue
        between = page.text[run[-1].end : one.start] if run else ""
        if run and not _JOINT.fullmatch(between):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _last(held: Sequence[Mention], place: int) -> list[Span]:
    before = [m for m in held if m.end <= place]
    return [(before[-1].start, before[-1].end)] if before else []
