"""Says which quantities of a text are figures, and which are times, names, distances or idle."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from chancery.knowledge.measures import quantity_lexicon
from chancery.model import Span
from chancery.stages.figures.counted import MADE_OF
from chancery.stages.figures.lexicon import words_of
from chancery.text.page import Page, overlap
from chancery.text.quantities import Quantity, find_quantities

NAMED = frozenset(
    {"person", "organisation", "armed_group", "place", "document", "weapon", "event"}
)
COUNTED_BEHIND = frozenset({"place", "people", "person", "office", "date", "duration", "set"})
PAIR = 2
OF_EACH = 8  # characters before a number in which "every" stands
FEW = 10  # up to which "the four countries" speaks of those that were named
_NAME_BEFORE = re.compile(r"\b[A-Z][^\W\d]+\s?(?:,\s+|\(\s?|-LRB-\s)$")
_COMMA = re.compile(r"\s?(?:,|\)|-RRB-)")
_CAPITAL = re.compile(r"(?<![^\s(\[“\"‘'])[A-Z][\w&.’'-]*$")
_OWNER = re.compile(r"[\w.][’']s?$|\s['’]s$")
_FIGURE = re.compile(r"\d{1,4}")
_SMALL = re.compile(r"(?<!\S)[a-z]{4,}(?!\S)")
_OF_EACH = re.compile(r"\b(?:every|each)\s+$", re.IGNORECASE)  # "one of every nine voters"
_WORD_BEFORE = re.compile(r"([^\W\d]+)\s+$")
_WORD_BEHIND = re.compile(r"\s*(?:\([^()]*\)\s*)?([^\W\d][\w-]*)")


def quantities_in(page: Page) -> Iterator[Quantity]:
    """Yield the quantities that say something about the matter, in text order."""
    if page.annotation.unread:
        return
    names = _names(page)
    starts = [start for start, _ in names]
    for one in find_quantities(page.text, quantity_lexicon()):
        near = names[max(0, bisect_left(starts, one.number[0]) - 2) :][:2]
        if _is_age(page, one):
            continue
        named = _is_numbered(page, one)
        named = named or any(_is_inside(page, one.number, name) for name in near)
        if not (named or _is_idle(page, one) or _is_distance(page, one) or _is_time(page, one)):
            yield one


def is_address(page: Page, one: Quantity, counted: Span) -> bool:
    """Say whether a bare number stands before the name of a place: "29 Mill Row"."""
    if one.kind != "count" or not _FIGURE.fullmatch(page.text, one.start, one.end):
        return False
    return any(
        (each.start, each.end) == counted and each.type == "place" and each.form == "name"
        for each in page.mentions_in(counted)
    )


def is_given(page: Page, one: Quantity) -> bool:
    """Say whether a word before a quantity takes it for known: "the 53 states"."""
    before = _WORD_BEFORE.search(page.text, max(0, one.start - 20), one.start)
    return before is not None and before[1].lower() in words_of("given")


def _is_idle(page: Page, one: Quantity) -> bool:
    """Say whether it has no bound, is "one" as an article, or counts who was just named.

    "One of every nine" is a share, of which the nine alone says nothing.
    """
    if one.low is None and one.high is None:
        return True
    if one.kind != "count" or one.low != one.high or one.low is None:
        return False
    if one.low == 1 or _OF_EACH.search(page.text, max(0, one.start - OF_EACH), one.start):
        return one.modifier == "stated"
    if one.low > FEW:
        return False
    if page.text.startswith("-", one.number[1]) and not MADE_OF.match(page.text, one.number[1]):
        return True  # a kind of thing: "a two-state solution"
    words = page.words(one.counted).split() if one.counted else []
    return (one.low == PAIR or len(words) <= 1) and is_given(page, one)


def _is_age(page: Page, one: Quantity) -> bool:
    """Say whether a bare number stands between commas behind a name: "Roth, 55, said"."""
    bare = one.kind == "count" and one.counted is None and one.modifier == "stated"
    before = page.text[max(0, one.start - 40) : one.start]
    return bare and bool(_NAME_BEFORE.search(before) and _COMMA.match(page.text, one.end))


def _is_distance(page: Page, one: Quantity) -> bool:
    """Say whether it only says where something is: "100 miles south of Tarn"."""
    if one.kind != "length":
        return False
    behind = _WORD_BEHIND.match(page.text, one.end)
    return behind is not None and behind[1].lower() in words_of("way")


def _names(page: Page) -> list[Span]:
    """Return the names of which a number may be a part."""
    return [
        (one.start, one.end) for one in page.mentions if one.form == "name" and one.type in NAMED
    ]


def _is_inside(page: Page, number: Span, name: Span) -> bool:
    """Say whether a number is a part of a name that opens before it: "Group of 77"."""
    before = page.words((name[0], number[0])).split()
    capitals = all(word[0].isupper() or word in {"of", "the"} for word in before)
    return bool(before) and capitals and before[0][0].isupper() and number[1] <= name[1]


def _is_numbered(page: Page, one: Quantity) -> bool:
    """Say whether a name stands right before a bare number, which it numbers: "the Orrin 500".

    Behind a place, a people, a person or a time, a number counts: "in Tarn 12 judges sat".
    """
    if one.kind != "count" or one.start != one.number[0]:
        return False
    if not _FIGURE.fullmatch(page.text, *one.number):
        return False
    first = page.sentence_of(one.start)[0]
    before = page.text[first : one.start].rstrip(" ")
    if _OWNER.search(before):
        return one.counted is None
    word = _CAPITAL.search(before)
    if word is None or _is_heading(page, one):
        return False
    place = first + word.start()
    held = (each for each in page.mentions_in((first, one.start)) if place < each.end)
    types = {each.type for each in held if each.start <= place}
    times = page.times_in((first, one.start))
    if types & COUNTED_BEHIND or any(time.end > place for time in times):
        return False
    return bool(types) or word.start() > 0


def _is_heading(page: Page, one: Quantity) -> bool:
    """Say whether the line of a number has no small word beside it: all begin with capitals."""
    first, last = page.sentence_of(one.start)
    start = max(first, page.text.rfind("\n", first, one.start) + 1)
    end = page.text.find("\n", one.end, last)
    return not _SMALL.search(page.text, start, end if end >= 0 else last)


def _is_time(page: Page, one: Quantity) -> bool:
    """Say whether an expression for a time holds the number."""
    near = page.sentence_of(one.number[0])
    return any(overlap((time.start, time.end), one.number) for time in page.times_in(near))
