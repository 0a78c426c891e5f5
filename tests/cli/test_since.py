"""What is new since a build or a day of publication is shown, and what it is compared with."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from record import documents, finding, link, records, told, write
from running import Run

from chancery.model import Document, Finding, Record


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """Return a dossier whose second build brought the second and third article."""
    a, _, _ = told()
    first = [one for one in records() if not isinstance(one, Finding) and _is_of(one, a.id)]
    alone = [
        finding([one])
        for one in first
        if type(one).__name__ in {"Statement", "Figure", "Meeting", "Commitment"}
    ]
    path = write(tmp_path / "t.dossier", [*first, *alone])
    return write(path)


def _is_of(one: Record, document: str) -> bool:
    of = one.id if isinstance(one, Document) else getattr(one, "document", document)
    return of == document and "thread" not in one.id


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
