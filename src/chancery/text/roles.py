"""Cuts the phrases for who takes part out of what the reader marks: whole, and one for each."""

import re
from collections.abc import Collection, Iterable, Iterator

from chancery.model import Attribution, Span
from chancery.text.page import Page, overlap, trimmed

PARTIES = frozenset({"person", "organisation", "armed_group", "place", "people", "office"})
FARTHEST = 40  # characters that a mention may reach beyond what was marked
EDGES = ",;:()-–—"
_LEAD = re.compile(
    r"(?:(?:and|or|by|with|between|among|amongst|from|to|of|in|at(?!\s+(?:least|most)\b)|for|against|on"
    r"|that|as well as|including)\s+)+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s*,?\s+(?:(?:who|whom|whose|which|that|where|when|while|including|such as)\b|[-–—]{1,2}\s)"
)
_TAIL = re.compile(r"(?:\s+(?:and|or|of|in|the|a|an|with|by|for|from|to|at))+$|['’]s?$")
_JOINT = re.compile(r"\s*,?\s+(?:and|or|as well as|along with|together with)\s+|\s*,\s+")
_AND = re.compile(r"\s(?:and|or|as well as|along with|together with)\s")
_GOVERNED = re.compile(r"^(?:\w+\s+)*[a-z]\w*\s+(?:of|from|for|between)\s")
_ARTICLE = re.compile(r"(?:the|a|an|both|his|her|their|its)\s+", re.IGNORECASE)
_INDEFINITE = re.compile(r"an?\s")  # after a comma: an apposition
_FEWEST_OF_LIST = 3  # pieces that commas alone make a list; two are a phrase and its apposition


def role_phrases(page: Page, spans: Iterable[Span]) -> list[Span]:
    """Return the parties that spans hold, in text order, each once and none in another."""
    whole = (_whole(page, span) for span in spans)
    parts = sorted({part for span in whole if span for part in parted(page, span)})
    return [
        one
        for one in parts
        if not any(other != one and overlap(one, other) == one[1] - one[0] for other in parts)
    ]


def parted(page: Page, span: Span) -> Iterator[Span]:
    """Yield the parties that conjunctions join: "Roth and Hale", not "ministers of A and B"."""
    cuts = list(_JOINT.finditer(page.text, *span))
    joined = _AND.search(page.text, *span) or len(cuts) + 1 >= _FEWEST_OF_LIST
    start = span[0]
    if joined:
        for cut in cuts:
            after = (cut.end(), span[1])
            named = cut[0].strip() != "," or not _INDEFINITE.match(page.text, *after)
            if named and _opens(page, after) and _may_end(page, (start, cut.start()), after):
                yield start, cut.start()
                start = cut.end()
    yield start, span[1]


def named_in(page: Page, span: Span) -> bool:
    """Say whether a phrase holds a name."""
    return any(one.form == "name" and one.type in PARTIES for one in page.mentions_in(span))


def governor(page: Page, start: int) -> str:
    """Return the lower-case word before a place, an article passed over; empty where none is."""
    before = page.text[max(0, start - FARTHEST) : start]
    words = re.findall(r"[\w’']+|[.,;:!?]", before.lower())
    while words and words[-1] in {"the", "a", "an", "its", "his", "their"}:
        words.pop()
    return words[-1] if words else ""


def _whole(page: Page, span: Span) -> Span | None:
    """Return a span with the mentions it cuts, without what does not belong to a phrase."""
    start, end = span
    near = page.mentions_in((max(0, start - FARTHEST), end + FARTHEST))
    for one in near:
        cut = one.start < end < one.end or one.start < start < one.end
        if cut and one.type in PARTIES and one.form != "pronoun":
            start, end = min(start, one.start), max(end, one.end)
    start, end = trimmed(page.text, (start, end), EDGES)
    if lead := _LEAD.match(page.text, start, end):
        start = lead.end()
    if clause := _CLAUSE.search(page.text, start + 1, end):
        end = clause.start()
    while tail := _TAIL.search(page.text[start:end]):
        end = start + tail.start()
    start, end = trimmed(page.text, (start, end), EDGES)
    return (start, end) if any(map(str.isalnum, page.text[start:end])) else None


def _opens(page: Page, span: Span) -> bool:
    """Say whether a party begins here: a mention, an article aside, or a name."""
    article = _ARTICLE.match(page.text, *span)
    start = article.end() if article else span[0]
    here = page.mentions_in((span[0], span[1]))
    return any(one.start in {span[0], start} and one.type in PARTIES for one in here)


def _may_end(page: Page, before: Span, after: Span) -> bool:
    """Say whether what stands before a conjunction is a party without what stands behind."""
    if not any(one.type in PARTIES for one in page.mentions_in(before)):
        return False
    governed = _GOVERNED.match(page.text[slice(*before)])
    return not governed or page.text[after[0]].islower()


def said_elsewhere(
    page: Page, spans: Iterable[Span], around: Collection[Attribution]
) -> list[Span]:
    """Return the spans that stand in somebody's words other than those `around` a trigger."""
    return [
        span
        for span in spans
        for said in page.annotation.attributions
        if said not in around
        and any(start <= span[0] and span[1] <= end for start, end in said.content)
    ]
