"""Dossiers are joined and cut from a program as by the commands."""

from pathlib import Path

import pytest
from built import example

import chancery
from chancery.errors import NotFoundError, UsageError

__all__ = ["example"]


def test_a_dossier_is_cut_and_joined(example: Path, tmp_path: Path) -> None:
    names = ["02-luvane-monitor.txt", "08-quarterly-envoy.txt"]
    parts = [tmp_path / "a.dossier", tmp_path / "b.dossier"]

    one = chancery.cut(example, parts[0], documents=names[0], workers=1)
    chancery.cut(str(example), str(parts[1]), documents=names, until="2031-01-01", workers=1)
    report = chancery.merge(parts, tmp_path / "c.dossier", workers=1)

    assert (one.documents, one.by, one.watches) == (1, f"document {names[0]}", 1)
    assert (report.build.documents, report.shared, report.read_anew) == (2, 1, 0)
    with chancery.open_dossier(tmp_path / "c.dossier") as dossier:
        assert len(dossier.statements()) > 0


def test_what_cannot_be_is_told(example: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no document is called"):
        chancery.cut(example, tmp_path / "c.dossier", documents="nothing.txt")
    with pytest.raises(UsageError, match="two dossiers or more"):
        chancery.merge([example], tmp_path / "c.dossier")
    assert list(tmp_path.iterdir()) == []
