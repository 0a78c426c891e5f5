"""Types the lines that are kept beside the body: dek, byline, dateline, caption, credit."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chancery.knowledge import forms_of, load
from chancery.model.document import BlockType
from chancery.stages.clean.facts import Facts, is_date
from chancery.stages.clean.lexicon import words_of_kind
from chancery.stages.clean.phrases import words_of

SHORTEST_CAPTION = 12  # code points before a bracket that credits a picture
SHORTEST_CONTENT = 3  # code points of a word that two lines may share
MOST_SENTENCES = 3  # of a dek or a caption
LEAD = 80  # code points from which a line may be the lead
PROSE_ENDS = frozenset({"stop", "close", "colon", "dots"})
LONGEST_BYLINE = 12  # words
LONGEST_DATED_NAME = 4
SHORTEST_ROLE, LONGEST_ROLE = 3, 7  # words of a name and a calling
LONGEST_CREDIT = 12
LONGEST_SOURCE = 6  # words of a line that a photo agency ends
LONGEST_CAPTION = 120
BRACKETS = ")]）."  # by which a caption with a bracketed credit ends
BRACKETED = (")", "]", "）", ").", "].", "）.")  # ends of what the pattern of a bracket finds
LONGEST_NOTE = 40
SHORTEST_DEK, LONGEST_DEK = 5, 60  # words
AROUND = 3  # lines between which a date, a byline, a caption and the lead or the title stand
NEAR_SAME = 0.6  # of the words of a dek that stand in the lead when one was made from the other

_BRACKET = re.compile(r"[\[(（]([^\[\]()（）]{3,90})[\])）]\.?$")
_PHOTO = re.compile(
    r"\b(?:(?:ph|f)otos?|images?|picture|file|handout|courtesy|v[ií]a|pool|credit|getty|bild)\b"
)
_DASH = re.compile(r"\s[—–-]{1,2}\s?(?:[A-Z]{2,9}|[A-Z][\w.]+(?:[/ ][A-Z][\w.]*){0,3})\.?$")
_TAKEN = re.compile(  # "Photograph: Name/Source" at a caption's end
    r"\S\s*(?:[Pp]hoto(?:graph|s)?|[Ii]mages?|[Pp]ictures?|Credit|[Ff]otos?|Bild)"
    r"(?:\s?:|\.{3}|\s(?:by|via))\s*[A-Z][^.!?]{2,60}$"
    r"|\s(?:©|\([cC]\))\s?[A-Z][^.!?\d]{2,60}$"
)
_PARTED = re.compile(r"[,|–—•·-]")
_SHOWN = re.compile(
    r"\b(?:file (?:photo|picture|image)|photo taken|"
    r"in this (?:\w+ ){0,3}(?:photo|image|picture|screengrab|handout)|"
    r"(?:is|are) (?:seen|pictured) (?:in|at|on|here)|pictured (?:on|in|at|here))\b"
)
ROLES = frozenset({"writer", "correspondent", "reporter", "editor", "columnist", "journalist"})
SHOWN_WORDS = frozenset({"photo", "picture", "image", "screengrab", "handout", "seen", "pictured"})
_SLASHED = re.compile(r"^(?!.*\s/\S)[^\d\t]*[^\W\d_]/[^\W\d_][^\d\t]*$")
_AGENCY = re.compile(r"\w\s?/\s?(?:[A-ZÀ-Þ]|[a-z]+[A-Z])")
_CLAIMED = re.compile(r"^\W*(?:©|\(c\))\s?[^\W\d_](?!.*(?:19|20)\d\d)")
_TAKEN_SIGN = re.compile(r"\s(?:©|\(c\))\s?\w")
_MARK = re.compile(r"[^\w-]+")
_FIRST_PART = re.compile(r"\s[|/•·]")  # behind a date


def find_lead(lines: Sequence[Facts], window: tuple[int, int], skip: Sequence[bool]) -> int:
    """Return the first line of the window that reads as prose, or the window's first line.

    A sentence with a byline or a date right below it sums the article up, and is not its lead.
    """
    first = next(_prose(lines, window, skip), window[0])
    under = [i for i in range(first + 1, min(window[1], first + 1 + AROUND)) if not skip[i]]
    signed = [i for i in under if is_byline(lines[i]) or lines[i].date]
    if signed and len(lines[first].words) <= LONGEST_DEK:
        end = min(window[1], signed[-1] + 1 + AROUND)
        return next(_prose(lines, (signed[-1] + 1, end), skip), first)
    return first


def _prose(lines: Sequence[Facts], window: tuple[int, int], skip: Sequence[bool]) -> Iterator[int]:
    """Yield the lines of the window that are long enough and end as prose does."""
    for i in range(*window):
        if not skip[i] and lines[i].size >= LEAD and lines[i].ending in PROSE_ENDS:
            yield i


def overlap(line: Facts, body: set[str]) -> float:
    """Return the share of the line's content words that stand in the body."""
    stops = words_of_kind("function")
    words = {word for word in line.words if word not in stops and len(word) >= SHORTEST_CONTENT}
    return len(words & body) / len(words) if words else 0.0


def is_dek(line: Facts, lead: Facts, *, inside: bool) -> bool:
    """Say whether a line between title and lead sums the article up; `inside`: of the window."""
    if not SHORTEST_DEK <= len(line.words) <= LONGEST_DEK or line.sentences > MOST_SENTENCES:
        return False
    if line.low[-1] == "?":
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
        return not ROLES.isdisjoint(line.words) and _is_named_role(line)
    return 2 * line.capitals >= len(line.words) or not line.low.isascii()


def _is_named_role(line: Facts) -> bool:
    """Say whether the line is a name with a calling, in capitals: "Ilse Maran, Staff Writer"."""
    named = SHORTEST_ROLE <= len(line.words) <= LONGEST_ROLE
    return named and line.capitals == len(line.words)


def is_dateline(line: Facts) -> bool:
    """Say whether the line is a date, alone, before a bar or behind a name: "Home, 3 May 2023"."""
    if opens_with_date(line):
        return True
    for place in range(1, min(LONGEST_DATED_NAME, len(line.words) - 2) + 1):
        if is_date(line.words[place:]):
            return line.capitals >= place and bool(_PARTED.search(line.low))
    return False


def opens_with_date(line: Facts) -> bool:
    """Say whether the line is a date, alone or before a bar: "3 May 2023 | Sea"."""
    if line.date:
        return True
    bar = _FIRST_PART.search(line.low) if line.sentences == 0 else None
    return bar is not None and is_date(words_of(line.low[: bar.start()]))


def picture_type(text: str, line: Facts, *, above: bool) -> BlockType | None:
    """Return caption or credit where the line speaks of a picture; `above`: of the lead."""
    short = len(line.words) <= LONGEST_CREDIT
    if short and is_credit(line) and _bracketed(text, line) != "caption":
        return "credit"
    shown = not SHOWN_WORDS.isdisjoint(line.words) and bool(_SHOWN.search(line.low))
    if not (shown or above or text.endswith(BRACKETED, line.start, line.end)):
        return None
    if not shown and (line.sentences > MOST_SENTENCES or line.size > 3 * LONGEST_CAPTION):
        return None
    bracketed = _bracketed(text, line)
    if bracketed or not (shown or above):
        return bracketed
    tail = _tail(text, line)
    titled = 2 * line.capitals >= len(line.words)  # "Rates Held – Until Now" is none
    if _TAKEN.search(tail) or (_DASH.search(tail) and not titled):
        return "caption"
    return "caption" if shown and line.size <= 3 * LONGEST_CAPTION else None


def _tail(text: str, line: Facts) -> str:
    return text[max(line.start, line.end - LONGEST_CAPTION) : line.end]


def _bracketed(text: str, line: Facts) -> BlockType | None:
    """Return caption where a bracket with a picture's source ends the line, credit if alone."""
    if not text.endswith(BRACKETED, line.start, line.end):
        return None
    tail = _tail(text, line)
    bracket = _BRACKET.search(tail)
    if bracket and _is_source(bracket.group(1), tail[: bracket.start()]):
        return "caption" if bracket.start() > SHORTEST_CAPTION else "credit"
    return None


def is_note(line: Facts) -> bool:
    """Say whether the line says who else wrote: "... contributed to this report"."""
    named = any(hit.kind == "credit" and hit.place == "in" for hit in line.hits)
    return named and len(line.words) <= LONGEST_NOTE


def _is_source(inner: str, before: str) -> bool:
    """Say whether the bracket credits a picture; after a full stop a bare "(A/B)" credits text."""
    if _PHOTO.search(inner.lower()):
        return True
    return bool(_AGENCY.search(inner)) and not before.rstrip().endswith(".")


def is_credit(line: Facts) -> bool:
    """Say whether the line credits a picture and says nothing else: "Ann Lee/Example Images"."""
    if line.ending == "stop" or "http" in line.low:
        return False
    if any(hit.kind == "credit" for hit in line.hits):
        return True
    if _CLAIMED.match(line.low):
        return not any(hit.kind == "navigation" and hit.phrase != "©" for hit in line.hits)
    if _ends_in_agency(line):
        return True
    named = line.sentences == 0 and bool(_SLASHED.search(line.low))
    return named and 2 * line.capitals >= len(line.words) > 1


def is_marked(line: Facts) -> bool:
    """Say whether the line has a word or a sign that only pictures have."""
    if any(hit.kind == "credit" for hit in line.hits) or _CLAIMED.match(line.low):
        return True
    return bool(_PHOTO.search(line.low) or _TAKEN_SIGN.search(line.low))


def _ends_in_agency(line: Facts) -> bool:
    """Say whether a few words end in the name of a photo agency, each with a capital."""
    few = 0 < len(line.words) <= LONGEST_SOURCE and line.sentences == 0
    named = few and line.capitals >= len(line.words) - 1
    return named and line.low.rstrip(BRACKETS).endswith(_agencies("photo"))


def names_agency(text: str, line: Facts) -> bool:
    """Say whether the line's end names an agency, and so a bracket there credits a picture."""
    end = f" {_MARK.sub(' ', _tail(text, line))} "
    return any(f" {name} " in end for name in _agencies("both", "photo", written=True))


@cache
def _agencies(*kinds: str, written: bool = False) -> tuple[str, ...]:
    """Return the names of agencies of these kinds, in lower case or as they are `written`."""
    rows = [row for row in load("agencies") if row["kind"] in kinds]
    forms = {form for row in rows for form in forms_of(row, "aliases")}
    return tuple(sorted(forms if written else {form.lower() for form in forms}))
