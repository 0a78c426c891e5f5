"""Says which phrases of a document act: sources of what is said, and those who take part."""

from chancery.model import Span
from chancery.stages.resolve.within.cores import tokens
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Reading, unpossessed


def acting_spans(reading: Reading) -> set[Span]:
    """Return the spans, without articles, that are a source, an actor or a recipient whole."""
    pieces = [piece for one in reading.attributions for piece in one.source]
    for one in reading.triggers:
        pieces += [*one.actor, *one.recipient]
    return {core for piece in pieces if (core := _core(reading.text, piece))}


def is_within(text: str, start: int) -> bool:
    """Say whether the word before a place says that something is there."""
    before = text[max(0, start - 20) : start].split()
    while before and before[-1].casefold() in words_of("article"):
        before.pop()
    return bool(before) and before[-1].casefold() in words_of("within")


def _core(text: str, piece: Span) -> Span | None:
    words = [one for one in tokens(text, piece[0], unpossessed(text, *piece)) if one.word]
    while words and words[0].word in words_of("article"):
        words = words[1:]
    return (words[0].start, words[-1].end) if words else None
