"""Runs the commands of the page on estimates, over a small made-up collection."""

from pathlib import Path

import pytest
from corpus import article
from howto import check_page, in_process


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    for seed in range(18):
        (tmp_path / "articles" / f"{seed:03}.txt").write_text(article(seed), encoding="utf-8")
    run = in_process(capfd, monkeypatch, tmp_path, ["--workers", "1"])

    assert check_page("estimate", run) == 4
