"""Scores what a text alone says of when it was published, where the day is known and hidden.

`python bench/quality/published.py` reads ../shared/data: news of t17 by its folder's day, and the
documents of time/gum_train_dev.jsonl and timebank_tune_only.jsonl that have a day. Each is dated
without it and without a model. Printed are how many texts get a first bound, how many of these
bounds are wrong (later than the day, with the days of `--slack` allowed), and by how many days the
right ones fall short, in the middle. `--errors` writes the wrong ones of GUM alone.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from chancery.model import Annotation, Block, Dates, Document
from chancery.stages.dates.stage import find_dates
from chancery.text.sentences import sentences

SHARED = Path(__file__).resolve().parents[3] / "shared"
EVERY = 3  # articles of t17, of which one is taken
LONGEST = 20_000  # code points; longer ones are lists of readers' comments of many days
HEAD = f"{'':<10}{'texts':>7}{'bounded':>9}{'wrong':>7}{'wrong %':>9}{'days short':>12}"


class Case(NamedTuple):
    """A text and the day on which it was published."""

    corpus: str
    text: str
    day: date


def main() -> int:
    """Print a line for each corpus."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--shared", type=Path, default=SHARED, help="where data/ lies")
    ask.add_argument("--slack", type=int, default=1, help="days that a bound may be too late")
    ask.add_argument("--errors", action="store_true")
    options = ask.parse_args()
    print(HEAD)
    for corpus, cases in corpora(options.shared / "data").items():
        print(line(corpus, cases, options.slack))
        if options.errors and corpus.startswith("GUM"):
            for case in cases:
                show(case, options.slack)
    return 0


def corpora(data: Path) -> dict[str, list[Case]]:
    """Return the texts by corpus."""
    return {
        "GUM": list(dated("GUM", data / "time/gum_train_dev.jsonl")),
        "TimeBank": list(dated("TimeBank", data / "time/timebank_tune_only.jsonl")),
        "t17": list(news(data / "t17")),
    }


def dated(corpus: str, path: Path) -> Iterator[Case]:
    """Yield the documents of a file of JSON lines that have a day of creation."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["dct"] and len(row["dct"]) >= len("2000-01-01"):
            yield Case(corpus, row["text"], date.fromisoformat(row["dct"][:10]))


def news(folder: Path) -> Iterator[Case]:
    """Yield the articles that lie in folders named by their day."""
    for path in sorted(folder.glob("*/InputDocs/*/*"))[::EVERY]:
        text = path.read_text(encoding="utf-8")
        if 0 < len(text) < LONGEST:
            yield Case("t17", text, date.fromisoformat(path.parent.name))


def line(corpus: str, cases: list[Case], slack: int) -> str:
    """Return the line of a corpus."""
    short = [short_by(case) for case in cases]
    found = [one for one in short if one is not None]
    wrong = [one for one in found if one < -slack]
    right = [one for one in found if one >= -slack]
    share = 100 * len(wrong) / max(1, len(cases))
    middle = median(right) if right else 0
    return f"{corpus:<10}{len(cases):>7}{len(found):>9}{len(wrong):>7}{share:>9.2f}{middle:>12.0f}"


def short_by(case: Case) -> int | None:
    """Return by how many days the bound is earlier than the day; None without a bound."""
    first = dates_of(case.text).published.first
    return (case.day - date.fromisoformat(first.day)).days if first else None


def show(case: Case, slack: int) -> None:
    """Print a wrong bound with the words that it rests on."""
    first, short = dates_of(case.text).published.first, short_by(case)
    if first and short is not None and short < -slack:
        for cited in first.evidence:
            words = case.text[max(0, cited.start - 80) : cited.end + 40]
            print(f"  {case.day} {first.day} {first.basis}: {' '.join(words.split())}")


def dates_of(text: str) -> Dates:
    """Return what is said of a text of which nothing else is known."""
    document = Document(
        id="document-0",
        capture="capture-0",
        uri="text",
        path=None,
        sha256="0" * 64,
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
    )
    return find_dates(document, unread(text))


def unread(text: str) -> Annotation:
    """Return an annotation of the sentences alone."""
    return Annotation(
        id="annotation-0",
        document="document-0",
        model="none",
        scheme="none",
        unread=None,
        sentences=sentences(text),
        mentions=(),
        chains=(),
        attributions=(),
        triggers=(),
        vectors=b"",
    )


if __name__ == "__main__":
    raise SystemExit(main())
