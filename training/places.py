"""Learns what the features of places count: `python -m training.places --shared SHARED`.

It writes stages/places/weights.tsv from all of data/places/geovirus.jsonl; bench/quality/places.py
learns from four fifths at a time to say how far they carry.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from chancery.knowledge.places import PackedPlaces, open_places
from chancery.stages.places import rank as ranking
from chancery.stages.places.features import (
    OTHERS,
    OWN,
    Around,
    Group,
    Row,
    distances,
    own_features,
)
from chancery.stages.places.groups import Grouped, group_toponyms
from chancery.stages.places.rank import Weights, softmax, together
from chancery.stages.places.setting import find_peoples

REACH_KM = 161.0  # a hundred miles: how near the field asks a place to be
STEPS = 400
RATE = 0.1
RIDGE = 0.003  # what keeps a weight small that few toponyms ask for
CHOSEN = {
    "people_said": 2.0,
    "outlet": 0.5,
    "town_inside": -2.0,
    "contained": 2.0,
    "container": 3.0,
}
"""Weights that are chosen, not learned, since the corpus cannot tell them: it has six peoples'
names before a town and no outlets; and where a division bears the name of a town in it, both lie
within reach. The town is meant, unless another toponym is said to lie in the division. Few small
towns of the corpus bear a famous name; one must win when its container is said: "Paris, Texas"."""
WEIGHTS = Path(ranking.__file__).with_name("weights.tsv")
HEAD = """# What the features of a candidate count; learned from GeoVirus (Wikinews, CC BY).
# Apache-2.0.
use\tfeature\tweight
"""


@dataclass(frozen=True)
class Article:
    """One text of the corpus, grouped, with the right candidates of each toponym."""

    row: dict[str, Any]
    grouped: Grouped
    around: Around
    right: tuple[tuple[int, frozenset[int]], ...]  # for each toponym: group, right candidates


class Towns:
    """All towns, to ask in which country a position lies."""

    def __init__(self, gazetteer: PackedPlaces) -> None:
        """Read the positions of every town."""
        towns = [one for one in gazetteer if one.kind == "city"]
        self._places = np.array([(one.latitude, one.longitude) for one in towns])
        self._countries = [one.country for one in towns]
        self._known: dict[tuple[float, float], str] = {}

    def country(self, latitude: float, longitude: float) -> str:
        """Return the country of the nearest town."""
        place = (latitude, longitude)
        if place not in self._known:
            nearest = int(distances(np.array([place]), self._places).argmin())
            self._known[place] = self._countries[nearest]
        return self._known[place]


def main() -> None:
    """Learn from all articles, and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, required=True, help="where data/ lies")
    options = ask.parse_args()
    articles = read_articles(options.shared / "data/places/geovirus.jsonl")
    write_weights(WEIGHTS, learn(articles))


def read_articles(path: Path) -> list[Article]:
    """Return the articles of the corpus."""
    gazetteer = open_places()
    towns = Towns(gazetteer)
    with path.open(encoding="utf-8") as file:
        return [read_article(json.loads(line), gazetteer, towns) for line in file]


def read_article(row: dict[str, Any], gazetteer: PackedPlaces, towns: Towns) -> Article:
    """Return one article; its toponyms are put in text order."""
    row["toponyms"].sort(key=lambda one: one["start"])
    spans = [(one["start"], one["end"]) for one in row["toponyms"]]
    grouped = group_toponyms(row["text"], spans, gazetteer)
    peoples: dict[str, int] = {}
    for country in find_peoples(row["text"], gazetteer):
        peoples[country] = peoples.get(country, 0) + 1
    right = [
        (
            number,
            right_candidates(grouped.groups[number], one, towns) if number >= 0 else frozenset(),
        )
        for one, number in zip(row["toponyms"], grouped.number, strict=True)
    ]
    return Article(row, grouped, Around(peoples=peoples), tuple(right))


def right_candidates(group: Group, toponym: dict[str, Any], towns: Towns) -> frozenset[int]:
    """Return the candidates that lie within reach; of a country's name, the right country."""
    here = np.array([(toponym["lat"], toponym["lon"])])
    there = np.array([(one.place.latitude, one.place.longitude) for one in group.candidates])
    far = distances(here, there)[0]
    named = any(one.place.kind == "country" for one in group.candidates)
    country = towns.country(toponym["lat"], toponym["lon"]) if named else ""
    return frozenset(
        number
        for number, one in enumerate(group.candidates)
        if far[number] <= REACH_KM
        or (one.place.kind == "country" and one.place.country == country)
    )


def learn(articles: Sequence[Article]) -> Weights:
    """Return the weights that make the right candidates likeliest."""
    own = [
        [own_features(group, one.grouped.groups, one.around) for group in one.grouped.groups]
        for one in articles
    ]
    alone = _fit(_examples(articles, own), len(OWN))
    shares = [[softmax(rows @ alone) for rows in one] for one in own]
    weights = alone
    for _ in range(ranking.ROUNDS):
        every = [_together(*three) for three in zip(articles, own, shares, strict=True)]
        weights = _fit(_examples(articles, every), len(OWN) + len(OTHERS))
        shares = [[softmax(rows @ weights) for rows in one] for one in every]
    for name, value in CHOSEN.items():
        weights[(*OWN, *OTHERS).index(name)] = value
        if name in OWN:
            alone[OWN.index(name)] = value
    return Weights(alone, weights)


def _together(article: Article, own: Sequence[Row], shares: Sequence[Row]) -> list[Row]:
    groups = article.grouped.groups
    return [together(own[at], at, groups, shares) for at in range(len(groups))]


Example = tuple[Row, Row]  # features of the candidates, and which are right


def _examples(articles: Sequence[Article], features: Sequence[Sequence[Row]]) -> list[Example]:
    found: list[Example] = []
    for article, rows in zip(articles, features, strict=True):
        for number, right in article.right:
            if right and len(right) < len(rows[number]):
                marks = np.zeros(len(rows[number]))
                marks[sorted(right)] = 1.0
                found.append((rows[number], marks))
    return found


def _fit(examples: Sequence[Example], size: int) -> Row:
    """Return the weights that maximise the likelihood of the right ones, by Adam."""
    rows = np.vstack([one for one, _ in examples])
    marks = np.concatenate([one for _, one in examples])
    starts = np.cumsum([0, *(len(one) for _, one in examples[:-1])])
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        shares = _shares(scores, starts, np.ones_like(marks))
        slope = (
            rows.T @ (shares - _shares(scores, starts, marks)) / len(examples) + RIDGE * weights
        )
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (
            np.sqrt(second / (1 - 0.99**step)) + 1e-8
        )
    return weights


def _shares(scores: Row, starts: Any, marks: Row) -> Row:
    """Return the shares of the marked candidates among those of their toponym."""
    sizes = np.diff([*starts, len(scores)])
    tops = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    raised = np.exp(scores - tops) * marks
    found: Row = raised / np.repeat(np.add.reduceat(raised, starts) + 1e-12, sizes)
    return found


def write_weights(path: Path, weights: Weights) -> None:
    """Write the table that the package holds."""
    rows = [("alone", *one) for one in zip(OWN, weights.alone, strict=True)]
    rows += [("together", *one) for one in zip((*OWN, *OTHERS), weights.together, strict=True)]
    text = "".join(f"{use}\t{name}\t{value:.4f}\n" for use, name, value in rows)
    path.write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
