"""Says who speaks where a text is an interview or a speech: whom its opening names as speaking."""

import re

from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.reading import Reading
from chancery.stages.resolve.within.speakers import Speakers

OPENING = 8  # sentences in which the text says whom it lets speak; chosen
FEWEST = 3  # times that "I" stands outside quotation marks: fewer may be the writer's; chosen

_I = re.compile(r"\b(?:I|my|me|My)\b")
_ASKED = re.compile(
    r"\b(?:interview(?:s|ed)?(?: with)?|(?:spoke|speaks|talks|talked) (?:with|to)"
    r"|sat down with|conversation with|q ?& ?a with)\b[^.!?\n]*$",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:remarks|speech|address|statement|testimony) (?:by|of)\b[^.!?\n]*$", re.IGNORECASE
)
_SPEAKS = re.compile(r"^[^.!?\n]{0,60}?\b(?:interviewed by|delivered remarks|delivers remarks)\b")


def find_narrator(reading: Reading, persons: list[Draft], speakers: Speakers) -> Draft | None:
    """Return who says "I" outside quotation marks: whom the opening names as asked or speaking."""
    places = (one.start() for one in _I.finditer(reading.text))
    outside = sum(not speakers.is_quoted(place) for place in places)
    return _opening(reading, persons) if outside >= FEWEST else None


def _opening(reading: Reading, persons: list[Draft]) -> Draft | None:
    """Return the only person of whom the opening says that he or she is asked or speaks."""
    limit = reading.sentences[min(OPENING, len(reading.sentences)) - 1][1]
    found: dict[int, Draft] = {}
    for person in persons:
        for start, end in person.names:
            if end <= limit and _is_said(reading, start, end):
                found[id(person)] = person
    return next(iter(found.values())) if len(found) == 1 else None


def _is_said(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.sentences[reading.sentence_of(start)]
    before, behind = reading.text[first:start], reading.text[end:last]
    return bool(_ASKED.search(before) or _SPEECH.search(before) or _SPEAKS.search(behind))
