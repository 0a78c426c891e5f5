"""Aligns two documents that share fingerprints, and links the passages that stand in both."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

import numpy as np
from msgspec.structs import replace

from chancery.model import Document, Evidence, Record, ReuseLink, SharedFingerprints, make_id
from chancery.ports import GroupStage
from chancery.stages.reuse.chain import chain_runs
from chancery.stages.reuse.direction import find_direction, is_first
from chancery.stages.reuse.edits import find_edits, quote_sides
from chancery.stages.reuse.proof import Proof, find_proof, leave_out
from chancery.stages.reuse.reading import Reading, Readings
from chancery.stages.reuse.runs import Run, cut_at_segments, exact_runs
from chancery.stages.reuse.strength import Verdict, judge_passages

LEAST_SHARED = 2  # one fingerprint is a run of eight words or fewer: too short for a link
KEPT = 1 << 19  # code points of readings that are kept: some hundred articles, 6 MB
LEAST_WEIGHT = 0.5  # as four fingerprints that 300 documents hold, or two that 13 hold

_READINGS = Readings(KEPT)


class Align(GroupStage):
    """Turns the shared fingerprints of a pair of documents into links between passages."""

    name: ClassVar[str] = "align"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (SharedFingerprints,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ReuseLink,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 1
    ease: ClassVar[int] = 4  # most pairs promise nothing

    def keys(self, record: Record) -> Sequence[str]:
        """Return the pair of documents."""
        pair = cast("SharedFingerprints", record)
        return (f"{pair.a}|{pair.b}",)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the ids of the two documents."""
        pair = cast("SharedFingerprints", record)
        return (pair.a, pair.b)

    def promises(self, group: Sequence[Record]) -> bool:
        """Say whether the documents share enough for a link."""
        parts = cast("Sequence[SharedFingerprints]", group)
        shared = sum(part.shared for part in parts)
        weight = sum(part.weight for part in parts)
        return shared >= LEAST_SHARED and weight >= LEAST_WEIGHT

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the links between the two documents, by their place in the first."""
        del key
        if not self.promises(group):
            return
        parts = cast("Sequence[SharedFingerprints]", group)
        a, b = found[parts[0].a], found[parts[0].b]
        yield from link_documents(cast("Document", a), cast("Document", b), parts)


def link_documents(
    a: Document, b: Document, shared: Sequence[SharedFingerprints]
) -> list[ReuseLink]:
    """Return the links between passages of two documents, by their place in the first.

    A passage that runs on behind text which is not read is judged as one, and gives a link for
    each of its parts. The first document of a link is the first by path, address and id: ids are
    hashes, and their order says nothing. The alignment and its ids do not depend on that order.
    """
    ours, theirs = _READINGS.of(a), _READINGS.of(b)
    proof = _proof(ours, shared)
    passages = _passages(ours, theirs, proof)
    verdicts = judge_passages(ours, theirs, passages, proof, add_up=not _same_outlet(a, b))
    links: list[ReuseLink] = []
    for runs, verdict in zip(passages, verdicts, strict=True):
        if verdict is not None:
            links.extend(_links(ours, theirs, runs, verdict))
    return sorted(links, key=lambda link: (link.a.start, link.b.start, link.id))


def _proof(a: Reading, shared: Sequence[SharedFingerprints]) -> Proof:
    hashes = np.frombuffer(b"".join(part.hashes for part in shared), dtype="<u8")
    rarities = np.frombuffer(b"".join(part.rarities for part in shared), dtype=np.uint8)
    return find_proof(a, hashes.astype(np.uint64, copy=False), rarities)


def _passages(a: Reading, b: Reading, proof: Proof) -> list[list[Run]]:
    runs = exact_runs(a, b)
    if not _same_outlet(a.document, b.document):
        return chain_runs(a.numbers, b.numbers, runs)
    ours, theirs = a.hashes.tolist(), b.hashes.tolist()
    return chain_runs(ours, theirs, leave_out(ours, theirs, runs, proof))


def _same_outlet(a: Document, b: Document) -> bool:
    return a.outlet is not None and b.outlet is not None and a.outlet.value == b.outlet.value


def _links(a: Reading, b: Reading, runs: list[Run], verdict: Verdict) -> list[ReuseLink]:
    """Return a link for each part of the passage; the reason tells of the whole."""
    parts = cut_at_segments(runs, a, b)
    if is_first(b.document, a.document):
        a, b = b, a
        parts = [[Run(run.b, run.a, run.length) for run in part] for part in parts]
    if len(parts) == 1:
        return [_link(a, b, parts[0], verdict)]
    goes_on = f"one of {len(parts)} parts of a passage, with text between that is not read"
    verdict = verdict._replace(reason=f"{goes_on}; in all {verdict.reason}")
    links = [_link(a, b, part, verdict) for part in parts]
    passage = min((link.id for link in links), default=None)
    return [replace(link, passage=passage) for link in links]


def _link(a: Reading, b: Reading, runs: list[Run], verdict: Verdict) -> ReuseLink:
    first, second = quote_sides(a, b, runs)
    length = sum(run.length for run in runs)
    words_a = runs[-1].a + runs[-1].length - runs[0].a
    words_b = runs[-1].b + runs[-1].length - runs[0].b
    lead = find_direction(a.document, b.document, verdict.strength)
    return ReuseLink(
        id=_link_id(first, second),
        a=first,
        b=second,
        edits=find_edits(a, b, runs),
        similarity=round(2 * length / (words_a + words_b), 4),
        length=length,
        strength=verdict.strength,
        reason=verdict.reason,
        direction=lead.direction,
        direction_basis=lead.basis,
    )


def _link_id(*sides: Evidence) -> str:
    """Return an id that is the same whichever side comes first."""
    ends = sorted((side.document, side.start, side.end) for side in sides)
    return make_id("reuse_link", [part for end in ends for part in end])
