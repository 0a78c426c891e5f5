"""Finds the clauses of a document that may tell what became of a commitment."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.model import Act, Span
from chancery.stages.follow.actors import Actors, Named
from chancery.stages.follow.lexicon import WordKind, past_root, pattern_of, root, words_of
from chancery.text.page import Page

NEAR = 40  # characters behind an act in which words for a part, or an undertaking, stand
_WORD = re.compile(r"\s*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_AND = re.compile(r"\band\s+(?=[^\W\d_]+\b)")
_KEPT = frozenset(map(root, ("keep", "honour", "honor", "fulfil", "fulfill", "respect", "meet")))
ACTS: tuple[tuple[WordKind, Act], ...] = (
    ("undone", "undone"),
    ("refused", "rejected"),
    ("dropped", "dropped"),
    ("dropped_word", "dropped"),
    ("broken", "broken"),
    ("rejected", "rejected"),
    ("begun", "begun"),
)
"""The kinds of words for acts, those that other kinds must not take for themselves first."""


class Clause(NamedTuple):
    """An act: whose it is, the verb for the deed, and where the words behind it begin."""

    act: Act
    subject: frozenset[str]
    verb: str | None
    place: Span  # of the act


def find_clauses(page: Page, actors: Actors, sentence: Span) -> Iterator[Clause]:
    """Yield the acts of a sentence that tell how things are; one at each place."""
    named = actors.within(sentence)
    if not named:
        return  # an act is somebody's
    taken: list[Span] = []
    for kind, act in ACTS:
        for found in pattern_of(kind).finditer(page.text, *sentence):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            subject = _subject(page, named, found.start(), gerund=found[0].endswith("ing"))
            if not (subject and _is_real(page, sentence, subject)):
                continue
            if one := _act(page, (act, kind), found.span(), subject):
                taken.append(found.span())
                yield one
    yield from _deeds(page, sentence, named, taken)


def _act(page: Page, told: tuple[Act, WordKind], place: Span, subject: Named) -> Clause | None:
    act, kind = told
    sentence = page.sentence_of(place[0])
    near = page.text[place[1] : min(place[1] + NEAR, sentence[1])]
    undertaking = pattern_of("undertaking").search(near)
    if kind == "dropped_word" and not undertaking:
        return None
    following = _WORD.match(near)
    verb = root(following[1]) if following else None
    if kind == "undone" and following:
        verb = past_root(following[1]) or verb
        if verb in _KEPT and undertaking:
            act = "broken"
    if kind in {"undone", "refused"} and following and following[1] in words_of("rebuffed"):
        act = "rejected"  # "does not dictate to others" is said to who does
    if kind == "begun" and following and following[1] == "to":
        return None
    return Clause(act, frozenset({subject.actor}), verb, place)


def _deeds(page: Page, sentence: Span, named: list[Named], taken: list[Span]) -> Iterator[Clause]:
    """Yield what those who are named did, by the past form right behind a name."""
    for one in named:
        place = one.end
        words: list[str] = []
        while (found := _WORD.match(page.text, place, sentence[1])) and found[
            1
        ].lower() in words_of("between"):
            words.append(found[1].lower())
            place = found.end()
        if not found or "had" in words or not _is_real(page, sentence, one):
            continue
        yield from _deed(page, one, found.span(1), taken)
        for joined in _AND.finditer(page.text, found.end(), sentence[1]):
            follows = _WORD.match(page.text, joined.end(), sentence[1])
            if follows and not any(n.start < joined.start() for n in named if n.start > one.end):
                yield from _deed(page, one, follows.span(1), taken)


def _deed(page: Page, one: Named, word: Span, taken: list[Span]) -> Iterator[Clause]:
    verb = past_root(page.words(word))
    if verb and not any(start < word[1] and word[0] < end for start, end in taken):
        taken.append(word)
        yield Clause("done", frozenset({one.actor}), verb, word)


def _subject(page: Page, named: list[Named], place: int, *, gerund: bool) -> Named | None:
    """Return who stands before an act with nothing but small words between."""
    for one in reversed([each for each in named if each.end <= place]):
        between = page.text[one.end : place].lower().split()
        small = all(word in words_of("between") for word in between)
        if small or (gerund and between == ["of"]):
            return one
        return None
    return None


def _is_real(page: Page, sentence: Span, subject: Named) -> bool:
    """Say whether no word stands before a clause that makes it a wish, a fear or a condition."""
    return not pattern_of("unreal").search(page.text, sentence[0], subject.start)
