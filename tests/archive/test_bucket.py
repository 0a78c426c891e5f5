"""An archive in a bucket is what it is in a folder, its finished work too."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from archived import dossier_of, fill, held
from corpus import article, write_corpus
from moto.server import ThreadedMotoServer

from chancery.archive.manifest import NAME
from chancery.archive.read import open_archive
from chancery.archive.sql import answering
from chancery.engines import local
from chancery.errors import DossierError, DossierWriteError, NotADossierError, UsageError
from chancery.folder import Folder
from chancery.model import Document

HERE = "127.0.0.1"
SECRET = "open-sesame"  # noqa: S105 - of a store that ends with the test


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the host and port of a store of objects on this machine."""
    running = ThreadedMotoServer(ip_address=HERE, port=0, verbose=False)
    running.start()
    yield "{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the address of a folder in a new bucket, with the keys that workers need too."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    name = f"desk-{abs(hash(tmp_path)):x}"
    made = urllib.request.Request(f"http://{server}/{name}", method="PUT")
    urllib.request.urlopen(made).close()  # noqa: S310
    asked = f"endpoint_override={server}&scheme=http&region=us-east-1"
    return f"s3://reader:{SECRET}@{name}/news/desk.archive?{asked}"


def test_days_come_in_as_into_a_folder(bucket: str, tmp_path: Path) -> None:
    first, second = write_corpus(tmp_path / "first", 5), tmp_path / "second"
    second.mkdir()
    (second / "later.txt").write_text(article(60), encoding="utf-8")
    fill(bucket, first)
    grown = fill(bucket, second)
    assert (grown.documents, grown.new) == (7, 1)
    archive = open_archive(bucket)
    assert held(archive) == dossier_of(first, second, at=tmp_path / "d.dossier")
    assert sum(1 for _ in archive.records(Document)) == 7
    with answering(archive, "SELECT count(*) AS n FROM document") as rows:
        assert rows.read_all().to_pylist() == [{"n": 7}]


def test_several_processes_work_in_a_bucket(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "FEW_UNITS", 2)
    first = write_corpus(tmp_path / "first", 5)
    fill(bucket, first, workers=2)
    assert held(open_archive(bucket)) == dossier_of(first, at=tmp_path / "d.dossier")


def test_a_build_that_broke_goes_on_from_the_work_in_the_bucket(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_corpus(tmp_path / "first", 4)

    def stop(*_: object) -> None:
        raise DossierWriteError("stopped")  # noqa: EM101

    with monkeypatch.context() as patch:
        patch.setattr("chancery.archive.write.write_manifest", stop)
        with pytest.raises(DossierWriteError):
            fill(bucket, first)
    assert not Folder(bucket).exists(NAME)
    done = [one for one in Folder(bucket).list("work/extract") if one.name.endswith(".parquet")]
    fill(bucket, first)
    assert Folder(bucket).list("work/extract") == done


def test_what_is_wrong_with_a_bucket_is_said(bucket: str, tmp_path: Path) -> None:
    asked = bucket.partition("?")[2]
    with pytest.raises(NotADossierError, match="is no archive") as said:
        open_archive(bucket)
    assert SECRET not in str(said.value)
    with pytest.raises((DossierError, DossierWriteError), match="nobody-made-this"):
        fill(
            f"s3://reader:{SECRET}@nobody-made-this/x?{asked}", write_corpus(tmp_path / "first", 1)
        )
    with pytest.raises(UsageError, match="no place for files"):
        open_archive("zip://desk/news")
