"""Scores who is who across documents on ECB+, gold mentions, the whole collection at once.

`python bench/quality/entities.py` reads ../shared/data/ecb/train.jsonl; tools/score_coref.py
scores. Mentions are given; their types open with HUMAN, NON_HUMAN_PART or LOC, and only whether
one is a person, a body, a place or a thing is taken from them. Names that are no gold mention are
company, as in a build, and not scored. Inside a document mentions are grouped by the plain rules
of bench/quality/within.py, for what is measured is how groups are joined across documents; the
last line has the gold chains of each document instead, which shows that part alone.
Head match, the floor, makes one chain of all mentions with one head word.
`--half 0` or `--half 1` takes every second topic: weights were chosen on half 0.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # within, which is no package
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # resolving, likewise

from within import (
    Group,
    capitals,
    gold_groups,
    group_mentions,
    head_of,
    kind_of_mention,
    other_names,
)

from chancery.knowledge import Knowledge, open_knowledge
from chancery.model import Block, Document, KnownActor, Record, Reference, Referent, make_id
from resolving import entities, resolve

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared"
TYPES = ("HUMAN", "NON_HUMAN_PART", "LOC")
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["entities"]
Row = dict[str, Any]
Place = tuple[str, int, int]
Chains = dict[Place, str]
Grouping = Callable[[Row, Counter[str]], list[Group]]


def main() -> int:
    """Print the scores; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, default=SHARED, help="where data/ and tools/ lie")
    ask.add_argument("--half", type=int, choices=(0, 1), help="every second topic")
    options = ask.parse_args()
    rows = read_rows(options.shared / "data/ecb/train.jsonl")
    if options.half is not None:
        rows = [row for row in rows if row["topic"] % 2 == options.half]
    found = {name: score(options.shared, rows, make(rows)) for name, make in SYSTEMS.items()}
    for name, scores in found.items():
        print(f"{name:28} {scores}")
    ours = found["Chancery"]["conll"]
    reached = {"conll": ours, "lift": round(ours - found["head match"]["conll"], 1)}
    print(f"over head match: {reached['lift']:+.1f}")
    if options.half is not None:
        return 0
    missed = [f"{name}: {reached[name]}, floor {floor}" for name, floor in FLOORS.items()]
    missed = [
        line for line, name in zip(missed, FLOORS, strict=True) if reached[name] < FLOORS[name]
    ]
    print("\n".join(missed) or "every floor is met")
    return 1 if missed else 0


def read_rows(path: Path) -> list[Row]:
    """Return the documents with the mentions that are scored, in text order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        kept = [one for one in row["mentions"] if one["type"].startswith(TYPES)]
        row["mentions"] = sorted(kept, key=lambda one: (one["start"], one["end"]))
    return rows


def head_match(rows: list[Row]) -> Chains:
    """Return one chain for each head word."""
    return {place(row, one): head_of(row, one) for row in rows for one in row["mentions"]}


def chancery(rows: list[Row], grouping: Grouping = group_mentions) -> Chains:
    """Return the chains of the entities that the product makes of the groups."""
    raised = capitals(row["text"] for row in rows)
    known = open_knowledge()
    records: list[Record] = []
    places: dict[str, list[Place]] = {}
    for row in rows:
        records.append(document(row))
        for group in grouping(row, raised):
            made = referent(row, group, known)
            places[made.id] = [place(row, one) for one in group.mentions]
            records.append(made)
        records += [bystander(row, span, known) for span in other_names(row, raised)]
    with tempfile.TemporaryDirectory() as folder:
        found = entities(resolve(records, Path(folder)))
    return {
        at: entity.id for entity in found for one in entity.referents for at in places.get(one, ())
    }


def chancery_on_gold(rows: list[Row]) -> Chains:
    """Return the same from the gold chains of each document."""
    return chancery(rows, gold_groups)


SYSTEMS: dict[str, Callable[[list[Row]], Chains]] = {
    "head match": head_match,
    "Chancery": chancery,
    "Chancery, gold in documents": chancery_on_gold,
}


def place(row: Row, mention: dict[str, Any]) -> Place:
    """Return where a mention stands."""
    return row["doc_id"], mention["start"], mention["end"]


def document(row: Row) -> Document:
    """Return the document of a row; its day is not known."""
    return Document(
        id=row["doc_id"],
        capture="",
        uri=row["doc_id"],
        path=None,
        sha256="",
        text=row["text"],
        blocks=(Block(type="body", start=0, end=len(row["text"]), kept=True),),
    )


def referent(row: Row, group: Group, known: Knowledge) -> Referent:
    """Return the referent of a group."""
    spans = [(one["start"], one["end"]) for one in group.mentions]
    type_ = kind_of_mention(group.mentions[0]["type"])
    return _referent(row, spans, type_, group.name, group.names, known)


def bystander(row: Row, span: tuple[int, int], known: Knowledge) -> Referent:
    """Return the referent of a name that is no gold mention."""
    name = row["text"][slice(*span)]
    return _referent(row, [span], "organisation", name, (name,), known)


def _referent(  # noqa: PLR0913, PLR0917 - the parts of a referent
    row: Row,
    spans: list[tuple[int, int]],
    type_: Any,  # noqa: ANN401 - one of the mention types
    name: str,
    names: tuple[str, ...],
    known: Knowledge,
) -> Referent:
    candidates = known.candidates(name) if names else ()
    return Referent(
        id=make_id("referent", [row["doc_id"], *spans[0]]),
        document=row["doc_id"],
        type=type_,
        name=name,
        names=names,
        references=tuple(
            Reference(start=start, end=end, form="name", link="name") for start, end in spans
        ),
        roles=(),
        known=tuple(
            KnownActor(actor=one.actor.id, reason="a form of its name", certain=False)
            for one in candidates
        ),
    )


def score(shared: Path, rows: list[Row], chains: Chains) -> dict[str, float]:
    """Return what tools/score_coref.py says of the chains."""
    with tempfile.TemporaryDirectory() as folder:
        gold, guess = Path(folder, "gold.jsonl"), Path(folder, "guess.jsonl")
        gold.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        guess.write_text("\n".join(_guessed(row, chains) for row in rows), encoding="utf-8")
        command = [sys.executable, str(shared / "tools/score_coref.py"), str(gold), str(guess)]
        command += ["--corpus", "--cluster", "chain", "--types", ",".join(TYPES)]
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, float] = json.loads(ended.stdout)
    return scores


def _guessed(row: Row, chains: Chains) -> str:
    found = [
        {"start": one["start"], "end": one["end"], "chain": chains[place(row, one)]}
        for one in row["mentions"]
    ]
    return json.dumps({"doc_id": row["doc_id"], "mentions": found})


if __name__ == "__main__":
    raise SystemExit(main())
