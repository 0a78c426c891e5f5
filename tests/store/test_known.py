"""What is counted of documents is kept from build to build, also in a dossier of an older form."""

import sqlite3
from contextlib import closing
from pathlib import Path

from plotted import fill_plotted

from chancery.store import counted
from chancery.store.dossier import open_dossier
from chancery.store.known import KnownDocuments, count_documents, published_since

OLDER = """
DROP TRIGGER document_known_added;
DROP TRIGGER document_known_removed;
DROP TABLE document_known;
DROP TABLE counted;
CREATE TABLE document_known (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, day TEXT, outlet TEXT, language TEXT
);
CREATE TRIGGER document_known_added AFTER INSERT ON document BEGIN
    INSERT INTO document_known VALUES (new.number, new.id, NULL, NULL, NULL);
END;
CREATE TRIGGER document_known_removed AFTER DELETE ON document BEGIN
    DELETE FROM document_known WHERE number = old.number;
END;
INSERT INTO document_known SELECT number, id, NULL, NULL, NULL FROM document;
UPDATE shelved SET version = 1;
"""


def known(path: Path) -> KnownDocuments:
    with open_dossier(path) as dossier:
        return count_documents(dossier)


def test_a_dossier_of_an_older_form_is_counted_whole_and_caught_up_by_a_build(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.dossier"
    fill_plotted(path)
    wanted = known(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLDER)
    with open_dossier(path) as dossier:
        assert not dossier.is_shelved()

    assert known(path) == wanted
    fill_plotted(path)
    with open_dossier(path) as dossier:
        assert dossier.is_shelved()
        assert len(counted.kept(dossier.connection, "published")) == len(wanted.published)
    assert known(path) == wanted
    assert wanted.published[None, None] == 1
    assert wanted.outlets == {"The Weir": 2, None: 1}


def test_documents_since_a_day_are_those_published_on_it_or_later(tmp_path: Path) -> None:
    path = tmp_path / "t.dossier"
    fill_plotted(path)

    with open_dossier(path) as dossier:
        assert published_since(dossier, "2020-05-06") == (["document-b"], 1)
        assert published_since(dossier, "2020-05-05").documents == ["document-a", "document-b"]
