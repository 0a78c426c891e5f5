"""Measures what one merge of two findings costs in the next build, against the whole build.

usage: python bench/joining.py [--articles N]

The steps from claims to the timeline run over invented articles (bench/findings_speed.py): from
nothing, again with nothing changed, with one merge, with a second one, and with both undone. What
is printed are seconds of the processor, of one process, for the steps that measure counts, and the
units of work that were done; 1 is returned where undoing does not give the same findings again.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from chancery.engines.local import LocalEngine
from chancery.model import Decision, Document, Finding, Sides, Statement
from chancery.pipeline.plan import recalling
from chancery.pipeline.review.anchors import make_anchor
from chancery.ports import Results
from claims_speed import Clock
from findings_speed import BEFORE, PLAN
from generate_claims import entities, read_all

ARTICLES = 3_000


class Counted(Clock):
    """Counts the units that are done, beside the seconds."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.units: dict[str, int] = {}

    def begin(self, step: str, total: int | None) -> None:
        """Note how many units a step has to do; that keys are named is no work of its own."""
        if not step.endswith(" keys"):
            self.units[step] = total or 0
        super().begin(step, total)


def main() -> int:
    """Print a line for each build; 1 if undoing leaves a trace."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=ARTICLES)
    count = options.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = _built(folder, count, "from nothing")
        again = _built(folder, count, "nothing changed")
        decisions = _decisions(first)
        one = _built(folder, count, "one merge", decisions[:1])
        two = _built(folder, count, "a second merge", decisions)
        undone = _built(folder, count, "both undone")
    digests = [each.digests(Finding) for each in (first, again, one, two, undone)]
    same = digests[0] == digests[1] == digests[4]
    merged = [len(each) for each in digests]
    print(json.dumps({"findings": merged, "the same when undone": same}))
    return 0 if same and merged[0] > merged[2] > merged[3] else 1


def _built(folder: Path, count: int, what: str, decisions: Sequence[Decision] = ()) -> Results:
    (reads, _), (again, _) = read_all(count), read_all(count)
    clock = Counted()
    engine = LocalEngine(folder / "work", workers=1, batch_size=256, progress=clock)
    made = chain((record for one in reads for record in one.records()), entities(again))
    plan = replace(PLAN, steps=tuple(recalling(PLAN.steps, decisions)))
    results = engine.run(plan, made)  # type: ignore[arg-type]
    print(json.dumps(_row(what, count, clock)), flush=True)
    return results


def _row(what: str, count: int, clock: Counted) -> Mapping[str, Any]:
    done = {name: units for name, units in clock.units.items() if name not in BEFORE and units}
    seconds = {name: used for name, used in clock.seconds.items() if name not in BEFORE}
    most = sorted(seconds.items(), key=lambda one: -one[1])[:4]
    return {
        "articles": count,
        "build": what,
        "cpu_s": round(sum(seconds.values()), 2),
        "most": {name: round(used, 2) for name, used in most},
        "units": done,
    }


def _decisions(made: Results) -> list[Decision]:
    """Return merges of statements of two findings that have nothing to do with each other."""
    found = sorted(
        (one for one in _all(made, Finding) if one.about == "statement"), key=lambda one: one.id
    )
    picked = [found[at * len(found) // 4] for at in range(4)]
    return [
        _merge(made, 1, picked[0], picked[1]),
        _merge(made, 2, picked[2], picked[3]),
    ]


def _all(made: Results, kind: type[Finding]) -> list[Finding]:
    records = made.load(kind, list(made.digests(kind)))
    return [one for one in records if isinstance(one, Finding)]


def _merge(made: Results, number: int, a: Finding, b: Finding) -> Decision:
    claims = [each.claim for one in (a, b) for each in one.support]
    statements = {one.id: one for one in made.load(Statement, claims)}
    wanted = [each.document for one in (a, b) for each in one.support]
    documents = {one.id: cast("Document", one) for one in made.load(Document, wanted)}
    told = [cast("Statement", statements[each]) for each in claims]
    anchors = [make_anchor(one, documents[one.document]) for one in told]
    return Decision(
        id=f"decision-{number}",
        number=number,
        who="Ada",
        at="2031-05-01T09:00:00+00:00",
        action="merge",
        anchors=tuple(anchors),
        sides=Sides(first=len(a.support)),
    )


if __name__ == "__main__":
    raise SystemExit(main())
