"""An archive answers a program as it answers the command line."""

from pathlib import Path

import pytest
from archived import fill
from corpus import write_corpus

import chancery
from chancery.errors import NotADossierError, UsageError
from chancery.model import Document


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    fill(folder / "desk.archive", write_corpus(folder / "first", 3))
    return folder / "desk.archive"


def test_it_is_asked_in_sql_and_by_kind(place: Path) -> None:
    archive = chancery.open_archive(place)

    rows = archive.query("SELECT id, len(text) AS size FROM document ORDER BY id").to_pylist()
    documents = archive.records(Document)
    assert [(one.id, len(one.text)) for one in documents] == [
        (row["id"], row["size"]) for row in rows
    ]
    assert archive.count(Document) == len(documents) == 4
    assert list(archive.records(Document, [documents[1].id])) == [documents[1]]
    assert [one.documents for one in archive.runs] == [4]
    assert documents.to_arrow().num_rows == 4


def test_what_is_wrong_is_said(place: Path, tmp_path: Path) -> None:
    with pytest.raises(NotADossierError, match="is no archive"):
        chancery.open_archive(tmp_path)
    with pytest.raises(UsageError, match="cannot answer"):
        chancery.open_archive(place).query("SELECT nothing")
