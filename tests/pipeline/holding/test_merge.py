"""Dossiers that are joined give what one build of all their articles gives."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from fakes import Silent, WordReader
from halves import LEFT, NAMES, RIGHT, TEXTS, Halves, build_of, exported, inside, paths

from chancery.errors import DossierError, DossierVersionError, NotADossierError, UsageError
from chancery.model import Annotation, Rejection
from chancery.pipeline.add import Extension, add
from chancery.pipeline.assemble import plan_for
from chancery.pipeline.build import build
from chancery.pipeline.holding.merge import MergeReport, merge
from chancery.pipeline.holding.taking import Making
from chancery.pipeline.settings import Settings
from chancery.store.dossier import open_dossier
from chancery.store.holding import DossierReader

ONE = Making(workers=1)


def join(
    dossiers: Sequence[Path],
    output: Path,
    *,
    wanted: Making = ONE,
    progress: Silent | None = None,
    reader: WordReader | None = None,
) -> MergeReport:
    return merge(
        dossiers,
        output,
        wanted=wanted,
        progress=progress or Silent(),
        reader=reader or WordReader(),
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


def test_what_is_added_goes_beside_what_is_held(halves: Halves, tmp_path: Path) -> None:
    made = tmp_path / "c.dossier"
    join([halves.left, halves.left], made)
    more = tmp_path / "articles"
    more.mkdir()
    for name in (NAMES[3], *RIGHT):
        (more / name).write_text(TEXTS[name], encoding="utf-8")

    with inside(tmp_path):
        add(
            made, ["articles"], wanted=Extension(workers=1), progress=Silent(), reader=WordReader()
        )
        grown = exported(made)
        for one in more.iterdir():
            one.unlink()
        add(made, [], wanted=Extension(workers=1), progress=Silent(), reader=WordReader())

    assert grown == exported(halves.whole)
    assert paths(made) == NAMES[:4]  # what a source gave goes with it, what was taken over stays
    with open_dossier(made) as dossier:
        assert [one.sources for one in dossier.runs()] == [(), ("articles",), ("articles",)]


def test_a_build_that_takes_nothing_over_has_no_step_for_it() -> None:
    usual, reader = plan_for(Settings(), WordReader()), DossierReader()
    held = plan_for(Settings(), WordReader(), held=reader)

    assert [one.name for one in held.steps[:2]] == ["restore", "restore_texts"]
    assert [one.name for one in held.steps[2:]] == [one.name for one in usual.steps]
    for one, other in zip(usual.steps, held.steps[2:], strict=True):
        assert one.takes == other.takes[: len(one.takes)]
        assert ("restore" in other.takes + other.looks_up) == (
            one.name != "annotate" and bool({"describe", "annotate"} & {*one.takes, *one.looks_up})
        )


def test_a_build_from_sources_alone_is_refused(plain: Halves, tmp_path: Path) -> None:
    made = tmp_path / "c.dossier"
    join([plain.left, plain.right], made)

    with pytest.raises(UsageError, match=r"`chancery add .*c.dossier SOURCE` keeps them"):
        build([str(tmp_path)], made, settings=Settings(workers=1), progress=Silent())

    assert exported(made) == exported(plain.whole)


class Stopped(Exception):  # noqa: N818 - what ends the process, not what fails
    """Ends a merge as a crash would."""


class Stopping(Silent):
    """Ends a merge while it writes."""

    def begin(self, step: str, total: int | None) -> None:
        if step == "store document":
            raise Stopped
        super().begin(step, total)


def test_a_merge_that_is_killed_leaves_no_dossier_and_is_gone_on_with(
    plain: Halves, tmp_path: Path
) -> None:
    made, progress = tmp_path / "c.dossier", Silent()
    with pytest.raises(Stopped):
        join([plain.left, plain.right], made, progress=Stopping())
    assert [one.name for one in tmp_path.iterdir()] == ["c.dossier.work"]
    made.with_name("c.dossier.partial").write_bytes(b"of one that could not clean up")

    join([plain.left, plain.right], made, progress=progress)

    assert exported(made) == exported(plain.whole)
    assert progress.done["restore"] == 0
    assert not made.with_name("c.dossier.partial").exists()


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
