"""Puts together what one document tells twice: the same to be done, by one who may be the same."""

import re
from collections.abc import Sequence

from chancery.stages.commitments.draft import Draft
from chancery.text.page import Page

SHARED = 0.6  # of the shorter telling's words; chosen
FEWEST = 2  # words of a telling that can be told again
STEM = 5  # letters by which forms of a word are one: "inclusive", "includes"
SHORTEST = 4  # letters of a word that says something
MOST = 40  # groups before a telling that it may belong to
_WORD = re.compile(r"\w+")


def group_repeats(page: Page, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Return the drafts by what is to be done, each group in text order."""
    groups: list[list[Draft]] = []
    for one in drafts:
        near = reversed(groups[-MOST:])
        group = next((each for each in near if _is_same(page, each[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def fullest(page: Page, group: Sequence[Draft]) -> Draft:
    """Return the telling with the most words, the first of those."""
    return max(group, key=lambda one: len(_words(page, one)))


def _is_same(page: Page, one: Draft, other: Draft) -> bool:
    ours, theirs = _words(page, one), _words(page, other)
    shorter = min(len(ours), len(theirs))
    shared = len(ours & theirs)
    alike = one.type == other.type and shorter >= FEWEST and shared >= SHARED * shorter
    names, others = _names(page, one), _names(page, other)
    return alike and (not names or not others or bool(names & others))


def _names(page: Page, one: Draft) -> set[str]:
    """Return the words of the names in the phrases for who is bound, or who speaks."""
    place = one.own or one.carrier
    spoken = place.speaker if one.speaking and place else ()
    spans = [*one.by, *((each.evidence.start, each.evidence.end) for each in spoken)]
    named = [each for span in spans for each in page.mentions_in(span) if each.form == "name"]
    return {word for each in named for word in page.words((each.start, each.end)).split()}


def _words(page: Page, one: Draft) -> set[str]:
    words = {word for span in one.content for word in _WORD.findall(page.words(span).lower())}
    return {word[:STEM] for word in words if len(word) >= SHORTEST}
