import hashlib
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from chancery.errors import SettingsError, SourceError
from chancery.model import Capture, Rejection
from chancery.sources.collect import open_sources
from chancery.sources.files import FileReader, open_regular
from chancery.sources.settings import SourceSettings


def captures(found: Sequence[Capture | Rejection]) -> list[Capture]:
    return [item for item in found if isinstance(item, Capture)]


def rejections(found: Sequence[Capture | Rejection]) -> list[tuple[str, str]]:
    return [(Path(item.uri).name, item.reason) for item in found if isinstance(item, Rejection)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    (root / "sub").mkdir(parents=True)
    (root / "b.txt").write_text("The second talks ended late.\n")
    (root / "a.html").write_text("<p>The first talks ended early.</p>")
    (root / "sub" / "c.jsonl").write_text('{"text": "The third talks never began."}\n')
    return root


def test_a_folder_gives_its_articles_sorted_with_paths_below_it(
    collect: Callable[..., Any], folder: Path
) -> None:
    found = captures(collect(folder))

    assert [item.path for item in found] == ["a.html", "b.txt", "sub/c.jsonl"]
    assert [item.media_type for item in found] == ["text/html", "text/plain", "application/json"]
    assert found[1].uri == f"{folder}/b.txt"
    assert found[2].uri == f"{folder}/sub/c.jsonl#L1"


def test_every_capture_reads_back_with_its_digest(
    collect: Callable[..., Any], folder: Path
) -> None:
    found = captures(collect(folder, "-", stdin=b"Text that came through a pipe."))

    assert len(found) == 4
    for item in found:
        data = FileReader().read(item.locator)
        assert hashlib.sha256(data).hexdigest() == item.sha256
        assert len(data) == item.size


def test_a_file_named_alone_has_the_id_that_it_has_in_its_folder(
    collect: Callable[..., Any], folder: Path
) -> None:
    alone = captures(collect(folder / "b.txt"))
    within = captures(collect(folder))

    assert alone[0].id == within[1].id
    assert alone[0].path == "b.txt"


def test_the_order_of_the_paths_changes_nothing(collect: Callable[..., Any], folder: Path) -> None:
    paths = [folder, folder / "b.txt", folder / "sub"]

    assert collect(*paths) == collect(*reversed(paths))


def test_a_file_given_twice_is_one_capture_and_one_rejection(
    collect: Callable[..., Any], folder: Path
) -> None:
    found = collect(folder / "b.txt", folder / "b.txt")

    assert len(captures(found)) == 1
    assert rejections(found) == [("b.txt", "duplicate")]


def test_a_folder_given_twice_is_one_rejection(collect: Callable[..., Any], folder: Path) -> None:
    found = collect(folder, folder)

    assert len(captures(found)) == 3
    assert rejections(found) == [("in", "duplicate")]


def test_the_same_path_with_the_same_bytes_in_two_folders_is_a_duplicate(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("The same words in both.")

    found = collect(tmp_path / "two", tmp_path / "one")

    assert [item.uri for item in captures(found)] == [f"{tmp_path}/one/x.txt"]
    assert rejections(found) == [("x.txt", "duplicate")]


def test_equal_files_at_different_paths_stay_two(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "x.txt").write_text("The same wire in two outlets.")

    assert len({item.id for item in captures(collect(tmp_path / "in"))}) == 2


def test_hard_links_are_two_files(collect: Callable[..., Any], folder: Path) -> None:
    (folder / "sub" / "b.txt").hardlink_to(folder / "b.txt")

    assert len(captures(collect(folder))) == 4


def test_a_path_that_does_not_exist_is_refused_before_anything_is_read(
    collect: Callable[..., Any], folder: Path
) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        collect(folder, folder / "absent")


def test_hidden_files_and_folders_are_passed_over(
    collect: Callable[..., Any], folder: Path
) -> None:
    (folder / ".hidden.txt").write_text("x")
    (folder / ".git").mkdir()
    (folder / ".git" / "y.txt").write_text("y")

    assert len(collect(folder)) == 3


def test_other_extensions_in_a_folder_are_unsupported(
    collect: Callable[..., Any], folder: Path
) -> None:
    (folder / "scan.odt").write_bytes(b"PK")
    (folder / "README").write_text("x")

    found = collect(folder)

    assert rejections(found) == [("README", "unsupported"), ("scan.odt", "unsupported")]
    assert ".jsonl" in next(item.detail for item in found if isinstance(item, Rejection))


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x.log", b"Just some text.", "text/plain"),
        ("x", b"<!DOCTYPE html><html><p>Hello</p>", "text/html"),
        ("x.dat", b'{"text": "a"}\n{"text": "b"}\n', "application/json"),
        ("x.json", b'{"text": "only one"}', "application/json"),
        ("y", b"\xff\xfe" + "Wide text.".encode("utf-16-le"), "text/plain"),
    ],
)
def test_a_file_named_directly_is_sniffed(
    collect: Callable[..., Any], tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(data)

    found = collect(tmp_path / name)

    assert {item.media_type for item in captures(found)} == {kind}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x00\x01\x02", "binary"),
        (b"{the text of a note, in braces,\nover two lines}\n", "unsupported"),
    ],
)
def test_a_file_named_directly_that_is_nothing_we_read_is_rejected(
    collect: Callable[..., Any], tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "x.dat").write_bytes(data)

    assert rejections(collect(tmp_path / "x.dat")) == [("x.dat", reason)]


def test_a_file_of_an_unknown_type_is_read_when_its_folder_is_given_too(
    collect: Callable[..., Any], folder: Path
) -> None:
    (folder / "notes.log").write_text("A note on the talks.")

    found = collect(folder, folder / "notes.log")

    assert "notes.log" in [item.path for item in captures(found)]
    assert rejections(found) == [("notes.log", "duplicate")]


def test_an_empty_file_is_empty(collect: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "x.txt").touch()
    (tmp_path / "x.jsonl").touch()

    found = collect(tmp_path / "x.txt", tmp_path / "x.jsonl")

    assert rejections(found) == [("x.jsonl", "empty"), ("x.txt", "empty")]


@pytest.mark.untraced
def test_a_file_of_300_megabytes_is_turned_away_unread(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(300_000_000)
    start = time.process_time()

    found = collect(tmp_path / "huge.txt", max_bytes=20_000_000)

    assert rejections(found) == [("huge.txt", "too_large")]
    assert time.process_time() - start < 0.5


def test_pipes_and_sockets_are_never_opened(
    collect: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    monkeypatch.chdir(tmp_path / "in")  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        found = collect(".")

    assert rejections(found) == [("pipe.txt", "unreadable"), ("socket.txt", "unreadable")]


def test_opening_a_pipe_fails_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="not a regular file"):
        open_regular(str(tmp_path / "pipe"))


def test_a_device_is_unreadable(collect: Callable[..., Any]) -> None:
    assert rejections(collect("/dev/zero")) == [("zero", "unreadable")]


def test_a_link_to_nowhere_is_unreadable_and_the_rest_is_read(
    collect: Callable[..., Any], folder: Path
) -> None:
    (folder / "gone.txt").symlink_to(folder / "absent.txt")

    found = collect(folder)

    assert len(captures(found)) == 3
    assert rejections(found) == [("gone.txt", "unreadable")]


def test_a_file_that_vanishes_before_it_is_read_is_unreadable(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "z.txt").write_text("Soon gone.")
    found = []
    for item in open_sources([str(folder)], spool=tmp_path / "s", settings=SourceSettings()):
        found.append(item)
        (folder / "z.txt").unlink(missing_ok=True)

    assert rejections(found) == [("z.txt", "unreadable")]


def test_a_linked_file_is_read_once(collect: Callable[..., Any], folder: Path) -> None:
    (folder / "again.txt").symlink_to(folder / "b.txt")

    found = collect(folder)

    assert len(captures(found)) == 3
    assert rejections(found) == [("b.txt", "duplicate")]


def test_a_folder_that_contains_itself_ends_in_one_rejection(
    collect: Callable[..., Any], folder: Path
) -> None:
    (folder / "sub" / "up").symlink_to(folder)

    found = collect(folder)

    assert len(captures(found)) == 3
    assert rejections(found) == [("up", "link_loop")]


def test_folders_that_contain_each_other_end(collect: Callable[..., Any], tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "x.txt").write_text(f"Words of {name}.")
        (tmp_path / "in" / name / "y").symlink_to(tmp_path / "in" / other)

    found = collect(tmp_path / "in")

    assert len(captures(found)) == 2
    assert sorted(reason for _, reason in rejections(found)) == ["duplicate", "link_loop"]


def test_a_link_to_itself_is_a_link_loop(collect: Callable[..., Any], folder: Path) -> None:
    (folder / "self.txt").symlink_to(folder / "self.txt")

    assert rejections(collect(folder)) == [("self.txt", "link_loop")]
    assert rejections(collect(folder / "self.txt")) == [("self.txt", "link_loop")]


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Give a folder deeper than pytest itself could clean up, and take it away again."""
    depth = 1_100
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        Path("x.txt").write_text("Far down.")
        yield tmp_path, "d/" * depth + "x.txt"
        Path("x.txt").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path("d").rmdir()
    finally:
        os.chdir(here)


def test_a_folder_deeper_than_python_recurses_is_walked(
    collect: Callable[..., Any], deep_folder: tuple[Path, str]
) -> None:
    folder, path = deep_folder

    assert [item.path for item in captures(collect(folder))] == [path]


def test_a_name_that_is_no_unicode_is_unreadable(
    collect: Callable[..., Any], folder: Path
) -> None:
    Path(os.fsdecode(bytes(folder) + b"/\xe9t\xe9.txt")).write_text("x")

    found = collect(folder)

    assert rejections(found) == [("\\xe9t\\xe9.txt", "unreadable")]


def test_the_dossier_and_its_work_folder_are_no_sources(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "case.dossier.work" / "shards").mkdir(parents=True)
    (tmp_path / "case.dossier.work" / "shards" / "x.txt").write_text("x")
    (tmp_path / "case.dossier").write_bytes(b"SQLite format 3\x00")
    (tmp_path / "a.txt").write_text("The only article.")

    assert [item.path for item in collect(tmp_path)] == ["a.txt"]


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(SettingsError, match="max_bytes is 0"):
        SourceSettings(max_bytes=0)


def test_a_file_that_grows_over_the_limit_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("small")
    items = open_sources(
        [str(tmp_path / "in" / "a.txt"), str(tmp_path / "in" / "b.txt")],
        spool=tmp_path / "s",
        settings=SourceSettings(max_bytes=5),
    )
    next(items)
    (tmp_path / "in" / "b.txt").write_text("grown since")

    assert rejections(list(items)) == [("b.txt", "too_large")]


def fail_to_open(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_may_not_be_listed_is_unreadable(
    collect: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "scandir", fail_to_open)

    assert rejections(collect(folder)) == [("in", "unreadable")]


def test_files_that_may_not_be_opened_are_unreadable_each(
    collect: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "notes.log").write_text("A note on the talks.")
    monkeypatch.setattr(os, "open", fail_to_open)

    found = collect(folder / "notes.log", folder)

    assert [reason for _, reason in rejections(found)] == ["unreadable"] * 4 + ["duplicate"]
    assert "Permission denied" in found[0].detail


def test_a_path_below_a_folder_that_may_not_be_entered_is_unreadable(
    collect: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "stat", fail_to_open)

    assert [item.reason for item in collect(folder / "b.txt")] == ["unreadable"]


def test_a_device_named_without_extension_is_unreadable(collect: Callable[..., Any]) -> None:
    assert rejections(collect("/dev/null")) == [("null", "unreadable")]
