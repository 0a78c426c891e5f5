"""Keeps of a document what may date it, or others, through their thread and process."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chancery.model import (
    Annotation,
    Dates,
    Document,
    Lead,
    Mention,
    Span,
    TimeExpression,
    Turn,
    cite,
)
from chancery.stages.threads.occasion import weekday_of
from chancery.stages.threads.parties import NAMED, actor_of
from chancery.text.tables import packaged_rows

OPENING = 6  # sentences in which an article says when what it tells of was
MOST = 8  # turning points kept of a document, the first

_BEHIND = re.compile(r"\s*(?:(?:there|again)\s+)?(?:(?:in|on|early|late|mid|the)[\s-]+)*")
_SINCE = re.compile(r"\b(?:since|after)\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,.;:\n]*")


def lead(document: Document, annotation: Annotation, dates: Dates) -> Lead | None:
    """Return the first day that the opening speaks of; None where it names none."""
    opening = annotation.sentences[:OPENING]
    end = opening[-1][1] if opening else 0
    for one in dates.expressions:
        weekday = weekday_of(one) if one.end <= end else None
        if weekday:
            return Lead(
                evidence=cite(document.id, document.text, one.start, one.end),
                weekday=weekday,
                day=one.first if one.first == one.last else None,
                direction=one.direction,
            )
    return None


def turns(document: Document, annotation: Annotation, dates: Dates) -> tuple[Turn, ...]:
    """Return the turning points that the document tells of, in text order, the first of them."""
    found = (
        turn
        for sentence in annotation.sentences
        for turn in _turns(document, sentence, annotation.mentions, dates.expressions)
    )
    return tuple(turn for _, turn in zip(range(MOST), found, strict=False))


def _turns(
    document: Document,
    sentence: Span,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> Iterator[Turn]:
    for found in _forms().finditer(document.text, *sentence):
        names = [
            one
            for one in mentions
            if one.form == "name" and one.type in NAMED
            if sentence[0] <= one.start and one.end <= found.start()
        ]
        clause = _CLAUSE.match(document.text, found.end(), sentence[1])
        end = clause.end() if clause else found.end()
        inside = [one for one in times if found.end() <= one.start < end]
        made = _dated(document, found, names, inside) or _undated(document, found, names, inside)
        if made:
            yield made


def _dated(
    document: Document,
    found: re.Match[str],
    names: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> Turn | None:
    """Return the turning point with the days of the expression right behind it."""
    time = next(iter(times), None)
    if time is None or not time.first or not time.last:
        return None
    if not _BEHIND.fullmatch(document.text, found.end(), time.start):
        return None
    words = (document.text[one.start : one.end] for one in names)
    return Turn(
        evidence=cite(document.id, document.text, found.start(), time.end),
        about=_kind(found[0]),
        names=tuple(sorted({actor_of(one) for one in words})),
        first=time.first,
        last=time.last,
    )


def _undated(
    document: Document,
    found: re.Match[str],
    names: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> Turn | None:
    """Return the turning point that is told as past without a date, behind "since" or "after"."""
    text = document.text
    subject = next((one for one in names if not text[one.end : found.start()].strip()), None)
    if times or subject is None:
        return None
    since = _SINCE.search(text, max(0, subject.start - len("since the ") - 1), subject.start)
    if since is None:
        return None
    return Turn(
        evidence=cite(document.id, text, since.start(), found.end()),
        about=_kind(found[0]),
        names=(actor_of(text[subject.start : subject.end]),),
        first=None,
        last=None,
    )


@cache
def _kinds() -> dict[str, str]:
    """Return the kind of turning point by the words that tell of it."""
    rows = packaged_rows(__package__ or "", "turns.tsv")
    return {form: row[0] for row in rows for form in row[1].split("|")}


@cache
def _forms() -> re.Pattern[str]:
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in _kinds())
    return re.compile(rf"\b(?:{words})\b")


def _kind(words: str) -> str:
    return _kinds()[" ".join(words.split())]
