from pathlib import Path

import pytest

from training import markup
from training.markup import Mark, parse, read

FAULTS = [
    ("[person Lina] left", "opens no mark"),
    ("Lina] left", "closes nothing"),
    ("[person|Lina left", "not closed: person"),
    ("[person| Lina] left", "white space at an edge"),
    ("[person|] left", "person is empty"),
    ("[source|Lina] left", r"source needs a group: \[source#1"),
    ("[envoy#1|Lina] left", "unknown label envoy"),
    ("[cue/sings#1|sang]", "unknown label cue/sings"),
    ("[trigger/AGREE.meet#1|met]", "unknown label trigger/AGREE.meet"),
    ("[trigger/DANCE.-.asserted.-#1|met]", "unknown root 'DANCE'"),
    ("[trigger/AID.meet.asserted.-#1|met]", "unknown mode 'meet'"),
    ("[trigger/AID.-.maybe.-#1|met]", "unknown modality 'maybe'"),
    ("[trigger/AID.-.-.-#1|met]", "unknown modality '-'"),
    ("[trigger/AID.-.asserted.social#1|met]", "unknown context 'social'"),
    ("[cue/says#1|said] and [cue/says#1|said]", "group 1 has 2 cues or triggers"),
    ("[source#1|Lina] left [cue/says#2|saying]", "source#1 has no cue or trigger"),
]


@pytest.mark.parametrize(("line", "message"), FAULTS)
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "some.txt"
    path.write_text(f"# first\n\nLina left.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        list(read(path))
    assert str(error.value).startswith(f"{path}:4: ")


def test_marks_nest_and_tie_by_their_group() -> None:
    found = parse("[source#1|[office|the envoy of [place|Arvand]]] [cue/says.negated#1|said not].")
    assert found.text == "the envoy of Arvand said not."
    assert found.marks == (
        Mark("office", None, 0, 19),
        Mark("source", 1, 0, 19),
        Mark("place", None, 13, 19),
        Mark("cue/says.negated", 1, 20, 28),
    )


def test_a_pilcrow_is_a_paragraphs_end_and_marks_stay_exact() -> None:
    found = parse("One.¶[person|Lína] met.")
    (mark,) = found.marks
    assert found.text == "One.\n\nLína met."
    assert found.text[mark.start : mark.end] == "Lína"


def test_what_is_no_event_needs_no_modality() -> None:
    assert parse("a [trigger/NONE.-.-.-#1|strike] at bowling").marks[0].group == 1


def test_comments_and_blank_lines_are_no_passages(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("# one\n\n  \nLina left.\n")
    assert [one.text for one in read(path)] == ["Lina left."]


def test_the_command_counts_labels_and_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.txt"
    path.write_text("# note\n[person|Lina] left.\n[person|Lina] left.\n[person|Marek met.\n")
    monkeypatch.setattr("sys.argv", ["markup", str(path)])
    assert markup.main() == 1
    told = capsys.readouterr().out
    assert f"{path}:3: stands twice" in told
    assert f"{path}:4: a mark that is not closed" in told
    assert "1 passages, 2 faults" in told
    path.write_text("[person|Lina] left.\n")
    assert markup.main() == 0
