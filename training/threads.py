"""Learns what speaks for two documents telling of one episode: `python -m training.threads`.

With `--data DATA` it reads ECB+ with the shipped reader and writes stages/threads/weights.tsv.
How far weights carry, bench/quality/threads.py says: it learns from half of the topics and scores
the other. ECB+ has no dates of publication and hardly a meeting, so what they count is chosen.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from chancery.inference import open_reader
from chancery.model import Portrait
from chancery.ports import TextReader
from chancery.stages.dates.stage import find_dates
from chancery.stages.meetings.stage import find_meetings
from chancery.stages.places.stage import place_toponyms
from chancery.stages.threads import features
from chancery.stages.threads.features import FEATURES, Read, measure, read
from chancery.stages.threads.portray import portray
from chancery.text.sentences import sentences
from training.persons import annotation, document

CHOSEN = {"weeks": -1.0, "other_meeting": -3.0, "wanted": -2.0}
"""An article of the next week is as likely of the episode as one that shares half as much; of
twenty pairs that tell of meetings on other days, one is of one episode, as its second day is; of
seven that tell of talks as held and as called for, one."""
LEARNED = [name for name in FEATURES if name not in CHOSEN]
STEPS, RIDGE = 30, 1e-4
WEIGHTS = Path(features.__file__).with_name("weights.tsv")
HEAD = """# What each feature of a pair of documents counts, in log odds; see features.py there.
# Learned from ECB+ by training/threads.py, but weeks and meetings, which are chosen.
feature\tweight
"""


@dataclass(frozen=True)
class Told:
    """A document of the corpus with the episode that it tells of."""

    portrait: Portrait
    topic: int
    event: str

    @cached_property
    def read(self) -> Read:
        """Return the portrait as it is compared."""
        return read(self.portrait)


def main() -> None:
    """Learn from all topics, and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    options = ask.parse_args()
    weights = learn(list(told(options.data / "ecb/train.jsonl")))
    rows = "".join(f"{name}\t{weights[name]:.2f}\n" for name in FEATURES)
    WEIGHTS.write_text(HEAD + rows, encoding="utf-8")


def told(path: Path, most: int | None = None) -> Iterator[Told]:
    """Yield the documents of the corpus, or its first ones."""
    reader = open_reader(None)
    with path.open(encoding="utf-8") as file:
        for line in list(file)[:most]:
            yield _told(json.loads(line), reader)


def _told(row: dict[str, Any], reader: TextReader) -> Told:
    told = document(row)
    found = annotation(row, reader.read(told.text, sentences(told.text)))
    dates = find_dates(told, found)
    meetings = list(find_meetings(told, found, dates))
    portrait = portray(told, found, dates, place_toponyms(told, found), meetings)
    return Told(portrait, row["topic"], row["event"])


def learn(documents: Sequence[Told]) -> Mapping[str, float]:
    """Return the weights under which pairs of one episode are likeliest, by Newton's method.

    Pairs inside a topic count together as much as all pairs do: a collection may be of one topic,
    and telling its episodes apart is what threads are for.
    """
    rows, marks, inside = [], [], []
    for one, other in combinations(documents, 2):
        values = measure(one.read, other.read)
        if values["words"] or values["names"]:
            rows.append([values[name] for name in LEARNED])
            marks.append(one.event == other.event)
            inside.append(one.topic == other.topic)
    x, y, near = np.array(rows), np.array(marks, float), np.array(inside, float)
    counts = 1 / len(y) + near / near.sum()
    weights = np.zeros(len(LEARNED))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (chance - y)) + RIDGE * weights
        bend = (x * (counts * chance * (1 - chance))[:, None]).T @ x
        weights -= np.linalg.solve(bend + RIDGE * np.eye(len(weights)), slope)
    learned = {name: round(float(one), 2) for name, one in zip(LEARNED, weights, strict=True)}
    return learned | CHOSEN


if __name__ == "__main__":
    main()
