"""Scores the values of time expressions, with the spans given, beside a rival on the same spans.

`python bench/quality/times.py` reads ../shared/data/time: timebank_tune_only.jsonl, the documents
of gum_train_dev.jsonl whose fold is 3 or 4, and wikiwars 11 to 16: no rule was written for one of
their sentences. `--tuning` scores the documents at hand: GUM's folds 0 to 2, wikiwars 01 to 10.
`--spans found` takes the spans that a build finds, by rules and the shipped reader, instead of the
gold ones; `rules` and `model` take those of one of the two. `--floors` scores a sample against
`bench/floors.json`. The scorer
is tools/score_time.py; "no year" is its day accuracy for expressions without a year in figures,
and "per s" the expressions in a second of processor time. dateparser, where it is installed, is
the rival.

GUM does not write TIMEX3 values but the dates of TEI: 1980-01-01/1989-12-31 for a decade,
2006-06/2006-09 for a summer, --10 for October, 22:30:00 for a time of day. So the values of both
systems are put into that form first: `tei` in `time_forms.py` says how.

"GUM dated" leaves out a document that is annotated as of another year than it was published in.

"ends" is the share of expressions whose value bounds days, single days too, of which our first and
last day are both right; "periods" the same of those that last longer than a day. dateparser's
values are those of its string.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from time_forms import Said, agree, days_of, keeps_its_date, our_days, share, tei

from chancery.stages.dates.page import PROPOSED, time_spans
from chancery.text.timex import find_times, read_times
from training.tools import load_tool

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared"
DATA = "data/time"
TUNED_FOLDS = frozenset({0, 1, 2})
TUNED_WARS = 10
HEAD = (
    f"{'':<12}{'':<12}{'gold':>6}{'strict':>8}{'relaxed':>8}{'value':>8}{'day':>8}{'no year':>8}"
    f"{'ends':>8}{'periods':>9}{'per s':>10}"
)
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["times"]
PARTS = frozenset({"GUM dated", "GUM news"})  # of GUM
SAMPLE = 30  # documents of TimeBank that the model reads for the floors
Row = dict[str, Any]
Spans = Callable[[Row], Sequence[tuple[int, int]]]
Guess = Callable[[Row, Sequence[tuple[int, int]]], list[Said]]


def main() -> int:
    """Print a table for each corpus."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--shared", type=Path, default=SHARED, help="where data/ and tools/ lie")
    ask.add_argument("--spans", choices=("gold", "rules", "model", "found"), default="gold")
    ask.add_argument("--floors", action="store_true", help="say whether every floor is met")
    ask.add_argument("--tuning", action="store_true", help="score what the rules were tuned on")
    ask.add_argument("--sample", type=int, help="documents of each corpus; all by default")
    ask.add_argument("--errors", type=Path, help="write each wrong value to this file")
    options = ask.parse_args()
    if options.floors:
        return floors(options.shared)
    spans = spans_of(options.spans)
    systems: dict[str, Guess] = {"chancery": ours}
    if importlib.util.find_spec("dateparser"):
        systems["dateparser"] = dateparser_values
    print(HEAD)
    wrong: list[str] = []
    for corpus, found in corpora(options.shared, tuning=options.tuning).items():
        rows = found[: options.sample]
        places = [spans(row) for row in rows]
        for system, guess in systems.items():
            started = time.process_time()
            predicted = [
                predict(row, one, guess, as_tei=corpus.startswith("GUM"))
                for row, one in zip(rows, places, strict=True)
            ]
            took = time.process_time() - started
            figures = score(options.shared, rows, predicted)
            ends = ends_right(options.shared, rows, predicted)
            count = sum(len(row["timexes"]) for row in predicted)
            print(line(corpus, system, figures, ends, count / took))
            if system == "chancery" and corpus not in PARTS:
                wrong.extend(errors(rows, predicted))
    if options.errors:
        options.errors.write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return 0


def floors(shared: Path) -> int:
    """Print the scores of a sample, and 1 if one is below its floor."""
    held = corpora(shared, tuning=False)
    figures: dict[str, float] = {}
    for corpus in ("TimeBank", "GUM", "WikiWars"):
        plain, no_year, ends = scored(shared, corpus, held[corpus], gold_spans)
        figures[f"{corpus} periods by both ends, spans given"] = ends[1]
        figures[f"{corpus} value, spans given"] = plain["value"]
        figures[f"{corpus} days without a year, spans given"] = no_year["day_accuracy"]
    sample = held["TimeBank"][:SAMPLE]
    for name, spans in (("rules", spans_of("rules")), ("found", spans_of("found"))):
        rows = held["TimeBank"] if name == "rules" else sample
        plain, _, _ = scored(shared, "TimeBank", rows, spans)
        figures |= {
            f"TimeBank {key}, {name}": plain[key] for key in ("strict", "relaxed", "value")
        }
    for name, figure in figures.items():
        print(f"{name:<44}{figure:>7}{FLOORS.get(name, 0):>7}")
    missed = [
        f"{name} is {figures[name]}, the floor is {floor}"
        for name, floor in FLOORS.items()
        if figures[name] < floor
    ]
    print("\n".join(missed) or "every floor is met")
    return int(bool(missed))


def scored(
    shared: Path, corpus: str, rows: Sequence[Row], spans: Spans
) -> tuple[dict[str, float], dict[str, float], tuple[float, float, int]]:
    """Return what the scorer says of our values of these spans, and how many ends are right."""
    as_tei = corpus.startswith("GUM")
    predicted = [predict(row, spans(row), ours, as_tei=as_tei) for row in rows]
    plain, no_year = score(shared, rows, predicted)
    return plain, no_year, ends_right(shared, rows, predicted)


def line(
    corpus: str,
    system: str,
    figures: Sequence[dict[str, float]],
    ends: tuple[float, float, int],
    speed: float,
) -> str:
    """Return one line of the table."""
    plain, no_year = figures
    return (
        f"{corpus:<12}{system:<12}{plain['gold']:>6}{plain['strict']:>8}{plain['relaxed']:>8}"
        f"{plain['value']:>8}{plain['day_accuracy']:>8}{no_year['day_accuracy']:>8}"
        f"{ends[0]:>8}{ends[1]:>9}{speed:>10.0f}"
    )


def corpora(shared: Path, *, tuning: bool) -> dict[str, list[Row]]:
    """Return the documents by corpus."""
    fold = load_tool(shared / "tools/folds.py").fold
    gum = read(shared / DATA / "gum_train_dev.jsonl")
    wars = read(shared / DATA / "wikiwars_01-16.jsonl")
    ours = [row for row in gum if (fold(row["doc_id"]) in TUNED_FOLDS) == tuning]
    found = {
        "GUM": ours,
        "GUM dated": [row for row in ours if keeps_its_date(row)],
        "GUM news": [row for row in ours if row["genre"] == "news"],
        "WikiWars": [row for row in wars if (int(row["doc_id"][:2]) <= TUNED_WARS) == tuning],
    }
    if not tuning:
        found["TimeBank"] = read(shared / DATA / "timebank_tune_only.jsonl")
    return found


def read(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(row) for row in file]


def predict(row: Row, spans: Sequence[tuple[int, int]], guess: Guess, *, as_tei: bool) -> Row:
    """Return the row that the scorer takes."""
    said = guess(row | {"tei": as_tei}, spans)
    timexes = [
        {"start": start, "end": end, "type": "DATE", "value": one.value, "said": one}
        for (start, end), one in zip(spans, said, strict=True)
    ]
    return {"doc_id": row["doc_id"], "timexes": timexes}


def gold_spans(row: Row) -> list[tuple[int, int]]:
    """Return the spans of the annotation."""
    return [(one["start"], one["end"]) for one in row["timexes"]]


def spans_of(choice: str) -> Spans:
    """Return what gives the spans of a row: those of the annotation, of rules, model or both."""
    if choice == "gold":
        return gold_spans
    if choice == "rules":
        return lambda row: find_times(row["text"])
    from chancery.inference import open_reader  # noqa: PLC0415 - needed for these spans alone
    from chancery.text.sentences import sentences  # noqa: PLC0415

    reader = open_reader(None)

    def spans(row: Row) -> list[tuple[int, int]]:
        found = reader.read(row["text"], sentences(row["text"])).mentions
        if choice == "found":
            return time_spans(row["text"], found)
        return [(one.start, one.end) for one in found if one.type in PROPOSED]

    return spans


def published(row: Row) -> date | None:
    """Return the day of publication."""
    return date.fromisoformat(row["dct"][:10]) if row["dct"] else None


def ours(row: Row, spans: Sequence[tuple[int, int]]) -> list[Said]:
    """Return our values, in the form of the corpus."""
    found = read_times(row["text"], spans, published(row))
    if row["tei"]:
        return [Said(tei(one), our_days(one), None) for one in found]
    return [Said(one.value, our_days(one), one.modifier) for one in found]


def dateparser_values(row: Row, spans: Sequence[tuple[int, int]]) -> list[Said]:
    """Return what dateparser makes of the same spans, cut to the finest part that they name."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - a rival, if it is there

    day = published(row)
    settings: dict[str, Any] = {"RETURN_TIME_AS_PERIOD": True}
    if day:
        settings["RELATIVE_BASE"] = datetime.combine(day, datetime.min.time())
    parser = DateDataParser(languages=["en"], settings=settings)
    cut = {"year": 4, "month": 7, "day": 10, "time": 16}
    found = [parser.get_date_data(row["text"][start:end]) for start, end in spans]
    values = [
        one.date_obj.isoformat()[: cut.get(one.period, 10)] if one.date_obj else None
        for one in found
    ]
    return [Said(value, days_of(value), None) for value in values]


def score(shared: Path, rows: Sequence[Row], predicted: Sequence[Row]) -> list[dict[str, float]]:
    """Return what the scorer says, of all and of those without a year in their words."""
    with tempfile.TemporaryDirectory() as folder:
        gold, guess = Path(folder) / "gold", Path(folder) / "guess"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        guess.write_text(
            "".join(json.dumps(row, default=str) + "\n" for row in predicted), encoding="utf-8"
        )
        command = [sys.executable, str(shared / "tools/score_time.py"), str(gold), str(guess)]
        runs = [
            subprocess.run([*command, *flags], check=True, capture_output=True, text=True)
            for flags in ([], ["--no-year"])
        ]
    return [json.loads(run.stdout) for run in runs]


def ends_right(
    shared: Path, rows: Sequence[Row], predicted: Sequence[Row]
) -> tuple[float, float, int]:
    """Return the share of both ends right, of all and of those longer than a day, and how many."""
    pair = load_tool(shared / "tools/score_time.py").pair
    verdicts: list[tuple[bool, bool]] = []
    for row, guess in zip(rows, predicted, strict=True):
        for gold, one in pair(row["timexes"], guess["timexes"]):
            days = days_of(gold["value"])
            if days:
                verdicts.append((agree(days, one["said"]), days.first < days.last))
    long = [right for right, is_long in verdicts if is_long]
    return share([right for right, _ in verdicts]), share(long), len(verdicts)


def errors(rows: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield each wrong value with the words around it."""
    for row, guess in zip(rows, predicted, strict=True):
        values = {(one["start"], one["end"]): one["value"] for one in guess["timexes"]}
        for one in row["timexes"]:
            start, end = one["start"], one["end"]
            value = values.get((start, end), "")
            if value != one["value"]:
                before = row["text"][max(0, start - 70) : start]
                words = f"{before}[[{row['text'][start:end]}]]{row['text'][end : end + 40]}"
                where = f"{row['doc_id']} {row['dct']}"
                yield f"{where}\t{one['value']}\t{value}\t{' '.join(words.split())}"


if __name__ == "__main__":
    raise SystemExit(main())
