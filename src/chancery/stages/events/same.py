"""Puts together the places of a document that tell one deed."""

import re
from collections.abc import Sequence

from chancery.model import Span
from chancery.stages.events.draft import Draft
from chancery.stages.events.lexicon import words_of
from chancery.text.page import Page, overlap

Group = list[Draft]

LOOKED_BACK = 12  # deeds of a root before a mention that it may tell again: bounds the work
_NAME = re.compile(r"[\w’'-]+")
_AND = re.compile(r"\band\s+(?:also\s+)?$")
_BREAK = re.compile(r"[.;:“”\"]")
_COMMON = frozenset({"the", "a", "an", "of", "in", "and", "its", "his", "their", "at", "two"})


def group_drafts(page: Page, drafts: Sequence[Draft]) -> list[Group]:
    """Return the drafts by deed, each group in text order, in order of their first."""
    groups: list[Group] = []
    for one in drafts:
        latest = [g for g in groups if g[0].root == one.root][-LOOKED_BACK:]
        same = next((g for g in reversed(latest) if _is_same(page, g, one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return groups


def joined_recipients(page: Page, group: Sequence[Draft]) -> list[Span]:
    """Return to whom a deed was done: by its first telling, and what came of it beside that."""
    first = next((one for one in group if one.recipients), None)
    if first is None:
        return []
    found = list(first.recipients)
    for one in group:
        beside = page.sentence_of(one.span[0]) == page.sentence_of(first.span[0])
        if beside and _is_result(page, one):
            found += [s for s in one.recipients if not any(overlap(s, held) for held in found)]
    return found


def _is_same(page: Page, group: Group, one: Draft) -> bool:
    if any(_apart(other, one) for other in group):
        return False
    beside = page.sentence_of(group[-1].span[0]) == page.sentence_of(one.span[0])
    pairs = [
        _fit(page, [s for d in group for s in d.actors], one.actors),
        _fit(page, [s for d in group for s in d.recipients], one.recipients),
    ]
    if beside and _is_result(page, one) and (False not in pairs or _goes_on(page, group, one)):
        return True
    if False in pairs:
        return False
    return True in pairs and (None not in pairs or all(_open(d) for d in (*group, one)) or beside)


def _goes_on(page: Page, group: Group, one: Draft) -> bool:
    """Say whether a verb goes on with what a deed did: "attacks that killed two and wounded"."""
    before = page.text[group[-1].span[1] : one.span[0]]
    return bool(_AND.search(before)) and not _BREAK.search(before)


def _apart(one: Draft, other: Draft) -> bool:
    if one.happened != other.happened:
        return True
    ours, theirs = one.time, other.time
    if not ours or not theirs or not (ours.first and ours.last and theirs.first and theirs.last):
        return False
    return ours.last < theirs.first or theirs.last < ours.first


def _fit(page: Page, ours: Sequence[Span], theirs: Sequence[Span]) -> bool | None:
    """Say whether two sides share a party; None where one of them is not told."""
    if not ours or not theirs:
        return None
    known = frozenset().union(*(_keys(page, span) for span in ours))
    return any(_keys(page, span) & known for span in theirs)


def _keys(page: Page, span: Span) -> frozenset[str]:
    chains = {
        f"#{page.chain_of(m)}"
        for m in page.mentions_in(span)
        if (m.start, m.end) == span and page.chain_of(m) is not None
    }
    words = {one for one in _NAME.findall(page.words(span).lower()) if not one.isdigit()}
    return frozenset(chains | words - _COMMON)


def _open(one: Draft) -> bool:
    return not (one.actors and one.recipients)


def _is_result(page: Page, one: Draft) -> bool:
    """Say whether a word says what came of a deed that its sentence tells before."""
    words = set(_NAME.findall(page.words(one.span).lower()))
    return bool(words & words_of("result"))
