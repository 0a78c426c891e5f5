"""Runs the commands of the page on figures and holds their output against what it prints."""

from pathlib import Path

import pytest
from howto import check_page, in_process
from plotted import fill_plotted


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_plotted(tmp_path / "talks.dossier")
    run = in_process(capfd, monkeypatch, tmp_path, [])

    assert check_page("plots", run) == 6
    assert {one.name for one in tmp_path.glob("*.svg")} == {
        "timeline.svg", "network.svg", "map.svg", "histogram.svg", "linked.svg"
    }  # fmt: skip
