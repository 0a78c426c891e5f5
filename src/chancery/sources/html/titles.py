"""Parts titles from the name of the site, and finds which line of a page is the headline."""

import re
from collections.abc import Collection, Iterator, Sequence

from chancery.sources.html.body import WORD
from chancery.sources.html.walk import Line

# What parts a title from the name of the site: with space around it, a bar without as well.
_SEPARATOR = re.compile(r"\s+(?:[|–—―·•»«›‹:~-]|::|//|>>?|<<?|/)\s+|\s*[|]\s*")
_ANY_SEPARATOR = re.compile(
    r"\s*(?:[|–—―·•»«›‹~_>]|::|//)\s*|\s+[:/-]\s+|[:-]\s+|-(?=[^\x00-\u02ff])"
)
TITLE_WORDS = 4  # choice: so many words must agree before a heading is taken for a title
TITLE_SHARE = 0.8
TITLE_CHARACTERS = 500  # choice: a longer title is not parted: each part is a copy
LINE_CHARACTERS = 12  # choice: a line that is no heading and shorter proves no part of a title


def without_site(title: str, headings: Collection[str], names: Collection[str]) -> str:
    """Return the title without the site's name at either end, as far as the page proves it.

    It is proved by a visible heading that is the rest, or by one of the site's names, which come
    in the form of `plain`.
    """
    for mark in _SEPARATOR.finditer(title if len(title) <= TITLE_CHARACTERS else ""):
        before, after = title[: mark.start()], title[mark.end() :]
        if before and (before in headings or plain(after) in names):
            return before
        if after and (after in headings or plain(before) in names):
            return after
    return title


def plain(name: str) -> str:
    """Return the name without case and without all but letters and digits."""
    return "".join(WORD.findall(name.casefold()))


def key(text: str) -> str:
    """Return the words of a text, case folded, for comparison."""
    return " ".join(WORD.findall(text.casefold()))


def find_headline(lines: Sequence[Line], first: int, titles: Sequence[str]) -> int | None:
    """Return the line, at most the body's first, that is the title: a heading if one is.

    Of several the nearest to the body. Else a heading that is what a title says before or after a
    separator, one that holds most of a title's words, a line that is such a part, the only <h1>.
    """
    keys = {number: key(lines[number].text) for number in range(first, -1, -1)}
    wanted = {found for title in titles if (found := key(title))}
    parts = {key(part) for title in titles for part in _parts(title)} - {""}
    headings = [number for number in keys if lines[number].heading]
    tops = [number for number in headings if lines[number].part == "headline"]
    own = [number for number in tops if lines[number].zone is None]
    attempts = (
        (number for number in tops if keys[number] in wanted),
        (number for number in headings if keys[number] in wanted),
        (n for n in keys if keys[n] in wanted and lines[n].zone is None),
        (number for number in headings if keys[number] in parts),
        (number for number in headings if _resembles(keys[number], wanted)),
        (number for number in keys if keys[number] in wanted),
        (n for n in keys if keys[n] in parts and len(lines[n].text) >= LINE_CHARACTERS),
        iter(own if len(tops) == 1 else ()),
    )
    return next((number for attempt in attempts for number in attempt), None)


def _parts(title: str) -> Iterator[str]:
    """Yield what stands before and after each separator of the title."""
    for mark in _ANY_SEPARATOR.finditer(title if len(title) <= TITLE_CHARACTERS else ""):
        yield title[: mark.start()]
        yield title[mark.end() :]


def _resembles(heading: str, titles: Collection[str]) -> bool:
    """Tell whether the heading and a title share most words of the shorter, at least a few."""
    words = set(heading.split())
    for title in titles:
        others = set(title.split())
        least = max(TITLE_WORDS, TITLE_SHARE * min(len(words), len(others)))
        if len(words & others) >= least:
            return True
    return False


def title_place(heading: str, titles: Sequence[str]) -> tuple[int, int]:
    """Return where in a heading the title stands: all of it, but for a kicker or a second line.

    The heading is cut only to a title of the markup that it begins or ends with.
    """
    spaced = heading.replace("\xa0", " ")
    if not any(spaced == title for title in titles):
        for title in titles:
            if len(WORD.findall(title)) < TITLE_WORDS:
                continue
            before, found, after = spaced.partition(title)
            if found and before and not after and not before[-1].isalnum():
                return len(before), len(spaced)
            if found and after and not before and not after[0].isalnum():
                return 0, len(title)
    return 0, len(heading)
