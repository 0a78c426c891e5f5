"""Scores what is said of saved pages: day, title, phrases that the body must and must not hold.

Run: python bench/metadata.py [SHARED]; SHARED is the folder that holds data/.
Our figures are those of a build: extraction, clean, describe. In the same run: htmldate with the
original date, trafilatura's title, and trafilatura's text in precision mode, with a paired
bootstrap over pages of the difference in F1 over phrases.
The phrases are those that the body must and must not hold, so it is the body that is compared:
kept text has captions, credits and dates as well, of which the gold makes unwanted phrases.
A day is right when it is the day of the gold; where the gold has none, no day should be given.
Floors are in bench/floors.json.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import htmldate
import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parent))  # saved_page, no package

from chancery.model import DateValue, Document
from chancery.stages.clean.stage import Clean
from chancery.stages.describe.stage import Describe
from saved_page import read_page

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())[
    "metadata"
]
ROUNDS = 1000
DAY = slice(10)  # the day of an ISO time


class Gold(NamedTuple):
    """What people said of a page."""

    title: str
    date: str
    wanted: list[str]
    unwanted: list[str]


class Row(NamedTuple):
    """What is said of a page by us and by the rivals."""

    gold: Gold
    day: str | None
    title: str
    texts: dict[str, str]  # by method
    rival_day: str | None
    rival_title: str


Counts = tuple[int, int, int]  # wanted phrases found, unwanted found, wanted lost


def main() -> int:
    """Print the measurements as JSON; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    folder: Path = parser.parse_args().shared / "data/metadata"
    gold = {
        key: Gold(page["title"], page["date"], page["wanted"], page["unwanted"])
        for key, page in json.loads((folder / "gold.json").read_bytes()).items()
    }
    pages = {
        key: gzip.decompress(path.read_bytes())
        for key in sorted(gold)
        if (path := folder / "html" / f"{key}.html.gz").exists()
    }
    start = time.process_time()
    ours = {key: described(key, data) for key, data in pages.items()}
    rate = len(pages) / (time.process_time() - start)
    rows = [compared(gold[key], ours[key], pages[key]) for key in pages]
    result = {"pages": len(rows), "pages per second": round(rate, 1), **measure(rows)}
    print(json.dumps(result, indent=2))
    failures = list(missed(result))
    print("\n".join(failures) or "every floor is met")
    return int(bool(failures))


def described(key: str, data: bytes) -> Document:
    """Return the page as a build keeps it."""
    document = read_page(key, data)
    if not isinstance(document, Document):
        message = f"{key}: {document}"
        raise TypeError(message)
    ((cleaned,),) = Clean().run([document])
    found = next(iter(Describe().run([cleaned])))[0]
    if not isinstance(found, Document):
        raise TypeError(key)
    return found


def compared(gold: Gold, ours: Document, data: bytes) -> Row:
    """Return our values beside those of the rivals."""
    text = trafilatura.extract(
        data, favor_precision=True, deduplicate=False, include_comments=False
    )
    facts = trafilatura.extract_metadata(data)
    texts = {
        "trafilatura": text or "",
        "body": "\n".join(_spans(ours, kept_only=False)),
        "kept": "\n".join(_spans(ours, kept_only=True)),
    }
    return Row(
        gold,
        _day(ours.published),
        ours.title.value if ours.title else "",
        {name: _words(found) for name, found in texts.items()},
        htmldate.find_date(data.decode("utf-8", "replace"), original_date=True),
        (facts.title if facts else None) or "",
    )


def _spans(document: Document, *, kept_only: bool) -> Iterator[str]:
    for block in document.blocks:
        if block.kept if kept_only else block.type == "body":
            yield document.text[block.start : block.end]


def _day(value: DateValue | None) -> str | None:
    """Return the day where the value is one, else the interval, which is no day of the gold."""
    if value is None or value.start is None or value.end is None:
        return None
    first, last = value.start[DAY], value.end[DAY]
    return first if first == last else f"{first}/{last}"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def measure(rows: Sequence[Row]) -> dict[str, Any]:
    """Return every figure but the speed."""
    titled = [row for row in rows if row.gold.title]
    return {
        "published": _dated([(row.gold.date, row.day) for row in rows]),
        "published, htmldate": _dated([(row.gold.date, row.rival_day) for row in rows]),
        "title exact": _share([_same(row.gold.title, row.title) for row in titled]),
        "title exact, trafilatura": _share(
            [_same(row.gold.title, row.rival_title) for row in titled]
        ),
        "phrases": {name: _f1([_phrases(row, name) for row in rows]) for name in rows[0].texts},
        "phrases, body less trafilatura": _paired(rows),
    }


def _dated(pairs: Sequence[tuple[str, str | None]]) -> dict[str, float]:
    known = [(gold, given) for gold, given in pairs if _is_day(gold)]
    stated_none = [given for gold, given in pairs if not gold]
    given = [(gold, day) for gold, day in known if day is not None]
    return {
        "state a day": len(known),
        "coverage": round(len(given) / len(known), 3),
        "precision": round(sum(gold == day for gold, day in given) / max(1, len(given)), 3),
        "state none": len(stated_none),
        "given all the same": _share([day is not None for day in stated_none]),
    }


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    """Say whether two titles are equal but for white space."""
    return one.split() == other.split()


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / max(1, len(hits)), 3)


def _phrases(row: Row, name: str) -> Counts:
    text = row.texts[name]
    found = sum(_words(phrase) in text for phrase in row.gold.wanted)
    wrong = sum(_words(phrase) in text for phrase in row.gold.unwanted)
    return found, wrong, len(row.gold.wanted) - found


def _f1(counts: Sequence[Counts]) -> float:
    found, wrong, lost = (sum(column) for column in zip(*counts, strict=True))
    return round(2 * found / max(1, 2 * found + wrong + lost), 4)


def _paired(rows: Sequence[Row]) -> dict[str, float]:
    """Return the difference in F1 with the bounds that hold 95 % of resampled sets of pages."""
    pairs = [(_phrases(row, "body"), _phrases(row, "trafilatura")) for row in rows]
    draw = random.Random(0)
    differences = sorted(_difference(draw.choices(pairs, k=len(pairs))) for _ in range(ROUNDS))
    return {
        "difference": round(_difference(pairs), 4),
        "low": round(differences[ROUNDS // 40], 4),
        "high": round(differences[-ROUNDS // 40 - 1], 4),
    }


def _difference(pairs: Sequence[tuple[Counts, Counts]]) -> float:
    return _f1([ours for ours, _ in pairs]) - _f1([theirs for _, theirs in pairs])


def missed(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield each floor that a measurement falls short of."""
    dates, phrases = result["published"], result["phrases, body less trafilatura"]
    reached = {
        "published_precision": dates["precision"],
        "published_coverage": dates["coverage"],
        "title_exact": result["title exact"],
        "phrases_over_trafilatura": phrases["difference"],
    }
    for name, value in reached.items():
        if value < FLOORS[name]:
            yield f"{name} is {value}, the floor is {FLOORS[name]}"
    if dates["given all the same"] > FLOORS["published_where_none"]:
        share = dates["given all the same"]
        yield f"of pages that state no day {share} are given one: {FLOORS['published_where_none']}"


if __name__ == "__main__":
    raise SystemExit(main())
