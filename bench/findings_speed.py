"""Measures how the steps from claims to the brief grow, on invented articles with known copies.

`python bench/findings_speed.py [--sizes N ...]` makes so many articles and their claims
(bench/generate_claims.py), runs every step from portraits to the timeline over them as a build
does, stores what they give, makes the brief, each size in a process of its own, and prints the CPU
seconds of the steps, the largest memory, and what n log n allows from the size before beside the
growth. It checks itself: of the claims that stand in verbatim copies, the share that is found to
be one with its original (recall), and of the claims that are taken for one, the share of pairs of
which one document copies the other or both have the same words (precision).
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, combinations
from pathlib import Path
from typing import Any, ClassVar

from chancery.engines.local import LocalEngine
from chancery.model import (
    Annotation,
    Claim,
    Commitment,
    Dates,
    Document,
    Entity,
    Event,
    Figure,
    Finding,
    Meeting,
    OpenItem,
    Places,
    Process,
    Record,
    Referent,
    ReuseLink,
    Statement,
    Thread,
    TimelineEntry,
    make_id,
)
from chancery.pipeline.plan import EPISODES, FINDINGS, OUTCOMES, TIMELINE
from chancery.pipeline.record import chapters
from chancery.pipeline.rows import read_claims
from chancery.ports import BatchStage, Plan, Step
from chancery.stages.reuse.align import Align
from chancery.stages.reuse.compare import Compare
from chancery.stages.reuse.fingerprint import Fingerprint
from chancery.stages.reuse.trace import Trace
from chancery.stages.reuse.versions import Versions
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.write import RunNote, save
from claims_speed import Clock
from generate_claims import entities, read_all
from growth import Growth, run

SIZES = (3_000, 12_000, 50_000)
CHAPTERS = 10  # of a brief: of the largest threads
INPUTS = "read"
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text()).get(
    "findings_speed", {}
)


class Give(BatchStage):
    """Stands for a step that would have read the articles: passes on what it would give."""

    version: ClassVar[int] = 1

    def __init__(self, name: str, kind: type[Record]) -> None:
        """Take the name of the step."""
        self.name = name  # type: ignore[misc]
        self.inputs = self.outputs = (kind,)  # type: ignore[misc]

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield each record."""
        return ([one] for one in batch)


GIVEN = (
    Give("describe", Document),
    Give("annotate", Annotation),
    Give("dates", Dates),
    Give("places", Places),
    Give("gather", Referent),
    Give("decide", Entity),
    Give("statements", Statement),
    Give("figures", Figure),
    Give("meetings", Meeting),
    Give("events", Event),
    Give("commitments", Commitment),
)
ELSEWHERE = ("fingerprint", "compare", "align", "versions", "trace")
"""Steps that reuse.py measures."""

BEFORE = {INPUTS, *(one.name for one in GIVEN), *ELSEWHERE}
PLAN = Plan(
    inputs=INPUTS,
    steps=(
        *(Step(stage=one, takes=(INPUTS,)) for one in GIVEN),
        Step(stage=Fingerprint(1), takes=("describe",)),
        Step(stage=Compare(), takes=("fingerprint",)),
        Step(stage=Align(), takes=("compare",), looks_up=("describe",)),
        Step(stage=Versions(), takes=("describe",)),
        Step(stage=Trace(), takes=("align", "describe", "versions")),
        *EPISODES,
        *FINDINGS,
        *OUTCOMES,
        *TIMELINE,
    ),
    keeps={
        "describe": (Document,),
        "align": (ReuseLink,),
        "decide": (Entity,),
        "weave": (Thread,),
        "processes": (Process,),
        "bind": (Statement, Figure, Meeting, Event),
        "corroborate": (Finding,),
        "follow": (Commitment, OpenItem),
        "timeline": (TimelineEntry,),
    },
)


def main() -> int:
    """Print a line for each size; 1 if a floor is missed."""
    return run(
        Growth(
            text=__doc__ or "",
            script=__file__,
            measure=measure,
            sizes=SIZES,
            floors=FLOORS,
            cost="findings_s",
        )
    )


def measure(size: int, workers: int) -> dict[str, Any]:
    """Return the figures of this process."""
    (reads, _), (again, _) = read_all(size), read_all(size)
    clock = Clock()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = LocalEngine(folder / "work", workers=workers, batch_size=256, progress=clock)
        made = chain((record for one in reads for record in one.records()), entities(again))
        results = engine.run(PLAN, made)  # type: ignore[arg-type]
        path = folder / "t.dossier"
        note = RunNote(started=datetime.now(UTC), sources=(), settings={})
        start = time.process_time()
        save(path, results, note, _Quiet())
        storing = time.process_time() - start
        start = time.process_time()
        with open_dossier(path) as dossier:
            chapters(dossier, dossier.all(Document), CHAPTERS)
            brief = time.process_time() - start
            precision, recall = _score(dossier, size)
            findings = dossier.count(Finding)
    steps = {name: used for name, used in clock.seconds.items() if name not in BEFORE}
    steps |= {"store": storing, "brief": brief}
    used = sum(steps.values())
    return {
        "articles": size,
        "findings": findings,
        "cpu_s": round(sum(clock.seconds.values()) + storing + brief, 1),
        "findings_s": round(used, 1),
        "ms_per_article": round(1000 * used / size, 2),
        "ms": {name: round(1000 * used / size, 2) for name, used in steps.items()},
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }


class _Quiet:
    """Tells nothing of what is stored."""

    def begin(self, step: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, units: int) -> None:
        """Do nothing."""

    def end(self, *, reused: int) -> None:
        """Do nothing."""


def _score(dossier: Dossier, size: int) -> tuple[float, float]:
    """Return precision over pairs of claims that are taken for one, and recall over copies."""
    reads, copies = read_all(size)
    copied = {(_id(one.original), _id(one.copy)) for one in copies}
    whole = {(_id(one.original), _id(one.copy)) for one in copies if one.kind == "verbatim"}
    named = {document for pair in whole for document in pair}
    told = {
        one.id: {claim.evidence[0].quote for claim in one.claims()}
        for one in reads
        if one.id in named
    }
    wanted = sum(len(told[a] & told[b]) for a, b in whole)
    pairs = right = hits = 0
    for finding in dossier.all(Finding):
        claims = read_claims(dossier, finding) if len(finding.support) > 1 else ()
        for a, b in combinations(claims, 2):
            ways = (a.document, b.document), (b.document, a.document)
            pairs += 1
            hits += not whole.isdisjoint(ways)
            right += not copied.isdisjoint(ways) or not _words(a).isdisjoint(_words(b))
    return right / max(1, pairs), hits / max(1, wanted)


def _words(one: Claim) -> set[str]:
    """Return the sentences that make a claim, and a remark alone, which others may quote."""
    said = one.words if isinstance(one, Statement) else ()
    return {each.quote for each in (*one.evidence, *said)}


def _id(number: int) -> str:
    return make_id("document", [number])


if __name__ == "__main__":
    raise SystemExit(main())
