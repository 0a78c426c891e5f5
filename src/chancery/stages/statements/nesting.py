"""Says which attributions stand in the words of others: who reports whom, and who goes on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chancery.model import Span
from chancery.stages.statements.draft import Draft
from chancery.stages.statements.edges import bare, has_word
from chancery.stages.statements.lexicon import words_of
from chancery.text.page import Page


class Nest:
    """The drafts of a document by the words that they hold."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        """Take the drafts in any order."""
        pieces = [(start, end, at) for at, one in enumerate(drafts) for start, end in one.words]
        self._pieces = sorted(pieces)
        self._starts = [start for start, _, _ in self._pieces]
        self._reach: list[int] = []  # how far the pieces up to each one go
        for _, end, _ in self._pieces:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)
        self._drafts = drafts

    def around(self, one: Draft) -> list[Draft]:
        """Return the drafts whose words hold the cue of another, the outermost first."""
        found: dict[int, Span] = {}
        at = bisect_right(self._starts, one.cue[0]) - 1
        while at >= 0 and self._reach[at] >= one.cue[1]:
            start, end, number = self._pieces[at]
            if end >= one.cue[1] and self._drafts[number] is not one:
                found[number] = (start, end)
            at -= 1
        order = sorted(found, key=lambda number: (found[number][0] - found[number][1], number))
        return [self._drafts[number] for number in order]


def without_own(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those in which a speaker speaks of himself: "I welcome".

    Inside his words they are a part of what he says. Outside quotation marks they are so where
    a speaker's words run on from a colon, as in a press release.
    """
    nest = Nest(drafts)
    named = [one for one in drafts if not _of_self(page, one)]
    ends = sorted(one.cue[1] for one in named if _runs_on(page, one))
    kept = []
    for one in drafts:
        inside = any(not _of_self(page, other) for other in nest.around(one))
        if not _of_self(page, one) or not (inside or _is_led(page, one, ends)):
            kept.append(one)
    return kept


def cut_reporters(page: Page, drafts: Sequence[Draft]) -> None:
    """End the words of each draft before the one who reports it: "…, according to Roth"."""
    nest = Nest(drafts)
    for one in drafts:
        for other in nest.around(one):
            if one.holds(other.cue):
                _cut(page, one, [other.cue, *other.speaker])


def _cut(page: Page, one: Draft, narrated: Sequence[Span]) -> None:
    """Cut from the end of words what is the narrator's, if nothing but that stands there."""
    start, end = one.words[-1]
    inside = sorted(span for span in narrated if start < span[0] and span[1] <= end)
    last = inside[0][0] if inside else end
    for span in inside:
        if has_word(page, (last, span[0])):
            return
        last = span[1]
    if inside and not has_word(page, (last, end)):
        one.words[-1] = bare(page, (start, inside[0][0]))


def reporters(one: Draft, nest: Nest) -> Iterator[Draft]:
    """Yield who stands between the article and the speaker, the article's own source first."""
    seen = set(one.speaker)
    for other in nest.around(one):
        if other.speaker and not seen & set(other.speaker) and not one.holds(other.cue):
            seen.update(other.speaker)
            yield other


def _of_self(page: Page, one: Draft) -> bool:
    return bool(one.speaker) and page.words(one.speaker[0]).lower() in words_of("self")


def _runs_on(page: Page, one: Draft) -> bool:
    """Say whether a cue ends with a colon and the paragraph with it."""
    return page.text[one.cue[0] : one.cue[1] + 2].rstrip().endswith(":")


def _is_led(page: Page, one: Draft, ends: Sequence[int]) -> bool:
    """Say whether a cue with a colon stands before, or the words are quoted."""
    return bool(bisect_right(ends, one.cue[0])) or bool(page.quotation_at(one.cue[0]))
