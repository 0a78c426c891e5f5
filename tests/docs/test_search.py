"""Runs the commands of the page on search, over two articles."""

from pathlib import Path

import pytest
from howto import check_page, in_process

pytest.importorskip("tantivy", reason="the extra `search` is not installed")

TEXT = "Talks go on\n\nThe envoy said on Monday that the truce holds in both towns by the river.\n"


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles" / "two.txt").write_text(TEXT.replace("envoy", "host"), encoding="utf-8")
    run = in_process(capfd, monkeypatch, tmp_path, ["--workers", "1"])

    assert check_page("search", run) == 5
