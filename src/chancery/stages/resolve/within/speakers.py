"""Says who speaks where: the person that each attribution names, and which words are quoted."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from chancery.model import Attribution, Span
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.reading import Reading
from chancery.stages.resolve.within.timeline import Timeline
from chancery.text.quotation import quotations


@dataclass(frozen=True, slots=True)
class Speech:
    """A piece of what is said, and the attribution that says so."""

    start: int
    end: int
    attribution: Attribution


class Speakers:
    """The attributions of a document by what they hold."""

    def __init__(self, reading: Reading, timeline: Timeline) -> None:
        """Take the document and where its referents are spoken of."""
        self._text = reading.text
        self._timeline = timeline
        pieces = [
            Speech(*piece, one)
            for one in reading.attributions
            for piece in one.content
            if piece[0] < piece[1]
        ]
        self._speeches = sorted(pieces, key=lambda one: (one.start, -one.end))
        self._quotes = _outermost(reading.text)
        self._starts = [one.start for one in self._speeches]
        self._spoken = sorted(
            (one for one in reading.attributions if one.source), key=lambda one: one.cue
        )
        self._cues = [one.cue[0] for one in self._spoken]
        self._longest = max((one.end - one.start for one in pieces), default=0)

    def around(self, place: int) -> Speech | None:
        """Return the innermost speech that holds a place."""
        low = bisect_left(self._starts, place - self._longest)
        high = bisect_right(self._starts, place)
        holding = [one for one in self._speeches[low:high] if one.end > place]
        return min(holding, key=lambda one: (one.end - one.start, one.start), default=None)

    def is_quoted(self, place: int) -> bool:
        """Say whether a place stands between quotation marks."""
        at = bisect_right(self._quotes, (place, len(self._text))) - 1
        return at >= 0 and place < self._quotes[at][1]

    def said_by(self, span: Span) -> Attribution | None:
        """Return the attribution whose source holds a span; of several the first."""
        return next(
            (one for one in self._spoken for a, b in one.source if a <= span[0] and span[1] <= b),
            None,
        )

    def before(self, place: int) -> Attribution | None:
        """Return the last attribution whose cue and source stand before a place."""
        for one in reversed(self._spoken[: bisect_left(self._cues, place)]):
            if max(one.cue[1], *(end for _, end in one.source)) <= place:
                return one
        return None

    def who(self, attribution: Attribution) -> Draft | None:
        """Return the person whom the source of an attribution names or takes up first."""
        for piece in attribution.source:
            found = self._timeline.within(piece)
            if found:
                return found
        return None


def leads(text: str, speech: Speech, place: int) -> bool:
    """Say whether a place opens what is said, behind the cue: "said he", "told us that he"."""
    behind = speech.attribution.cue[1] <= place
    return behind and text[speech.start : place].split() in ([], ["that"])


def _outermost(text: str) -> list[Span]:
    found: list[Span] = []
    for one in sorted(quotations(text), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1][1]:
            found.append((one.start, one.end))
    return found
