"""Cuts from each commitment what says whether a clause elsewhere tells what became of it."""

import re

from chancery.model import Commitment, Days, Evidence, Span, Undertaking, make_id
from chancery.stages.follow.actors import Actors
from chancery.stages.follow.lexicon import WordKind, pattern_of, root, vague_stems, words_of
from chancery.stages.follow.words import Matter, matter_of
from chancery.text.page import Page
from chancery.text.rarity import rarity, stem

SMALL = frozenset({"to", "not"})
OPENING = 5  # characters before the name that opens the content of a demand: "the "
_NOT = re.compile(r"(?:not|never|n['’]t)\b")  # what is undertaken is to leave something undone
TURNED: tuple[WordKind, ...] = ("broken", "undone", "dropped", "dropped_word", "rejected")


def undertake(page: Page, actors: Actors, one: Commitment, told: Days) -> Undertaking:
    """Return what is compared of a commitment."""
    matters = [matter_of(page, actors, _core(page, each)) for each in one.content]
    by = actors.of(one.by)
    contents = [(each.start, each.end) for each in one.content]
    named = {each.actor for span in contents for each in actors.within(span)}
    doers = _asked(actors, one, matters) if one.type == "demand" else by
    stems = frozenset[str]().union(*(matter.stems for matter in matters)) - vague_stems()
    verb = _verb(matters)
    about = stems - {stem(verb)}
    sentences = [(each.start, each.end) for each in one.evidence]
    return Undertaking(
        id=make_id("undertaking", [one.id]),
        claim=one.id,
        document=one.document,
        type=one.type,
        negated=one.modality == "negated" or any(_NOT.match(each.quote) for each in one.content),
        spans=tuple(sentences),
        by=tuple(sorted(by)),
        doers=tuple(sorted(doers)),
        others=tuple(sorted((named | actors.of(one.to)) - by - doers)),
        verb=root(verb) if verb and about else None,
        words=tuple(sorted(about or stems)),
        numbers=tuple(sorted({each for matter in matters for each in matter.numbers})),
        made=Days(first=one.made.start, last=one.made.end) if one.made else Days(),
        told=told,
        sentence=_sentence(one),
        again=_tells(page, one, "again"),
        turned=any(_tells(page, one, kind) for kind in TURNED),
    )


def _core(page: Page, content: Evidence) -> Span:
    """Return what is to be done without a clause that says what for, or of what kind."""
    found = pattern_of("beside").search(page.text, content.start, content.end)
    opened = found and page.text[content.start : found.start()].strip()
    return content.start, found.start() if found and opened else content.end


def _asked(actors: Actors, one: Commitment, matters: list[Matter]) -> set[str]:
    """Return of whom something is demanded: those named so, or who opens what is to be done."""
    if asked := actors.of(one.to):
        return asked
    for content, matter in zip(one.content, matters, strict=True):
        if matter.named and matter.named[0].start - content.start < OPENING:
            return {matter.named[0].actor}
    return set()


def _verb(matters: list[Matter]) -> str:
    """Return the word that opens the content if it may be a verb, or nothing."""
    for word in matters[0].opening if matters else ():
        if word.lower() not in words_of("vague") | SMALL:
            return word if word.islower() and rarity(word) > 0 else ""
    return ""


def _tells(page: Page, one: Commitment, kind: WordKind) -> bool:
    """Say whether a word stands between the sentence's start and the content's first words."""
    if one.cue is None:
        return False
    start = page.sentence_of(one.cue.start)[0]
    end = max(one.cue.end, one.content[0].start + len("continue"))
    return bool(pattern_of(kind).search(page.text, start, end))


def _sentence(one: Commitment) -> Evidence:
    """Return the sentence of its cue, or of its content."""
    place = (one.cue or one.content[0]).start
    return next((each for each in one.evidence if each.start <= place < each.end), one.evidence[0])
