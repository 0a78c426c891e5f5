"""Finds the noun that a number counts, with the words between them, without a parser.

The noun is the first plural behind the number, before any word that ends a noun phrase.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from chancery.text.quantities.records import Span
from chancery.text.quantities.wordlist import words

MOST_WORDS = 7  # from the number to its noun; chosen
MOST_NAMES = 3  # words of a name that is counted: "250 Taliban"; chosen

_WORD = re.compile(
    r"(?:[ \u00a0]{1,2}|[ \t]?\r?\n[ \t]?(?=[a-z]))[“\"‘']?"
    r"((?:[^\W\d_]\.){2,4}|[^\W_](?:[^\W_]|[-'’‑&](?=\w)){0,40})(?!\w)"
)
_OF = re.compile(
    r"(?:[ \n](?:more|other|others))?(?:[ \n]worth)?[ \n]of"
    r"(?:[ \n](?:the|its|their|his|her|our|your|my|those|these|this|that|all|all the|them))?"
    r"(?=[ \n])(?:[ \n](?:[\d,.]+|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:[ \n](?:hundred|thousand|million|billion))?)?"
)
_MORE = re.compile(r"[ \n](?:more|further|additional|extra|fewer|less)(?=[ \n])")
_NAME = re.compile(r"[A-Z]")
_ACRONYMS = re.compile(r"[A-Z][A-Z0-9-]+s")
_SHORTEST_PLURAL = 4


class Noun(NamedTuple):
    """The counted noun with the words before it, and the noun alone."""

    start: int
    end: int
    head_start: int
    of: bool
    plural: bool
    head: str  # in lower case

    @property
    def counted(self) -> Span:
        """Return the whole span."""
        return self.start, self.end


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    low: str


def find_noun(text: str, low: str, end: int, *, single: bool) -> Noun | None:
    """Return the noun behind `end`; `single` where the number is one.

    A duration counts as a noun here: the caller drops what is measured in days.
    """
    of = _OF.match(low, end)
    if of:
        return _phrase(text, of.end(), of=True, single=False)
    more = _MORE.match(low, end)
    return _phrase(text, more.end() if more else end, of=False, single=single)


def find_phrase(text: str, end: int) -> Noun | None:
    """Return the noun phrase at `end`, in the plural or not: what money is for, a whole."""
    return _phrase(text, end, of=True, single=False)


def find_mass(text: str, low: str, end: int) -> Noun | None:
    """Return what an amount is of, "30,000 tonnes of wheat"; nothing without "of" or "in"."""
    of = _OF.match(low, end)
    return _phrase(text, of.end(), of=True, single=False) if of else None


def is_plural(word: str, low: str) -> bool:
    """Say whether the word looks like a noun in the plural."""
    if low in words("plural_noun") or low.endswith(("men", "women", "people", "children")):
        return low not in {"omen", "specimen", "regimen", "yemen", "abdomen", "turkmen"}
    if _ACRONYMS.fullmatch(word):
        return True
    if len(low) < _SHORTEST_PLURAL or not low.endswith("s") or low in words("no_plural"):
        return False
    return not low.endswith(("ss", "us", "is", "'s", "’s"))


def _phrase(text: str, end: int, *, of: bool, single: bool) -> Noun | None:
    found = list(_words(text, end, single=single, joins=not of))
    if not found:
        return None
    place = _plural_place(found)
    if place is None and found[0].low in words("state") and not of:
        place = 0
    if place is not None:
        return _noun(found, place, of=of, plural=True)
    place = _singular_place(found, of=of, single=single)
    return None if place is None else _noun(found, place, of=of, plural=False)


def _singular_place(found: list[_Word], *, of: bool, single: bool) -> int | None:
    """Return where the noun stands if it is no plural: of one thing, of a mass, or a name."""
    if found[-1].low.endswith(("'s", "’s")):
        return None
    if single or of:
        return _single_place(found, of=of)
    named = len(found) <= MOST_NAMES and all(_NAME.match(word.text) for word in found)
    return len(found) - 1 if named else None


def _words(text: str, end: int, *, single: bool, joins: bool) -> Iterator[_Word]:
    """Yield the words that may belong to the noun phrase from `end` on."""
    place = end
    previous: _Word | None = None
    for _ in range(MOST_WORDS):
        match = _WORD.match(text, place)
        if not match:
            return
        place = match.end()
        word = _Word(match.start(1), match.end(1), match[1], match[1].lower())
        joining = word.low == "or" or (word.low == "and" and not single)
        if joining and joins and previous and _is_adjective(previous):
            continue
        if _ends_phrase(word, previous, single=single):
            return
        previous = word
        yield word
        if word.low in words("duration"):
            return


def _ends_phrase(word: _Word, previous: _Word | None, *, single: bool) -> bool:
    """Say whether the word belongs to no noun phrase that `previous` is the last word of."""
    low = word.low
    if low in words("state"):
        return previous is not None and not previous.low.endswith("ly")
    if low in words("stop") or (previous and low in words("verb")):
        return True
    if single and is_plural(word.text, low):
        return previous is not None or low not in words("plural_noun")
    return low[0].isdigit() or all(part in _numbers() for part in low.split("-"))


def _is_adjective(word: _Word) -> bool:
    """Say whether "and" behind the word may join two adjectives: "regional and foreign"."""
    return not is_plural(word.text, word.low) and word.low not in words("state")


@cache
def _numbers() -> frozenset[str]:
    return words("ones") | words("tens")


def _plural_place(found: list[_Word]) -> int | None:
    for place, word in enumerate(found):
        if word.low in words("duration") or is_plural(word.text, word.low):
            following = found[place + 1] if place + 1 < len(found) else None
            if following and word.low in words("attributive") and _goes_on(found, place):
                continue
            return place
    return None


def _goes_on(found: list[_Word], place: int) -> bool:
    """Say whether another plural follows that this one describes: "arms dealers"."""
    following = found[place + 1 : place + 3]
    if following[0].low.endswith(("ing", "ed")):
        return False
    return any(is_plural(word.text, word.low) for word in following)


def _single_place(found: list[_Word], *, of: bool) -> int:
    """Return where a noun in the singular ends: before a word that looks like a verb."""
    last = len(found) - 1
    if of and last and found[last].text.isupper() and found[last - 1].text.islower():
        last -= 1  # "territory ISIL once held"
    for place, word in enumerate(found):
        verb = word.low.endswith(("ed", "ing")) and not found[place - 1].low.endswith("ly")
        if place and verb and not (of and place < last):
            return place - 1
    return last


def _noun(found: list[_Word], place: int, *, of: bool, plural: bool) -> Noun:
    head = found[place]
    return Noun(found[0].start, head.end, head.start, of, plural, head.low)
