"""Puts together the places of a document that speak of one meeting."""

import re
from collections.abc import Iterable, Sequence

from chancery.model import Span
from chancery.stages.meetings.draft import Draft
from chancery.stages.meetings.lexicon import words_of
from chancery.stages.meetings.naming import distinct, is_collective, keys_of
from chancery.text.page import Page

Group = list[Draft]

HELPERS = frozenset({"hosts", "joins", "discuss"})  # speak of a meeting that is named beside them
UNLIKE = ({"over", "ahead"}, {"over", "due"}, {"over", "off"})
NEAR = 30  # characters behind a noun in which its matter is named
LOOKED_BACK = 12  # meetings before a mention that it may take up: bounds the work of long lists
_WORD = re.compile(r"\w+")
_FOR = re.compile(r"^[\s\w’']*?\b(?:for|at|during|in)\s+(?:[\w’'-]+\s+){0,6}$")
_BESIDE = re.compile(r"\b(?:margins?|sidelines?|fringes?|eve) of\b")


def group_drafts(page: Page, drafts: Sequence[Draft]) -> list[Group]:
    """Return the drafts by meeting, each group in text order, in order of their first."""
    groups: list[Group] = []
    for one in (draft for draft in drafts if draft.kind not in HELPERS):
        latest = sorted(groups, key=lambda group: group[-1].span)[-LOOKED_BACK:]
        if one.definite and latest and not _is_near(page, latest[-1][-1], one):
            latest.sort(key=lambda group: (len(group) > 1, group[-1].span))
        same = next((g for g in reversed(latest) if _is_same(page, g, one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    for one in (draft for draft in drafts if draft.kind in HELPERS):
        _add_helper(page, groups, one)
    return [sorted(group, key=lambda one: one.span) for group in groups]


def _is_same(page: Page, group: Group, one: Draft) -> bool:
    if _is_beside(page, group[-1], one):
        return True
    if one.apart or not _may_be(page, group, one):
        return False
    if one.definite and not (one.place or one.time or one.named_after):
        return True
    return _may_meet(page, group, one) and _is_likely(page, group, one)


def _is_likely(page: Page, group: Group, one: Draft) -> bool:
    """Say whether enough speaks for one meeting where nothing speaks against it."""
    shared = _shared(page, group, one)
    agreed = _agree(page, group, one)
    if one.definite or one.named_after:
        fresh = bool(one.place or one.time or one.named_after) and not agreed
        open_still = not _own_names(page, one) or not _own_names(page, *group)
        return shared > 0 or agreed or (open_still and not fresh)
    others = _others(page, group) and _others(page, [one])
    if shared != 1 or (others and not agreed):
        return shared > 1
    last = group[-1]
    alike = one.kind != last.kind or _noun(page, one) == _noun(page, last)
    return agreed or (alike and _is_near(page, last, one))


def _is_beside(page: Page, last: Draft, one: Draft) -> bool:
    """Say whether a noun names the occasion of the verb before it: "met for talks"."""
    between = page.text[last.span[1] : one.span[0]]
    if page.sentence_of(last.span[0]) != page.sentence_of(one.span[0]) or last.kind != "meets":
        return False
    return bool(_FOR.match(between)) and not _BESIDE.search(between) and one.kind == "gathering"


def _may_be(page: Page, group: Group, one: Draft) -> bool:
    """Say whether neither time nor place, nor how they meet, speaks against it.

    What is over is neither what is to come nor what was called off.
    """
    for other in group:
        if {other.tense, one.tense} in UNLIKE:
            return False
        if other.time and one.time and _apart_in_time(other, one):
            return False
        if other.place and one.place and not _share_word(page, other.place, one.place):
            return False
    lined = {_is_line(page, other) for other in group if other.kind != "meets"}
    return one.kind != "gathering" or not lined or _is_line(page, one) in lined


def _may_meet(page: Page, group: Group, one: Draft) -> bool:
    """Say whether those who meet may be the same."""
    ours, theirs = _names(page, one), _names(page, *group)
    return not ours or not theirs or bool(ours & theirs)


def _apart_in_time(one: Draft, other: Draft) -> bool:
    ours, theirs = one.time, other.time
    if not ours or not theirs or not (ours.first and ours.last and theirs.first and theirs.last):
        return False
    return ours.last < theirs.first or theirs.last < ours.first


def _is_line(page: Page, one: Draft) -> bool:
    return one.trigger.mode == "phone" or "call" in page.words(one.span).lower()


def _share_word(page: Page, one: Span, other: Span) -> bool:
    ours, theirs = (set(_WORD.findall(page.words(span).lower())) for span in (one, other))
    return bool((ours & theirs) - {"the", "of", "in"})


def _agree(page: Page, group: Group, one: Draft) -> bool:
    """Say whether a time of day, or a place, is the same."""
    if one.named_after and _takes_up(page, group, one.named_after):
        return True
    hosts = frozenset().union(*(keys_of(page, s) for d in group for s in d.host))
    if any(keys_of(page, span) & hosts for span in one.host):
        return True
    own = set(one.words) - words_of("definite") - {"a", "an"}
    for other in group:
        if own and own == set(other.words) - words_of("definite") - {"a", "an"}:
            return True
        places = [p for p in (one.place, one.named_after) if p]
        theirs = [p for p in (other.place, other.named_after) if p]
        if any(_share_word(page, p, q) for p in places for q in theirs):
            return True
        if one.time and other.time and one.time.first and one.time.first == other.time.first:
            return one.time.last == other.time.last
    return False


def _takes_up(page: Page, group: Group, name: Span) -> bool:
    """Say whether a name before a noun is a party, or what the meeting before was about."""
    known = _keys(page, group)
    words = page.words(name).lower()
    behind = (page.text[one.span[1] : one.span[1] + NEAR].lower() for one in group)
    return bool(keys_of(page, name) & known) or any(words in text for text in behind)


def _shared(page: Page, group: Group, one: Draft) -> int:
    ours = [keys_of(page, span) for span in distinct(page, one.present)]
    theirs = _keys(page, group)
    return sum(bool(keys & theirs) for keys in ours)


def _keys(page: Page, group: Iterable[Draft]) -> frozenset[str]:
    return frozenset().union(*(keys_of(page, s) for d in group for s in d.present))


def _names(page: Page, *drafts: Draft) -> frozenset[str]:
    """Return the keys of those who are told apart by name; empty where a party stays open."""
    spans = [s for d in drafts for s in d.present if not is_collective(page, s)]
    return frozenset().union(*(keys_of(page, span) for span in spans))


def _own_names(page: Page, *drafts: Draft) -> bool:
    return bool(_names(page, *drafts))


def _others(page: Page, drafts: Sequence[Draft]) -> bool:
    """Say whether more than one party is told by the drafts, all together aside."""
    parties = distinct(page, [span for one in drafts for span in one.present])
    return sum(not is_collective(page, span) for span in parties) > 1


def _noun(page: Page, one: Draft) -> str:
    return page.words(one.span).lower().split()[-1].removesuffix("s")


def _is_near(page: Page, last: Draft, one: Draft) -> bool:
    """Say whether two mentions stand in one sentence or in neighbouring ones."""
    return len(page.sentences_of([(last.span[0], one.span[1])])) <= 1 + 1


def _add_helper(page: Page, groups: list[Group], one: Draft) -> None:
    """Add a verb that speaks of a meeting to the one in its sentence, or that it goes on with."""
    sentence = page.sentence_of(one.span[0])
    inside = [
        (abs(other.span[0] - one.span[0]), number)
        for number, group in enumerate(groups)
        for other in group
        if sentence[0] <= other.span[0] < sentence[1] and other.kind not in HELPERS
    ]
    if inside:
        groups[min(inside)[1]].append(one)
        return
    before = [g for g in groups if g[0].span[0] < one.span[0]]
    last = before[-1] if before else None
    if one.kind == "hosts":
        groups.append([one])
        groups.sort(key=lambda group: group[0].span)
    elif (last and one.kind == "joins" and _is_near(page, last[-1], one)) or (
        last and one.kind == "discuss" and _shared(page, last, one) and _may_be(page, last, one)
    ):
        last.append(one)
