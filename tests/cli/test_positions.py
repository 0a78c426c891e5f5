"""What an actor said on an issue is shown over time, with who spoke for it said apart."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from record import CORVIA, VELDT, finding, records, told, write
from running import Run

from chancery.model import Entity, Role, RoleStatement


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("positions") / "t.dossier")


def test_positions_are_by_day_with_unknown_days_last(run: Run, record: Path) -> None:
    ran = run("positions", record, "Veldt", "--on", "the ferry")
    lines = [line for line in ran.out.splitlines() if " said: " in line]

    assert (ran.code, ran.err) == (0, "")
    assert lines == [
        "Jonas Veldt said: the ferry would sail in May",
        "Jonas Veldt said: the ferry would never sail",
    ]
    assert "in reported words · 2 independent of 2 documents, solid" in ran.out
    assert ran.out.count("told as not so by one") == 2


def test_kin_of_the_words_are_sought_too(run: Run, record: Path) -> None:
    found = json.loads(run("positions", record, "Veldt", "--on", "sailing", "--json").out)

    assert "sail" in found["words"]
    assert [one["day"] for one in found["own"]] == ["2020-03-02", None]


def test_a_commitment_counts_and_a_spokesman_is_said_apart(run: Run, record: Path) -> None:
    found = json.loads(run("positions", record, "Corvia", "--on", "dam", "--json").out)

    assert [one["point"]["finding"]["about"] for one in found["own"]] == ["commitment"]
    (spoken,) = found["by_others"]
    assert spoken["speaks_for"]["quote"] == "a spokesman for Corvia"
    assert (
        "By those who speak for Corvia, as the text says"
        in run("positions", record, "Corvia", "--on", "dam").out
    )


def test_whoever_holds_an_office_of_the_actor_speaks_for_it(run: Run, tmp_path: Path) -> None:
    _, _, c = told()
    said = RoleStatement(published=None, evidence=c.cite("a spokesman for Corvia"))
    role = Role(
        id="role-1",
        entity=VELDT,
        title="a spokesman",
        owner="Corvia",
        owner_actor=None,
        former=False,
        first_said=None,
        last_said=None,
        statements=(said,),
    )
    now = write(tmp_path / "now.dossier", [*records(), role])
    past = write(tmp_path / "past.dossier", [*records(), replace(role, former=True)])

    spoken = json.loads(run("positions", now, "Corvia", "--on", "ferry", "--json").out)
    assert len(spoken["by_others"]) == 2
    assert run("positions", past, "Corvia", "--on", "ferry").code == 3


def test_a_commitment_is_shown_with_the_statement_that_it_is_made_of(
    run: Run, tmp_path: Path
) -> None:
    a, _, _ = told()
    carried = a.statement("Corvia will open the dam", "Corvia", CORVIA)
    promise = replace(
        a.commitment("promise", "open the dam", "Corvia"),
        by=(a.party("Corvia", CORVIA),),
        made_from=carried.id,
    )
    kept = [one for one in records() if "commitment" not in one.id and "dam" not in str(one)]
    entities = [one for one in records() if isinstance(one, Entity)]
    more = [*entities, carried, promise, finding([carried]), finding([promise])]
    known = {one.id: one for one in (*records()[:8], *kept, *more)}
    path = write(tmp_path / "t.dossier", known.values())

    (one,) = json.loads(run("positions", path, "Corvia", "--on", "dam", "--json").out)["own"]

    assert one["point"]["finding"]["about"] == "statement"
    assert [each["finding"]["about"] for each in one["commitments"]] == ["commitment"]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("Jonas Velt", "--on", "ferry"), 3, "the nearest names are Jonas Veldt"),
        (("Veldt", "--on", "barley"), 3, "is about 'barley'"),
        (("Veldt", "--on", "  "), 2, "name the issue in words"),
        (("", "--on", "ferry"), 2, "name an actor"),
    ],
)
def test_what_cannot_be_met_says_why(
    run: Run, record: Path, more: tuple[str, ...], code: int, words: str
) -> None:
    ran = run("positions", record, *more)

    assert ran.code == code
    assert words in ran.err
