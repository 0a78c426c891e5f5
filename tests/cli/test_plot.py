"""Figures are written to files or to standard output, and what cannot be done says why."""

import json
import sys
from pathlib import Path

import pytest
from drawn import SVG, parse
from plotted import fill_plotted
from running import Run

from chancery.plots.raster import LIBRARY

NAMES = ["timeline", "network", "map", "histogram"]


@pytest.fixture(scope="module")
def plotted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plot") / "t.dossier"
    fill_plotted(path)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_goes_to_standard_output(run: Run, plotted: Path, name: str) -> None:
    ran = run("plot", name, plotted)

    assert (ran.code, ran.err) == (0, "")
    root = parse(ran.out)
    assert root.find(f"{SVG}style") is not None
    assert "prefers-color-scheme" in ran.out


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_written_to_a_file(run: Run, plotted: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "f.svg"

    ran = run("plot", name, plotted, "-o", file)

    assert f"{file}: {file.stat().st_size:,} bytes" in ran.out
    assert parse(file.read_text(encoding="utf-8")).get("role") == "img"


@pytest.mark.parametrize("name", NAMES)
def test_what_it_shows_can_be_had_as_json(run: Run, plotted: Path, name: str) -> None:
    shown = json.loads(run("plot", name, plotted, "--json").out)

    assert shown["unread"] is False


def test_marks_lead_to_a_server_of_the_dossier(run: Run, plotted: Path) -> None:
    ran = run("plot", "network", plotted, "--links", "http://127.0.0.1:1/api/v1/")

    found = {one.get("href") for one in parse(ran.out).iter(f"{SVG}a")}
    assert any(one and "/api/v1/records/finding/finding-" in one for one in found)


def test_options_leave_out_what_is_not_asked_for(run: Run, plotted: Path) -> None:
    def chosen(*options: str) -> int:
        return int(json.loads(run("plot", "network", plotted, *options, "--json").out)["chosen"])

    assert chosen() == 4
    assert chosen("--all") == 5
    assert chosen("--kind", "event") == 2
    assert chosen("--party", "Corvia") == 3
    assert chosen("--until", "2020-05-04") == 1


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("timeline", "-o", "x.pdf"), 2, "end the name so"),
        (("map", "--links", "javascript:alert(1)"), 2, "is no address"),
        (("timeline", "--since", "2031-01-01"), 3, "nothing to draw"),
        (("histogram", "--since", "2031-01-01"), 3, "nothing to draw"),
        (("network", "--since", "May"), 2, "is no date"),
        (("network", "--party", "Nemo"), 3, "no actor is called"),
    ],
)
def test_what_cannot_be_done_says_why(
    run: Run, plotted: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    name, *rest = options
    ran = run("plot", name, plotted, *rest)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


class Raster:
    """Stands for the library; without fonts it draws nothing of words."""

    def __init__(self, *, fonts: bool) -> None:
        self.fonts = fonts

    def svg_to_bytes(self, *, svg_string: str, zoom: float = 1.0) -> bytes:
        root = parse(svg_string)
        words = [one.text for one in root.iter(f"{SVG}text")] if self.fonts else []
        return f"PNG {zoom} {words} {root.find(f'{SVG}style')}".encode()


def test_a_png_has_no_style_sheet_that_its_library_cannot_read(
    run: Run, plotted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, LIBRARY, Raster(fonts=True))
    file = tmp_path / "f.png"

    assert run("plot", "map", plotted, "-o", file).code == 0
    assert file.read_bytes().startswith(b"PNG 2.0 ['Where it took place'")
    assert file.read_bytes().endswith(b"None")


def test_a_png_needs_its_library_and_a_font(
    run: Run, plotted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    assert "chancery[png]" in run("plot", "map", plotted, "-o", tmp_path / "f.png").err
    monkeypatch.setitem(sys.modules, LIBRARY, Raster(fonts=False))
    assert "no font" in run("plot", "map", plotted, "-o", tmp_path / "f.png").err
    assert not (tmp_path / "f.png").exists()


def test_the_library_makes_a_png(run: Run, plotted: Path, tmp_path: Path) -> None:
    pytest.importorskip(LIBRARY)
    file = tmp_path / "f.png"

    assert run("plot", "network", plotted, "-o", file).code == 0
    assert file.read_bytes().startswith(b"\x89PNG")
