"""Scores whom pronouns and titles mean, within one document.

`python bench/quality/references.py` reads ../shared/data: the articles of ECB+ in which "he" or
"she" is marked, whose coreference the shipped reader has not learned (their events it has); and
OntoGUM's news, interviews and speeches, from which it has learned its chains, so that the figures
there say what the stage adds and are no held-out ones. `--found FILE` takes for OntoGUM what
other models found: the readings of `python -m training.crossval chains`, whose models have not
seen the documents that they read; its files are named one after the other. `--no-chains` takes
the shipped reader's phrases without its chains, of which nothing was learned here then but which
phrases may mean something.

Asked is every pronoun, and every title without a name ("the minister"), whose gold chain names a
person. It is right if it was found, and the nearest name before it in its referent (the nearest
behind it, where none is before) is one of the gold chain. `chains` are the model's own, before the
stage; `stage` is after it; `answered` is the share of what the stage gives somebody that is right.
`named before` leaves out what no name of its chain stands before, `one person` leaves out "we",
"they" and the like.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from chancery.inference import open_reader
from chancery.model import Annotation
from chancery.ports import Reading
from chancery.text.sentences import sentences
from training.persons import (
    Asked,
    Gold,
    Names,
    annotation,
    articles,
    documents,
    is_person_name,
    stage_names,
)

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared/data"
GENRES = frozenset({"news", "interview", "speech"})
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["references"]


def main() -> int:
    """Print a table for each corpus; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--found", type=Path, nargs="+", default=[], help="what others found")
    ask.add_argument("--no-chains", action="store_true", help="leave out the model's chains")
    ask.add_argument("--corpus", choices=("ecb", "ontogum"), help="one of the two alone")
    ask.add_argument("--half", type=int, choices=(0, 1), help="every other document alone")
    ask.add_argument("--json", action="store_true", help="print the figures alone, as JSON")
    options = ask.parse_args()
    found = {}
    for name, rows in corpora(options.corpus):
        part = rows if options.half is None else rows[options.half :: 2]
        read = readings(part, options.found, chains=not options.no_chains)
        found[name] = measure(part, read)
    if options.json:
        print(json.dumps(found))
        return 0
    for name, figures in found.items():
        print("\n".join(table(name, figures)))
    apart = options.found or options.half is not None or options.no_chains
    if apart:
        print("no floor is asked of this part")
        return 0
    failures = list(missed(found))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def corpora(only: str | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the corpora by name, or the one that is asked for."""
    for name, rows in (("ecb", articles(DATA)), ("ontogum", documents(DATA, GENRES))):
        if only in {None, name}:
            yield name, list(rows)


def missed(found: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    """Yield each floor that a figure falls short of."""
    for name, figures in found.items():
        for what, row in figures.items():
            floor = FLOORS.get(f"{name} {what}", 0)
            if row["stage"] < floor:
                yield f"{name} {what}: {row['stage']:.1f}, floor {floor:g}"


def readings(
    rows: Sequence[dict[str, Any]], found: Sequence[Path], *, chains: bool
) -> Iterator[Annotation]:
    """Yield what was found in each document: by the shipped reader, or as the files say."""
    given = {
        row["doc_id"]: msgspec.convert(row["reading"], Reading)
        for path in found
        for row in json.loads(path.read_text(encoding="utf-8"))["gum"]
    }
    reader = open_reader(None)
    for row in rows:
        text = row["text"]
        reading = given[row["doc_id"]] if given else reader.read(text, sentences(text))
        yield annotation(row, reading if chains else replace(reading, chains=()))


def measure(
    rows: Sequence[dict[str, Any]], annotations: Iterable[Annotation]
) -> dict[str, dict[str, float]]:
    """Return, for each class, how many are asked and the shares that are right."""
    tally: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for row, one in zip(rows, annotations, strict=True):
        before, after = chain_names(row["text"], one), stage_names(row, one)
        gold = Gold(row)
        for asked in gold.asked():
            right = (gold.right(asked, before), gold.right(asked, after), asked.span in after)
            for what in _classes(asked):
                tally[what].append(right)
    return {what: _shares(found) for what, found in sorted(tally.items())}


def _classes(asked: Asked) -> Iterator[str]:
    yield from (asked.what, "all")
    if asked.what != "other pronouns":
        yield "one person"
    if asked.named_before:
        yield "named before"


def _shares(found: Sequence[tuple[bool, bool, bool]]) -> dict[str, float]:
    chains, stage, answered = (sum(column) for column in zip(*found, strict=True))
    return {
        "asked": len(found),
        "chains": 100 * chains / len(found),
        "stage": 100 * stage / len(found),
        "answered": 100 * stage / max(1, answered),
    }


def chain_names(text: str, found: Annotation) -> Names:
    """Return the names that the model's own chains give each phrase."""
    made: Names = {}
    for chain in found.chains:
        mentions = [found.mentions[place] for place in chain]
        spans = [(one.start, one.end) for one in mentions]
        names = [span for span in spans if is_person_name(text, span)]
        made |= dict.fromkeys(spans, names)
    return made


def table(name: str, found: dict[str, dict[str, float]]) -> Iterator[str]:
    """Yield the figures of a corpus, one class a line."""
    yield f"{name:<16}{'asked':>7}{'chains':>9}{'stage':>9}{'answered':>10}{'floor':>8}"
    for what, row in found.items():
        floor = FLOORS.get(f"{name} {what}")
        shown = "" if floor is None else f"{floor:g}"
        shares = f"{row['chains']:>9.1f}{row['stage']:>9.1f}{row['answered']:>10.1f}"
        yield f"{what:<16}{row['asked']:>7}{shares}{shown:>8}"


if __name__ == "__main__":
    sys.exit(main())
