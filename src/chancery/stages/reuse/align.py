"""Aligns two documents that share fingerprints, and links the passages that stand in both."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

import numpy as np

from chancery.model import Document, Record, ReuseLink, SharedFingerprints, make_id
from chancery.ports import GroupStage
from chancery.stages.reuse.chain import chain_runs
from chancery.stages.reuse.direction import find_direction
from chancery.stages.reuse.edits import find_edits, quote_sides
from chancery.stages.reuse.proof import Proof, find_proof, leave_out
from chancery.stages.reuse.reading import Reading, read_document
from chancery.stages.reuse.runs import Run, Side, exact_runs
from chancery.stages.reuse.strength import Verdict, judge_passage

LEAST_SHARED = 2  # one fingerprint is a run of eight words or fewer: too short for a link
LEAST_WEIGHT = 0.5  # as four fingerprints that 300 documents hold, or two that 13 hold


class Align(GroupStage):
    """Turns the shared fingerprints of a pair of documents into links between passages."""

    name: ClassVar[str] = "align"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (SharedFingerprints,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ReuseLink,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the pair of documents."""
        pair = cast("SharedFingerprints", record)
        return (f"{pair.a}|{pair.b}",)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the ids of the two documents."""
        pair = cast("SharedFingerprints", record)
        return (pair.a, pair.b)

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the links between the two documents, by their place in the first."""
        del key
        parts = cast("Sequence[SharedFingerprints]", group)
        shared = sum(part.shared for part in parts)
        weight = sum(part.weight for part in parts)
        if shared < LEAST_SHARED or weight < LEAST_WEIGHT:
            return
        a, b = found[parts[0].a], found[parts[0].b]
        yield from link_documents(cast("Document", a), cast("Document", b), parts)


def link_documents(
    a: Document, b: Document, shared: Sequence[SharedFingerprints]
) -> list[ReuseLink]:
    """Return the links between passages of two documents, by their place in a."""
    ours, theirs = read_document(a), read_document(b)
    proof = _proof(ours, shared)
    links = []
    for runs in _passages(ours, theirs, proof):
        verdict = judge_passage(ours, theirs, runs, proof)
        if verdict is not None:
            links.append(_link(ours, theirs, runs, verdict))
    return sorted(links, key=lambda link: (link.a.start, link.b.start, link.id))


def _proof(a: Reading, shared: Sequence[SharedFingerprints]) -> Proof:
    hashes = np.frombuffer(b"".join(part.hashes for part in shared), dtype="<u8")
    rarities = np.frombuffer(b"".join(part.rarities for part in shared), dtype=np.uint8)
    return find_proof(a, hashes.astype(np.uint64, copy=False), rarities)


def _passages(a: Reading, b: Reading, proof: Proof) -> list[list[Run]]:
    runs = exact_runs(a, b)
    ours, theirs = _side(a), _side(b)
    if _same_outlet(a.document, b.document):
        runs = leave_out(ours, theirs, runs, proof)
    return chain_runs(ours, theirs, runs)


def _same_outlet(a: Document, b: Document) -> bool:
    return a.outlet is not None and b.outlet is not None and a.outlet.value == b.outlet.value


def _side(reading: Reading) -> Side:
    return Side(reading.hashes.tolist(), reading.segments.tolist())


def _link(a: Reading, b: Reading, runs: list[Run], verdict: Verdict) -> ReuseLink:
    first, second = quote_sides(a, b, runs)
    length = sum(run.length for run in runs)
    words_a = runs[-1].a + runs[-1].length - runs[0].a
    words_b = runs[-1].b + runs[-1].length - runs[0].b
    lead = find_direction(a.document, b.document)
    return ReuseLink(
        id=make_id(
            "reuse_link",
            [first.document, first.start, first.end, second.document, second.start, second.end],
        ),
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
