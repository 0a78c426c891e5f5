"""A finding is shown with all that it rests on: slots, words, differences and what is alike."""

import json
from pathlib import Path
from typing import get_args

import pytest
from record import finding, link, records, told, write
from running import Run

from chancery.model import Apart, Finding, Record
from chancery.store.dossier import open_dossier
from chancery.wording.links import KEPT_APART


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("finding") / "t.dossier")


def identity(record: Path, words: str) -> str:
    with open_dossier(record) as dossier:
        (found,) = (one.id for one in dossier.all(Finding) if words in one.words.quote)
    return found


def test_a_finding_is_shown_by_the_start_of_its_id(run: Run, record: Path) -> None:
    name = identity(record, "Jonas Veldt said the ferry would sail")

    ran = run("show", record, name.removeprefix("finding-")[:8])

    assert (ran.code, ran.err) == (0, "")
    assert f"statement {name}" in ran.out
    assert "2 independent of 2 documents, solid" in ran.out


def test_every_slot_has_its_sources_and_every_claim_its_words(run: Run, record: Path) -> None:
    shown = run("show", record, identity(record, "Jonas Veldt said the ferry would sail")).out

    assert "speaker  Jonas Veldt: 2 independent of 2 documents (a.txt[0:11]; b.txt[0:11])" in shown
    assert "a.txt, published 2020-03-02, confidence 0.90" in shown
    assert "[0:45] “Envoy Veldt said the ferry would sail in May.”" in shown
    assert "Where claims differ" in shown
    assert "Alike, and kept apart" in shown
    assert "told as not so by one" in shown


def test_json_has_the_claims_the_acts_and_what_is_alike(run: Run, record: Path) -> None:
    sails = json.loads(run("show", record, identity(record, "would sail in"), "--json").out)
    met = json.loads(run("show", record, identity(record, "held talks"), "--json").out)

    assert len(sails["claims"]) == 2
    (other,) = sails["alike"]
    assert sails["part_of"] == {other["id"]: identity(record, "never sail")}
    assert [one["made_from"] for one in met["acts"]] == [met["claims"][0]["id"]]


def test_words_that_one_telling_lacks_are_shown(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "t.dossier", _two_renderings())

    shown = run("show", path, identity(path, "Jonas Veldt said the ferry")).out

    assert "Where the words of these differ" in shown
    assert "c.txt lacks “in May”; has “never” instead" in shown


def test_an_id_that_fits_nothing_says_so(run: Run, record: Path) -> None:
    assert run("show", record, "finding-nothing").code == 3


def _two_renderings() -> list[Record]:
    a, _, c = told()
    one = a.statement("the ferry would sail in May", "Jonas Veldt")
    two = c.statement("the ferry would never sail", "Jonas Veldt")
    others = [each for each in records() if not isinstance(each, Finding)]
    known = {each.id for each in (one, two)}
    kept = [each for each in others if each.id not in known]
    return [*kept, one, two, finding([one, two], [link(one, two, "same")])]


def test_all_that_keeps_claims_apart_is_said_in_words() -> None:
    assert set(KEPT_APART) == set(get_args(Apart))
