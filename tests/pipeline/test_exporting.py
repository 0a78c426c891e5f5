"""Where an export may be written, and what people decided in it."""

import json
from pathlib import Path

import pytest
from exported import exported, files, streamed
from odd import fill_odd, records
from plotted import fill_plotted
from review import decided, finding_of

from chancery.errors import ExportError, NotFoundError, UsageError
from chancery.model import Commitment, Document
from chancery.pipeline.exporting.write import Asked, make_export

DERIVED = ("plover", "polecat", "ftm", "timelinejs", "gexf", "graphml", "markdown")


@pytest.fixture
def plotted(tmp_path: Path) -> Path:
    path = tmp_path / "talks.dossier"
    fill_plotted(path)
    return path


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no format 'xml'.*jsonl, csv.*ro-crate"):
        make_export(Asked(format="xml"))


def test_kinds_are_refused_by_what_is_made_of_findings() -> None:
    with pytest.raises(UsageError, match=r"gexf is made of findings.*jsonl, csv"):
        make_export(Asked(format="gexf", kinds=(Commitment,)))


def test_a_folder_that_is_not_there_is_not_made(plotted: Path, tmp_path: Path) -> None:
    for name in ("jsonl", "csv"):
        with pytest.raises(UsageError, match="does not exist; make it first"):
            exported(plotted, name, tmp_path / "none" / "out")


def test_what_is_no_earlier_export_is_left_as_it_is(plotted: Path, tmp_path: Path) -> None:
    before = plotted.read_bytes()
    with pytest.raises(UsageError, match="is no earlier export"):
        exported(plotted, "jsonl", plotted)
    with pytest.raises(UsageError, match="is no earlier export"):
        exported(plotted, "csv", tmp_path)
    with pytest.raises(UsageError, match="needs a folder"):
        exported(plotted, "csv", plotted)
    with pytest.raises(UsageError, match="is one file"):
        exported(plotted, "gexf", tmp_path)

    assert plotted.read_bytes() == before
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


def test_what_somebody_changed_is_left_and_what_somebody_added_stays(
    plotted: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    exported(plotted, "markdown", vault)
    (vault / "mine.md").write_text("My own note")
    exported(plotted, "markdown", vault)
    assert (vault / "mine.md").read_text() == "My own note"

    (vault / "index.md").write_text("My own index")
    with pytest.raises(UsageError, match=r"index\.md was changed"):
        exported(plotted, "markdown", vault)
    assert (vault / "index.md").read_text() == "My own index"


def test_a_manifest_cannot_have_other_files_removed(plotted: Path, tmp_path: Path) -> None:
    exported(plotted, "csv", tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.json"
    said = json.loads(manifest.read_bytes())
    said["files"].append({"path": "../talks.dossier", "bytes": 1, "sha256": "0"})
    manifest.write_text(json.dumps(said))

    with pytest.raises(UsageError, match="was changed"):
        exported(plotted, "csv", tmp_path / "out")
    manifest.write_text("{")
    with pytest.raises(UsageError, match="no manifest"):
        exported(plotted, "csv", tmp_path / "out")
    assert plotted.is_file()


def test_old_files_of_an_export_go_when_what_they_told_has_gone(tmp_path: Path) -> None:
    path = fill_odd(tmp_path / "odd.dossier")
    exported(path, "markdown", tmp_path / "vault")
    before = files(tmp_path / "vault").keys()
    gone = finding_of(path, "statement").id
    decided(path, "reject", gone)

    exported(path, "markdown", tmp_path / "vault")

    assert before - files(tmp_path / "vault").keys() == {f"findings/{gone}.md"}


def test_an_export_that_fails_leaves_nothing(
    plotted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("chancery.pipeline.exporting.write.methods", fail)
    with pytest.raises(ZeroDivisionError):
        exported(plotted, "csv", tmp_path / "out")

    assert {one.name.partition(".")[0] for one in tmp_path.iterdir()} == {"talks"}


def test_a_disk_that_refuses_is_said(
    plotted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("chancery.pipeline.exporting.write.methods", refuse)
    with pytest.raises(ExportError, match=r"cannot write .*: No space left"):
        exported(plotted, "gexf", tmp_path / "out")


def test_what_people_rejected_is_in_no_export_of_findings(plotted: Path, tmp_path: Path) -> None:
    attack = finding_of(plotted, "event", "attacked")
    decided(plotted, "reject", attack.id)

    for name in DERIVED:
        written = exported(plotted, name, tmp_path / name)
        data = b"".join(
            data for path, data in files(tmp_path).items() if path.split("/")[0] == name
        )
        assert attack.id.encode() not in data, name
        assert ("findings that people rejected", 1) in {
            (one.what, one.count) for one in written.left_out
        }
    exported(plotted, "jsonl", tmp_path / "all")
    assert attack.id in (tmp_path / "all").read_text()
    assert "1 decisions of people are not in them" in (tmp_path / "all.methods.md").read_text()


def test_what_is_only_planned_is_no_event_no_tie_and_no_slide(plotted: Path) -> None:
    summit = finding_of(plotted, "meeting", "plan a summit")

    for name in ("plover", "polecat", "timelinejs", "gexf", "graphml"):
        assert summit.id.encode() not in streamed(plotted, name)


def test_one_deed_in_two_articles_is_one_event_with_two_mentions(plotted: Path) -> None:
    attack = finding_of(plotted, "event", "attacked")

    events = {one["id"]: one for one in map(json.loads, streamed(plotted, "plover").splitlines())}

    assert [one["document"] for one in events[attack.id]["mentions"]] == [
        "document-a", "document-b",
    ]  # fmt: skip
    assert events[attack.id]["independent_sources"] == 1
    rows = streamed(plotted, "polecat").decode().splitlines()
    assert sum(row.startswith(attack.id) for row in rows) == 1


def test_a_dossier_that_nobody_read_has_records_and_no_findings(tmp_path: Path) -> None:
    path = fill_odd(
        tmp_path / "odd.dossier", [one for one in records() if isinstance(one, Document)]
    )

    assert streamed(path, "jsonl")
    with pytest.raises(NotFoundError, match="built without reading"):
        streamed(path, "plover")
