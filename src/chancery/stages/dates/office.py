"""Bounds the publication by an office that the text says someone holds now."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from chancery.knowledge import Knowledge, fold
from chancery.knowledge.facts import Term
from chancery.model import DayBound, Span, cite
from chancery.stages.dates.page import Page

LONGEST_TITLE = 60  # characters between "current" and the name
LINKS = frozenset({"of", "the", "and", "for"})
_NOW = re.compile(r"\b(?:[Cc]urrent|[Ii]ncumbent)\s+([^.,;:()\n]+?)\s*,?\s*$")


class Holder(NamedTuple):
    """Where a text calls someone a current holder, and the term that this must be."""

    span: Span
    term: Term


def office_bounds(
    page: Page, people: Sequence[Span], knowledge: Knowledge
) -> tuple[DayBound | None, DayBound | None]:
    """Return the days between which all that are called current holders can have held office.

    `people` are the names of persons. Only a name of one person counts whom one term fits, in a
    sentence that dates nothing else: of another year, "current" speaks of then. Holders who
    never held office on one day give no bounds.
    """
    found = list(_holders(page, people, knowledge))
    starts = [_bound(page, one, day) for one in found if (day := one.term.start.earliest)]
    ends = [_bound(page, one, day) for one in found if (day := one.term.end.latest)]
    first = max(starts, key=lambda one: one.day, default=None)
    last = min(ends, key=lambda one: one.day, default=None)
    return (None, None) if first and last and first.day > last.day else (first, last)


def _holders(page: Page, people: Sequence[Span], knowledge: Knowledge) -> Iterator[Holder]:
    for start, end in people:
        sentence = next((one for one in page.sentences if one[0] <= start < one[1]), None)
        if sentence is None or _is_dated(page, sentence):
            continue
        low = max(sentence[0], start - LONGEST_TITLE)
        said = _NOW.search(page.text, low, start)
        terms = _terms(knowledge, said[1], page.text[start:end]) if said else []
        if said and len(terms) == 1:
            yield Holder((said.start(), end), terms[0])


def _is_dated(page: Page, sentence: Span) -> bool:
    """Say whether a sentence names a date with its year."""
    return any(
        sentence[0] <= span[0] < sentence[1] and value.basis == "stated" and value.first
        for span, value in zip(page.spans, page.values, strict=True)
    )


def _terms(knowledge: Knowledge, phrase: str, name: str) -> list[Term]:
    """Return the terms of the only person of this name in an office that the phrase names."""
    people = [one.actor for one in knowledge.candidates(name) if one.actor.kind == "person"]
    if len(people) != 1:
        return []
    fitting = [one for one in knowledge.terms(people[0].id) if _fits(knowledge, one, phrase)]
    by_days = {(one.owner, one.start, one.end): one for one in fitting}
    return list(by_days.values())


def _fits(knowledge: Knowledge, term: Term, phrase: str) -> bool:
    """Say whether the phrase is of words of the title and of names of whose office it is."""
    owner = knowledge.actor(term.owner)
    title = set(fold(term.title).split())
    names = {word for name in (owner.names if owner else ()) for word in fold(name.text).split()}
    said = set(fold(phrase).split()) - LINKS
    return bool(said & title) and said <= title | names


def _bound(page: Page, holder: Holder, day: date) -> DayBound:
    cited = cite(page.document.id, page.document.text, *holder.span)
    return DayBound(day=day.isoformat(), basis="office", evidence=(cited,))
