import hashlib
import pickle
from pathlib import Path

import pytest

from chancery.model import Capture, Document, Locator, Rejection
from chancery.ports import BatchStage
from chancery.sources.files import FileReader
from chancery.sources.html import WebPage
from chancery.sources.json_line import JsonLine
from chancery.sources.text import PlainText
from chancery.stages.extract.stage import Extract

EXTRACTORS = {
    "text/plain": PlainText(),
    "text/html": WebPage(),
    "application/json": JsonLine(),
}
INPUTS = [
    ("a.txt", "text/plain", b"Plain words."),
    ("b.html", "text/html", b"<h1>Bridge</h1><p>Carts crossed it.</p>"),
    ("c.jsonl", "application/json", b'{"text": "Words in a line."}'),
    ("d.txt", "text/plain", b" \n"),
]


@pytest.fixture
def captures(tmp_path: Path) -> list[Capture]:
    found = []
    for name, kind, data in INPUTS:
        (tmp_path / name).write_bytes(data)
        found.append(
            Capture(
                id=f"capture-{name}",
                uri=name,
                path=name,
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
                media_type=kind,
                locator=Locator(file=str(tmp_path / name), length=len(data)),
            )
        )
    return found


@pytest.fixture
def stage() -> Extract:
    return pickle.loads(pickle.dumps(Extract(FileReader(), EXTRACTORS)))  # noqa: S301 - our own bytes


def test_each_capture_gives_one_document_or_one_rejection_in_order(
    stage: Extract, captures: list[Capture]
) -> None:
    made = list(stage.run(captures))

    assert [len(records) for records in made] == [1, 1, 1, 1]
    assert [type(records[0]) for records in made] == [Document, Document, Document, Rejection]
    assert [records[0].uri for records in made] == [name for name, _, _ in INPUTS]


def test_the_records_are_the_same_one_by_one_and_backwards(
    stage: Extract, captures: list[Capture]
) -> None:
    together = list(stage.run(captures))
    backwards = list(stage.run(captures[::-1]))[::-1]
    alone = [records for capture in captures for records in stage.run([capture])]

    assert together == backwards == alone


def test_a_file_that_is_gone_is_unreadable(
    stage: Extract, captures: list[Capture], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").unlink()

    (made,) = stage.run(captures[:1])

    assert made[0].reason == "unreadable"


def test_a_file_that_changed_since_it_was_found_is_unreadable(
    stage: Extract, captures: list[Capture], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"Other words.")

    (made,) = stage.run(captures[:1])

    assert made[0].reason == "unreadable"
    assert "changed" in made[0].detail


def test_the_stage_says_what_it_takes_and_gives(stage: Extract) -> None:
    assert stage.shape == BatchStage.shape
    assert (stage.inputs, stage.outputs) == ((Capture,), (Document, Rejection))
    assert stage.settings == ""
