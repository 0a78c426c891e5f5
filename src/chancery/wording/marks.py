"""What was found in a text, as marks on it, and the pieces that the marks cut it into."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from chancery.model import Annotation, Attribution, Block, Document, Mention, Span, Trigger
from chancery.wording.phrases import one_line

Layer = Literal["content", "source", "role", "cue", "trigger", "mention"]

LAYERS: tuple[Layer, ...] = ("content", "source", "role", "cue", "trigger", "mention")
"""Which mark lies outside where two cover the same characters: the first of the two."""

PARTICIPANTS = ("actor", "recipient", "where", "time")


class Mark(NamedTuple):
    """A span of the text that belongs to something found in it."""

    start: int  # code points of the document's text, half-open
    end: int
    layer: Layer
    name: str  # of what it belongs to: a1 an attribution, e1 an event, m1 a mention
    kind: str  # class of the cue, root of the trigger, type of the mention, or the participant
    says: str  # all that was found, in words, on one line
    chain: int | None = None  # of a mention, from 1


class Piece(NamedTuple):
    """A span that no mark begins or ends inside, and the marks that cover it, outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Described(NamedTuple):
    """What is said of one thing that was found, besides its spans."""

    kind: str
    also: tuple[str, ...]
    confidence: float

    @property
    def words(self) -> str:
        """Return all of it on one line."""
        return ", ".join((self.kind, *self.also, f"confidence {self.confidence:.2f}"))


def make_marks(document: Document, annotation: Annotation) -> list[Mark]:
    """Return a mark for each span that was found, in text order, the outer one first."""
    marks: list[Mark] = []
    for number, one in enumerate(annotation.attributions, start=1):
        marks += _attribution(f"a{number}", document.text, one)
    for number, trigger in enumerate(annotation.triggers, start=1):
        marks += _trigger(f"e{number}", document.text, trigger)
    chains = chain_numbers(annotation)
    for number, mention in enumerate(annotation.mentions):
        marks.append(_mention(f"m{number + 1}", mention, chains.get(number)))
    return sorted(marks, key=outermost)


def outermost(mark: Mark) -> tuple[int, int, int, str]:
    """Return the key by which marks stand in text order, the outer one first."""
    return mark.start, -mark.end, LAYERS.index(mark.layer), mark.name


def cut(marks: Iterable[Mark], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces that tile a span of the text; marks come in text order and may cross."""
    waiting = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {edge for mark in waiting for edge in mark[:2] if start < edge < end}
    covering: list[Mark] = []
    waiting.reverse()
    for low, high in pairwise(sorted({start, end} | edges)):
        covering = [mark for mark in covering if mark.end > low]
        while waiting and waiting[-1].start <= low:
            covering.append(waiting.pop())
        yield Piece(low, high, tuple(covering))


def chain_numbers(annotation: Annotation) -> dict[int, int]:
    """Return place of a mention → number of its chain, from 1."""
    return {
        place: number for number, chain in enumerate(annotation.chains, start=1) for place in chain
    }


def was_read(block: Block, annotation: Annotation) -> bool:
    """Return whether a sentence that was read lies in the block."""
    sentences = annotation.sentences
    after = bisect_right(sentences, block.start, key=lambda sentence: sentence[1])
    found = after < len(sentences) and sentences[after][0] < block.end
    return found and block.kept and annotation.unread is None


def quote(text: str, spans: Sequence[Span]) -> str:
    """Return the pieces of text in quotation marks, on one line."""
    return " … ".join(f"“{one_line(text[start:end])}”" for start, end in spans)


def describe_attribution(one: Attribution) -> Described:
    """Return what is said of an attribution besides its spans."""
    also = ("negated", one.speech) if one.negated else (one.speech,)
    return Described(one.cue_class, also, one.confidence)


def describe_trigger(one: Trigger) -> Described:
    """Return what is said of an event besides its spans; the coarser root where it differs."""
    root = one.root if one.root == one.root_merged else f"{one.root} ({one.root_merged})"
    mode = f"mode {one.mode}" if one.mode else "no mode"
    context = f"context {one.context}" if one.context else "no context"
    return Described(root, (mode, one.modality, context), one.confidence)


def describe_mention(one: Mention) -> Described:
    """Return what is said of a mention besides its span and its chain."""
    return Described(one.type.replace("_", " "), (one.form,), one.confidence)


def unread_words(document: Document, annotation: Annotation) -> str | None:
    """Return why the document was not read; None where it was."""
    if annotation.unread is None:
        return None
    if annotation.unread == "empty":
        return "This document was not read: nothing in it that is read has a word."
    language = document.language
    found = f"this is in {language.value!r}" if language else "no language can be told"
    return f"This document was not read: the model reads English, and {found}."


def participants(one: Trigger) -> list[tuple[str, tuple[Span, ...]]]:
    """Return who takes part, where and when, without what the text does not say."""
    found = [(name, getattr(one, name)) for name in PARTICIPANTS]
    return [(name, spans) for name, spans in found if spans]


def _attribution(name: str, text: str, one: Attribution) -> Iterator[Mark]:
    source = quote(text, one.source) or "not named"
    says = f"{name}: {describe_attribution(one).words}; source {source}"
    for start, end in one.content:
        yield Mark(start, end, "content", name, one.cue_class, f"content of {says}")
    for start, end in one.source:
        yield Mark(start, end, "source", name, one.cue_class, f"source of {says}")
    yield Mark(*one.cue, "cue", name, one.cue_class, f"cue of {says}")


def _trigger(name: str, text: str, one: Trigger) -> Iterator[Mark]:
    found = participants(one)
    roles = "".join(f"; {role} {quote(text, spans)}" for role, spans in found)
    says = f"{name}: {describe_trigger(one).words}{roles}"
    yield Mark(one.start, one.end, "trigger", name, one.root, f"trigger of {says}")
    for role, spans in found:
        for start, end in spans:
            says = f"{role} of {name}: {one.root} {quote(text, [(one.start, one.end)])}"
            yield Mark(start, end, "role", name, role, says)


def _mention(name: str, one: Mention, chain: int | None) -> Mark:
    says = f"mention: {describe_mention(one).words}" + (f", chain {chain}" if chain else "")
    return Mark(one.start, one.end, "mention", name, one.type, says, chain)
