"""A number with the words around it, as the rules that doubt it look at them."""

import re
from typing import NamedTuple

from chancery.text.quantities.drafts import Draft

LOOK_BACK = 40  # code points read before a number

_LAST_WORD = re.compile(r"([^\W_][\w'’.\-]*|№)\)?[ \u00a0]$")
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_][\w'’.]{0,40})")


class Place(NamedTuple):
    """Where a number stands; words are as written, `before` and `written` in lower case."""

    text: str
    low: str
    draft: Draft
    before: str
    written: str  # the number
    last: str  # the word before it, and the one behind, without a final point
    last_start: int
    following: str

    @property
    def plain(self) -> bool:
        """Say whether the number has neither unit nor modifier."""
        return self.draft.unit is None and self.draft.modifier == "stated"

    @property
    def bare(self) -> bool:
        """Say whether it is a figure of digits alone, and no range."""
        return self.draft.numeral.bare and not self.draft.range


def place_of(text: str, low: str, draft: Draft) -> Place:
    """Return the number with the words around it."""
    floor = max(0, draft.start - LOOK_BACK)
    last = _LAST_WORD.search(text, floor, draft.start)
    following = _NEXT_WORD.match(text, draft.end)
    return Place(
        text,
        low,
        draft,
        low[floor : draft.start],
        low[slice(*draft.number)],
        last[1].rstrip(".") if last else "",
        last.start(1) if last else draft.start,
        following[1].rstrip(".") if following else "",
    )


def opens_sentence(text: str, start: int) -> bool:
    """Say whether a sentence or a line may begin at `start`."""
    before = text[max(0, start - 3) : start].rstrip(" “\"‘'(")
    return not before or before[-1] in ".!?:\n\r"
