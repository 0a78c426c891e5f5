"""The lists give findings with their sources, or each claim, and say what is not there."""

import json
from pathlib import Path

import pytest
from record import write
from running import Run


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("listing") / "t.dossier")


def found(run: Run, command: str, *arguments: str | Path) -> list[str]:
    """Return the first words of each finding that a list gives."""
    rows = json.loads(run(command, *arguments, "--json").out)
    return [row["finding"]["words"]["quote"] for row in rows]


def test_a_finding_has_its_sources_day_and_first_place(run: Run, record: Path) -> None:
    ran = run("statements", record)

    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "Jonas Veldt said: the ferry would sail in May"
    assert "2 independent of 2 documents, solid" in lines[1]
    assert "published 2020-03-02" in lines[1]
    assert "a.txt[0:45] and 1 more" in lines[1]
    assert "told as not so elsewhere" in lines[2]
    assert lines[-1] == "3 statements, 1 solid; `show ID` has all of one"


def test_json_gives_the_finding_with_its_claims_in_full(run: Run, record: Path) -> None:
    first = json.loads(run("statements", record, "--json").out)[0]

    assert first["finding"]["independent"] == 2
    assert [one["words"][0]["quote"] for one in first["claims"]] == [
        "the ferry would sail in May"
    ] * 2
    assert first["documents"] == {"document-a": "a.txt", "document-b": "b.txt"}


def test_a_row_for_each_claim_is_by_document_and_place(run: Run, record: Path) -> None:
    rows = json.loads(run("statements", record, "--claims", "--json").out)
    shown = run("statements", record, "--claims").out

    assert [row["document"] for row in rows] == ["a.txt", "b.txt", "c.txt", "c.txt"]
    assert all(row["claim"]["kind"] == "statement" for row in rows)
    assert "b.txt[0:45]" in shown


@pytest.mark.parametrize(
    ("more", "count"),
    [
        (("--speaker", "veldt"), 2),
        (("--speaker", "entity-veldt"), 2),
        (("--speaker", "spokesman"), 1),
        (("--party", "Veldt"), 2),
        (("--about", "FERRY never"), 1),
        (("--about", "sai"), 2),
        (("--kind", "Says"), 3),
        (("--since", "2020-03-03"), 1),
        (("--until", "2020-03-02"), 1),
        (("--thread", "a.txt"), 1),
        (("--thread", "thread-document-a"), 1),
        (("--min-origins", "2"), 1),
    ],
)
def test_options_leave_the_rest_out(
    run: Run, record: Path, more: tuple[str, ...], count: int
) -> None:
    assert len(found(run, "statements", record, *more)) == count


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--speaker", "Jonas Velt"), 3, "the nearest names are Jonas Veldt"),
        (("--kind", "sings"), 2, "is no kind of statement; it is one of says"),
        (("--since", "March"), 2, "'March' is no date"),
        (("--until", "2020-02-31"), 2, "'2020-02-31' is no date"),
        (("--since", "2020-03-02", "--until", "2020-03-01"), 2, "no day lies from 2020-03-02"),
        (("--thread", "nothing"), 3, "no document is called 'nothing'"),
        (("--about", "barley"), 3, "no statement fits"),
    ],
)
def test_what_cannot_be_met_says_why(
    run: Run, record: Path, more: tuple[str, ...], code: int, words: str
) -> None:
    ran = run("statements", record, *more)

    assert ran.code == code
    assert words in ran.err


def test_one_who_is_known_but_silent_is_no_error_of_name(run: Run, record: Path) -> None:
    ran = run("statements", record, "--speaker", "Corvia", "--about", "barley")

    assert "no statement fits" in ran.err


def test_figures_that_differ_say_so(run: Run, record: Path) -> None:
    shown = run("figures", record).out

    assert "Nine people" in shown
    assert "the number differs: Nine people | 12 people" in shown


def test_a_meeting_that_has_no_day_is_not_dated_by_publication(run: Run, record: Path) -> None:
    assert len(found(run, "meetings", record, "--party", "corvia")) == 1
    assert run("meetings", record, "--since", "2020-01-01").code == 3
    assert run("meetings", record, "--modality", "negated").code == 3


def test_an_act_by_words_stands_with_the_finding_that_it_goes_with(run: Run, record: Path) -> None:
    (row,) = json.loads(run("events", record, "--kind", "consult", "--json").out)
    shown = run("events", record).out

    assert row["by_words"] is True
    assert row["finding"]["about"] == "meeting"
    assert [one["root"] for one in row["claims"]] == ["CONSULT"]
    assert "an act by words, with a meeting of 1 document, thin" in shown


@pytest.mark.parametrize("command", ["statements", "figures", "meetings", "events"])
def test_a_dossier_that_was_not_read_says_so(run: Run, dossier: Path, command: str) -> None:
    ran = run(command, dossier)

    assert ran.code == 3
    assert "was built without reading" in ran.err
