"""What was merged and split becomes pairs whose spans are the very words of their texts."""

from pathlib import Path

import pytest
from record import VELDT, told
from review import decided, finding_of, named, shifted
from served import fill_served, records

from chancery.model import Document
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.training import examples
from chancery.pipeline.review.training_pairs import PairExample, pair_examples
from chancery.store.dossier import open_dossier

AGAIN = told()[1].statement("the ferry would sail in May", "Envoy Veldt").id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made, named(records()))
    return made


def made_of(path: Path) -> list[PairExample]:
    with open_dossier(path) as dossier:
        found = list(pair_examples(dossier, Overlay(dossier)))
    for one in found:
        for side in (one.a, one.b):
            assert side.spans
            assert all(side.text[each.start : each.end] == each.quote for each in side.spans)
    return found


def quotes(one: PairExample) -> tuple[str, str]:
    return one.a.spans[0].quote, one.b.spans[0].quote


def test_each_thing_of_the_longer_side_makes_a_pair(path: Path) -> None:
    sails = finding_of(path, "statement", "the ferry would sail").id
    decided(path, "merge", sails, other=finding_of(path, "statement", "never").id, reason="one")
    decided(path, "split", AGAIN, who="Ben")
    decided(path, "merge", "Corvia", other=VELDT)

    first, second, split, veldt, name = made_of(path)

    assert [(one.label, one.about, one.who) for one in (first, split, name)] == [
        ("one", "statement", "Ada"),
        ("two", "statement", "Ben"),
        ("one", "actor", "Ada"),
    ]
    assert first.b == second.b
    assert (first.disputed, first.reason, name.disputed) == (True, "one", False)
    assert [quotes(one) for one in (veldt, name)] == [
        ("Corvia", "Jonas Veldt"),
        ("Corvia", "Veldt"),
    ]
    with open_dossier(path) as dossier:
        assert list(examples(dossier, Overlay(dossier))) == []  # it says nothing of one claim


def test_words_are_followed_into_a_new_text_and_left_out_where_they_are_gone(path: Path) -> None:
    nine, twelve = (finding_of(path, "figure", words).id for words in ("Nine", "12"))
    decided(path, "merge", nine, other=twelve)
    decided(path, "split", VELDT, words=["Veldt"])
    before = made_of(path)

    fill_served(path, shifted(records()))
    (moved,) = made_of(path)  # the name is nowhere any more: no referent means Veldt
    fill_served(path, [one for one in records() if isinstance(one, Document)][1:])

    assert [one.label for one in before] == ["one", "two"]
    assert quotes(moved) == quotes(before[0])
    assert moved.a.document == "document-new"
    assert made_of(path) == []
