"""Signs of a line that stands by a picture, closes the page or heads what readers wrote."""

import re
from collections.abc import Sequence
from functools import cache

from chancery.stages.clean.facts import Facts
from chancery.stages.clean.heading import is_credit
from chancery.stages.clean.lexicon import words_of_kind

LABEL = 25  # code points of a line that may count pictures; and fewest of one that goes on
LONGEST_TAIL = 100  # code points of a line's end in which a picture is credited, or of a stamp
LONG_HEADER = 4  # words of "3 replies to ..."
STAMPED, FEWEST_STAMPS = 20, 2  # lines below a shorter header, and those of them with a clock

_CLAIM = re.compile(
    r"©\W*(?:copyright\W*)?(?:19|20)\d\d|(?:19|20)\d\d[^.]{0,40}©|©[^.]{0,40}(?:19|20)\d\d$"
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$")
_COUNTER = re.compile(r"^\D{0,10}\d{1,3}\s*(?:of|/|von|de|sur|di|van)\s*\d{1,3}\D{0,3}$|^\d{1,3}$")
_CLOCK = re.compile(r"\d:\d\d|\d\s(?:hours?|days?|years?|months?|weeks?)\sago")


def is_picture_line(line: Facts) -> bool:
    """Say whether the line is what stands below a picture: credit, file's name, place in a row."""
    if is_credit(line) or (line.low[0] == "©" and not claims_year(line)):
        return True
    tail = line.low[-LONGEST_TAIL:]
    if _FILE.search(tail) or _credited().search(tail):
        return True
    return line.size <= LABEL and bool(_COUNTER.search(line.low))


@cache
def _credited() -> re.Pattern[str]:
    """Match "Photo: Name" or "Image by Name" at a line's end."""
    words = "|".join(sorted(words_of_kind("picture")))
    return re.compile(rf"(?:{words})(?:\s?[:©/|]|\s(?:by|via|courtesy))\s*[^.!?]{{2,60}}$")


def claims_year(line: Facts) -> bool:
    """Say whether the line claims a copyright for a year, as the foot of a page does."""
    return "©" in line.low and bool(_CLAIM.search(line.low))


def opens_remarks(lines: Sequence[Facts], i: int) -> bool:
    """Say whether the line heads what readers wrote: "3 replies to ...", or stamps below it."""
    words = lines[i].words
    counted = len(words) > 1 and words[0].isdigit() and words[0] != "0"
    if not words or words[counted] not in words_of_kind("remark"):
        return False
    if counted and len(words) >= LONG_HEADER:
        return True
    below = lines[i + 1 : i + 1 + STAMPED]
    return len(words) == 1 + counted and sum(map(_is_stamp, below)) >= FEWEST_STAMPS


def _is_stamp(line: Facts) -> bool:
    """Say whether the line says when a remark was written: "Ann on 3 May at 10:15 said:"."""
    return line.size <= LONGEST_TAIL and bool(_CLOCK.search(line.low))


def opens_like(line: Facts, below: Sequence[Facts]) -> bool:
    """Say whether a line right below is the same with more to it, as a caption with its credit."""
    if line.size >= LABEL:
        for other in below:  # half the time of any()
            if other.size > line.size and other.low.startswith(line.low):
                return True
    return False
