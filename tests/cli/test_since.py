"""What is new since a build or a day of publication is shown, and what it is compared with."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from record import documents, finding, followed, link, records, told, write, write_grown
from running import Run

from chancery.model import Commitment


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """Return a dossier whose second build brought the second and third article."""
    return write_grown(tmp_path / "t.dossier")


def news(run: Run, *arguments: str | Path) -> Any:
    return json.loads(run("since", *arguments, "--json").out)


def words(points: list[Any]) -> set[str]:
    return {one["finding"]["words"]["quote"] for one in points}


def test_since_a_build_says_what_is_new_and_what_became_solid(run: Run, grown: Path) -> None:
    found = news(run, grown, "1")

    assert words(found["new"]) == {
        "Some 12 people were hurt at the dam.",
        "Jonas Veldt said the ferry would never sail.",
        "Corvia will keep the dam shut, a spokesman for Corvia told reporters.",
    }
    (more,) = found["grown"]
    assert more["independent_before"] == 1
    assert more["point"]["finding"]["independent"] == 2
    assert words([one["point"] for one in found["contested"]]) == {
        "Jonas Veldt said the ferry would sail in May.",
        "Nine people were hurt.",
    }


def test_the_sections_are_printed_with_what_they_compare(run: Run, grown: Path) -> None:
    ran = run("since", grown, "1")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Compared with what the dossier held after build 1, 20")
    assert "New: 3 findings" in ran.out
    assert "With more independent sources: 1 finding, 1 now solid" in ran.out
    assert "had 1 independent source before; was thin, is solid" in ran.out
    assert "new: the number differs: Nine people | 12 people" in ran.out


def test_nothing_is_new_since_the_last_build(run: Run, grown: Path) -> None:
    ran = run("since", grown, "2")

    assert ran.code == 3
    assert "nothing is new. Compared with what the dossier held after build 2" in ran.err


def test_what_went_is_counted(run: Run, grown: Path) -> None:
    kept = [one for one in records() if getattr(one, "about", "") != "meeting"]
    write(grown, kept)

    assert news(run, grown, "2")["gone"] == 1
    assert "No longer held: 1 finding" in run("since", grown, "2").out


def test_a_finding_is_known_by_its_claims_when_its_id_changes(run: Run, tmp_path: Path) -> None:
    a, b, c = told()
    one = a.statement("the ferry would sail in May", "Jonas Veldt")
    two = replace(b.statement("the ferry would sail in May", "Envoy Veldt"), id="statement-0")
    path = write(tmp_path / "t.dossier", [*documents((a, b, c)), one, finding([one])])
    both = finding([one, two], [link(one, two, "same")])
    assert both.id != finding([one]).id

    write(path, [*documents((a, b, c)), one, two, both])

    found = news(run, path, "1")
    assert (len(found["new"]), len(found["grown"]), found["gone"]) == (0, 1, 0)


def test_since_a_day_goes_by_publication_and_counts_what_has_no_day(run: Run, grown: Path) -> None:
    found = news(run, grown, "2020-03-03")

    assert found["undated"] == 1
    assert words(found["new"]) == {"Some 12 people were hurt at the dam."}
    assert [one["independent_before"] for one in found["grown"]] == [1]
    shown = run("since", grown, "2020-03-03").out
    assert shown.startswith("By what was published on 2020-03-03 or later; 1 document without")


def test_a_difference_is_new_on_the_day_of_its_second_side(run: Run, grown: Path) -> None:
    assert words([one["point"] for one in news(run, grown, "2020-03-03")["contested"]]) == {
        "Nine people were hurt."
    }
    assert run("since", grown, "2020-03-04").code == 3


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    """Return a dossier whose second build tells what became of a commitment of the first."""
    path = write(tmp_path / "t.dossier", records())
    (opens,) = (one for one in records() if isinstance(one, Commitment))
    _, b, _ = told()
    found = followed(opens, "contested", b.cite("Some 12 people were hurt at the dam."))
    return write(path, [found if one.id == opens.id else one for one in records()])


@pytest.mark.parametrize("since", ["1", "2020-03-03"])
def test_what_became_of_a_commitment_is_new_since_a_build_or_a_day(
    run: Run, turned: Path, since: str
) -> None:
    (one,) = news(run, turned, since)["followed"]

    assert one["point"]["finding"]["about"] == "commitment"
    assert [each["type"] for each in one["follow_ups"]] == ["contested"]
    assert one["told_in"] == ["b.txt"]
    shown = run("since", turned, since).out
    assert "Of commitments, newly told what became: 1 finding" in shown
    assert "new: contested (later): Some 12 people were hurt at the dam. b.txt[46:82]" in shown


def test_a_follow_up_is_not_new_after_the_build_or_day_that_told_it(
    run: Run, turned: Path
) -> None:
    assert run("since", turned, "2").code == 3
    assert run("since", turned, "2020-03-04").code == 3


def test_a_commitment_that_is_itself_new_is_not_said_to_have_become_something(
    run: Run, turned: Path
) -> None:
    found = news(run, turned, "2020-03-02")

    assert "Corvia will open the dam by June." in words(found["new"])
    assert found["followed"] == []


def test_a_dossier_whose_history_lacks_commitments_says_so(run: Run, turned: Path) -> None:
    with sqlite3.connect(turned) as connection:
        connection.execute("DELETE FROM commitment_history WHERE run = 1")
    connection.close()

    assert news(run, turned, "1")["followed"] is None
    ran = run("since", turned, "1")
    assert "nothing is new" in ran.err
    assert "What had become of commitments after build 1 is not kept." in ran.err


@pytest.mark.parametrize(
    ("since", "code", "said"),
    [
        ("yesterday", 2, "is neither a day, as 2024-05-31, nor the number of a build"),
        ("2020-02-31", 2, "is neither a day"),
        ("9", 3, "there is no build 9"),
    ],
)
def test_what_cannot_be_met_says_why(
    run: Run, grown: Path, since: str, code: int, said: str
) -> None:
    ran = run("since", grown, since)

    assert ran.code == code
    assert said in ran.err


def test_a_dossier_that_was_not_read_says_so(run: Run, dossier: Path) -> None:
    assert "was built without reading" in run("since", dossier, "1").err
