"""A build says clearly what is in its way, and harms nothing."""

import dataclasses
import fcntl
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from corpus import article, write_corpus
from fakes import Silent, WordReader
from msgspec.structs import replace
from unread import unread

from chancery.errors import (
    DossierBusyError,
    NotADossierError,
    SettingsError,
    SourceError,
)
from chancery.model import Annotation, Document, Span
from chancery.pipeline.build import build, work_folder
from chancery.pipeline.settings import Settings
from chancery.ports import Reading
from chancery.store.dossier import open_dossier
from chancery.store.faults import find_faults


def make(sources: list[str], dossier: Path) -> int:
    report = build(sources, dossier, settings=unread(), progress=Silent())
    return report.documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "articles", 3)


def test_a_build_says_what_it_did(folder: Path, tmp_path: Path) -> None:
    report = build([str(folder)], tmp_path / "t.dossier", settings=unread(), progress=Silent())

    assert (report.documents, report.rejected) == (4, 1)
    assert report.change.added > 4


def test_a_second_build_at_the_same_time_is_refused(folder: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "t.dossier"
    make([str(folder)], dossier)
    before = dossier.read_bytes()

    with (work_folder(dossier) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(DossierBusyError, match="another build"):
            make([str(folder)], dossier)

    assert dossier.read_bytes() == before


def test_a_path_that_is_no_dossier_is_left_alone(folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes, not yours " * 50)

    with pytest.raises(NotADossierError, match=r"notes\.txt"):
        make([str(folder)], notes)

    assert notes.read_text() == "my notes, not yours " * 50
    assert not work_folder(notes).exists()


def test_a_file_in_the_place_of_the_work_folder_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "t.dossier.work").write_text("in the way")

    with pytest.raises(NotADossierError, match="in the way"):
        make([str(folder)], tmp_path / "t.dossier")


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        make([str(tmp_path / "nowhere")], tmp_path / "t.dossier")


@pytest.mark.parametrize("name", ["workers", "batch_size", "buckets"])
def test_a_setting_outside_its_range_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings(**{name: -1})


def test_sources_that_hold_nothing_give_an_empty_dossier(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert make([str(tmp_path / "empty")], tmp_path / "t.dossier") == 0
    with open_dossier(tmp_path / "t.dossier") as dossier:
        assert dossier.count(Document) == 0


class Misreader(WordReader):
    """Gives a mention behind the end of one text."""

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        found = super().read(text, sentences)
        if "day 1:" not in text:
            return found
        last = replace(found.mentions[-1], end=len(text) + 1)
        return dataclasses.replace(found, mentions=(*found.mentions[:-1], last))


def test_a_reading_that_cannot_be_rejects_its_document_s_alone(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    report = build(
        [str(folder)],
        tmp_path / "t.dossier",
        settings=Settings(workers=1),
        progress=Silent(),
        reader=Misreader(),
    )

    assert (report.documents, report.rejected) == (4, 2)
    with open_dossier(tmp_path / "t.dossier") as dossier:
        failed = dossier.find_document("001.txt")
        read = {one.document for one in dossier.all(Annotation)}
        assert read == {one.id for one in dossier.all(Document)} - {failed.id}
        (rejection,) = [one for one in dossier.rejections() if one.reason == "failed"]
        assert (rejection.uri, rejection.detail.split(" failed")[0]) == (
            failed.id,
            "stage annotate",
        )
    assert f"{failed.id}: the reader {Misreader().model} gave a mention at" in caplog.text


LIMITED = """
import resource, sys
from pathlib import Path
from chancery.errors import ChanceryError
from chancery.pipeline.build import build
sys.path.insert(0, sys.argv[4])
from fakes import Silent
from unread import unread
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    build([sys.argv[1]], Path(sys.argv[2]), settings=unread(), progress=Silent())
except ChanceryError as error:
    print(f"{type(error).__name__}: {error}")
"""


@pytest.mark.parametrize("limit", [1_000, 40_000])
def test_a_full_disk_leaves_the_dossier_as_it_was(
    folder: Path, tmp_path: Path, limit: int
) -> None:
    dossier = tmp_path / "t.dossier"
    make([str(folder)], dossier)
    for seed in range(100, 160):
        (folder / f"{seed}.txt").write_text(article(seed), encoding="utf-8")

    support = str(Path(__file__).parents[1] / "support")
    command = [sys.executable, "-c", LIMITED, str(folder), str(dossier), str(limit), support]
    ended = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)

    assert ended.stdout.startswith("DossierWriteError: "), ended.stdout + ended.stderr
    assert str(tmp_path) in ended.stdout
    with open_dossier(dossier) as opened:
        assert opened.count(Document) == 4
        assert find_faults(opened) == []
    assert make([str(folder)], dossier) == 64
