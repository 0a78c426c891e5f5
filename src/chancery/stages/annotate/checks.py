"""What a reading must keep to, whichever model it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from chancery.model import Annotation, Attribution, Span, Trigger
from chancery.stages.annotate.extent import Extent

VECTOR_BYTES = 384  # of one sentence, see Annotation.vectors


def find_faults(found: Annotation, extent: Extent) -> Iterator[str]:
    """Yield what is wrong with a reading, as the words that follow "the reader gave"."""
    mentions = [(one.start, one.end) for one in found.mentions]
    triggers = [(one.start, one.end) for one in found.triggers]
    doubtful = [(one.start, one.end) for one in found.doubtful]
    events = (*found.triggers, *found.doubtful)
    cues = [one.cue for one in found.attributions]
    yield from _faults_of_places("mention", mentions, extent)
    yield from _faults_of_places("cue", cues, extent)
    yield from _faults_of_places("trigger", triggers, extent)
    yield from _faults_of_places("doubtful trigger", doubtful, extent)
    for pieces in _roles(found.attributions, events):
        yield from _faults_of_pieces(pieces, extent)
    yield from _faults_of_chains(found.chains, len(mentions))
    yield from _faults_of_confidence(one.confidence for one in found.mentions)
    yield from _faults_of_confidence(one.confidence for one in found.attributions)
    yield from _faults_of_confidence(one.confidence for one in events)
    wanted = VECTOR_BYTES * len(found.sentences)
    if len(found.vectors) != wanted:
        yield f"vectors of {len(found.vectors)} bytes where the sentences need {wanted}"


def _roles(
    attributions: Iterable[Attribution], triggers: Iterable[Trigger]
) -> Iterator[tuple[Span, ...]]:
    for said in attributions:
        yield from (said.source, said.content)
    for event in triggers:
        yield from (event.actor, event.recipient, event.where, event.time)


def _faults_of_places(what: str, spans: Sequence[Span], extent: Extent) -> Iterator[str]:
    for start, end in spans:
        if not extent.holds((start, end)):
            yield f"a {what} at [{start}:{end}], which is no span of the text that was read"
    for before, after in pairwise(spans):
        if after[0] < before[0]:
            yield f"the {what} at {before[0]} before the one at {after[0]}"


def _faults_of_pieces(pieces: Iterable[Span], extent: Extent) -> Iterator[str]:
    last = 0
    for start, end in pieces:
        if not extent.meets((start, end)):
            yield f"a piece at [{start}:{end}], which is no span of the text that was read"
        elif start < last:
            yield f"a piece at [{start}:{end}] behind one that ends at {last}"
        last = end


def _faults_of_chains(chains: Iterable[Sequence[int]], mentions: int) -> Iterator[str]:
    taken: set[int] = set()
    for chain in chains:
        if not chain or any(after <= before for before, after in pairwise(chain)):
            yield f"the chain {list(chain)}, which does not rise"
        for place in chain:
            if not 0 <= place < mentions:
                yield f"a chain with mention {place}, of {mentions}"
            if place in taken:
                yield f"mention {place} in two chains"
        taken.update(chain)


def _faults_of_confidence(values: Iterable[float]) -> Iterator[str]:
    for value in values:
        if not 0 <= value <= 1:
            yield f"a confidence of {value}, which does not lie between 0 and 1"
