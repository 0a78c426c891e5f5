"""Agreement is counted on what two have decided, and says where it is too little to tell."""

from pathlib import Path

import pytest
from review import decided, finding_of
from served import fill_served

from chancery.model import Finding
from chancery.pipeline.review.agreement import FEW, Agreement, agreements
from chancery.pipeline.review.overlay import Overlay
from chancery.store.dossier import open_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


def findings(path: Path) -> list[str]:
    with open_dossier(path) as dossier:
        return [one.id for one in dossier.all(Finding)]


def agreed(path: Path) -> dict[str, Agreement]:
    with open_dossier(path) as dossier:
        return {one.of: one for one in agreements(Overlay(dossier))}


def test_nobody_agrees_with_himself_or_on_what_one_alone_decided(path: Path) -> None:
    first, second, *_ = findings(path)
    decided(path, "accept", first, "Ada")
    decided(path, "accept", second, "Ben")

    assert agreed(path) == {}


def test_kappa_is_that_of_the_textbook(path: Path) -> None:
    """Four items: both accept two, both reject one, one is split; kappa = (.75 - .5) / .5."""
    ada = ["accept", "accept", "reject", "accept"]
    ben = ["accept", "accept", "reject", "reject"]
    for finding, mine, theirs in zip(findings(path), ada, ben, strict=False):
        decided(path, mine, finding, "Ada")
        decided(path, theirs, finding, "Ben")

    found = agreed(path)

    one = found["verdict"]
    assert (one.a, one.b, one.items, one.agreed, one.share) == ("Ada", "Ben", 4, 3, 0.75)
    assert one.kappa == 0.5
    assert one.few
    assert one.items < FEW
    assert found["accept"].kappa == found["reject"].kappa == 0.5
    assert "correct" not in found


def test_where_both_say_one_and_the_same_of_all_there_is_no_kappa(path: Path) -> None:
    for finding in findings(path)[:3]:
        for who in ("Ada", "Ben"):
            decided(path, "accept", finding, who)

    one = agreed(path)["verdict"]

    assert (one.share, one.kappa) == (1.0, None)


def test_claims_that_one_decision_takes_together_are_one_item(path: Path) -> None:
    finding = finding_of(path, "statement", "the ferry would sail")
    assert len(finding.support) == 2
    decided(path, "reject", finding.id, "Ada")
    for one in finding.support:
        decided(path, "accept", one.claim, "Ben")

    assert agreed(path)["verdict"].items == 1


def test_statuses_of_commitments_are_compared_apart(path: Path) -> None:
    finding = finding_of(path, "commitment").id
    decided(path, "status", finding, "Ada", status="delivered", reason="seen")
    decided(path, "status", finding, "Ben", status="withdrawn", reason="heard")

    found = agreed(path)

    assert set(found) == {"status"}
    assert (found["status"].items, found["status"].agreed) == (1, 0)


def test_merges_are_not_counted_and_make_no_two_items_one(path: Path) -> None:
    nine, twelve = (finding_of(path, "figure", words).id for words in ("Nine", "12"))
    for who in ("Ada", "Ben"):
        decided(path, "merge", nine, who, other=twelve)
    assert agreed(path) == {}

    for one in (nine, twelve):
        decided(path, "accept", one, "Ada")
        decided(path, "reject", one, "Ben")

    assert agreed(path)["verdict"].items == 2
