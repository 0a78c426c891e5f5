"""Says which referent of a document a phrase means, by the reference at the phrase's head."""

from bisect import bisect_left
from collections.abc import Iterable

from chancery.model import Reference, Referent, Span

PREPOSITIONS = frozenset({"of", "for", "in", "at", "from", "to", "on", "by", "with", "near"})
FURTHER = 12  # characters of a title or an article before a name at the end of a phrase; chosen
_OWNING = ("'s", "’s", "' ", "’ ")

Meant = tuple[Referent, Reference]


class Meanings:
    """The referents of one document by their phrases."""

    def __init__(self, text: str, referents: Iterable[Referent]) -> None:
        """Take the document's text and its referents."""
        self._text = text
        found = [(two.start, two.end, one, two) for one in referents for two in one.references]
        self._places = sorted(found, key=lambda each: (each[0], each[1], each[2].id))
        self._starts = [start for start, *_ in self._places]

    def of(self, span: Span) -> Meant | None:
        """Return whom a phrase means, with the words that say so; None where none is sure.

        It is the phrase itself; or, in a longer one, the person's name that it opens with, a title
        aside, before a comma; or the last that no preposition governs and that owns nothing; or
        the name at its end, with a title at most before it; or what it opens with, before a comma.
        """
        best: tuple[int, int, Meant] | None = None
        for at in range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])):
            start, end, referent, reference = self._places[at]
            rank = self._rank(span, referent, reference) if end <= span[1] else 0
            if rank and (best is None or (rank, start) > best[:2]):
                best = rank, start, (referent, reference)
        return best[2] if best else None

    def _rank(self, span: Span, referent: Referent, one: Reference) -> int:
        """Return how surely the phrase means what a part of it means; 0: it does not."""
        if (one.start, one.end) == span:
            return 5
        before = self._text[span[0] : one.start].split()
        behind = self._text[one.end : span[1]].lstrip()
        governed = bool(before) and before[-1].lower() in PREPOSITIONS
        if governed or behind.startswith(_OWNING):
            return 0
        if referent.type == "person" and one.form == "name":
            opens = one.start - span[0] <= FURTHER and behind.startswith(",")
            return 4 if opens else 3
        if one.end == span[1] and one.start - span[0] <= FURTHER:
            return 2
        return 1 if not before and behind.startswith(",") else 0
