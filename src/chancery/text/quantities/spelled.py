"""Reads numbers in words: "one hundred and fifty", "half a million", "tens of thousands"."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from chancery.text.quantities.wordlist import values, words

MOST_WORDS = 14  # of one number; a longer run is read in parts
_NEXT = re.compile(r"(?:\s{1,2}|-)?([a-z]{1,12})(?!\w)")
_HUNDRED = 100
_TEN = 10

Shape = Literal["figure", "words", "vague", "part"]


class Spelled(NamedTuple):
    """A number in words that ends at `end`."""

    end: int
    low: Fraction | None
    high: Fraction | None
    shape: Shape
    scale: Fraction = Fraction(1)  # the last word's, which an earlier end of a range may share
    mantissa: Fraction | None = None


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def read_spelled(low: str, start: int) -> Spelled | None:
    """Return the number that the words from `start` of the lower-case text give, if they do."""
    found = _words_from(low, start)
    if not found:
        return None
    return _vague(found) or _halves(found) or _plain(found)


def read_scale(low: str, end: int) -> tuple[int, Fraction] | None:
    """Return where the words of scale behind a figure end, and their product: "2.5 million"."""
    product, count = Fraction(1), 0
    scales = values("scale")
    while count < 2:  # noqa: PLR2004 - "3 hundred thousand", "2 lakh crore"
        match = _NEXT.match(low, end)
        if not match or match[1] not in scales or match.start(1) == end:
            break
        product, end, count = product * scales[match[1]], match.end(), count + 1
    return (end, product) if count else None


def _words_from(low: str, start: int) -> list[_Word]:
    """Return the words from `start` on that a number may be made of."""
    known = _known()
    found: list[_Word] = []
    place = start
    while len(found) < MOST_WORDS:
        match = _NEXT.match(low, place)
        if not match or match[1] not in known:
            break
        found.append(_Word(match[1], match.start(1), match.end(1)))
        place = match.end()
    return found


def _known() -> frozenset[str]:
    return frozenset().union(
        words("ones"), words("tens"), words("scale"), words("plural"), words("part"),
        words("vague"), {"a", "an", "and", "of"},
    )  # fmt: skip


def _vague(found: Sequence[_Word]) -> Spelled | None:
    """Return "several hundred", "tens of thousands", "a few", "dozens"."""
    vague, plural, scales = words("vague"), values("plural"), values("scale")
    texts = [word.text for word in found]
    place = 2 if texts[0] == "a" and " ".join(texts[:2]) in vague else 1
    opener = " ".join(texts[:place])
    if opener in vague:
        bound = Fraction(2)  # of any of them there are two at least
    elif opener in plural:
        bound = plural[opener]
    else:
        return None
    counted = opener in plural
    while place < len(found):
        here = place + (texts[place] == "of")
        word = texts[here] if here < len(found) else ""
        if word in scales and (here == place or opener in vague):
            bound *= scales[word]
        elif word in plural and here > place and _one_of(word) in scales:
            bound *= scales[_one_of(word)]
        elif word in plural and not counted:
            bound = plural[word]
        else:
            break
        counted, place = True, here + 1
    end = found[place - 1].end
    given = opener in plural or counted or "couple" in opener
    return Spelled(end, bound if given else None, None, "vague")


def _one_of(plural: str) -> str:
    return plural.removesuffix("s")


def _halves(found: Sequence[_Word]) -> Spelled | None:
    """Return what begins with a part: "half a million", "a quarter", "two-thirds"."""
    texts = [word.text for word in found]
    parts = values("part")
    first = 1 if texts[0] in {"a", "an"} else 0
    if texts[0] == "half" or (first and len(texts) > 1 and texts[1] in parts):
        count, place = Fraction(1), first
    elif len(texts) > 1 and texts[0] in values("ones") and texts[1] in parts:
        count, place = values("ones")[texts[0]], 1
        if (count == 1) == (texts[1].endswith("s") or texts[1] == "halves"):
            return None
    else:
        return None
    share = count / parts[texts[place]]
    if share >= 1 or share == Fraction(2, 4) != Fraction(1, parts[texts[place]]):
        return None
    return _times_scale(found, place + 1, share)


def _times_scale(found: Sequence[_Word], place: int, share: Fraction) -> Spelled:
    """Return the part alone, or of a scale: "half a million", "half a dozen"."""
    scales = values("scale")
    texts = [word.text for word in found]
    here = place
    while here < len(texts) and texts[here] in {"a", "of"} and here < place + 2:
        here += 1
    if here < len(texts) and texts[here] in scales:
        value = share * scales[texts[here]]
        return Spelled(found[here].end, value, value, "words")
    return Spelled(found[place - 1].end, share, share, "part")


class _Step(NamedTuple):
    """What one word, or a few behind "and", adds."""

    kind: str  # ones, tens, scale, half
    value: Fraction
    taken: int = 1


class _State(NamedTuple):
    """A cardinal that has been read so far."""

    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)  # below the next scale: "one hundred and fifty"
    scale: Fraction = Fraction(1)  # the last one
    last: str = ""  # kind of the last word; "hundred" of that


def _plain(found: Sequence[_Word]) -> Spelled | None:
    """Return a cardinal, read as far as its words make one."""
    place, state = 0, _State()
    if found[0].text in {"a", "an"}:
        place, state = 1, _State(group=Fraction(1), last="article")
    while place < len(found):
        step = _step(found, place, state.last)
        further = _advance(state, step) if step else None
        if step is None or further is None:
            break
        place, state = place + step.taken, further
    if state.last in {"", "article"}:
        return None
    value = state.total + state.group
    scale = state.scale if not state.group else Fraction(1)
    if state.last == "hundred" and not state.total:
        scale = Fraction(_HUNDRED)
    return Spelled(found[place - 1].end, value, value, "words", scale, value / scale)


def _advance(state: _State, step: _Step) -> _State | None:
    """Return the cardinal with one step more, or None where that makes none."""
    total, group, scale, last = state
    if step.kind == "half":
        unit = scale if last == "scale" else Fraction(1)
        return state._replace(total=total + step.value * unit, last="half")
    if step.kind != "scale":
        return state._replace(group=group + step.value, last=step.kind)
    if step.value == _HUNDRED:
        counted = 0 < group < _HUNDRED and last != "half"
        return state._replace(group=group * _HUNDRED, last="hundred") if counted else None
    if not (group or last == "half") or not (scale == 1 or step.value < scale):
        return None
    whole = (total + group) * step.value if last == "half" else total + group * step.value
    return _State(whole, Fraction(0), step.value, "scale")


def _step(found: Sequence[_Word], place: int, last: str) -> _Step | None:
    """Return what the word at `place` adds, or None if it cannot stand behind the last."""
    word = found[place].text
    if word in values("scale"):
        return _Step("scale", values("scale")[word])
    if last == "article":
        return None
    if word == "and":
        return _joined(found, place, last)
    small = _below_hundred(found, place, last)
    return small if small and (small.value or not last) else None


def _below_hundred(found: Sequence[_Word], place: int, last: str) -> _Step | None:
    word, fresh = found[place].text, last in {"", "hundred", "scale"}
    if word in values("tens"):
        return _Step("tens", values("tens")[word]) if fresh else None
    value = values("ones").get(word)
    if value is None:
        return None
    return _Step("ones", value) if fresh or (last == "tens" and 0 < value < _TEN) else None


def _joined(found: Sequence[_Word], place: int, last: str) -> _Step | None:
    """Return what "and" adds: "and fifty", "and a half"."""
    texts = [word.text for word in found[place : place + 5]]
    if texts[1:3] == ["a", "half"] and last in {"ones", "tens", "scale"}:
        return _Step("half", Fraction(1, 2), 3)
    if last not in {"hundred", "scale"} or len(texts) < 2:  # noqa: PLR2004 - nothing behind it
        return None
    step = _below_hundred(found, place + 1, "")
    if step is None:
        return None
    taken, value = 2, step.value
    unit = _below_hundred(found, place + 2, step.kind) if len(texts) > taken else None
    if unit:
        taken, value = taken + 1, value + unit.value
    scale = values("scale").get(texts[taken]) if len(texts) > taken else None
    begins_another = scale is not None and (last == "scale" or scale == _HUNDRED)
    return None if begins_another or not value else _Step("tens-ones", value, taken)
