"""Dossiers that are joined give what one build of all their articles gives."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from fakes import Silent, WordReader
from halves import LEFT, NAMES, RIGHT, TEXTS, Halves, build_of, exported, join, paths

from chancery.errors import DossierError, DossierVersionError, NotADossierError, UsageError
from chancery.model import Annotation, Rejection
from chancery.pipeline.holding.taking import Making
from chancery.store.dossier import open_dossier

TAMPERED = (
    "INSERT INTO decision (number, follows, id, who, at, action, anchors, reason)"
    " VALUES (1, '', 'decision-1', 'Ada', '2031-05-01T09:00:00+00:00', 'accept', '[]', '')"
)


def change(dossier: Path, *statements: str) -> None:
    with closing(sqlite3.connect(dossier)) as connection, connection:
        for one in statements:
            connection.execute(one)


def copied(dossier: Path, to: Path) -> Path:
    return Path(shutil.copy(dossier, to))


def test_two_halves_give_the_whole_without_sources_and_without_reading(
    halves: Halves, tmp_path: Path
) -> None:
    progress = Silent()

    report = join([halves.left, halves.right], tmp_path / "c.dossier", progress=progress)

    assert exported(tmp_path / "c.dossier") == exported(halves.whole)
    assert progress.done["restore"] == len(NAMES) + 1  # the page without words is a capture too
    assert (progress.done["extract"], progress.done["annotate"]) == (0, 0)
    assert [one.documents for one in report.brought] == [4, 2]
    assert (report.shared, report.read_anew, report.texts, report.conflicts) == (0, 0, (), ())


def test_order_repeats_and_what_was_merged_before_change_nothing(
    halves: Halves, tmp_path: Path
) -> None:
    first, again = tmp_path / "c.dossier", tmp_path / "d.dossier"
    join([halves.right, halves.left], first)

    report = join([first, halves.left, halves.whole, halves.left], again)

    assert exported(first) == exported(again) == exported(halves.whole)
    assert [one.documents for one in report.brought] == [4, 6, 6]  # by name: left, c, whole
    assert (report.shared, report.texts) == (6, ())


def test_a_dossier_with_itself_is_itself(halves: Halves, tmp_path: Path) -> None:
    join([halves.left, halves.left], tmp_path / "c.dossier")

    assert exported(tmp_path / "c.dossier") == exported(halves.left)


def test_other_weights_read_every_text_anew(halves: Halves, tmp_path: Path) -> None:
    second = WordReader("second")

    report = join([halves.left, halves.right], tmp_path / "c.dossier", reader=second)

    assert report.read_anew == len(NAMES)
    other = build_of(sorted(TEXTS), tmp_path / "w.dossier", reader=second)
    assert exported(tmp_path / "c.dossier") == exported(other)


def test_only_what_was_not_read_is_read(halves: Halves, tmp_path: Path) -> None:
    unread = build_of(RIGHT, tmp_path / "r.dossier", read=False)
    progress = Silent()

    report = join([halves.left, unread], tmp_path / "c.dossier", progress=progress)

    assert report.read_anew == progress.done["annotate"] == 2
    assert exported(tmp_path / "c.dossier") == exported(halves.whole)


def test_a_reading_is_taken_from_whichever_dossier_has_it(halves: Halves, tmp_path: Path) -> None:
    unread = build_of(LEFT, tmp_path / "newer.dossier", read=False)

    report = join([halves.left, unread], tmp_path / "c.dossier")

    assert (report.read_anew, report.texts) == (0, ())
    assert exported(tmp_path / "c.dossier") == exported(halves.left)


def test_without_reading_nothing_is_read_or_kept_of_it(halves: Halves, tmp_path: Path) -> None:
    wanted = Making(workers=1, annotate=False)

    report = join([halves.left, halves.right], tmp_path / "c.dossier", wanted=wanted)

    with open_dossier(tmp_path / "c.dossier") as dossier:
        assert not dossier.has(Annotation)
    assert report.read_anew == 0
    assert len(paths(tmp_path / "c.dossier")) == len(NAMES)


@pytest.mark.parametrize("newest", ["a.dossier", "b.dossier"])
def test_where_records_differ_the_newest_build_stands_and_it_is_said(
    plain: Halves, tmp_path: Path, newest: str
) -> None:
    first = copied(plain.left, tmp_path / "a.dossier")
    second = copied(plain.left, tmp_path / "b.dossier")
    change(
        second,
        "UPDATE document SET uri = 'elsewhere/000.txt', digest = x'00' WHERE path = '000.txt'",
        "UPDATE capture SET fetch = '{\"charset\": \"koi8-r\"}', digest = x'00'"
        " WHERE path = '000.txt'",
        "UPDATE document SET digest = x'01' WHERE path = '001.txt'",  # an older form, and the same
    )
    change(tmp_path / newest, "UPDATE run SET finished = '2999-01-01T00:00:00+00:00'")

    report = join([first, second], tmp_path / "c.dossier")

    (one,) = report.texts
    assert (one.path, one.fields, Path(one.stands).name) == (
        "000.txt",
        ("fetch", "uri"),
        newest,
    )
    with open_dossier(tmp_path / "c.dossier") as dossier:
        found = dossier.find_document(one.document)
    assert found.uri.startswith("elsewhere") == (newest == "b.dossier")


def test_nothing_is_written_over(plain: Halves, tmp_path: Path) -> None:
    made = tmp_path / "c.dossier"
    made.write_bytes(b"")

    with pytest.raises(UsageError, match="nothing is written over"):
        join([plain.left, plain.right], made)
    with pytest.raises(UsageError, match="two dossiers or more"):
        join([plain.left], tmp_path / "d.dossier")

    (tmp_path / "d.dossier.work" / "followed").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"an earlier .*d.dossier followed"):
        join([plain.left, plain.right], tmp_path / "d.dossier")

    assert made.read_bytes() == b""


@pytest.mark.parametrize(
    ("statements", "error", "message"),
    [
        (("PRAGMA user_version = 99",), DossierVersionError, "newer Chancery"),
        (("PRAGMA application_id = 7",), NotADossierError, "no dossier"),
        (("DROP TABLE run",), DossierError, "chancery doctor"),
        ((TAMPERED,), DossierError, "changed after it was made"),
        (("UPDATE document SET blocks = '[' WHERE path = '003.txt'",), DossierError, "damaged"),
        (("UPDATE document SET text = 'x' WHERE path = '003.txt'",), DossierError, "damaged"),
    ],
)
def test_what_cannot_be_taken_over_is_told_and_nothing_is_written(
    plain: Halves,
    tmp_path: Path,
    statements: Sequence[str],
    error: type[Exception],
    message: str,
) -> None:
    bad = copied(plain.left, tmp_path / "bad.dossier")
    change(bad, *statements)

    with pytest.raises(error, match=f"(?s)bad.dossier.*{message}|{message}.*bad.dossier"):
        join([plain.right, bad], tmp_path / "c.dossier")

    assert not (tmp_path / "c.dossier").exists()


def test_a_dossier_that_was_mended_is_taken_over_after_all(plain: Halves, tmp_path: Path) -> None:
    bad = copied(plain.left, tmp_path / "bad.dossier")
    change(bad, "UPDATE document SET text = text || 'x' WHERE path = '003.txt'")
    with pytest.raises(DossierError, match="damaged"):
        join([plain.right, bad], tmp_path / "c.dossier")
    change(
        bad, "UPDATE document SET text = substr(text, 1, length(text) - 1) WHERE path = '003.txt'"
    )

    join([plain.right, bad], tmp_path / "c.dossier")

    assert exported(tmp_path / "c.dossier") == exported(plain.whole)


def test_a_dossier_of_an_older_version_is_taken_over(plain: Halves, tmp_path: Path) -> None:
    old = copied(plain.left, tmp_path / "old.dossier")
    change(
        old,
        "ALTER TABLE document DROP COLUMN labels",
        "ALTER TABLE capture DROP COLUMN feed",
        "DROP TABLE decision_claim",
        "DROP TABLE decision",
        "DROP TABLE watch",
    )

    join([old, plain.right], tmp_path / "c.dossier")

    assert exported(tmp_path / "c.dossier") == exported(plain.whole)


def test_an_input_that_only_one_dossier_made_a_document_of_is_a_document(
    plain: Halves, tmp_path: Path
) -> None:
    poorer = copied(plain.left, tmp_path / "a.dossier")
    change(poorer, "DELETE FROM document WHERE path = '000.txt'", "DELETE FROM credit")

    report = join([poorer, plain.left], tmp_path / "c.dossier")

    assert report.texts == ()
    assert exported(tmp_path / "c.dossier") == exported(plain.left)


def test_what_was_turned_away_goes_along_and_failures_of_later_steps_do_not(
    plain: Halves, tmp_path: Path
) -> None:
    one = copied(plain.left, tmp_path / "a.dossier")
    change(
        one,
        "INSERT INTO rejection (id, uri, reason, detail, digest) SELECT 'rejection-1', id,"
        " 'failed', 'stage dates failed on it', x'00' FROM document WHERE path = '000.txt'",
        "INSERT INTO rejection (id, uri, reason, detail, digest)"
        " VALUES ('rejection-2', 'capture-1', 'failed', 'stage extract failed on it', x'00')",
    )

    join([one, plain.right], tmp_path / "c.dossier")

    with open_dossier(tmp_path / "c.dossier") as dossier:
        assert sorted(one.uri for one in dossier.all(Rejection)) == [
            "articles/empty.txt",
            "articles/nothing.html",
            "capture-1",
        ]
