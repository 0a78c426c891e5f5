"""Says who is called "you" because the sentence calls him or her by name."""

import re
from bisect import bisect_right

from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.reading import Reading

NEAR = 2  # sentences for which a name that is called holds; chosen

_OPENS = re.compile(
    r"^[^\w]*(?:(?i:and|so|but|well|now|yes|no|oh)\b[\s,]*)*(?:[A-Z][\w.'’-]*\s+){0,4}$"
)
_THANKS = re.compile(
    r"^,\s+(?:again\s+)?(?:thank\s+)?you\b|^,\s+(?:we|I|will|would|can|could|do|did|are|have)\b[^.!?\n]*\byou"
)
_THANKED = re.compile(
    r"\b[Tt]hank\s+you(?:\s+(?:so|very)\s+much)?(?:\s+again)?,\s+(?:[A-Z][\w.'’-]*\s+){0,4}$"
)


class Vocatives:
    """Where a document calls somebody by name."""

    def __init__(self, reading: Reading, persons: list[Draft]) -> None:
        """Take a document with the persons that it names."""
        self._reading = reading
        found: dict[int, Draft] = {}
        for person in persons:
            for span in person.names:
                if _is_called(reading, *span):
                    found[reading.sentence_of(span[0])] = person
        self._called = sorted(found.items(), key=lambda one: one[0])

    def asked(self, place: int) -> Draft | None:
        """Return who is called by name in the sentence of a place, or shortly before it."""
        number = self._reading.sentence_of(place)
        at = bisect_right(self._called, number, key=lambda one: one[0]) - 1
        if at < 0 or number - self._called[at][0] > NEAR:
            return None
        called = self._reading.sentences[self._called[at][0]][0]
        return None if "\n" in self._reading.text[called:place] else self._called[at][1]


def _is_called(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.sentences[reading.sentence_of(start)]
    before, behind = reading.text[first:start], reading.text[end:last]
    return bool(
        (_OPENS.search(before) or before.rstrip().endswith((",", "‘", "'", "“", '"')))
        and _THANKS.search(behind)
    ) or bool(_THANKED.search(before))
