"""Says who speaks in an interview or a speech: whom its heading or opening names as doing so."""

import re
from collections.abc import Iterable, Iterator, Sequence

from chancery.model import Span
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.paragraphs import Paragraph
from chancery.stages.resolve.within.reading import Reading

OPENING = 8  # sentences in which the text says whom it lets speak; chosen
FEWEST = 3  # times that "I" stands outside quotation marks: fewer may be the writer's; chosen
QUESTIONS = 2  # paragraphs that ask "you" something make an interview of a text; chosen
FULL = 2  # words of a full name

_ASKED = re.compile(
    r"\b(?:interview(?:s|ed)?(?: with)?|(?:spoke|speaks|talks|talked) (?:with|to)"
    r"|sat down with|conversation with|q ?& ?a with)\b[^.!?\n]*$",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:remarks|speech|address|statement|testimony) (?:by|of)\b[^.!?\n]*$", re.IGNORECASE
)
_SPEAKS = re.compile(r"^[^.!?\n]{0,60}?\b(?:interviewed by|delivered remarks|delivers remarks)\b")
_CREDITED = re.compile(r":\s*$")  # "Photo: Anna Berg"


def is_interview(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether a text asks somebody something again and again."""
    return sum(one.is_question for one in paragraphs) >= QUESTIONS


def find_narrator(
    reading: Reading, persons: list[Draft], paragraphs: Sequence[Paragraph]
) -> Draft | None:
    """Return who says "I" outside quotation marks; None if fewer than three do, or none is named.

    That is whom the opening says to be asked or to speak; in an interview else the only person
    whom the heading names in full, or what stands before the first question.
    """
    if sum(one.mine for one in paragraphs) < FEWEST:
        return None
    limit = reading.sentences[min(OPENING, len(reading.sentences)) - 1][1]
    named = [(one, span) for one in persons for span in one.names if span[1] <= limit]
    said = only(person for person, span in named if _is_said(reading, *span))
    if said or not is_interview(paragraphs):
        return said
    return _headed(reading, persons, paragraphs)


def only(persons: Iterable[Draft]) -> Draft | None:
    """Return the person who is the only one of several mentions."""
    found = {id(one): one for one in persons}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_said(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.sentences[reading.sentence_of(start)]
    before, behind = reading.text[first:start], reading.text[end:last]
    return bool(_ASKED.search(before) or _SPEECH.search(before) or _SPEAKS.search(behind))


def _headed(
    reading: Reading, persons: list[Draft], paragraphs: Sequence[Paragraph]
) -> Draft | None:
    asked = next(one.start for one in paragraphs if one.is_question)
    heading = only(_named(persons, (0, min(asked, paragraphs[0].end))))
    return heading or only(_named(persons, (0, asked), reading.text))


def _named(persons: Iterable[Draft], part: Span, text: str = "") -> Iterator[Draft]:
    """Yield the persons whom a part names in full; with the text, none whom it only credits."""
    for person in persons:
        for (start, end), words in person.names.items():
            inside = part[0] <= start and end <= part[1]
            if inside and len(words) >= FULL and not _CREDITED.search(text, 0, start):
                yield person
