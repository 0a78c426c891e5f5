"""Scores where toponyms are placed, with their spans given, beside the most populous namesake.

`python bench/quality/places.py` reads ../shared/data/places/geovirus.jsonl by five folds: the
weights that place the toponyms of one fold are learned from the other four, and all articles of
one page stand in one fold. A toponym is right within 161 km of where the corpus puts it; the name
of a country is right where it is that country's. "by distance" asks 161 km of countries as well.
The rival takes the most populous place of the name, from the same gazetteer. "known" is the share
whose right place is among the candidates, "shipped" what the shipped weights, which learned from
all folds, place.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from chancery.knowledge.index import FACTS
from chancery.knowledge.places import PLACES, PackedPlaces
from chancery.stages.places.candidates import Candidate
from chancery.stages.places.features import distances
from chancery.stages.places.rank import Weights, load_weights, rank
from chancery.stages.places.resolve import is_certain
from training.places import REACH_KM, Article, learn, read_articles
from training.tools import load_tool

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "bench/floors.json"
FOLDS = 5


class Answer(NamedTuple):
    """How one toponym of the corpus was placed."""

    doc: str
    name: str
    of_country: bool
    known: bool  # whether a right place is among the candidates
    right: bool
    near: bool  # the likeliest within reach, whatever its kind
    rival: bool
    rival_near: bool
    certain: bool
    said: str


def main() -> int:
    """Print the figures; return 1 where a floor is not met."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--shared", type=Path, default=SHARED, help="where data/ and tools/ lie")
    ask.add_argument("--errors", type=Path, help="write each wrong place to this file")
    options = ask.parse_args()
    articles = read_articles(options.shared / "data/places/geovirus.jsonl")
    answers = list(by_folds(articles, load_tool(options.shared / "tools/folds.py").fold))
    shipped = [one for article in articles for one in answer(article, load_weights())]
    figures = measure(answers) | {
        "shipped": share(shipped, lambda one: one.right),
        "milliseconds an article": milliseconds(articles),
        "open_ms": opening(),
        "bytes": PLACES.stat().st_size + FACTS.stat().st_size,
    }
    for name, value in figures.items():
        print(f"{name:<28}{value:>12,.1f}")
    if options.errors:
        wrong = [f"{one.doc}\t{one.name}\t{one.said}" for one in answers if not one.right]
        options.errors.write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return check(figures)


def by_folds(articles: Sequence[Article], fold: Callable[[str], int]) -> Iterator[Answer]:
    """Yield the answers for each fold, by weights that the other folds taught."""
    folds = [fold(one.row["url"]) for one in articles]
    for held in range(FOLDS):
        pairs = list(zip(articles, folds, strict=True))
        weights = learn([one for one, number in pairs if number != held])
        for one, number in pairs:
            if number == held:
                yield from answer(one, weights)


def answer(article: Article, weights: Weights) -> Iterator[Answer]:
    """Yield how each toponym of an article is placed."""
    groups = article.grouped.groups
    shares = rank(groups, article.around, weights)
    for toponym, (number, right) in zip(article.row["toponyms"], article.right, strict=True):
        here = (toponym["lat"], toponym["lon"])
        doc, name = article.row["doc_id"], toponym["name"]
        if number < 0:
            no = [False] * 7
            yield Answer(doc, name, *no, "no such place is known")
            continue
        candidates = groups[number].candidates
        top = int(shares[number].argmax())
        most = max(range(len(candidates)), key=lambda at: candidates[at].place.population)
        place = candidates[top].place
        likely = float(shares[number][top])
        certain = is_certain(candidates[top], likely)
        yield Answer(
            doc=doc,
            name=name,
            of_country=any(candidates[at].place.kind == "country" for at in right),
            known=bool(right),
            right=top in right,
            near=is_near(candidates[top], here),
            rival=most in right,
            rival_near=is_near(candidates[most], here),
            certain=certain,
            said=f"{here}: {place.name}, {place.kind}, {place.country}, {likely:.2f}",
        )


def is_near(candidate: Candidate, here: tuple[float, float]) -> bool:
    """Say whether the candidate lies within reach of a position."""
    there = (candidate.place.latitude, candidate.place.longitude)
    return bool(distances(np.array([there]), np.array([here]))[0, 0] <= REACH_KM)


def measure(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the figures, in per cent."""
    named = [one for one in answers if one.of_country]
    certain = [one for one in answers if one.certain]
    return {
        "toponyms": len(answers),
        "right": share(answers, lambda one: one.right),
        "most populous": share(answers, lambda one: one.rival),
        "by distance": share(answers, lambda one: one.near),
        "most populous, by distance": share(answers, lambda one: one.rival_near),
        "known": share(answers, lambda one: one.known),
        "names of countries": len(named),
        "right of countries": share(named, lambda one: one.right),
        "right of others": share([a for a in answers if not a.of_country], lambda a: a.right),
        "certain": share(answers, lambda one: one.certain),
        "right of the certain": share(certain, lambda one: one.right),
    }


def share(answers: Sequence[Answer], holds: Callable[[Answer], bool]) -> float:
    """Return in how many of a hundred answers something holds."""
    return 100 * sum(map(holds, answers)) / max(1, len(answers))


def milliseconds(articles: Sequence[Article]) -> float:
    """Return the processor time of placing one article's toponyms, its look-ups apart."""
    started = time.process_time()
    for one in articles:
        rank(one.grouped.groups, one.around, load_weights())
    return 1000 * (time.process_time() - started) / len(articles)


def opening() -> float:
    """Return the processor time of opening the gazetteer, in milliseconds."""
    started = time.process_time()
    PackedPlaces(PLACES)
    return 1000 * (time.process_time() - started)


def check(figures: dict[str, float]) -> int:
    """Say which floors are not met; return 1 where one is not."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["places"]
    most = {"open_ms", "bytes"}
    missed = [
        name
        for name, floor in floors.items()
        if (figures[name] > floor if name in most else figures[name] < floor)
    ]
    for name in missed:
        print(f"floor not met: {name} is {figures[name]:.1f}, asked {floors[name]}")
    if not missed:
        print("every floor is met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
