"""What can be seen of one line by itself: its length, shape, words and wording."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from chancery.stages.clean.lexicon import words_of_kind
from chancery.stages.clean.phrases import Hit, find_phrases, words_of

READ_AT_MOST = 4000  # code points of a line; more tells nothing new and a line may hold 10 MB
SENTENCE_ENDS = ".!?…。！？؟۔।։"
CLOSERS = "\"'”’»)]›」』\u200f\u200e"
LONGEST_CASED = 110  # code points; in longer lines capitals tell nothing
UNSPACED = 12  # code points a word from which a line may be of a script without spaces
LONGEST_DATE_LINE = 14  # words; chosen: "Published 3 May 2021 at 10:15 am, updated ..."

_PAUSES = dict.fromkeys(":：", "colon") | dict.fromkeys(",;،", "comma")
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_OTHER_STOPS = ("… ", "。", "！", "？", "؟ ", "۔ ", "। ")
_DIGIT = re.compile(r"\d")
_TELLING = re.compile(  # of a date: a year, a clock, a date in figures
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d:\d\d|\d[./-]\d{1,2}[./-]\d|\d[年月日년월일h]"
)
_FIGURES = re.compile(r"[\d:./+()-]*(?:[年月日時时分秒년월일시분º°ªгй–][\d:./+()-]*)*")


class Facts(NamedTuple):
    """One line as the scorer and the rules see it."""

    start: int
    end: int
    low: str  # lower-case, blanks in it as they stand, at most READ_AT_MOST code points
    words: tuple[str, ...]
    size: int  # code points, wide scripts counted double
    ending: str  # stop, dots, colon, comma, close, digit, word
    capitals: int  # words that open with a capital; not counted in lines over LONGEST_CASED
    figures: bool  # the line holds figures and nothing else, or a date
    date: bool  # the line gives a date and nothing else
    hits: tuple[Hit, ...]

    @property
    def key(self) -> str:
        """Return what lines share that differ in case, blanks and punctuation at words' edges."""
        return " ".join(self.words)

    @property
    def sentences(self) -> int:
        """Return how many sentences end in the line; counted when asked for, for few lines are."""
        low = self.low
        count = low.count(". ") + low.count("? ") + low.count("! ") + low.count(".” ")
        if count == 0 and not low.isascii():
            count = sum([low.count(mark) for mark in _OTHER_STOPS])
        return count + (self.ending == "stop")


def look_at(text: str, start: int, end: int) -> Facts:
    """Return what is seen of `text[start:end]`, which shows something."""
    line = text[start : min(end, start + READ_AT_MOST)]
    low = line.lower()
    words = words_of(low)
    size = end - start
    if size > UNSPACED * len(words):
        size += len(_WIDE.findall(line))
    figures = _is_figures(words)
    return Facts(
        start,
        end,
        low,
        words,
        size,
        _ending(text, start, end),
        _count_capitals(line) if size <= LONGEST_CASED else 0,
        figures,
        figures and is_date(words),
        find_phrases(low, words) if words else (),
    )


def _count_capitals(line: str) -> int:
    return len([1 for raw in line.split() if raw[0].isupper()])


def _ending(text: str, start: int, end: int) -> str:
    if text[end - 1] == "." and (end - start == 1 or text[end - 2] != "."):  # most lines
        return "stop"
    tail = text[max(start, end - 4) : end]
    bare = tail.rstrip(CLOSERS)
    if bare.endswith(("...", "…", "..")):
        return "dots"
    last = bare[-1:] or tail[-1]
    if last in SENTENCE_ENDS:
        return "stop"
    if tail[-1] in CLOSERS:
        return "close"
    return _PAUSES.get(last) or ("digit" if last.isdigit() else "word")


def is_date(words: Sequence[str]) -> bool:
    """Say whether the words are a date or a time, with at most the company that dates keep."""
    if not _is_figures(words):
        return False
    telling = words_of_kind("date")
    figures = [word for word in words if _DIGIT.search(word)]
    if not all(word.isascii() or _FIGURES.fullmatch(word) for word in figures):
        return False
    return any(map(_TELLING.search, figures)) or not telling.isdisjoint(words)


def _is_figures(words: Sequence[str]) -> bool:
    """Say whether the words are figures, as dates and prices are, and words that dates have."""
    if not 0 < len(words) <= LONGEST_DATE_LINE:
        return False
    numbers = 0
    dates, company = words_of_kind("date"), words_of_kind("company")
    for word in words:
        if _DIGIT.search(word):
            numbers += 1
        elif word not in dates and word not in company and not _is_run_on(word):
            return False
    return numbers > 0 and (numbers > 1 or len(words) > 1 or len(words[0]) >= len("1.1.2020"))


def _is_run_on(word: str) -> bool:
    """Say whether dates run on without a blank: "AM;Posted"."""
    if ";" not in word:
        return False
    dates, company = words_of_kind("date"), words_of_kind("company")
    return all(part in dates or part in company for part in word.split(";"))
