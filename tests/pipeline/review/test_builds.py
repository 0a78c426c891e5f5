"""Decisions stay through builds of every sort into the same dossier."""

import shutil
from pathlib import Path

import pytest
from fakes import Silent
from unread import unread

from chancery.model import Decision, Document
from chancery.pipeline.add import Extension, add
from chancery.pipeline.build import build, work_folder
from chancery.store.decisions import append, read_decisions
from chancery.store.dossier import open_dossier

PLAIN = Decision(id="", number=0, who="Ada", at="2031-05-01T09:00:00+00:00", action="accept")


def test_build_add_and_a_full_rebuild_keep_decisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("first", "second"):
        Path(name).mkdir()
        Path(name, f"{name}.txt").write_text(f"The {name} talks went on until the morning.")
    path = tmp_path / "t.dossier"
    build(["first"], path, settings=unread(workers=1), progress=Silent())
    made = append(path, lambda _: PLAIN)

    add(path, ["second"], wanted=Extension(workers=1), progress=Silent())
    build(["first"], path, settings=unread(workers=1), progress=Silent())
    shutil.rmtree(work_folder(path))
    build(["second"], path, settings=unread(workers=1), progress=Silent())

    with open_dossier(path) as dossier:
        assert [one.path for one in dossier.all(Document)] == ["second.txt"]
        assert read_decisions(dossier) == [made]
