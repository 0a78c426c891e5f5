"""Pairs of a group that an earlier build judged stand, and what comes of them is the same."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from fakes import Silent, Write, capture

from chancery.engines import pairs
from chancery.engines.local import LocalEngine
from chancery.model import Document, DocumentPair, Record, Rejection, codec, make_id
from chancery.ports import PairStage, Plan, Step

MOST, NEIGHBOURS = 12, 2
OLD = [f"talks d{n:02} a{n % 3}" for n in range(10)]
NEW = ["talks d00x a1", "talks d99 a2"]
MANY = [f"talks e{n:02} a{n % 3}" for n in range(20)]


class Alike(PairStage[Document]):
    """Finds documents whose last words are one, and remembers about whom it was asked."""

    name: ClassVar[str] = "alike"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (DocumentPair, Rejection)
    each_pair: ClassVar[int] = MOST
    neighbours: ClassVar[int] = NEIGHBOURS

    def __init__(self, *, fails: bool = False) -> None:
        self.asked: list[tuple[str, str]] = []
        self.fails = fails

    def keys(self, record: Record) -> Sequence[str]:
        assert isinstance(record, Document)
        return record.text.split()[:1]

    def order(self, one: Document) -> tuple[str, ...]:
        return (one.text,)

    def ready(self, record: Record) -> Document:
        assert isinstance(record, Document)
        return record

    def judge(self, key: str, one: Document, other: Document) -> Iterator[Record]:
        if self.fails:
            raise ZeroDivisionError
        self.asked.append((one.text, other.text))
        if one.text.split()[-1] == other.text.split()[-1]:
            a, b = sorted([one.id, other.id])
            yield DocumentPair(id=make_id("document_pair", [a, b]), a=a, b=b, score=1, reasons=())


def run(
    folder: Path, texts: Sequence[str], stage: Alike | None = None
) -> tuple[list[bytes], list[Record]]:
    """Return what is made, as it is stored, and what is rejected."""
    stage = stage or Alike()
    steps = (Step(stage=Write(), takes=("captures",)), Step(stage=stage, takes=("write",)))
    plan = Plan(inputs="captures", steps=steps, keeps={"alike": (DocumentPair, Rejection)})
    engine = LocalEngine(folder, workers=1, batch_size=4, progress=Silent())
    results = engine.run(plan, map(capture, texts))
    made, rejected = (
        list(results.load(kind, list(results.digests(kind)))) for kind in (DocumentPair, Rejection)
    )
    engine.tidy()
    return sorted(map(codec.to_json, made)), rejected


def asked(folder: Path, texts: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs that a build judges; what it gives is that of a build of these alone."""
    stage = Alike()
    found, _ = run(folder, texts, stage)
    assert found
    assert found == run(folder.with_name(f"{folder.name}-{len(texts)}"), texts)[0]
    return set(stage.asked)


def test_only_pairs_with_what_came_in_are_judged(tmp_path: Path) -> None:
    run(tmp_path / "a", OLD)

    pairs_ = asked(tmp_path / "a", OLD + NEW)

    assert len(pairs_) == 2 * len(OLD) + 1
    assert all(set(pair) & set(NEW) for pair in pairs_)


def test_what_is_gone_or_goes_on_costs_nothing(tmp_path: Path) -> None:
    run(tmp_path / "a", OLD + NEW)

    assert asked(tmp_path / "a", OLD[1:] + NEW) == set()
    assert asked(tmp_path / "a", [*OLD[2:], *NEW, "talks d50 a0"]) == {
        tuple(sorted((one, "talks d50 a0"))) for one in OLD[2:] + NEW
    }


def test_neighbours_of_a_large_group_are_those_of_the_group_as_it_is(tmp_path: Path) -> None:
    run(tmp_path / "a", OLD)
    run(tmp_path / "a", OLD + MANY)  # from every pair to neighbours

    pairs_ = asked(tmp_path / "a", [*OLD, *MANY, "talks e05x a2"])

    assert pairs_ == {
        ("talks e04 a1", "talks e05x a2"),
        ("talks e05 a2", "talks e05x a2"),
        ("talks e05x a2", "talks e06 a0"),
        ("talks e05x a2", "talks e07 a1"),
    }
    assert asked(tmp_path / "a", OLD + MANY) == set()


def test_small_groups_are_judged_whole(tmp_path: Path) -> None:
    few = OLD[: pairs.LEAST_KEPT - 1]
    run(tmp_path / "a", few)

    assert len(asked(tmp_path / "a", [*few, OLD[-1]])) == 8 * 7 / 2


def test_what_failed_was_not_judged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found, rejected = run(tmp_path / "a", OLD, Alike(fails=True))
    assert (found, len(rejected)) == ([], 1)

    assert len(asked(tmp_path / "a", OLD + NEW)) == 12 * 11 / 2
    assert "stage alike failed on talks" in caplog.text


def test_another_version_judges_all_anew(tmp_path: Path) -> None:
    class Later(Alike):
        version: ClassVar[int] = 2

    run(tmp_path / "a", OLD)
    stage = Later()
    run(tmp_path / "a", OLD + NEW, stage)

    assert len(stage.asked) == 12 * 11 / 2
