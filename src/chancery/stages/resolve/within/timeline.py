"""Where the persons of a document are spoken of, in text order."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from chancery.model import Span
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.reading import Phrase, Reading

PAIR = " and "


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One phrase that means a referent."""

    start: int
    end: int
    sentence: int
    chain: int = -1
    draft: Draft = field(compare=False, default_factory=lambda: Draft("other"))


class Timeline:
    """The places of all drafts; grows as pronouns find theirs."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        """Enter every phrase that the drafts hold."""
        chain_of = {one.span: one.chain for one in reading.phrases}
        self.sexes: dict[int, Counter[str]] = defaultdict(Counter)
        self.text = reading.text
        self.named = {span[0] for draft in drafts for span in draft.references}
        self.heading = max(0, self.text.find("\n"))
        self._reading = reading
        self._places: list[Place] = []
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._chains: dict[int, list[Place]] = defaultdict(list)
        spans = [(span, draft) for draft in drafts for span in draft.references]
        for span, draft in spans:
            self.add(span, chain_of.get(span), draft)
        self._inner = _inner(spans)

    def add(self, span: Span, chain: int | None, draft: Draft) -> None:
        """Enter a phrase that means a draft."""
        number = -1 if chain is None else chain
        place = Place(*span, self._reading.sentence_of(span[0]), number, draft)
        insort(self._places, place)
        insort(self._starts[id(draft)], span[0])
        if chain is not None:
            insort(self._chains[chain], place)

    def chain(self, number: int | None) -> list[Place]:
        """Return the places of one of the model's chains, in order."""
        return [] if number is None else self._chains.get(number, [])

    def linked(self, phrase: Phrase) -> Place | None:
        """Return the last place of the phrase's chain before it."""
        places = self.chain(phrase.chain)
        return next((one for one in reversed(places) if one.start < phrase.start), None)

    def count(self, draft: Draft, place: int) -> int:
        """Return how often a draft is spoken of before a place."""
        return bisect_left(self._starts[id(draft)], place)

    def is_first(self, place: Place) -> bool:
        """Say whether a place is the first of its sentence at which a person is spoken of."""
        at = bisect_left(self._places, place)
        before = self._places[at - 1] if at else None
        return before is None or before.sentence < place.sentence or not before.draft.is_person

    def sentence_start(self, place: int) -> int:
        """Return where the sentence of a place begins."""
        return self._reading.sentences[self._reading.sentence_of(place)][0]

    def within(self, span: Span) -> Draft | None:
        """Return the person whom a span means first, if it means one."""
        at = bisect_left(self._places, Place(span[0], 0, 0))
        for place in self._places[at:]:
            if place.start >= span[1]:
                break
            if place.end <= span[1] and place.draft.is_person:
                return place.draft
        return None

    def back(self, start: int, sentences: int) -> Iterator[Place]:
        """Yield the places before one, the nearest first, as far as so many sentences back."""
        number = self._reading.sentence_of(start)
        at = bisect_left(self._places, Place(start, 0, 0))
        for place in reversed(self._places[:at]):
            if place.sentence < number - sentences:
                return
            if place.end <= start:
                yield place

    def before(self, start: int) -> Place | None:
        """Return the place nearest before one."""
        at = bisect_left(self._places, Place(start, 0, 0))
        return self._places[at - 1] if at else None

    def opening(self, start: int) -> Place | None:
        """Return the person whose phrase begins at a place."""
        at = bisect_left(self._places, Place(start, 0, 0))
        found = self._places[at] if at < len(self._places) else None
        return found if found and found.start == start and found.draft.is_person else None

    def is_aside(self, place: Place) -> bool:
        """Say whether someone stands in what is said of another: whose office it is."""
        return place.start in self._inner

    def paired(self, start: int) -> Draft | None:
        """Return whom "and" joins to what follows a place: "Northland and its allies"."""
        before = self._reading.text[max(0, start - len(PAIR)) : start]
        at = bisect_left(self._places, Place(start, 0, 0))
        if before != PAIR or at == 0 or self._places[at - 1].end != start - len(PAIR):
            return None
        return self._places[at - 1].draft


def _inner(spans: Iterable[tuple[Span, Draft]]) -> set[int]:
    """Return the starts of phrases that lie in a phrase of another draft."""
    found: set[int] = set()
    reached, outer = 0, None
    for (start, end), draft in sorted(spans, key=lambda one: (one[0][0], -one[0][1])):
        if end <= reached and draft is not outer:
            found.add(start)
        elif end > reached:
            reached, outer = end, draft
    return found
