"""Pairs the quotation marks of a text: what each opens or closes, and which are apostrophes.

Every mark may open a quotation, close one or be neither, and each reading has a price by what
stands beside it; the readings of a paragraph are those that cost least together. So a stray mark
costs one quotation at most and is never carried into the next paragraph.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import NamedTuple

from chancery.text.lines import BREAKS

OUTSIDE, INSIDE, MARK = 0, 1, 2

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
_SLIPS = {  # what does so where the typist slipped
    "“": ("“", '"', "''", "’’"),
    "„": ('"', "''"),
    "”": ("“",),
    "»": ("»",),
    '"': ("”", "“", "''"),
    "‘‘": ("''", '"'),
    "‘": ("'",),
}
_STRAIGHT = frozenset({'"', "'", "''"})  # the same mark opens and closes
_OPENING_BEFORE = frozenset("([{<—–-/=:")
_CLOSING_AFTER = frozenset(".,;:!?…)]}>—–-/")
_SENTENCE_MARKS = frozenset(".,;:!?…")

# Prices: chosen, with news articles in view; only their order matters.
_WRONG_SIDE, _EITHER_SIDE = 1.5, 0.2  # the neighbours speak for the other reading, or for neither
_SLIP = 0.7  # closed by another style's mark
_ANEW, _NESTED = 1.5, 1.5  # the style is open already: begun anew, or one in the other
_UNCLOSED, _UNCLOSED_SINGLE, _CONTINUED = 1.5, 3.0, 0.1  # at a paragraph's end
_WRAPPED = 0.1  # a line break in a quotation
_OPEN = {"”": 1.0, "»": 0.3, "›": 0.3, "''": 0.5}
_SKIP = {"»": 1.0, "›": 1.0, "''": 2.0, "’’": 1.0}
_SKIP_ANY, _SKIP_INCHES = 2.5, 0.4
_MARGIN, _MOST_READINGS, _DEEPEST = 4.0, 8, 4  # beyond these a reading is given up

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


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation at `[start:end]`, marks included, in code points; the inner span has none.

    One that its paragraph does not close ends with the paragraph, or where its mark opens anew.
    `depth` counts the quotations around it. `continued` says that the next paragraph opens it
    again; all its parts have the same `chain`, and no other quotation has.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    depth: int
    continued: bool
    chain: int


class _Price(NamedTuple):
    """What each reading of a mark costs."""

    opens: float
    closes: float
    skipped: float


class _Token(NamedTuple):
    """A mark with its prices, or a line break, which has no `mark`."""

    mark: str
    start: int
    end: int
    price: _Price
    ahead: tuple[str, ...] = ()  # of a break: the marks that the next line begins with
    blank: bool = False  # of a break: a blank line follows, or the text's end


class _Event(NamedTuple):
    """What a token does: it leaves `depth` quotations open, and may close or open one there."""

    token: _Token
    depth: int
    opens: bool = False
    closes: bool = False


class _Path(NamedTuple):
    """The events of one reading, the last first."""

    event: _Event
    before: "_Path | None"


_Found = tuple[str, int, int]
_Stack = tuple[str, ...]
_Readings = dict[_Stack, tuple[float, _Path | None]]
_NO_PRICE = _Price(inf, inf, 0.0)


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of the text, in the order of their starts; nested ones lie inside.

    The time taken grows with the length of the text.
    """
    events: list[_Event] = []
    for paragraph in _paragraphs(_find_tokens(text)):
        events += _plain(paragraph) or _cheapest(paragraph)
    return _build(text, events)


def quote_states(text: str) -> bytes:
    """Return a value for each code point: `OUTSIDE`, `INSIDE`, or `MARK` of a paired mark."""
    states = bytearray(len(text))
    found = quotations(text)
    for one in found:
        if one.depth == 0:
            states[one.start : one.end] = bytes([INSIDE]) * (one.end - one.start)
    for one in found:
        for start, end in ((one.start, one.inner_start), (one.inner_end, one.end)):
            states[start:end] = bytes([MARK]) * (end - start)
    return bytes(states)


def _find_tokens(text: str) -> list[_Token]:
    """Return the marks and the line breaks of the text, and its end; nothing without a mark."""
    found = [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    if all(mark[0] in BREAKS for mark, _, _ in found):
        return []
    after = _outer_after(text, found)
    tokens: list[_Token] = []
    place, before = -1, ""
    for i, (mark, start, end) in enumerate(found):
        if mark[0] in BREAKS:
            blank = len(mark) > 1 and len(_BREAK.findall(mark)) > 1
            ahead = _marks_ahead(found, i)
            tokens.append(_Token("", start, end, _NO_PRICE, ahead, blank))
            continue
        if start != place:
            before = text[start - 1 : start]
        tokens.append(_Token(mark, start, end, _price(text, (mark, start, end), before, after[i])))
        place = end
    tokens.append(_Token("", len(text), len(text), _NO_PRICE, blank=True))
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
    for mark, start, end in found[index + 1 : index + 1 + _DEEPEST]:
        if start != place or mark[0] in BREAKS:
            break
        ahead.append(mark)
        place = end
    return tuple(ahead)


def _price(text: str, found: _Found, before: str, after: str) -> _Price:
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
def _price_double(mark: str, before: str, after: str, inches: bool) -> _Price:  # noqa: FBT001
    head, tail = _sides(before, after)
    opens = 0.0 if head else _WRONG_SIDE if tail else _EITHER_SIDE
    closes = 0.0 if tail else _WRONG_SIDE if head else _EITHER_SIDE
    if mark not in CLOSERS:
        opens = inf
    elif mark in _OPEN:
        opens = _OPEN[mark] + 2 * opens
    if inches:
        return _Price(opens + _ANEW, closes, _SKIP_INCHES)
    return _Price(opens, closes, _SKIP.get(mark, _SKIP_ANY))


@lru_cache(maxsize=2048)
def _price_single(mark: str, before: str, after: str, elided: bool, goes_on: bool) -> _Price:  # noqa: FBT001
    head, tail = _sides(before, after)
    if tail:
        return _price_ending(before, goes_on)
    if not head:
        return _Price(inf if mark == "’" else 1.0, 0.3, 0.1)
    if mark == "’":
        return _NO_PRICE
    if elided:
        return _Price(1.5, inf, 0.1 if mark == "‘" else 0.0)
    return _Price(0.0, inf, 1.0) if mark == "‘" else _Price(0.2, inf, 0.3)


def _price_ending(before: str, goes_on: bool) -> _Price:  # noqa: FBT001
    """Return the prices of a single mark behind a word, which opens nothing."""
    if before in _SENTENCE_MARKS:
        return _Price(inf, 0.0, 1.0)
    if before.isdigit():  # feet, or minutes
        return _Price(inf, 0.3, 0.0)
    if before in "sS":  # a plural's
        return _Price(inf, 0.15, 0.0) if goes_on else _Price(inf, 0.0, 0.3)
    return _Price(inf, 0.0, 0.5)


def _paragraphs(tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    """Yield the tokens by paragraphs, the break behind each included."""
    start = 0
    for i, token in enumerate(tokens):
        if token.blank:
            if i > start:
                yield tokens[start : i + 1]
            start = i + 1


def _plain(tokens: Sequence[_Token]) -> list[_Event]:
    """Return the events of the readings that cost nothing, or no event if each costs something."""
    events: list[_Event] = []
    stack: list[str] = []
    for token in tokens:
        mark, price = token.mark, token.price
        if stack and not price.closes and _PARTNERS[stack[-1]].get(mark) == 0:
            stack.pop()
            events.append(_Event(token, len(stack), closes=True))
        elif not price.opens and mark not in stack and len(stack) < _DEEPEST:
            events.append(_Event(token, len(stack), opens=True))
            stack.append(mark)
        elif price.skipped or (stack and not mark):
            return []
    return events


def _cheapest(tokens: Sequence[_Token]) -> list[_Event]:
    """Return the events of the readings that cost least, in order."""
    readings: _Readings = {(): (0.0, None)}
    for token in tokens:
        readings = _prune((_read_mark if token.mark else _read_break)(readings, token))
    _, path = readings[()]
    events: list[_Event] = []
    while path:
        events.append(path.event)
        path = path.before
    return events[::-1]


def _read_mark(readings: _Readings, token: _Token) -> _Readings:
    found: _Readings = {}
    for stack, (cost, path) in readings.items():
        _keep(found, stack, cost + token.price.skipped, path)
        for left, price, event in _moves(stack, token):
            _keep(found, left, cost + price, _Path(event, path))
    return found


def _moves(stack: _Stack, token: _Token) -> Iterator[tuple[_Stack, float, _Event]]:
    """Yield what is open behind a mark that is not skipped, at which price, by which event."""
    mark, price = token.mark, token.price
    if price.closes < inf:
        for depth in range(len(stack) - 1, -1, -1):
            slip = _PARTNERS[stack[depth]].get(mark)
            if slip is not None:
                cost = price.closes + slip + _unclosed(stack[depth + 1 :])
                yield stack[:depth], cost, _Event(token, depth, closes=True)
                break
    if price.opens == inf:
        return
    if mark in stack:
        depth = stack.index(mark)
        cost = price.opens + _ANEW + _unclosed(stack[depth + 1 :])
        yield (*stack[:depth], mark), cost, _Event(token, depth, opens=True)
    if len(stack) < _DEEPEST and not (mark in stack and mark in _STRAIGHT):
        cost = price.opens + (_NESTED if mark in stack else 0.0)
        yield (*stack, mark), cost, _Event(token, len(stack), opens=True)


def _read_break(readings: _Readings, token: _Token) -> _Readings:
    found: _Readings = {}
    for stack, (cost, path) in readings.items():
        if not stack:
            _keep(found, (), cost, path)
            continue
        again = 0
        while again < min(len(stack), len(token.ahead)) and stack[again] == token.ahead[again]:
            again += 1
        price = again * _CONTINUED + _unclosed(stack[again:])
        _keep(found, (), cost + price, _Path(_Event(token, 0), path))
        if not token.blank:
            _keep(found, stack, cost + _WRAPPED, path)
    return found


def _unclosed(stack: _Stack) -> float:
    return sum(_UNCLOSED_SINGLE if mark in SINGLES else _UNCLOSED for mark in stack)


def _keep(found: _Readings, stack: _Stack, cost: float, path: _Path | None) -> None:
    known = found.get(stack)
    if known is None or cost < known[0]:
        found[stack] = (cost, path)


def _prune(found: _Readings) -> _Readings:
    if len(found) == 1:
        return found
    limit = min(cost for cost, _ in found.values()) + _MARGIN
    kept = [item for item in found.items() if item[1][0] <= limit]
    return dict(sorted(kept, key=_cost)[:_MOST_READINGS])


def _cost(reading: tuple[_Stack, tuple[float, _Path | None]]) -> float:
    return reading[1][0]


def _build(text: str, events: Sequence[_Event]) -> tuple[Quotation, ...]:
    done: list[Quotation] = []
    stack: list[int] = []  # places in `done`
    pending: list[int] = []  # what the last break left open
    place = -1  # where a mark would open these again
    for event in events:
        token, depth = event.token, event.depth
        for number in stack[depth + event.closes :]:
            done[number] = _end(text, done[number], token)
        if event.closes:
            one = done[stack[depth]]
            done[stack[depth]] = replace(one, end=token.end, inner_end=token.start, closed=True)
        if not token.mark:
            pending, place = stack, token.end
        stack = stack[:depth]
        if event.opens:
            former = pending[depth] if token.start == place and depth < len(pending) else None
            if former is not None and _mark_of(text, done[former]) == token.mark:
                done[former] = replace(done[former], continued=True)
                place = token.end
            else:
                former = None
            chain = len(done) if former is None else done[former].chain
            stack.append(len(done))
            done.append(_begin(token, depth, chain))
    return tuple(done)


def _mark_of(text: str, one: Quotation) -> str:
    return text[one.start : one.inner_start]


def _begin(token: _Token, depth: int, chain: int) -> Quotation:
    return Quotation(
        token.start, -1, token.end, -1, closed=False, depth=depth, continued=False, chain=chain
    )


def _end(text: str, one: Quotation, token: _Token) -> Quotation:
    """Return a quotation that is not closed, ended before a mark or at a paragraph's end."""
    end = token.start
    while not token.mark and end > one.inner_start and text[end - 1].isspace():
        end -= 1
    return replace(one, end=end, inner_end=end)


def _partners(mark: str) -> Mapping[str, float]:
    """Return what closes the mark, with what each costs."""
    return {**dict.fromkeys(_SLIPS.get(mark, ()), _SLIP), **dict.fromkeys(CLOSERS[mark], 0.0)}


_PARTNERS = {mark: _partners(mark) for mark in CLOSERS}
