"""`chancery compare` prints what both have, what one side lacks, and why rows were not read."""

import csv
import json
from pathlib import Path

import pytest
from foreign import GDELT, MENTION, gdelt_text, mentions_text
from running import Run
from talks import ADDRESS, fill_talks

FAR = {
    **GDELT,
    "GlobalEventID": "2",
    "SQLDATE": "20200506",
    "EventCode": "042",
    "ActionGeo_FullName": "Karrow",
}
LACKED = {**GDELT, "GlobalEventID": "3", "Actor2Name": "CORVIA", "EventCode": "112"}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compared") / "talks.dossier"
    fill_talks(path)
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "20200504.export.CSV"
    path.write_text(gdelt_text(FAR, LACKED, {**GDELT, "SQLDATE": "x"}), encoding="utf-8")
    return path


def test_it_shows_both_sides_with_quote_and_line(run: Run, talks: Path, rows: Path) -> None:
    ran = run("compare", talks, rows)

    assert ran.code == 0
    text = " ".join(ran.out.split())
    assert "GDELT 2.0 events, 2 rows read; 1 rejected: malformed 1" in text
    assert "line 3: malformed: sqldate is 'x'" in text
    assert "both have: 1 event of ours, in 1 row of theirs; they differ in 1" in text
    assert "‹Aldane, Marenth and Corvia held talks in Port Tarn on 4 May.› a.txt[0:60]" in text
    assert f"GDELT 2: CONSULT (042) ALDANE → MARENTH · 2020-05-06 · Karrow {rows}:1" in text
    assert "date: they say 2020-05-06; ours says 2020-05-04" in text
    assert (
        "place: they say Karrow; ours says Port Tarn; nothing tells whether they are one" in text
    )
    assert "They have, and the dossier lacks GDELT 3: ACCUSE (112) ALDANE → CORVIA" in text
    assert "of ours, not set beside theirs: 2 of no known day" in text
    assert "1 events told as intended, which are no deeds" not in text


def test_only_lists_one_side_and_counts_all(run: Run, talks: Path, rows: Path) -> None:
    theirs = run("compare", talks, rows, "--only", "theirs").out
    assert "GDELT 3:" in theirs
    assert "GDELT 2:" not in theirs
    assert "both have: 1 event" in theirs
    assert "GDELT 2:" in run("compare", talks, rows, "--only", "differ").out
    assert run("compare", talks, rows, "--only", "none").code == 2


def test_json_and_files_have_all_of_it(run: Run, talks: Path, rows: Path, tmp_path: Path) -> None:
    printed = json.loads(run("compare", talks, rows, "--json").out)
    (gdelt,) = printed["systems"]
    assert gdelt["matched"][0]["theirs"]["line"] == 1
    assert printed["rejected"][0]["line"] == 3

    written = run("compare", talks, rows, "-o", tmp_path / "all.json")
    assert f"{tmp_path / 'all.json'}: written" in written.out
    assert json.loads((tmp_path / "all.json").read_text()) == printed
    assert run("compare", talks, rows, "-o", tmp_path / "all.csv").code == 0
    with (tmp_path / "all.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    assert [one["relation"] for one in table] == ["matched", "theirs"]
    assert table[0]["our_start"] == "0"
    assert table[0]["differs"] == "date: 2020-05-06 / 2020-05-04"
    assert table[1]["our_id"] == ""

    wrong = run("compare", talks, rows, "-o", tmp_path / "all.xlsx")
    assert wrong.code == 2
    assert "neither .csv nor .json" in wrong.err
    full = run("compare", talks, rows, "-o", rows / "all.csv")
    assert full.code == 1
    assert "cannot write" in full.err


def test_mentions_say_which_articles_are_here(run: Run, talks: Path, tmp_path: Path) -> None:
    (tmp_path / "m").write_text(
        mentions_text({**MENTION, "MentionIdentifier": ADDRESS}, {**MENTION, "MentionType": "3"})
    )

    text = " ".join(run("compare", talks, tmp_path / "m").out.split())

    assert "2 rows of 1 event 2 of events that are in none of the files" in text
    assert "1 article on the web: the dossier has 1 of them and lacks 0" in text
    assert "1 rows from no page of the web" in text
    assert f"here: {ADDRESS}" in text


def test_a_file_that_is_none_ends_with_a_code_and_the_others_are_compared(
    run: Run, talks: Path, rows: Path, tmp_path: Path
) -> None:
    (tmp_path / "mayors.csv").write_text("city,mayor\nPort Tarn,Roth\n")

    ran = run("compare", talks, rows, tmp_path / "mayors.csv")
    assert ran.code == 4
    assert "mayors.csv: not read" in ran.out
    assert "both have: 1 event" in ran.out
    alone = run("compare", talks, tmp_path / "mayors.csv")
    assert alone.code == 4
    assert "no row could be set beside the dossier" in alone.out
    gone = run("compare", talks, tmp_path / "gone.csv")
    assert gone.code == 2
    assert "gone.csv is no file" in gone.err
