"""Says who says "I" and who is called "you" outside quotation marks, turn by turn."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chancery.knowledge import fold
from chancery.model import Span
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.narrator import find_narrator, only
from chancery.stages.resolve.within.paragraphs import Paragraph, find_paragraphs
from chancery.stages.resolve.within.reading import Reading
from chancery.stages.resolve.within.speakers import Speakers

FEWEST = 2  # paragraphs put to somebody part a text into turns; chosen
LABELS = 2  # that name who speaks make a transcript of a text: one may be a heading; chosen
LONGEST_TITLE = 6  # words before a name among which its title is looked for

_LABEL = re.compile(
    r"(?<![^\s.!?(\[])(?P<name>[A-Z][\w.'’-]*(?:[ ](?:[A-Z][\w.'’-]*|of|the|for|and)){0,6})"
    r"(?:[ ]?\([^()\n]{1,40}\))?:(?=\s|$)"
)
_ASKING = re.compile(
    r"(?:Q|Question|Reporter|Interviewer|Moderator|Host|Press|The Press)", re.IGNORECASE
)
_OWN_NAME = re.compile(r"\b(?:I['’]m|I am|[Mm]y name is|[Mm]y name['’]s)\s+$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says, from a place to the next turn."""

    start: int
    speaker: Draft | None
    asked: Draft | None  # who is called "you"


class Turns:
    """The turns of a document in order; none before the first, and none in most articles."""

    def __init__(self, reading: Reading, persons: list[Draft], speakers: Speakers) -> None:
        """Take a document with the persons that it names."""
        self._reading = reading
        self._turns = list(_turns(reading, persons, speakers))
        self._starts = [one.start for one in self._turns]
        self._whole = len(self._turns) == 1

    def speaker(self, place: int) -> Draft | None:
        """Return who says "I" at a place."""
        turn = self._at(place)
        return turn.speaker if turn else None

    def asked(self, place: int) -> Draft | None:
        """Return who is called "you" at a place; in a text of one turn only its questions ask."""
        turn = self._at(place)
        if turn is None:
            return None
        number = self._reading.sentence_of(place)
        asks = self._reading.text[self._reading.sentences[number][1] - 1] == "?"
        return turn.asked if asks or not self._whole else None

    def _at(self, place: int) -> Turn | None:
        at = bisect_right(self._starts, place) - 1
        return self._turns[at] if at >= 0 else None


def _turns(reading: Reading, persons: list[Draft], speakers: Speakers) -> Iterator[Turn]:
    paragraphs = find_paragraphs(reading, speakers)
    labelled = list(_labelled(reading, persons, paragraphs))
    if {id(one.speaker) for one in labelled if one.speaker} and len(labelled) >= LABELS:
        yield from labelled
        return
    narrator = find_narrator(reading, persons, paragraphs)
    introduced = _introduced(reading, persons, speakers)
    if narrator is None and not introduced:
        return
    if sum(one.is_question or one.is_remark for one in paragraphs) < FEWEST:
        yield Turn(0, narrator or only(introduced.values()), narrator)
        return
    begun = False
    for place, one in enumerate(paragraphs):
        behind = paragraphs[place + 1 : place + 2]
        asks = one.is_question or (one.is_remark and not all(map(_puts, behind)))
        begun = begun or asks
        own = [who for where, who in introduced.items() if one.start <= where < one.end]
        if begun:
            speaker = None if asks else only(own) or narrator
            yield Turn(one.start, speaker, narrator if asks else None)


def _puts(one: Paragraph) -> bool:
    return one.is_question


def _introduced(reading: Reading, persons: list[Draft], speakers: Speakers) -> dict[int, Draft]:
    """Return who says what they are called, by place: "I'm Anna Berg"."""
    return {
        start: person
        for person in persons
        for start, _ in person.names
        if _OWN_NAME.search(reading.text, max(0, start - 20), start)
        and not speakers.is_quoted(start)
    }


def _labelled(
    reading: Reading, persons: list[Draft], paragraphs: Sequence[Paragraph]
) -> Iterator[Turn]:
    """Yield a turn for each label that names a person or somebody who asks: "THE PRESIDENT:"."""
    text = reading.text
    answering: Draft | None = None
    for one in paragraphs:
        for found in _LABEL.finditer(text, one.start, one.end):
            heads = found.start() == one.start
            if not heads and text[found.end() : one.end].strip():
                continue  # neither opens a paragraph nor closes one
            speaker = _bearer(text, found["name"], persons)
            asks = _ASKING.fullmatch(found["name"]) is not None
            if speaker or asks:
                answering = speaker or answering
                yield Turn(found.end(), speaker, answering if asks else None)


def _bearer(text: str, label: str, persons: list[Draft]) -> Draft | None:
    """Return the only person whom a label means: by name, or by the title before the name."""
    words = tuple(fold(label).split())
    if "the" in words[:-1]:  # what stands before is no part of it: "6 p.m. EDT THE PRESIDENT:"
        words = words[len(words) - words[::-1].index("the") :]
    named = [one for one in persons if any(_ends(words, name) for name in one.forms)]
    return only(named) or only(
        one for one in persons if any(_titled(text, span, words) for span in one.names)
    )


def _ends(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Say whether a label ends with a name, or is the surname: "President Berg", "BERG"."""
    return words[-len(name) :] == name or words[-1:] == name[-1:]


def _titled(text: str, span: Span, words: tuple[str, ...]) -> bool:
    """Say whether the words are the whole title before a name."""
    before = fold(text[max(0, span[0] - 80) : span[0]]).split()[-LONGEST_TITLE:]
    if tuple(before[-len(words) :]) != words:
        return False
    further = before[: -len(words)][-1:]
    return not further or further[0] not in words_of("rank") | words_of("former")
