"""Names who meets and in which format, so that one round is known from the next."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chancery.knowledge import Knowledge, fold, open_knowledge
from chancery.model import Annotation, Document, Meeting, MentionType

NAMED: frozenset[MentionType] = frozenset(
    {"person", "organisation", "armed_group", "place", "people"}
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ORDER = re.compile(  # what parts one round from the next
    r"\b(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|new|next|latest|last|the|rounds?|of)\b"
)


def parties(
    document: Document, annotation: Annotation, meeting: Meeting | None
) -> tuple[str, ...]:
    """Return those that meet or host by their names, known actors by their main one, sorted."""
    if meeting is None:
        return ()
    spans = [(one.evidence.start, one.evidence.end) for one in (*meeting.parties, *meeting.host)]
    names = (
        document.text[one.start : one.end]
        for one in annotation.mentions
        if one.type in NAMED and one.form == "name"
        if any(start <= one.start and one.end <= end for start, end in spans)
    )
    return tuple(sorted({actor for name in names if (actor := actor_of(name))}))


def series(meetings: Sequence[Meeting]) -> tuple[str, ...]:
    """Return the names of formats that meetings are of, without the number of the round."""
    said = (one.series.evidence.quote for one in meetings if one.series)
    names = {" ".join(_ORDER.sub(" ", fold(words)).split()) for words in said}
    return tuple(sorted(names - {""}))


def actor_of(name: str) -> str:
    """Return the main name of the only actor that a name, or its end, means; else its last word.

    It is folded: "Aldanian", "the Aldanian government" and the capital of Aldania are aldania.
    """
    words = _WORD.findall(name)
    for known in _known(words, _packaged()):
        return known
    return fold(words[-1]) if words else ""


def _known(words: Sequence[str], knowledge: Knowledge) -> Iterator[str]:
    for start in range(len(words)):
        found = knowledge.candidates(" ".join(words[start:]))
        if len({one.actor.id for one in found}) == 1:
            yield fold(found[0].actor.name)


@cache
def _packaged() -> Knowledge:
    """Return the package's facts, opened once in a process."""
    return open_knowledge()
