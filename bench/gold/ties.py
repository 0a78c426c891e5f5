"""Ties the places of one name in a document to each other, so that any of them will do."""

import re
from collections.abc import Iterable, Iterator

from quotes import Span, places

PARTIES = frozenset(
    {
        "speaker",
        "addressee",
        "recipient",
        "actor",
        "parties",
        "heads",
        "host",
        "observers",
        "absentees",
        "by",
        "to",
        "attributed_to",
        "reported_by",
        "place",
    }
)
_NO_NAME = re.compile(
    r"(?:an?|all|another|any|both|each|every|few|he|her|his|i|its?|many|most|my|no|one|others?|our"
    r"|several|she|some|such|that|the|their|these|they|this|those|two|we|you)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+[.]? ?$")
_NEXT_WORD = re.compile(r" ?[^\W\d_]+")


def tie_names(
    text: str, parties: Iterable[Span], same: Iterable[tuple[Span, Span]]
) -> list[tuple[Span, Span]]:
    """Return the pairs of `same` with those that the text adds, sorted.

    A pair is a phrase and the name that it means. Two forms of one name ("Ms Roth", "Ida Roth")
    are tied both ways, and so are all places where a party's name stands in the same words.
    """
    given = set(same)
    variants = {(name, phrase) for phrase, name in given if _are_forms(text, phrase, name)}
    return sorted(given | variants | {pair for span in parties for pair in _repeated(text, span)})


def _repeated(text: str, span: Span) -> Iterator[tuple[Span, Span]]:
    """Yield pairs of the first place of a party's name with each other place, both ways."""
    name = text[slice(*span)]
    if not _is_name(name):
        return
    first, *others = sorted({span, *(s for s in places(text, name) if _stands_alone(text, s))})
    for other in others:
        yield first, other
        yield other, first


def _stands_alone(text: str, span: Span) -> bool:
    """Return whether a place is the whole of a name, not a part: "Roth", but not "Ida Roth"."""
    before = _LAST_WORD.search(text, max(0, span[0] - 30), span[0])
    behind = _NEXT_WORD.match(text, span[1])
    words = [match[0].strip() for match in (before, behind) if match]
    return not any(word[0].isupper() for word in words)


def _are_forms(text: str, phrase: Span, name: Span) -> bool:
    ours, theirs = text[slice(*phrase)], text[slice(*name)]
    shared = _capitalised(ours) & _capitalised(theirs)
    return _is_name(ours) and bool(shared)


def _capitalised(words: str) -> set[str]:
    return {word for word in _WORD.findall(words) if word[0].isupper()}


def _is_name(words: str) -> bool:
    return words[:1].isupper() and not _NO_NAME.match(words)
