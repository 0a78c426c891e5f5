"""Finds who is meant by a speaker without a name: "the official", "they", "the statement"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from chancery.model import Mention, Span
from chancery.stages.statements.draft import Draft
from chancery.stages.statements.lexicon import unnamed_classes, words_of
from chancery.stages.statements.slots import find_venue
from chancery.stages.statements.speaker import core_words
from chancery.text.page import Page
from chancery.text.parties import MANY, ONE

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NEAR = 2  # sentences between two who speak
KINDS = frozenset({"person", "organisation", "armed_group", "people", "office", "document"})


def introduce(page: Page, drafts: Sequence[Draft]) -> None:
    """Note with each speaker who is described or taken up by a pronoun the fuller words before."""
    heads = _by_head(page)
    last: Draft | None = None
    issued: dict[str, Span] = {}  # noun of a writing → who said something in it
    for one in drafts:
        if len(one.speaker) == 1:
            words = core_words(page, one.speaker[0])
            issuer = issued.get(" ".join(words[1:])) if words[:1] == ["the"] else None
            one.introduced = issuer or _described(page, one.speaker[0], heads)
            one.introduced = one.introduced or _taken_up(page, one, last)
            venue = find_venue(page, one)
            if venue and issuer is None:
                issued[page.words(venue).split()[-1].lower()] = one.introduced or one.speaker[0]
        last = one if one.speaker else None


def _by_head(page: Page) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in page.mentions:
        words = core_words(page, (one.start, one.end)) if one.type in KINDS else []
        if words and one.form != "pronoun":
            found[words[-1]].append(one)
    return found


def _described(page: Page, speaker: Span, heads: dict[str, list[Mention]]) -> Span | None:
    """Return the nearest phrase before with the same head noun, the same words and more."""
    words = core_words(page, speaker)
    if not words or words[0] not in DEFINITE or words[-1] in words_of("holder"):
        return None
    if any(map(str.isupper, page.words(speaker)[1:])):  # a name, which may be somebody else's
        return None
    before = heads.get(words[-1], [])
    own = set(words[1:])
    for one in reversed(before[: bisect_left(before, speaker[0], key=lambda each: each.start)]):
        theirs = core_words(page, (one.start, one.end))
        if theirs[0] in words_of("owned"):  # "its report", "our doctors": no fuller
            continue
        if own <= set(theirs) and (len(theirs) > len(words) or theirs[0] not in DEFINITE):
            return one.start, one.end
    return None


def _taken_up(page: Page, one: Draft, last: Draft | None) -> Span | None:
    """Return who spoke last, where a pronoun can mean no one else that the text names."""
    if last is None or len(last.speaker) != 1:
        return None
    word = page.words(one.speaker[0]).lower()
    before = last.speaker[0]
    head = (core_words(page, before) or [""])[-1]
    fits = word in (MANY if head.endswith("s") else ONE) and head in unnamed_classes()
    between = page.sentences_of([(before[1], one.speaker[0][0])]) if fits else []
    if not fits or before[0] > one.speaker[0][0] or len(between) > NEAR + 1:
        return None
    return None if _names_anyone(page, before, one, last.words) else last.introduced or before


def _names_anyone(page: Page, before: Span, one: Draft, said: Iterable[Span]) -> bool:
    """Say whether a person is named from the last speaker on, outside of what he said."""
    named = [
        (each.start, each.end)
        for each in page.mentions_in((before[0], one.speaker[0][0]))
        if each.type == "person" and each.form == "name"
    ]
    inside = list(said)
    return any(not any(s <= a and b <= e for s, e in inside) for a, b in named)
