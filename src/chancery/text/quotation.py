"""Pairs the quotation marks of a text: what each opens or closes, and which are apostrophes.

Every mark may open a quotation, close one or be neither, and each reading has a price by what
stands beside it; the readings of a paragraph are those that cost least together. So a stray mark
costs one quotation at most and is never carried into the next paragraph.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from chancery.text.quote_marks import ANEW, CLOSERS, DEEPEST, SINGLES, Token, find_tokens

OUTSIDE, INSIDE, MARK = 0, 1, 2

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

# Prices: chosen, with news articles in view; only their order matters.
_SLIP = 0.7  # closed by another style's mark
_NESTED = 1.5  # one in another of its style, which is open already
_UNCLOSED, _UNCLOSED_SINGLE, _CONTINUED = 1.5, 3.0, 0.1  # at a paragraph's end
_WRAPPED = 0.1  # a line break in a quotation
_MARGIN, _MOST_READINGS = 4.0, 8  # beyond these a reading is given up


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


class _Event(NamedTuple):
    """What a token does: it leaves `depth` quotations open, and may close or open one there."""

    token: Token
    depth: int
    opens: bool = False
    closes: bool = False


class _Path(NamedTuple):
    """The events of one reading, the last first."""

    event: _Event
    before: "_Path | None"


_Stack = tuple[str, ...]
_Readings = dict[_Stack, tuple[float, _Path | None]]


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of the text, in the order of their starts; nested ones lie inside.

    The time taken grows with the length of the text.
    """
    events: list[_Event] = []
    for paragraph in _paragraphs(find_tokens(text)):
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


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens by paragraphs, the break behind each included."""
    start = 0
    for i, token in enumerate(tokens):
        if token.blank:
            if i > start:
                yield tokens[start : i + 1]
            start = i + 1


def _plain(tokens: Sequence[Token]) -> list[_Event]:
    """Return the events of the readings that cost nothing, or no event if each costs something."""
    events: list[_Event] = []
    stack: list[str] = []
    for token in tokens:
        mark, price = token.mark, token.price
        if stack and not price.closes and _PARTNERS[stack[-1]].get(mark) == 0:
            stack.pop()
            events.append(_Event(token, len(stack), closes=True))
        elif not price.opens and mark not in stack and len(stack) < DEEPEST:
            events.append(_Event(token, len(stack), opens=True))
            stack.append(mark)
        elif price.skipped or (stack and not mark):
            return []
    return events


def _cheapest(tokens: Sequence[Token]) -> list[_Event]:
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


def _read_mark(readings: _Readings, token: Token) -> _Readings:
    found: _Readings = {}
    for stack, (cost, path) in readings.items():
        _keep(found, stack, cost + token.price.skipped, path)
        for left, price, event in _moves(stack, token):
            _keep(found, left, cost + price, _Path(event, path))
    return found


def _moves(stack: _Stack, token: Token) -> Iterator[tuple[_Stack, float, _Event]]:
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
        cost = price.opens + ANEW + _unclosed(stack[depth + 1 :])
        yield (*stack[:depth], mark), cost, _Event(token, depth, opens=True)
    if len(stack) < DEEPEST and not (mark in stack and mark in _STRAIGHT):
        cost = price.opens + (_NESTED if mark in stack else 0.0)
        yield (*stack, mark), cost, _Event(token, len(stack), opens=True)


def _read_break(readings: _Readings, token: Token) -> _Readings:
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


def _begin(token: Token, depth: int, chain: int) -> Quotation:
    return Quotation(
        token.start, -1, token.end, -1, closed=False, depth=depth, continued=False, chain=chain
    )


def _end(text: str, one: Quotation, token: Token) -> Quotation:
    """Return a quotation that is not closed, ended before a mark or at a paragraph's end."""
    end = token.start
    while not token.mark and end > one.inner_start and text[end - 1].isspace():
        end -= 1
    return replace(one, end=end, inner_end=end)


def _partners(mark: str) -> Mapping[str, float]:
    """Return what closes the mark, with what each costs."""
    return {**dict.fromkeys(_SLIPS.get(mark, ()), _SLIP), **dict.fromkeys(CLOSERS[mark], 0.0)}


_PARTNERS = {mark: _partners(mark) for mark in CLOSERS}
