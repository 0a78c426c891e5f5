"""What a dossier holds is listed and read back as it was written, or it is said that it is not."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from fakes import Silent, write_files
from unread import unread

from chancery.errors import DossierError
from chancery.model import Capture, Credit, Document, Held, Record
from chancery.model.held import held_id
from chancery.pipeline.build import build
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.holding import (
    DossierReader,
    Listed,
    list_inputs,
    read_held,
    read_texts,
    write_held,
)

TEXTS = {
    "a.txt": "TARN (Reuters) - The envoy said that the talks went on until late at night.\n",
    "b.txt": "The ferry did not sail, said a man who was on the quay.\n",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_files(tmp_path / "in", TEXTS)
    build([str(tmp_path / "in")], tmp_path / "t.dossier", settings=unread(), progress=Silent())
    return tmp_path / "t.dossier"


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for one in statements:
            connection.execute(one)


def listed(path: Path) -> list[Listed]:
    with open_dossier(path) as dossier:
        return list(list_inputs(dossier))


def read(path: Path, some: Sequence[Listed]) -> list[Sequence[Record]]:
    held = [
        Held(
            id=held_id(one.capture, one.document),
            place=str(path),
            capture=one.capture,
            document=one.document,
            annotation=one.annotation,
            digest=one.whole,
        )
        for one in some
    ]
    return list(DossierReader().read(held))


def test_records_come_back_in_order_as_they_were(path: Path) -> None:
    every = listed(path)[::-1]

    made = read(path, every)

    with open_dossier(path) as dossier:
        assert [one for some in made for one in some if isinstance(one, Document)] == list(
            dossier.all(Document)
        )[::-1]
        assert [one for some in made for one in some if isinstance(one, Credit)] == list(
            dossier.all(Credit)
        )
        assert len({one.id for some in made for one in some if isinstance(one, Capture)}) == 2
    assert read_texts(path, every) == {
        one.key: tuple(some) for one, some in zip(every, made, strict=True)
    }


def test_what_changed_since_it_was_listed_is_refused(path: Path) -> None:
    every = listed(path)
    change(path, "UPDATE document SET digest = x'00' WHERE path = 'b.txt'")

    with pytest.raises(DossierError, match=r"was changed meanwhile.*chancery doctor"):
        read(path, every)


def test_a_document_without_a_capture_and_a_capture_without_a_document_are_held(
    path: Path,
) -> None:
    change(
        path,
        "DELETE FROM capture WHERE path = 'a.txt'",
        "DELETE FROM document WHERE path = 'b.txt'",
        "DROP TABLE annotation",
        "DROP TABLE credit",
        "DROP TABLE held",
    )

    first, second = listed(path)

    assert (first.capture, second.document) == (None, None)
    assert [[type(one) for one in some] for some in read(path, [first, second])] == [
        [Document],
        [Capture],
    ]
    with open_dossier(path) as dossier:
        assert read_held(dossier) == frozenset()


def test_which_inputs_are_taken_over_is_kept_anew_each_time(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        dossier = Dossier(path, connection)
        write_held(dossier, ["document-1", "document-2"])
        write_held(dossier, ["document-2", "document-2"])

        assert read_held(dossier) == {"document-2"}
