"""Learns what speaks for two claims making the same point: `python -m training.merges`.

With `--data DATA` it reads ECB+ with the shipped reader for events, and the pairs of bench/gold
for the other kinds, and writes stages/corroborate/weights.tsv. How far weights carry,
bench/quality/merges.py says.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace

from chancery.model import (
    Annotation,
    Belonging,
    Document,
    Event,
    Modality,
    Point,
    Referent,
    Span,
    Trigger,
    claim_id,
)
from chancery.ports import TextReader
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.features import FEATURES
from chancery.stages.corroborate.points import make_point
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged
from chancery.text.page import Page, overlap
from chancery.text.sentences import sentences
from training.persons import annotation, document

STEPS, RIDGE = 40, 1e-3


@dataclass(frozen=True)
class Told:
    """A gold mention of an event, as it is compared."""

    point: Point
    topic: int
    event: str  # the episode
    chain: str


def told(path: Path, reader: TextReader, most: int | None = None) -> Iterator[Told]:
    """Yield the mentions of events of the corpus, or of its first documents."""
    with path.open(encoding="utf-8") as file:
        for line in list(file)[:most]:
            row = json.loads(line)
            reading = reader.read(row["text"], sentences(row["text"]))
            yield from mentions(row, annotation(row, reading))


def mentions(row: Mapping[str, Any], found: Annotation) -> Iterator[Told]:
    """Yield the mentions of events of one document that was read."""
    page = Page(document(dict(row)), found, None)
    binder = local_binder(page.document, found)
    for one in row["mentions"]:
        if "ACTION" in one["type"]:
            event = binder.bind(_event(page, (one["start"], one["end"]), one["type"]))
            point = make_point(event, page, binder, None)
            if not _trigger(page, (one["start"], one["end"])):
                point = replace(point, sort="")
            yield Told(point, row["topic"], row["event"], one["chain"])


def local_binder(made: Document, found: Annotation) -> Binder:
    """Return the entities of one document alone; those of one name are one in all documents."""
    referents = find_referents(made, found, packaged())
    return Binder(made.text, referents, [_alone(one) for one in referents])


def _alone(one: Referent) -> Belonging:
    word = one.name.split()[-1] if one.type == "person" else one.name
    return Belonging(
        id=one.id,
        document=one.document,
        entity=f"{one.type} {word.lower()}",
        type=one.type,
        name=one.name,
        actor=next((each.actor for each in one.known if each.certain), None),
        referents=(one.id,),
    )


def _event(page: Page, span: Span, type_: str) -> Event:
    trigger = _trigger(page, span)
    modality: Modality = "negated" if type_.startswith("NEG") else "asserted"
    return Event(
        id=claim_id("event", page.document.id, span),
        document=page.document.id,
        evidence=page.evidence([span]),
        modality=modality,
        confidence=1.0,
        producer="gold",
        trigger=page.cite(span),
        scheme="none",
        root=trigger.root if trigger else "CONSULT",
        actors=page.parties(trigger.actor) if trigger else (),
        recipients=page.parties(trigger.recipient) if trigger else (),
        place=page.parties(trigger.where) if trigger else (),
    )


def _trigger(page: Page, span: Span) -> Trigger | None:
    found = [one for one in page.annotation.triggers if overlap((one.start, one.end), span)]
    return max(found, key=lambda one: one.confidence, default=None)


def learn(
    rows: Sequence[Mapping[str, float]], marks: Sequence[bool], counts: Sequence[float]
) -> dict[str, float]:
    """Return the weights under which the marks are likeliest, by Newton's method."""
    x = np.array([[row.get(name, 0.0) for name in FEATURES] for row in rows])
    y, worth = np.array(marks, float), np.array(counts)
    worth = worth / worth.sum()
    weights = np.zeros(len(FEATURES))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (worth * (chance - y)) + RIDGE * weights / len(y)
        bend = (x * (worth * chance * (1 - chance))[:, None]).T @ x
        weights -= np.linalg.solve(bend + np.eye(len(weights)) * RIDGE / len(y), slope)
    return {name: round(float(one), 2) for name, one in zip(FEATURES, weights, strict=True)}
