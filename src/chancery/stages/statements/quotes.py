"""Gives a speaker the quotations that follow his words with no cue and no narrator between."""

from bisect import bisect_right, insort
from collections.abc import Sequence

from chancery.stages.statements.draft import Draft
from chancery.stages.statements.edges import bare
from chancery.text.page import Page
from chancery.text.quotation import Quotation

FEWEST = 3  # words of a quotation that goes on; fewer are a term or a title


def go_on(page: Page, drafts: Sequence[Draft]) -> None:
    """Add to the words of each draft the quotations that go on with it."""
    taken = sorted((span[0], span[1], at) for at, one in enumerate(drafts) for span in one.spans)
    for quotation in page.quotations:
        span = (quotation.start, quotation.end)
        at = bisect_right(taken, (quotation.start, quotation.start, len(drafts)))
        beside = taken[max(0, at - 1) : at + 1]
        if any(start < span[1] and span[0] < end for start, end, _ in beside):
            continue
        if at and _goes_on(page, taken[at - 1], quotation):
            number = taken[at - 1][2]
            drafts[number].words.append(bare(page, span))
            insort(taken, (*span, number))


def _goes_on(page: Page, last: tuple[int, int, int], quotation: Quotation) -> bool:
    """Say whether nothing stands between a speaker's last sentence and a quotation of words."""
    end = max(last[1], page.sentence_of(last[1] - 1)[1])
    if end > quotation.start:  # both in one sentence: it is quoted for itself
        return False
    opens = page.sentence_of(quotation.start)[0]
    between = page.text[end : quotation.start]
    words = page.words((quotation.inner_start, quotation.inner_end)).split()
    whole = page.text[opens : quotation.start].strip() == ""
    return whole and len(words) >= FEWEST and not any(map(str.isalnum, between))
