"""What every format keeps: the same bytes, a manifest that fits, nothing that is not shared."""

import json
from importlib.resources import files as packaged
from pathlib import Path

import pytest
from exported import NAMES, digest, exported, files, is_folder, streamed
from odd import fill_odd
from plotted import fill_plotted

from chancery.cli.app import Format
from chancery.errors import UsageError

LIMIT = 20
SENTENCE = "Aldane attacked Marenth at the weir."


@pytest.fixture(scope="module")
def plotted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plotted") / "talks.dossier"
    fill_plotted(path)
    return path


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("again") / "other.dossier"
    fill_plotted(path)
    return path


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_odd(tmp_path_factory.mktemp("odd") / "odd.dossier")


def test_the_command_takes_every_format() -> None:
    assert sorted(one.value for one in Format) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_another_build_of_the_same_gives_the_same_bytes(
    name: str, plotted: Path, again: Path, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    exported(plotted, name, tmp_path / "a" / "out")
    exported(again, name, tmp_path / "b" / "out")

    made = files(tmp_path / "a")
    assert made == files(tmp_path / "b")
    assert all(made.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_manifest_has_every_file_but_itself(name: str, plotted: Path, tmp_path: Path) -> None:
    written = exported(plotted, name, tmp_path / "out")

    folder = tmp_path / "out" if is_folder(name) else tmp_path
    made = files(folder)
    (manifest,) = (one for one in made if one.endswith("manifest.json"))
    said = json.loads(made.pop(manifest))
    assert said["records"] == written.records > 0
    assert {one["path"]: one["sha256"] for one in said["files"]} == {
        path: digest(data) for path, data in made.items()
    }
    (methods,) = (one for one in made if one.endswith("methods.md"))
    assert f"as `{name}`" in made[methods].decode()


@pytest.mark.parametrize("name", NAMES)
def test_the_methods_page_says_how_to_read_the_format(name: str) -> None:
    pages = packaged("chancery.pipeline.exporting") / "about"

    assert len((pages / f"{name}.md").read_text("utf-8").splitlines()) > 1


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_is_the_file_or_is_refused(name: str, plotted: Path, tmp_path: Path) -> None:
    if is_folder(name) or name == "sqlite":
        with pytest.raises(UsageError, match="give a f"):
            streamed(plotted, name)
        return
    exported(plotted, name, tmp_path / "out")

    assert streamed(plotted, name) == (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shared_holds_no_text_and_no_long_quote(
    name: str, plotted: Path, tmp_path: Path
) -> None:
    exported(plotted, name, tmp_path / "whole")
    exported(plotted, name, tmp_path / "short", LIMIT)

    whole, short = (
        b"".join(data for path, data in files(tmp_path).items() if path.startswith(start))
        for start in ("whole", "short")
    )
    if name not in {"parquet", "timelinejs"}:  # packed; and no dated finding quotes the sentence
        assert (SENTENCE.encode() in whole) is (name != "polecat" or b"plover" in whole)
    assert SENTENCE.encode() not in short
    assert b"held talks in Port Tarn on 4 May" not in short
    assert b"truncated" in short


@pytest.mark.parametrize("name", NAMES)
def test_an_export_takes_the_place_of_an_earlier_one(name: str, odd: Path, tmp_path: Path) -> None:
    exported(odd, name, tmp_path / "out")
    first = files(tmp_path)
    exported(odd, name, tmp_path / "out", LIMIT)
    exported(odd, name, tmp_path / "out")

    assert files(tmp_path) == first
