"""Finds the places of quotes that an annotator wrote, and complains where there is no one place.

A quote is written as it stands in the text. `FROM ~~ TO` is all from the one to the next of the
other, `QUOTE#2` the second in the document, and `QUOTE = NAME` says that the quote means what a
name means, which stands elsewhere: the name's first place is meant if it has several.
"""

import re

Span = tuple[int, int]

_NUMBERED = re.compile(r"(.+)#(\d+)", re.DOTALL)
_GAP = " ~~ "
_SAME = " = "


class QuoteError(ValueError):
    """A quote has no place in the text, or more than one."""


def find_quote(text: str, quote: str, within: tuple[Span, ...] = ()) -> Span:
    """Return where a quote stands: once in the evidence, or else once in the document.

    Raises:
        QuoteError: it stands in no place or in several.
    """
    numbered = _NUMBERED.fullmatch(quote)
    if numbered:
        return _nth(text, numbered[1], int(numbered[2]))
    inside = [s for s in places(text, quote) if any(a <= s[0] and s[1] <= b for a, b in within)]
    found = inside or places(text, quote)
    if len(found) != 1:
        where = "the evidence" if inside else "the document"
        message = f"{quote!r} stands {len(found)} times in {where}: cut it longer or add #N"
        raise QuoteError(message)
    return found[0]


def find_filler(
    text: str, filler: str, within: tuple[Span, ...]
) -> tuple[Span, tuple[Span, Span] | None]:
    """Return where a filler stands, and with which name's place it is the same, if that is said.

    Raises:
        QuoteError: the quote or the name has no place, or the quote several.
    """
    quote, is_same, name = filler.partition(_SAME)
    span = find_quote(text, quote, within)
    if not is_same:
        return span, None
    numbered = _NUMBERED.fullmatch(name)
    named = _nth(text, *((numbered[1], int(numbered[2])) if numbered else (name, 1)))
    return span, (span, named)


def _nth(text: str, quote: str, number: int) -> Span:
    found = places(text, quote)
    if not 1 <= number <= len(found):
        message = f"{quote!r} stands {len(found)} times, so there is no number {number}"
        raise QuoteError(message)
    return found[number - 1]


def places(text: str, quote: str) -> list[Span]:
    """Return where a quote stands, at the edges of words if it begins and ends with them."""
    first, has_gap, last = quote.partition(_GAP)
    places = [match.span() for match in _pattern(first).finditer(text)]
    if not has_gap:
        return places
    ends = [match.end() for match in _pattern(last).finditer(text)]
    spans = ((start, min((e for e in ends if e > end), default=-1)) for start, end in places)
    return [span for span in spans if span[1] > 0]


def _pattern(quote: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if quote[:1].isalnum() else ""
    behind = r"(?!\w)" if quote[-1:].isalnum() else ""
    words = r"\s+".join(map(re.escape, quote.split()))
    return re.compile(before + words + behind)
