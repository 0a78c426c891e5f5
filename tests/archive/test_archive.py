"""What an archive holds is what a dossier of the same articles holds, however it was built."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archived import dossier_of, fill, held, held_by_dossier
from corpus import article, write_corpus

from chancery.archive import laying, write
from chancery.archive.manifest import NAME, read_manifest
from chancery.archive.months import documents_of
from chancery.archive.read import open_archive
from chancery.errors import (
    ChanceryError,
    DossierBusyError,
    DossierError,
    DossierVersionError,
    DossierWriteError,
    NotADossierError,
    UsageError,
)
from chancery.folder import Folder
from chancery.model import Capture, Document, kind_of, record_kinds


@pytest.mark.untraced
def test_what_the_model_read_in_two_goes_is_what_one_build_gives(
    read_example: Path, example: Path
) -> None:
    found = held(open_archive(str(read_example)))
    wanted = held_by_dossier(example)
    by_place = {kind_of(Capture), kind_of(Document)}  # they say where their file is
    assert {one: digest for one, digest in found.items() if one[0] not in by_place} == {
        one: digest for one, digest in wanted.items() if one[0] not in by_place
    }


def test_every_record_comes_back_as_it_was_written(read_example: Path) -> None:
    archive = open_archive(str(read_example))
    for kind in record_kinds():
        assert sum(1 for _ in archive.records(kind)) == archive.count(kind)


def test_every_kind_says_on_which_documents_it_rests(read_example: Path) -> None:
    archive = open_archive(str(read_example))
    known = {one.id for one in archive.records(Document)}
    for kind in record_kinds():
        for record in archive.records(kind):
            rests = set(documents_of(record))
            assert rests <= known
            assert rests or kind_of(kind) in {"capture", "rejection", "document"}


def test_records_lie_by_the_month_in_which_their_document_was_published(
    read_example: Path,
) -> None:
    archive = open_archive(str(read_example))
    months = {
        one.id: one.published.start[:7] if one.published and one.published.start else "unknown"
        for one in archive.records(Document)
    }
    assert len(set(months.values())) > 1
    for kind in record_kinds():
        rows = archive.dataset(kind).to_table().to_pylist()
        if kind_of(kind) in {"statement", "event", "meeting", "figure", "annotation"}:
            assert rows
            assert all(row["month"] == months[row["document"]] for row in rows)


def test_days_come_in_and_the_whole_is_as_if_built_at_once(tmp_path: Path) -> None:
    first, second = write_corpus(tmp_path / "first", 12), tmp_path / "second"
    second.mkdir()
    for seed in range(12, 20):
        (second / f"{seed:03}.txt").write_text(article(seed), encoding="utf-8")
    place = tmp_path / "days.archive"
    begun = fill(place, first)
    assert (begun.documents, begun.new, begun.rejected, begun.newly_rejected) == (13, 13, 1, 1)
    grown = fill(place, second)
    assert (grown.documents, grown.new, grown.rejected, grown.newly_rejected) == (21, 8, 1, 0)
    assert held(open_archive(str(place))) == dossier_of(first, second, at=tmp_path / "d.dossier")


def test_what_came_in_stays_when_its_files_are_gone(tmp_path: Path) -> None:
    first, second = write_corpus(tmp_path / "first", 6), tmp_path / "second"
    second.mkdir()
    (second / "later.txt").write_text(article(40), encoding="utf-8")
    place = tmp_path / "kept.archive"
    fill(place, first)
    shutil.rmtree(first)
    assert fill(place, second).documents == 8


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first = write_corpus(tmp_path / "first", 6)
    place = tmp_path / "same.archive"
    fill(place, first)
    files = [one for one in Folder(place).list("data") if "inputs" not in one.name]
    again = fill(place, first)
    assert (again.new, again.change.added, again.change.changed) == (0, 0, 0)
    assert [one for one in Folder(place).list("data") if "inputs" not in one.name] == files


def test_many_small_files_of_a_month_become_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laying, "MANY_SMALL", 3)
    place = tmp_path / "small.archive"
    sources = []
    for seed in range(4):
        sources.append(tmp_path / f"day{seed}")
        sources[-1].mkdir()
        (sources[-1] / f"{seed}.txt").write_text(article(seed + 1), encoding="utf-8")
        fill(place, sources[-1])
    archive = open_archive(str(place))
    assert len(archive.parts(Document)) == 2
    assert held(archive) == dossier_of(*sources, at=tmp_path / "d.dossier")


def test_large_results_are_cut_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "PART_BYTES", 20_000)
    monkeypatch.setattr(laying, "MANY_SMALL", 1_000)
    monkeypatch.setattr(write, "WRITE_BATCH", 3)
    first = write_corpus(tmp_path / "first", 20)
    place = tmp_path / "cut.archive"
    fill(place, first)
    archive = open_archive(str(place))
    assert len(archive.parts(Document)) > 2
    assert held(archive) == dossier_of(first, at=tmp_path / "d.dossier")


class BrokenError(Exception):
    """Ends a build where a test wants it to."""


def test_a_build_that_ends_before_its_time_leaves_nothing_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, first = tmp_path / "torn.archive", write_corpus(tmp_path / "first", 5)
    second = tmp_path / "second"
    second.mkdir()
    (second / "x.txt").write_text(article(77), encoding="utf-8")
    fill(place, first)
    before = held(open_archive(str(place)))

    def stop(*_: object) -> None:
        raise BrokenError

    with monkeypatch.context() as patch:
        patch.setattr("chancery.archive.write.write_manifest", stop)
        with pytest.raises(BrokenError):
            fill(place, second)
    assert held(open_archive(str(place))) == before
    third = tmp_path / "third"
    third.mkdir()
    (third / "y.txt").write_text(article(78), encoding="utf-8")
    assert fill(place, third).documents == 7, "what was given to the build that broke is not in"
    named = read_manifest(Folder(place))
    assert named
    known = {part.name for parts in named.parts.values() for part in parts}
    known |= {*named.superseded, named.inputs or ""}
    assert {one.name for one in Folder(place).list("data")} == known


def test_a_build_that_another_overtook_takes_nothing_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, first = tmp_path / "raced.archive", write_corpus(tmp_path / "first", 5)
    fill(place, first)
    other = (place / NAME).read_bytes().replace(b'"generation": 1', b'"generation": 2')

    def overtaken(*given: object) -> write.Saved:
        saved = write.save(*given)  # type: ignore[arg-type]
        (place / NAME).write_bytes(other)
        return saved

    monkeypatch.setattr("chancery.pipeline.archiving.save", overtaken)
    with pytest.raises(DossierBusyError, match="another build"):
        fill(place, first)
    assert (place / NAME).read_bytes() == other


def test_a_reader_goes_on_while_a_build_ends(tmp_path: Path) -> None:
    place, first = tmp_path / "read.archive", write_corpus(tmp_path / "first", 9)
    fill(place, first)
    reader = open_archive(str(place))
    before = held(reader)
    more = tmp_path / "more"
    more.mkdir()
    (more / "copy.txt").write_text(article(8) + " ", encoding="utf-8")
    fill(place, more)
    assert held(reader) == before
    assert held(open_archive(str(place))) != before


def _newer(place: Path) -> None:
    text = (place / NAME).read_text(encoding="utf-8")
    (place / NAME).write_text(text.replace('"format": 1', '"format": 9'), encoding="utf-8")


def _torn(place: Path) -> None:
    (place / NAME).write_bytes((place / NAME).read_bytes()[:100])


def _lost(place: Path) -> None:
    (place / open_archive(str(place)).parts(Document)[0].name).unlink()


def _bitten(place: Path) -> None:
    path = place / open_archive(str(place)).parts(Document)[0].name
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    path.write_bytes(data)


def _altered(place: Path) -> None:
    """Change a word of a row without touching its digest."""
    path = place / open_archive(str(place)).parts(Document)[0].name
    table = pq.read_table(path, partitioning=None)
    uris = ["elsewhere", *table.column("uri").to_pylist()[1:]]
    at = table.schema.get_field_index("uri")
    pq.write_table(table.set_column(at, "uri", [uris]), path)


def _of_an_older_form(place: Path) -> None:
    form = open_archive(str(place)).parts(Document)[0].form
    text = (place / NAME).read_text(encoding="utf-8")
    (place / NAME).write_text(text.replace(form, "0" * len(form)), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "error", "words"),
    [
        (_newer, DossierVersionError, "newer Chancery"),
        (_torn, NotADossierError, "archive.json"),
        (_lost, DossierError, "lost"),
        (_bitten, DossierError, "cannot be read"),
        (_altered, DossierError, "damaged"),
        (_of_an_older_form, DossierError, "another version"),
    ],
)
def test_what_is_harmed_is_said_and_not_read(
    tmp_path: Path, harm: Callable[[Path], None], error: type[ChanceryError], words: str
) -> None:
    place = tmp_path / "harmed.archive"
    fill(place, write_corpus(tmp_path / "first", 3))
    harm(place)
    with pytest.raises(error, match=words):
        list(open_archive(str(place)).records(Document))


def test_rows_of_an_older_form_are_written_anew(tmp_path: Path) -> None:
    place, first = tmp_path / "old.archive", write_corpus(tmp_path / "first", 3)
    fill(place, first)
    before = held(open_archive(str(place)))
    _of_an_older_form(place)
    fill(place)
    archive = open_archive(str(place))
    assert held(archive) == before
    assert sum(1 for _ in archive.records(Document)) == 4


def test_lost_work_is_said(tmp_path: Path) -> None:
    place, first = tmp_path / "lost.archive", write_corpus(tmp_path / "first", 3)
    fill(place, first)
    shutil.rmtree(place / "work")
    with pytest.raises(UsageError, match="finished work of earlier builds"):
        fill(place, first)


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    first = write_corpus(tmp_path / "first", 3)
    (tmp_path / "above" / "articles").mkdir(parents=True)
    for place in (first, tmp_path / "above"):
        with pytest.raises(NotADossierError, match="other files"):
            fill(place, first)
    with pytest.raises(NotADossierError, match="is no archive"):
        open_archive(str(first))


def test_standard_input_is_no_source_of_an_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input"):
        fill(tmp_path / "x.archive", Path("-"))


def test_a_full_disk_leaves_the_archive_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, first = tmp_path / "full.archive", write_corpus(tmp_path / "first", 3)
    fill(place, first)
    before = held(open_archive(str(place)))

    def full(*_: object, **__: object) -> None:
        raise DossierWriteError("no space left")  # noqa: EM101, TRY003

    second = tmp_path / "second"
    second.mkdir()
    (second / "x.txt").write_text(article(77), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write_table", full)
        with pytest.raises(DossierWriteError):
            fill(place, second)
    assert held(open_archive(str(place))) == before
    assert fill(place, second).documents == 5
