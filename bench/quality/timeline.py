"""Scores which days matter, beside counts of publications and of dates that a pattern finds.

`python bench/quality/timeline.py` reads ../shared/data/t17: articles in folders by their day, and
timelines that journalists wrote. Each way ranks the days of a timeline's articles; as many are
taken as the timeline has, and F1 on the exact day is averaged over the timelines. The product's
way is `chancery.pipeline.days` over dates found by rules, without a model. Its one weight is
chosen from `TRIED` on the timelines of two topics and scored on those of the third, each in turn;
`shipped` is the weight of the package, which has seen all three. `--sample` takes the oil
spill's timelines of two outlets alone, with the weight of the package.
"""

import argparse
import json
import re
import sys
from calendar import month_name
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from chancery.model import Block, Dates, DateValue, Document
from chancery.pipeline.days import REMEMBERED, namings, rank_days
from chancery.stages.dates.stage import find_dates

sys.path.insert(0, str(Path(__file__).resolve().parent))

from published import unread

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared/data/t17"
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["timeline"]
TRIED = (0.0, 0.25, 0.5)  # what an article adds that names a day more than a week later
SAMPLE = ("bpoil_bbc", "bpoil_foxnews")
NUMBER = {
    name[:size].lower(): at
    for at, name in enumerate(month_name)
    if name
    for size in (3, 4, len(name))
}
NAME = "|".join(sorted(NUMBER, key=len, reverse=True))
YEAR = r"(?: ?,? ?(?P<y>\d{4}))?"
PATTERNS = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"\b(?P<m>{NAME})\.? (?P<d>\d\d?)(?:st|nd|rd|th)?\b{YEAR}",
        rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)? (?P<m>{NAME})\b\.?{YEAR}",
        r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b",
    )
)
GOLD_DAY = re.compile(r"^\d{4}-\d\d-\d\d\s*$", re.MULTILINE)

Ranked = Sequence[str]  # days, the most important first


class Article(NamedTuple):
    """One article: its day, the days that a pattern finds in it, and what the rules find."""

    day: str
    matched: tuple[str, ...]
    dates: Dates


class Timeline(NamedTuple):
    """A topic in one outlet: its articles, and the days that its journalists chose."""

    name: str
    articles: Sequence[Article]
    gold: frozenset[str]

    @property
    def topic(self) -> str:
        """Return what it is about; several outlets may have it."""
        return self.name.partition("_")[0]


def main() -> int:
    """Print F1 by timeline for each way; 1 if the floor is missed."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--sample", action="store_true")
    options = ask.parse_args()
    timelines = [
        read(one) for one in sorted(DATA.iterdir()) if not options.sample or one.name in SAMPLE
    ]
    ways: dict[str, Mapping[str, float]] = {
        "publications": scores(timelines, publications),
        "dates by pattern": scores(timelines, by_pattern),
        "shipped": scores(timelines, product(REMEMBERED)),
    }
    if not options.sample:
        ways["chancery"] = left_out(timelines)
    print(f"{'':<24}" + "".join(f"{one:>18}" for one in ways))
    for one in timelines:
        row = f"{one.name:<20}{len(one.gold):>4}"
        print(row + "".join(f"{found[one.name]:>18.3f}" for found in ways.values()))
    means = {name: sum(found.values()) / len(found) for name, found in ways.items()}
    print(f"{'mean':<24}" + "".join(f"{one:>18.3f}" for one in means.values()))
    name = "shipped" if options.sample else "chancery"
    lead = means[name] - means["dates by pattern"]
    held = means[name] >= FLOORS["sample" if options.sample else "all"]
    held = held and lead >= FLOORS["lead"]
    print(f"{lead:+.3f} on the pattern; {'every floor is met' if held else 'below the floor'}")
    return not held


def read(folder: Path) -> Timeline:
    """Return the articles of a folder and the days of its timeline."""
    (written,) = (folder / "timelines").iterdir()
    gold = frozenset(one.strip() for one in GOLD_DAY.findall(written.read_text(encoding="utf-8")))
    return Timeline(folder.name, list(articles(folder)), gold)


def articles(folder: Path) -> Iterator[Article]:
    """Yield the articles by day."""
    for path in sorted((folder / "InputDocs").glob("*/*")):
        text = path.read_text(encoding="utf-8")
        if text.strip():
            day = path.parent.name
            yield Article(day, tuple(matched(text, day)), dates_of(text, path, day))


def dates_of(text: str, path: Path, day: str) -> Dates:
    """Return what the rules find in a text that was published on a day."""
    document = Document(
        id=f"document-{path.parent.name}-{path.name}",
        capture="capture-0",
        uri="text",
        path=None,
        sha256="0" * 64,
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
        published=DateValue(start=day, end=day, precision="day", basis="markup"),
    )
    return find_dates(document, unread(text))


def matched(text: str, day: str) -> Iterator[str]:
    """Yield the dates that the patterns match; one without a year is of that of publication."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            month = NUMBER.get(match["m"].lower()) or int(match["m"])
            try:
                yield date(int(match["y"] or day[:4]), month, int(match["d"])).isoformat()
            except ValueError:
                continue  # 31 February, a page number: no date


def publications(one: Timeline) -> Ranked:
    """Rank days by the articles that were published on them."""
    return ranked(Counter(article.day for article in one.articles))


def by_pattern(one: Timeline) -> Ranked:
    """Rank days by how often a pattern finds them."""
    return ranked(Counter(day for article in one.articles for day in article.matched))


def ranked(counts: Mapping[str, int]) -> Ranked:
    """Return days by their count, then in order."""
    return sorted(counts, key=lambda day: (-counts[day], day))


def product(remembered: float) -> Callable[[Timeline], Ranked]:
    """Return what ranks days as the product does, with a weight."""

    def rank(one: Timeline) -> Ranked:
        found = (naming for article in one.articles for naming in namings(article.dates))
        return [told.day for told in rank_days(found, remembered)]

    return rank


def scores(timelines: Sequence[Timeline], rank: Callable[[Timeline], Ranked]) -> dict[str, float]:
    """Return F1 on days by timeline, where as many are taken as the gold has."""
    made: dict[str, float] = {}
    for one in timelines:
        taken = rank(one)[: len(one.gold)]
        right = len(one.gold.intersection(taken))
        made[one.name] = 2 * right / (len(taken) + len(one.gold))
    return made


def left_out(timelines: Sequence[Timeline]) -> dict[str, float]:
    """Return F1 by timeline, each with the weight that is best for the other topics."""
    by_weight = {weight: scores(timelines, product(weight)) for weight in TRIED}
    made: dict[str, float] = {}
    for topic in sorted({one.topic for one in timelines}):
        others = [one.name for one in timelines if one.topic != topic]
        best = max(TRIED, key=lambda weight: sum(by_weight[weight][name] for name in others))
        print(f"{topic}: weight {best} by the other topics")
        made |= {one.name: by_weight[best][one.name] for one in timelines if one.topic == topic}
    return made


if __name__ == "__main__":
    sys.exit(main())
