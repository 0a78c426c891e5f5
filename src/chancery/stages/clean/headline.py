"""Finds the headline: the line above the lead that looks most like this article's title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from chancery.model.document import BlockType
from chancery.stages.clean.facts import Facts
from chancery.stages.clean.heading import is_byline, picture_type
from chancery.stages.clean.lexicon import words_of_kind

LONGEST_TITLE = 220  # code points; chosen: the longest titles of the tuning pages have 190
SHORTEST_TITLE = 8
LONG_TITLE = 130  # code points from which a title is seldom one
LONGEST_STOPPED_TITLE = 16  # words of a title that ends with a full stop
REACH = 60  # lines above the lead in which the title is looked for
AHEAD = 20  # lines of body that a title shares words with
BELOW = 4  # lines under a title, share labels left out, where its date and byline stand
FULL_TITLE = 8  # words; a longer title is no more of one
FULL_SHARE = 6  # words shared with the body; more prove no more
SHORT_TITLE = 3  # words
FEWEST_UNDER = 4  # words of the line above a dek
FARTHEST = 30  # lines between title and lead that count
SHORTEST_CONTENT = 3  # code points of a word that two lines may share
MAST = 6  # words of an outlet's name
MENU = 3  # entries, and words of one
FURNITURE = frozenset({"navigation", "teaser", "consent"})
TOP = 200  # lines above the lead that are looked at

ENOUGH = 4.3  # of the weights below that a title needs in all
# A softmax over lines of pages with known titles (bench/clean_titles.py --fit), rounded.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "share": 2.5,  # of the line's content words that stand in the body
        "count": 2.3,  # of such words
        "length": 1.4,
        "unstopped": 2.9,
        "dots": -1.7,
        "short": -1.9,
        "long": -2.1,
        "trail": -1.3,  # "Home » World"
        "distance": -0.5,  # ten lines between title and lead
        "date below": 1.8,
        "byline below": 2.9,
        "furniture below": -0.6,
        "twin": 1.1,  # the line stands above the lead once more, or within another line
        "labelled": -0.9,  # it stands below a label of teasers
        "inside": -1.1,  # the window of the body
        "first": 1.3,  # line of the text
        "under": -0.6,  # another line like a title
    }
)

_TRAIL = re.compile(r"[»›>|•]")
_ENTRY = re.compile(r"\s*[|•·›»]\s*|\s{2,}|\t")
_DIGIT = re.compile(r"\d")


class Top(NamedTuple):
    """What is known of the lines when the headline is looked for."""

    text: str
    lines: Sequence[Facts]
    worded: Sequence[BlockType | None]  # by their own wording
    types: Sequence[BlockType | None]  # with those below a label of teasers
    start: int  # of the window
    lead: int


def find_headline(top: Top) -> int | None:
    """Return the line above the lead that is most like the article's title, if one is."""
    best, found = ENOUGH, None
    for i, signs in weigh_titles(top):
        mark = sum(WEIGHTS[name] * value for name, value in signs.items())
        if mark > best and not picture_type(top.text, top.lines[i], above=True):
            best, found = mark, i
    return found


def weigh_titles(top: Top) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield each line that may be the title with its signs, those that are 0 left out."""
    lines, lead = top.lines, top.lead
    plain = [i for i in range(max(0, lead - TOP), lead) if top.worded[i] is None][-REACH:]
    if not plain:
        return
    body = {word for line in lines[lead : lead + AHEAD] for word in line.words}
    above = "\n".join([line.key for line in lines[max(0, lead - TOP) : lead]])
    for place, i in enumerate(plain):
        if _may_be_title(lines[i]):
            signs = _own_signs(lines[i], body) | _place_signs(top, i)
            signs["distance"] = min(len(plain) - 1 - place, FARTHEST) / 10
            if len(lines[i].words) >= SHORT_TITLE and above.count(lines[i].key) > 1:
                signs["twin"] = 1.0
            yield i, signs


def _may_be_title(line: Facts) -> bool:
    if not SHORTEST_TITLE <= line.size <= LONGEST_TITLE or line.date or len(line.words) == 1:
        return False
    stopped = not _is_unstopped(line) and len(line.words) > LONGEST_STOPPED_TITLE
    return not stopped and not is_byline(line)


def _is_unstopped(line: Facts) -> bool:
    return line.ending not in ("stop", "colon", "comma") or line.low[-1] in "?!"


def _own_signs(line: Facts, body: set[str]) -> dict[str, float]:
    """Return the signs of the line's own shape and words."""
    stops = words_of_kind("function")
    words = {word for word in line.words if word not in stops and len(word) >= SHORTEST_CONTENT}
    shared = len(words & body)
    found = {
        "unstopped": _is_unstopped(line),
        "dots": line.ending == "dots",
        "short": len(line.words) <= SHORT_TITLE,
        "long": line.size > LONG_TITLE,
        "trail": _TRAIL.search(line.low) is not None,
    }
    return {name: 1.0 for name, shown in found.items() if shown} | {
        "share": shared / max(1, len(words)),
        "count": min(shared, FULL_SHARE) / FULL_SHARE,
        "length": min(len(line.words), FULL_TITLE) / FULL_TITLE,
    }


def _place_signs(top: Top, i: int) -> dict[str, float]:
    """Return the signs of where the line stands and what stands beside it."""
    lines, worded = top.lines, top.worded
    near = range(i + 1, min(top.lead, i + 2 + BELOW))
    below = [lines[j] for j in near if worded[j] != "share"][:BELOW]
    under = i > 0 and worded[i - 1] is None
    found = {
        "date below": any(line.date for line in below),
        "byline below": any(is_byline(line) for line in below),
        "furniture below": i + 1 < top.lead and worded[i + 1] in FURNITURE,
        "labelled": top.types[i] is not None,
        "inside": i >= top.start,
        "first": i == 0 and lines[i].ending != "stop",
        "under": under and _is_over(lines[i - 1], lines[i]),
    }
    return {name: 1.0 for name, shown in found.items() if shown}


def _is_over(above: Facts, line: Facts) -> bool:
    """Say whether the line above looks like a title, which makes this one a dek."""
    titled = above.ending in ("word", "digit", "close") and len(above.words) >= FEWEST_UNDER
    return titled and not above.date and above.words != line.words and not is_byline(above)


def find_mastheads(lines: Sequence[Facts], lead: int) -> list[int]:
    """Return the lines above the lead that are a menu, or the name of the outlet.

    A menu names three sections or more in one line. The outlet's name opens the text above a
    menu, or stands in a line that claims a copyright.
    """
    menus = {i for i in range(min(lead, TOP)) if _is_menu(lines[i])}
    claims = [line.key for line in lines if "©" in line.low] if lead else []
    found: list[int] = []
    for i in range(min(lead, TOP)):
        short = 0 < len(lines[i].words) <= MAST and not lines[i].date
        opens = i + 1 in menus and all(j in menus for j in range(i))
        named = short and "©" not in lines[i].low
        claimed = named and any(f" {lines[i].key} " in f" {key} " for key in claims)
        if i in menus or (short and (opens or claimed)):
            found.append(i)
    return found


def _is_menu(line: Facts) -> bool:
    if line.ending == "stop" or line.date or _DIGIT.search(line.low):
        return False
    entries = [entry.split() for entry in _ENTRY.split(line.low) if entry]
    return len(entries) >= MENU and max(map(len, entries)) <= MENU and not is_byline(line)
