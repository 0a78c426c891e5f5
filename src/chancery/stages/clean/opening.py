"""Types the lines from the headline to the lead, and what is kept beside the body below it."""

from collections.abc import Iterable, Sequence

from chancery.model.document import BlockType
from chancery.stages.clean.facts import Facts
from chancery.stages.clean.heading import (
    AROUND,
    LEAD,
    find_lead,
    is_byline,
    is_dateline,
    is_dek,
    is_note,
    picture_type,
)
from chancery.stages.clean.headline import Top, find_headline, find_mastheads

MENU = 3  # lines of a menu at least, and words of each at most
SHORT_ENTRY = 25  # code points of a line of a menu
NAME = 4  # words of a name below a lone "By"

Types = list[BlockType | None]
Window = tuple[int, int]  # lines, half-open


def type_opening(
    text: str, lines: Sequence[Facts], worded: Types, types: Types, window: Window
) -> int | None:
    """Set the kept types other than body, and body above the window; return the headline's line.

    `worded` are the types by the lines' own wording, `types` those with labelled teasers too.
    """
    lead = find_lead(lines, window, [found is not None for found in types])
    for i in find_mastheads(lines, lead):
        if worded[i] is None:
            worded[i] = types[i] = "navigation"
    top = Top(text, lines, worded, types, window[0], lead)
    headline = find_headline(top)
    if headline is None:
        _type_each(text, lines, types, range(window[0], lead))
    else:
        types[headline] = "headline"
        _type_above(text, lines, types, headline, window[0])
        _type_between(top, types, headline)
    for i in range(lead + 1, min(len(lines), window[1] + AROUND)):
        if types[i] is None:
            types[i] = _below_lead(text, lines[i], left=window[1] - i)
    return headline


def type_page_opening(text: str, lines: Sequence[Facts], types: Types) -> int | None:
    """Set the kept types of a page's lines that its markup left as None; return the headline's.

    Nothing is removed but the entries of a menu above a headline that was found here.
    """
    known = [found is not None for found in types]
    lead = find_lead(lines, (0, len(lines)), known) if lines else 0
    headline = types.index("headline") if "headline" in types else None
    top = Top(text, lines, list(types), types, len(lines), lead)
    if headline is None:
        headline = find_headline(top)
        if headline is not None:
            types[headline] = "headline"
            _type_menu(lines, types, headline)
    if headline is None or headline > lead:
        _type_each(text, lines, types, range(lead))
    else:
        _type_each(text, lines, types, range(headline))
        _type_between(top, types, headline)
    body = [i for i in range(lead + 1, len(lines)) if types[i] is None]
    for place, i in enumerate(body):
        types[i] = _below_lead(text, lines[i], left=len(body) - place)
    return headline


def _type_menu(lines: Sequence[Facts], types: Types, headline: int) -> None:
    """Type as navigation the short lines above the headline, if they are as many as a menu's."""
    entries = [i for i in range(headline) if types[i] is None and is_entry(lines[i])]
    if len(entries) >= MENU:
        for i in entries:
            types[i] = "navigation"


def is_entry(line: Facts) -> bool:
    """Say whether the line may be an entry of a menu: a word or three, and no sentence."""
    short = line.size <= SHORT_ENTRY and 0 < len(line.words) <= MENU
    return short and line.ending == "word" and not line.date


def _below_lead(text: str, line: Facts, *, left: int) -> BlockType | None:
    """Return the type of a line from which on so many are `left` of the body."""
    if left <= 1 and is_byline(line):
        return "byline"
    if left <= AROUND and is_note(line):
        return "credit"
    return picture_type(text, line, above=False)


def type_above_lead(text: str, line: Facts) -> BlockType | None:
    """Return byline, dateline, caption or credit for a line between headline and lead."""
    if is_byline(line):
        return "byline"
    return "dateline" if is_dateline(line) else picture_type(text, line, above=True)


def _type_each(text: str, lines: Sequence[Facts], types: Types, numbers: Iterable[int]) -> None:
    for i in numbers:
        if types[i] is None:
            types[i] = type_above_lead(text, lines[i])


def _type_above(
    text: str, lines: Sequence[Facts], types: Types, headline: int, start: int
) -> None:
    """Type what stands above the headline; a date there is its own if nothing stands between."""
    strangers = 0
    for i in range(headline - 1, max(-1, headline - 1 - AROUND), -1):
        found = type_above_lead(text, lines[i]) if types[i] is None else None
        if found in ("caption", "credit") or strangers == 0 or i >= start:
            types[i] = types[i] or found
        strangers += types[i] is None


def _type_between(top: Top, types: Types, headline: int) -> None:
    """Type what stands between headline and lead; what says nothing there stays as it is."""
    lines, lead = top.lines, top.lead
    strangers = 0
    dated = False
    for i in range(headline + 1, lead):
        if top.worded[i] is not None:
            continue
        found = type_above_lead(top.text, lines[i]) or _named(lines, types, i)
        inside = i >= top.start
        if found is None and _is_dek(lines, i, lead, inside=inside, first=strangers == 0):
            found = "dek" if types[i] is None or strangers == 0 else None
        dated = dated or found in ("byline", "dateline")
        if found is None and not inside and dated and _is_lost(lines[i]):
            found = "body"
        strangers += found in (None, "dek", "body") and not (inside and found is None)
        if found is None and inside and strangers == 0:
            types[i] = None
        types[i] = found or types[i]


def _is_dek(lines: Sequence[Facts], i: int, lead: int, *, inside: bool, first: bool) -> bool:
    """Say whether the line is a dek; above the window only the first line is asked."""
    return (inside or first) and is_dek(lines[i], lines[lead], inside=inside)


def _named(lines: Sequence[Facts], types: Types, i: int) -> BlockType | None:
    """Return byline for a lone "By" and for the name on the line below it."""
    line = lines[i]
    if line.words == ("by",):
        return "byline"
    under = types[i - 1] == "byline" and lines[i - 1].words == ("by",)
    return "byline" if under and line.capitals == len(line.words) <= NAME else None


def _is_lost(line: Facts) -> bool:
    """Say whether a line under a dated headline is a paragraph that the window left out."""
    return line.size >= LEAD and line.ending in ("stop", "close") and line.sentences > 0
