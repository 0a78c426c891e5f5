"""Puts together what one document gives twice: the same words of one who may be the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from chancery.stages.statements.draft import Draft
from chancery.text.page import Page

RUN = 4  # words in a row that two tellings share at least; chosen
SHARED = 0.8  # of the shorter telling's words; chosen
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-Z][\w-]+")

Group = list[Draft]


def group_repeats(page: Page, drafts: Iterable[Draft]) -> list[Group]:
    """Return the drafts by what is said, each group in text order, in order of their first."""
    groups: list[Group] = []
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in drafts:
        words = _words(page, one)
        keys = list(dict.fromkeys(zip(*(words[at:] for at in range(RUN)), strict=False)))
        likely = Counter(group for key in keys for group in runs[key])
        same = [g for g in sorted(likely) if _is_same(page, groups[g][0], one)]
        number = same[0] if same else len(groups)
        if not same:
            groups.append([])
        groups[number].append(one)
        for key in keys:
            if not runs[key] or runs[key][-1] != number:
                runs[key] = [*runs[key][-RUN:], number]
    return groups


def fullest(page: Page, group: Sequence[Draft]) -> Draft:
    """Return the telling with the most words, the first of those."""
    return max(group, key=lambda one: len(_words(page, one)))


def _is_same(page: Page, one: Draft, other: Draft) -> bool:
    ours, theirs = Counter(_words(page, one)), Counter(_words(page, other))
    shorter = min(ours.total(), theirs.total())
    nested = one.holds(other.cue) or other.holds(one.cue)
    shared = (ours & theirs).total() >= SHARED * shorter
    return shared and not nested and _may_be_one(page, one, other)


def _may_be_one(page: Page, one: Draft, other: Draft) -> bool:
    """Say whether two speakers share a name, or one of them is not named."""
    ours, theirs = (_names(page, draft) for draft in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _names(page: Page, one: Draft) -> set[str]:
    """Return the words of the persons and bodies that a speaker's phrases name."""
    named = [
        mention
        for span in one.speaker
        for mention in page.mentions_in(span)
        if mention.form == "name"
    ]
    return {
        word
        for mention in named
        for word in _NAME.findall(page.words((mention.start, mention.end)))
    }


def _words(page: Page, one: Draft) -> list[str]:
    return [word for span in one.words for word in _WORD.findall(page.words(span).lower())]
