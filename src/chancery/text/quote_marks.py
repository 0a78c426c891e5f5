"""Finds the quotation marks of a text and says what each reading of one costs.

A mark may open a quotation, close one or be neither; what stands beside it speaks for one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from chancery.text.lines import BREAKS

CLOSERS = {  # what closes each mark that opens a quotation
    "“": ("”",),
    "„": ("“", "”"),
    "”": ("”",),  # as Swedes and Finns open
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    '"': ('"',),
    "``": ("''", "”", '"'),  # typed so in many corpora
    "''": ("''",),
    "‘‘": ("’’", "”"),
    "「": ("」",),
    "『": ("』",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
    "`": ("'", "’"),
}
SINGLES = frozenset("‘’'`")  # those that may be an apostrophe
_OPENING_BEFORE = frozenset("([{<—–-/=:")
_CLOSING_AFTER = frozenset(".,;:!?…)]}>—–-/")
_SENTENCE_MARKS = frozenset(".,;:!?…")

# Prices: chosen, with news articles in view; only their order matters.
_WRONG_SIDE, _EITHER_SIDE = 1.5, 0.2  # the neighbours speak for the other reading, or for neither
ANEW = 1.5  # a quotation of a style that is open already is begun anew
_OPEN = {"”": 1.0, "»": 0.3, "›": 0.3, "''": 0.5}
_SKIP = {"»": 1.0, "›": 1.0, "''": 2.0, "’’": 1.0}
_SKIP_ANY, _SKIP_INCHES = 2.5, 0.4
DEEPEST = 4  # quotations in one another

# One class first, which is quick to look for; an apostrophe inside a word is no token.
_TOKEN = re.compile(
    rf"[“”„«»‹›\"‚「」『』‘’'`{BREAKS}]"
    rf"(?:(?<=[{BREAKS}])\s*|(?<=`)`|(?<=\S')(?=''(?!'))|(?<=')'|(?<=‘)‘|(?<=’)’"
    r"|(?<![‘’'`])|(?<![^\W_].)|(?![^\W_]))"
)
_BREAK = re.compile(rf"\r\n|[{BREAKS}]")
_ELIDED = re.compile(  # what an apostrophe at the head of a word stands in
    r"(?:s|re|ve|ll|d|m|t|n|em|tis|twas|til|till|bout|cause|round|\d0s)(?![^\W_])", re.IGNORECASE
)
_GOES_ON = re.compile(r"\s[^\W\d_A-Z]")  # behind a plural's apostrophe


class Price(NamedTuple):
    """What each reading of a mark costs."""

    opens: float
    closes: float
    skipped: float


class Token(NamedTuple):
    """A mark with its prices, or a line break, which has no `mark`."""

    mark: str
    start: int
    end: int
    price: Price
    ahead: tuple[str, ...] = ()  # of a break: the marks that the next line begins with
    blank: bool = False  # of a break: a blank line follows, or the text's end


_Found = tuple[str, int, int]
_NO_PRICE = Price(inf, inf, 0.0)


def find_tokens(text: str) -> list[Token]:
    """Return the marks and the line breaks of the text, and its end; nothing without a mark."""
    found = [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    if all(mark[0] in BREAKS for mark, _, _ in found):
        return []
    after = _outer_after(text, found)
    tokens: list[Token] = []
    place, before = -1, ""
    for i, (mark, start, end) in enumerate(found):
        if mark[0] in BREAKS:
            blank = len(mark) > 1 and len(_BREAK.findall(mark)) > 1
            ahead = _marks_ahead(found, i)
            tokens.append(Token("", start, end, _NO_PRICE, ahead, blank))
            continue
        if start != place:
            before = text[start - 1 : start]
        tokens.append(Token(mark, start, end, _price(text, (mark, start, end), before, after[i])))
        place = end
    tokens.append(Token("", len(text), len(text), _NO_PRICE, blank=True))
    return tokens


def _outer_after(text: str, found: Sequence[_Found]) -> list[str]:
    """Return what stands behind each mark, other marks passed over."""
    beside: list[str] = []
    place, after = -1, ""
    for mark, start, end in reversed(found):
        if end != place or mark[0] in BREAKS:
            after = text[end : end + 1]
        beside.append(after)
        place = -1 if mark[0] in BREAKS else start
    return beside[::-1]


def _marks_ahead(found: Sequence[_Found], index: int) -> tuple[str, ...]:
    """Return the marks that the line behind this break begins with."""
    ahead: list[str] = []
    place = found[index][2]
    for mark, start, end in found[index + 1 : index + 1 + DEEPEST]:
        if start != place or mark[0] in BREAKS:
            break
        ahead.append(mark)
        place = end
    return tuple(ahead)


def _price(text: str, found: _Found, before: str, after: str) -> Price:
    mark, start, end = found
    if mark in SINGLES:
        elided = bool(_ELIDED.match(text, end))
        return _price_single(mark, before, after, elided, bool(_GOES_ON.match(text, end)))
    return _price_double(mark, before, after, mark == '"' and text[start - 1 : start].isdigit())


def _sides(before: str, after: str) -> tuple[bool, bool]:
    """Say whether the neighbours are those of an opening mark, and of a closing one."""
    head = not before.strip() or before in _OPENING_BEFORE
    tail = not after.strip() or after in _CLOSING_AFTER
    return head and not tail, tail and not head


@lru_cache(maxsize=2048)
def _price_double(mark: str, before: str, after: str, inches: bool) -> Price:  # noqa: FBT001
    head, tail = _sides(before, after)
    opens = 0.0 if head else _WRONG_SIDE if tail else _EITHER_SIDE
    closes = 0.0 if tail else _WRONG_SIDE if head else _EITHER_SIDE
    if mark not in CLOSERS:
        opens = inf
    elif mark in _OPEN:
        opens = _OPEN[mark] + 2 * opens
    if inches:
        return Price(opens + ANEW, closes, _SKIP_INCHES)
    return Price(opens, closes, _SKIP.get(mark, _SKIP_ANY))


@lru_cache(maxsize=2048)
def _price_single(mark: str, before: str, after: str, elided: bool, goes_on: bool) -> Price:  # noqa: FBT001
    head, tail = _sides(before, after)
    if tail:
        return _price_ending(before, goes_on)
    if not head:
        return Price(inf if mark == "’" else 1.0, 0.3, 0.1)
    if mark == "’":
        return _NO_PRICE
    if elided:
        return Price(1.5, inf, 0.1 if mark == "‘" else 0.0)
    return Price(0.0, inf, 1.0) if mark == "‘" else Price(0.2, inf, 0.3)


def _price_ending(before: str, goes_on: bool) -> Price:  # noqa: FBT001
    """Return the prices of a single mark behind a word, which opens nothing."""
    if before in _SENTENCE_MARKS:
        return Price(inf, 0.0, 1.0)
    if before.isdigit():  # feet, or minutes
        return Price(inf, 0.3, 0.0)
    if before in "sS":  # a plural's
        return Price(inf, 0.15, 0.0) if goes_on else Price(inf, 0.0, 0.3)
    return Price(inf, 0.0, 0.5)
