"""Types the lines that are kept beside the body: headline, dek, byline, caption, credit."""

import re
from collections.abc import Sequence

from chancery.model.document import BlockType
from chancery.stages.clean.facts import Facts
from chancery.stages.clean.lexicon import words_of_kind

LONGEST_TITLE = 220  # code points; chosen: the longest titles of the tuning pages have 190
SHORTEST_TITLE = 12
LONGEST_STOPPED_TITLE = 16  # words of a title that ends with a full stop
REACH = 15  # lines before the lead in which the title is looked for
AHEAD = 8  # lines of body that a title shares words with
TITLE_ENOUGH = 1.6  # of the marks below; chosen on the tuning pages
NEXT_TO_LEAD = 0.3  # mark of the line right above the lead; chosen likewise
UNSTOPPED = 0.5  # mark of a line without a full stop
FULL_TITLE = 8  # words; a longer title is no more of one
SHORTEST_CONTENT = 3  # code points of a word that two lines may share
MOST_SENTENCES = 3  # of a dek or a caption
STOPPED_OVERLAP = 0.6
LEAD = 80  # code points from which a line may be the lead
LONGEST_BYLINE = 12  # words
LONGEST_CREDIT = 12
LONGEST_CAPTION = 120
SHORTEST_DEK, LONGEST_DEK = 5, 60  # words
NEAR_SAME = 0.6  # of the words of a dek that stand in the lead when one was made from the other

_BRACKET = re.compile(r"[\[(（]([^\[\]()（）]{3,90})[\])）]\.?$")
_PHOTO = re.compile(
    r"\b(?:(?:ph|f)otos?|images?|picture|file|handout|courtesy|via|pool|credit|getty|bild)\b"
)
_DASH = re.compile(r"\s[—–-]{1,2}\s?(?:[A-Z]{2,9}|[A-Z][\w.]+(?:[/ ][A-Z][\w.]*){0,3})\.?$")
_SHOWN = re.compile(
    r"\b(?:file (?:photo|picture|image)|photo taken|"
    r"in this (?:\w+ ){0,3}(?:photo|image|picture|screengrab|handout)|"
    r"(?:is|are) (?:seen|pictured) (?:in|at|on|here)|pictured (?:on|in|at|here))\b"
)
SHOWN_WORDS = frozenset({"photo", "picture", "image", "screengrab", "handout", "seen", "pictured"})
_SLASHED = re.compile(r"[^\W\d_]\s?/\s?[^\W\d_]")


def find_lead(lines: Sequence[Facts], window: tuple[int, int], skip: Sequence[bool]) -> int:
    """Return the first line of the window that reads as prose, or the window's first line."""
    for i in range(*window):
        line = lines[i]
        if not skip[i] and line.size >= LEAD and line.ending in ("stop", "close", "colon", "dots"):
            return i
    return window[0]


def find_headline(lines: Sequence[Facts], lead: int, skip: Sequence[bool]) -> int | None:
    """Return the line before the lead that is most like the article's title, if one is."""
    body = {word for line in lines[lead : lead + AHEAD] for word in line.words}
    plain = [i for i in range(lead) if not skip[i]]
    best, found = TITLE_ENOUGH, None
    for i in plain[-REACH:]:
        mark = _title_mark(lines[i], body)
        if mark is None:
            continue
        mark += (i == plain[0]) + NEXT_TO_LEAD * (i == plain[-1]) - 0.05 * (lead - i)
        if mark > best:
            best, found = mark, i
    return found


def _title_mark(line: Facts, body: set[str]) -> float | None:
    if not SHORTEST_TITLE <= line.size <= LONGEST_TITLE or line.date or _is_credit(line):
        return None
    if is_byline(line) or len(line.words) == 1:
        return None
    shared = overlap(line, body)
    if line.ending in ("stop", "colon", "comma") and line.low[-1] not in "?!":
        if len(line.words) > LONGEST_STOPPED_TITLE or shared < STOPPED_OVERLAP:
            return None
        return 2 * shared
    return 2 * shared + UNSTOPPED + min(len(line.words), FULL_TITLE) / (2 * FULL_TITLE)


def overlap(line: Facts, body: set[str]) -> float:
    """Return the share of the line's content words that stand in the body."""
    stops = words_of_kind("function")
    words = {word for word in line.words if word not in stops and len(word) >= SHORTEST_CONTENT}
    return len(words & body) / len(words) if words else 0.0


def is_dek(line: Facts, lead: Facts, *, inside: bool) -> bool:
    """Say whether a line between title and lead sums the article up; `inside`: of the window."""
    if not SHORTEST_DEK <= len(line.words) <= LONGEST_DEK or line.sentences > MOST_SENTENCES:
        return False
    shared = overlap(line, set(lead.words))
    if not inside or shared >= NEAR_SAME:
        return True
    return line.ending == "word" and line.size >= LEAD


def is_byline(line: Facts) -> bool:
    """Say whether the line names its writer: "By ..." and two or more names, no sentence."""
    if not 1 < len(line.words) <= LONGEST_BYLINE or line.ending == "stop":
        return False
    if not any(hit.kind == "byline" and hit.place == "start" for hit in line.hits):
        return False
    return 2 * line.capitals >= len(line.words) or not line.low.isascii()


def picture_type(text: str, line: Facts, *, above: bool) -> BlockType | None:
    """Return caption or credit where the line speaks of a picture; `above`: of the lead."""
    if _is_credit(line):
        return "credit"
    shown = not SHOWN_WORDS.isdisjoint(line.words) and bool(_SHOWN.search(line.low))
    if line.sentences > MOST_SENTENCES and not shown:
        return None
    tail = text[max(line.start, line.end - LONGEST_CAPTION) : line.end]
    bracket = _BRACKET.search(tail) if tail[-1] in ")]）." else None
    if bracket and _is_source(bracket.group(1), tail[: bracket.start()]):
        return "caption" if bracket.start() > SHORTEST_TITLE else "credit"
    if (shown or above) and _DASH.search(tail):
        return "caption"
    return "caption" if shown and line.size <= 3 * LONGEST_CAPTION else None


def _is_source(inner: str, before: str) -> bool:
    """Say whether the bracket credits a picture; after a full stop a bare "(A/B)" credits text."""
    if _PHOTO.search(inner.lower()):
        return True
    return "/" in inner and not before.rstrip().endswith(".")


def _is_credit(line: Facts) -> bool:
    if len(line.words) > LONGEST_CREDIT or line.ending == "stop" or "http" in line.low:
        return False
    if any(hit.kind == "credit" for hit in line.hits):
        return True
    return bool(_SLASHED.search(line.low)) and 2 * line.capitals >= len(line.words) > 1
