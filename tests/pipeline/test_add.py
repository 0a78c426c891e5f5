"""Adding sources keeps those that a dossier has, and gives what one build of all gives."""

import gzip
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import Silent
from unread import unread
from warcs import pages

from chancery.errors import NotADossierError, SourceError
from chancery.model import Document, Record, record_kinds
from chancery.pipeline.add import Extension, add
from chancery.pipeline.build import BuildReport, build, work_folder
from chancery.sources.settings import SourceSettings
from chancery.store.dossier import open_dossier

WORDS = "The {} talks went on until the morning, said a person who was in the room."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("first", "second", "third"):
        Path(name).mkdir()
        Path(name, f"{name}.txt").write_text(WORDS.format(name))
    return tmp_path / "t.dossier"


def make(sources: Sequence[str], dossier: Path, **settings: int) -> BuildReport:
    return build(sources, dossier, settings=unread(**settings), progress=Silent())


def extend(dossier: Path, *sources: str) -> BuildReport:
    return add(dossier, sources, wanted=Extension(workers=1), progress=Silent())


def records(dossier: Path) -> list[Record]:
    with open_dossier(dossier) as opened:
        return [record for kind in record_kinds() for record in opened.all(kind)]


def paths(dossier: Path) -> list[str | None]:
    with open_dossier(dossier) as opened:
        return sorted(one.path or one.uri for one in opened.all(Document))


def pipe(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_adding_twice_gives_what_one_build_of_all_gives(place: Path) -> None:
    make(["first"], place)
    extend(place, "second")
    report = extend(place, "third")
    make(["first", "second", "third"], place.with_name("u.dossier"))

    assert report.documents == 3
    assert records(place) == records(place.with_name("u.dossier"))
    with open_dossier(place) as opened:
        assert [one.sources for one in opened.runs()] == [
            ("first",),
            ("first", "second"),
            ("first", "second", "third"),
        ]


def test_a_source_that_the_dossier_has_is_not_read_twice(place: Path) -> None:
    make(["first"], place)

    report = extend(place, str(place.parent / "first"), "second")

    assert (report.documents, report.rejected) == (2, 0)


def test_what_changed_in_an_earlier_source_is_brought_up_to_date(place: Path) -> None:
    make(["first"], place)
    Path("first", "later.txt").write_text(WORDS.format("later"))

    extend(place, "second")

    assert paths(place) == ["first.txt", "later.txt", "second.txt"]


def test_standard_input_of_earlier_builds_is_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(WORDS.format("piped").encode(), monkeypatch)
    make(["-", "first"], place)

    extend(place, "second")
    assert paths(place) == ["-", "first.txt", "second.txt"]

    pipe(b"".join(pages(2)), monkeypatch)
    extend(place, "-")
    assert paths(place) == [
        "-", "first.txt", "http://post.example/0", "http://post.example/1", "second.txt",
    ]  # fmt: skip

    extend(place, "third")
    assert len(paths(place)) == 6


@pytest.mark.parametrize(
    "data",
    [
        f'text;paper\n"{WORDS.format("tabled")}";Post\n'.encode(),
        gzip.compress(b"".join(pages(2)), mtime=0),
        f"<rss><channel><title>Post</title><item><title>Fed</title>"
        f"<description>{WORDS.format('fed')}</description></item></channel></rss>".encode(),
    ],
)
def test_standard_input_that_was_unpacked_is_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    pipe(data, monkeypatch)
    make(["-"], place)
    had = paths(place)

    extend(place, "first")

    assert had
    assert set(had) < set(paths(place))


def test_columns_stay_as_they_were_beside_new_ones(place: Path) -> None:
    Path("a.csv").write_text(f"day;BODY\n2021-03-01;{WORDS.format('first')}\n")
    Path("b.csv").write_text(f"day;STORY\n2021-03-02;{WORDS.format('second')}\n")
    named = unread(sources=SourceSettings(columns=(("text", "BODY"), ("published", "day"))))
    build(["a.csv"], place, settings=named, progress=Silent())

    wanted = Extension(workers=1, columns=(("text", "STORY"),))
    report = add(place, ["b.csv"], wanted=wanted, progress=Silent())

    assert (report.documents, report.rejected) == (2, 0)
    with open_dossier(place) as opened:
        days = {one.published.start for one in opened.all(Document) if one.published}
    assert days == {"2021-03-01", "2021-03-02"}


def test_standard_input_whose_file_is_gone_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(WORDS.format("piped").encode(), monkeypatch)
    make(["-"], place)
    for file in (work_folder(place) / "spool").iterdir():
        file.unlink()

    with pytest.raises(SourceError, match="standard input of an earlier build"):
        extend(place, "second")


def test_a_source_that_is_not_here_any_more_is_told_and_nothing_changes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(["first"], place)
    before = records(place)
    monkeypatch.chdir(place.parent / "second")

    with pytest.raises(SourceError, match="was built from, is not here"):
        extend(place, "second.txt")

    assert records(place) == before


def test_a_new_source_that_does_not_exist_is_told(place: Path) -> None:
    make(["first"], place)

    with pytest.raises(SourceError, match="does not exist"):
        extend(place, "fourth")


def test_there_must_be_a_dossier_to_add_to(place: Path) -> None:
    with pytest.raises(NotADossierError, match="chancery build"):
        extend(place, "first")


def test_settings_stay_as_they_were(place: Path) -> None:
    Path("second", "long.txt").write_text(WORDS.format("long " * 200))
    make(["first"], place)
    with open_dossier(place) as opened:
        had = opened.runs()[-1].settings

    extend(place, "second")

    with open_dossier(place) as opened:
        assert opened.runs()[-1].settings == had
    narrow = Extension(workers=1, max_bytes=500)
    report = add(place, ["third"], wanted=narrow, progress=Silent())
    assert (report.documents, report.rejected) == (3, 1)


def test_what_an_archive_holds_beside_pages_is_no_rejection(place: Path) -> None:
    request = pages(1)[0].replace(b"WARC-Type: response", b"WARC-Type: request")
    Path("a.warc").write_bytes(b"".join([*pages(2), request]))

    report = make(["a.warc"], place)

    assert (report.documents, report.rejected) == (2, 0)
    with open_dossier(place) as opened:
        assert [one.reason for one in opened.rejections()] == ["not_article"]
        assert opened.runs()[-1].rejected == 0
