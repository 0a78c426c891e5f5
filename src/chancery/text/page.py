"""A document as it was read: its sentences, quotations and times, and evidence for its spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from chancery.model import (
    Annotation,
    ClaimTime,
    Credit,
    Dates,
    Document,
    Evidence,
    Mention,
    Party,
    Span,
    TimeExpression,
    cite,
)
from chancery.text.quotation import MARK, Quotation, quotations, quote_states
from chancery.text.set_apart import find_apart

NEAR = 4  # code points between the words of a phrase and a mark beside it: ".''"
UNREAD = "\n"  # what stands for text that is not read, as in the annotation


class Page:
    """What claims are made from; all spans are code points of the document's text, half-open."""

    def __init__(
        self,
        document: Document,
        annotation: Annotation,
        dates: Dates | None,
        credited: Iterable[Credit] = (),
    ) -> None:
        """Take a document with what was read in it; without dates no time is known."""
        self.document = document
        self.annotation = annotation
        self.sentences = annotation.sentences
        self.text = read_text(document.text, annotation.sentences)
        self._starts = [start for start, _ in annotation.sentences]
        self._dates = dates.expressions if dates else ()
        self._credited = tuple(credited)

    @cached_property
    def apart(self) -> tuple[Span, ...]:
        """Return the spans that nobody in the document says: datelines and credits, in order."""
        return find_apart(self.document, self._credited)

    @cached_property
    def _nested(self) -> tuple[Quotation, ...]:
        return quotations(self.text)

    @cached_property
    def _nested_starts(self) -> list[int]:
        return [one.start for one in self._nested]

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Return the quotations that lie in no other, in order."""
        return tuple(one for one in self._nested if one.depth == 0)

    @cached_property
    def quote_states(self) -> bytes:
        """Return for each code point whether it is quoted, or a paired mark."""
        return quote_states(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions in text order, the outer before the inner."""
        return tuple(sorted(self.annotation.mentions, key=lambda one: (one.start, -one.end)))

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [one.start for one in self.mentions]

    @cached_property
    def _chains(self) -> dict[Span, int]:
        held = self.annotation.mentions
        return {
            (held[at].start, held[at].end): number
            for number, chain in enumerate(self.annotation.chains)
            for at in chain
        }

    def chain_of(self, one: Mention) -> int | None:
        """Return the number of the chain that a mention belongs to; None where it has none."""
        return self._chains.get((one.start, one.end))

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [one.start for one in self.quotations]

    def words(self, span: Span) -> str:
        """Return the words of a span, with line ends for what is not read."""
        return self.text[slice(*span)]

    def sentence_of(self, place: int) -> Span:
        """Return the sentence that holds a place, or the last before it."""
        return self.sentences[self.number_of(place)]

    def number_of(self, place: int) -> int:
        """Return which sentence that is, from 0 on."""
        return max(0, bisect_right(self._starts, place) - 1)

    def sentences_of(self, spans: Iterable[Span]) -> list[Span]:
        """Return the sentences that any of the spans lies in, in order."""
        found: set[Span] = set()
        for start, end in spans:
            low = max(0, bisect_right(self._starts, start) - 1)
            high = bisect_left(self._starts, end)
            found.update(one for one in self.sentences[low:high] if one[1] > start)
        return sorted(found)

    def whole(self, span: Span) -> Span:
        """Return the span with the rest of the words that it cuts."""
        start, end = span
        while 0 < start < end and self.text[start - 1].isalnum() and self.text[start].isalnum():
            start -= 1
        while start < end < len(self.text) and self.text[end - 1 : end + 1].isalnum():
            end += 1
        return start, end

    def cite(self, span: Span) -> Evidence:
        """Return the evidence for a span."""
        return cite(self.document.id, self.document.text, *span)

    def cite_all(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Return the evidence for spans, in their order."""
        return tuple(self.cite(span) for span in spans)

    def evidence(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Return the whole sentences that spans lie in, as evidence."""
        return self.cite_all(self.sentences_of(spans))

    def parties(self, spans: Iterable[Span]) -> tuple[Party, ...]:
        """Return what names the spans as parties, in text order."""
        return tuple(Party(evidence=self.cite(span)) for span in sorted(set(spans)))

    def mentions_in(self, span: Span) -> list[Mention]:
        """Return the mentions that lie wholly in a span."""
        low = bisect_left(self._mention_starts, span[0])
        high = bisect_left(self._mention_starts, span[1])
        return [one for one in self.mentions[low:high] if one.end <= span[1]]

    def quotations_in(self, span: Span) -> list[Quotation]:
        """Return the outermost quotations of which a part lies in a span, in order."""
        low = max(0, bisect_right(self._quotation_starts, span[0]) - 1)
        high = bisect_left(self._quotation_starts, span[1])
        return [one for one in self.quotations[low:high] if one.end > span[0]]

    def quotation_at(self, place: int) -> Quotation | None:
        """Return the outermost quotation that holds a place, marks included."""
        at = bisect_right(self._quotation_starts, place) - 1
        found = self.quotations[at] if at >= 0 else None
        return found if found and place < found.end else None

    def quotations_near(self, span: Span) -> list[Quotation]:
        """Return the quotations that meet a span or stand beside it, the outer first."""
        first = self.quotation_at(max(0, span[0] - NEAR))
        low = bisect_left(self._nested_starts, first.start if first else span[0] - NEAR)
        high = bisect_right(self._nested_starts, span[1] + NEAR)
        return [one for one in self._nested[low:high] if one.end >= span[0] - NEAR]

    def is_mark(self, place: int) -> bool:
        """Say whether a character belongs to a quotation mark that pairs with another."""
        return self.quote_states[place] == MARK

    def times_in(self, span: Span) -> Iterator[TimeExpression]:
        """Yield the time expressions that lie wholly in a span, in text order."""
        low = bisect_left(self._dates, span[0], key=lambda one: one.start)
        for one in self._dates[low:]:
            if one.start >= span[1]:
                return
            if one.end <= span[1]:
                yield one

    def time(self, one: TimeExpression) -> ClaimTime:
        """Return the time of a claim that an expression gives; "since 1963" has no end."""
        since = self.text[: one.start].rstrip().lower().endswith(" since")
        return ClaimTime(
            start=one.first,
            end=None if since else one.last,
            precision="between" if since and one.first else one.precision,
            basis=one.basis,
            evidence=self.cite((one.start, one.end)),
        )


def read_text(text: str, sentences: Iterable[Span]) -> str:
    """Return the text, as long as it was, with line ends for what stands in no sentence."""
    parts: list[str] = []
    last = 0
    for start, end in sentences:
        parts += (UNREAD * (start - last), text[start:end])
        last = end
    return "".join((*parts, UNREAD * (len(text) - last)))


def overlap(one: Span, other: Span) -> int:
    """Return how many code points two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def trimmed(text: str, span: Span, characters: str) -> Span:
    """Return the span without blanks and these characters at its ends; empty where none stay."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in characters):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in characters):
        end -= 1
    return start, end
