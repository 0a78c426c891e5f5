"""Runs the command line in this process and gives its exit code, output and errors."""

import sys
from pathlib import Path

import pytest
from corpus import write_corpus
from fakes import Silent
from running import Ran, Run
from unread import unread

from chancery.cli.app import main
from chancery.pipeline.build import build


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["chancery", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, out, err)

    return call


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("cli") / "articles", 14)


@pytest.fixture(scope="session")
def dossier(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli-dossier") / "talks.dossier"
    build([str(articles)], path, settings=unread(), progress=Silent())
    return path
