"""What may be merged and split, what each is tied to, and what of it is in the log."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace
from record import CORVIA, VELDT, told
from review import decided, finding_of, named, state
from served import fill_served, records

from chancery.errors import NotFoundError, UsageError
from chancery.model import Decision, Entity, Event, Referent
from chancery.pipeline.review import joining
from chancery.pipeline.review.joins import Joins
from chancery.pipeline.review.log import find_lost, note
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.words import decision_words, join_words, waiting_words
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier
from chancery.store.faults import find_faults

SAILS, AGAIN = (
    one.statement("the ferry would sail in May", who).id
    for one, who in zip(told()[:2], ("Jonas Veldt", "Envoy Veldt"), strict=True)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made, named(records()))
    return made


def figures(path: Path) -> tuple[str, str]:
    return finding_of(path, "figure", "Nine").id, finding_of(path, "figure", "12").id


def words(path: Path, one: Decision) -> str:
    with open_dossier(path) as dossier:
        return decision_words(one, {each.id: each.number for each in read_decisions(dossier)})


def states(path: Path) -> list[str]:
    """Return how each merge and split of the log stands, in words."""
    with open_dossier(path) as dossier:
        decisions = read_decisions(dossier)
        noted = note(decisions, Joins(dossier, decisions))
        return [join_words(one.join) for one in noted if one.join]


def test_two_findings_are_merged_by_all_their_claims(path: Path) -> None:
    nine, twelve = figures(path)
    made = decided(path, "merge", nine, other=twelve, reason="the same night")

    assert made.sides is not None
    assert (len(made.anchors), made.sides.first) == (2, 1)
    assert words(path, made) == (
        "merges two figures — ‹Nine people were hurt.› and "
        "‹Some 12 people were hurt at the dam.› (the same night)"
    )
    assert states(path) == ["waits for the next build"]
    assert state(path, nine) == "unreviewed"  # to merge is no verdict on the claims
    with open_dossier(path) as dossier:
        assert find_faults(dossier) == []
        assert list(waiting_words(Overlay(dossier).joins)) == [
            "1 merge or split waits for the next build"
        ]


def test_a_claim_is_split_off_the_others_of_its_finding(path: Path) -> None:
    made = decided(path, "split", AGAIN)

    assert [one.claim for one in made.anchors] == [AGAIN, SAILS]
    assert words(path, made).startswith("splits a statement off its finding — ‹Envoy Veldt said")


def test_actors_are_merged_by_the_names_that_documents_give_them(path: Path) -> None:
    made = decided(path, "merge", VELDT, other="Corvia")

    assert made.sides is not None
    assert [one.name for one in made.sides.actors] == ["Jonas Veldt", "Veldt", "Corvia"]
    assert made.sides.first == 2
    assert words(path, made) == "merges the actors ‹Jonas Veldt› (also ‹Veldt›) and ‹Corvia›"


@pytest.mark.parametrize("fields", [{"words": ["veldt"]}, {"document": "b.txt"}])
def test_a_name_is_taken_out_of_an_actor(path: Path, fields: Mapping[str, object]) -> None:
    made = decided(path, "split", VELDT, **fields)

    assert made.sides is not None
    assert [one.referent for one in made.sides.actors] == ["referent-b", "referent-a"]
    assert words(path, made) == "takes ‹Veldt› in b.txt out of the actor ‹Jonas Veldt›"


@pytest.mark.parametrize(
    ("action", "names", "message"),
    [
        ("merge", ("meeting", "figure"), "claims are of one kind; merge two findings of a kind"),
        ("merge", ("meeting", "meeting"), "one finding already"),
        ("merge", ("meeting", VELDT), "an actor and none; merge two of a sort"),
        ("merge", (VELDT, VELDT), "one actor already"),
        ("merge", (VELDT, None), "name what"),
        ("merge", (SAILS, AGAIN), "one finding already"),
        ("merge", (VELDT, "nobody"), "no claim and no actor is called"),
        ("merge", ("c", VELDT), "more than one thing is called 'c'"),
        ("accept", ("meeting", "figure"), "`merge` takes two"),
        ("split", ("statement", None), "name the claim that does not belong"),
        ("split", ("meeting", None), "alone in its finding; `reject`"),
        ("split", (VELDT, None), "say what is not this actor"),
        ("split", ("act", None), "it goes with meeting-"),
    ],
)
def test_what_cannot_be_one_or_apart_is_refused(
    path: Path, action: str, names: tuple[str, str | None], message: str
) -> None:
    identity, other = (one and named_so(path, one) for one in names)

    with pytest.raises((UsageError, NotFoundError), match=message):
        decided(path, action, identity or "", other=other)
    with open_dossier(path) as dossier:
        assert read_decisions(dossier) == []


def named_so(path: Path, name: str) -> str:
    """Return the id of the finding of a kind, or of an act by words; else the name itself."""
    if name == "act":
        with open_dossier(path) as dossier:
            return next(dossier.all(Event)).id
    if name == "statement":
        return finding_of(path, name, "the ferry would sail").id
    return finding_of(path, name).id if name in {"meeting", "figure"} else name


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"words": ["Veldt", "Jonas Veldt"]}, "that is all of"),
        ({"words": ["Corvia"]}, "is not called 'Corvia'; in full documents call it Jonas Veldt"),
        ({"words": ["Veldt"], "document": "a.txt"}, "is not called 'Veldt' in a.txt"),
        ({"document": "z.txt"}, "no document is called"),
        ({"slot": "speaker"}, "takes no slot"),
    ],
)
def test_what_an_actor_is_not_called_is_not_taken_out(
    path: Path, fields: Mapping[str, object], message: str
) -> None:
    with pytest.raises((UsageError, NotFoundError), match=message):
        decided(path, "split", VELDT, **fields)


def test_names_are_of_actors_and_documents_of_splits(path: Path) -> None:
    with pytest.raises(UsageError, match="by its id alone"):
        decided(path, "split", AGAIN, document="b.txt")
    with pytest.raises(UsageError, match="`split` does"):
        decided(path, "reject", AGAIN, document="b.txt")


def test_too_many_names_are_not_taken_out_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "MOST_TAKEN", 0)

    with pytest.raises(UsageError, match="a document at a time"):
        decided(path, "split", VELDT, words=["Veldt"])


def test_an_actor_whom_no_document_names_is_merged_with_none(tmp_path: Path) -> None:
    fill_served(tmp_path / "t.dossier", records())

    with pytest.raises(NotFoundError, match="nothing would find it again"):
        decided(tmp_path / "t.dossier", "merge", VELDT, other=CORVIA)


def test_deciding_the_same_again_adds_nothing_but_after_the_contrary(path: Path) -> None:
    first = decided(path, "merge", *figures(path)[:1], other=figures(path)[1])
    assert decided(path, "merge", *figures(path)[:1], other=figures(path)[1]) == first
    decided(path, "split", VELDT, words=["Veldt"])
    assert decided(path, "merge", *figures(path)[:1], other=figures(path)[1]) == first

    decided(path, "accept", figures(path)[0])
    assert decided(path, "accept", figures(path)[0]).number == 3


def test_a_merge_and_what_contradicts_it_are_both_named(path: Path) -> None:
    decided(path, "split", AGAIN, who="Ben")
    decided(path, "merge", AGAIN, other=finding_of(path, "statement", "never").id)
    decided(path, "merge", SAILS, other=finding_of(path, "statement", "never").id, who="Cy")

    assert states(path) == [
        "contradicts decisions 2 and 3: builds take up none of them",
        "contradicts decisions 1 and 3: builds take up none of them",
        "contradicts decisions 1 and 2: builds take up none of them",
    ]
    with open_dossier(path) as dossier:
        assert list(waiting_words(Joins(dossier, read_decisions(dossier)))) == [
            "decisions 1, 2 and 3 contradict each other: builds take up none of them"
        ]


def test_names_that_are_gone_or_mean_another_are_lost(path: Path) -> None:
    decided(path, "merge", VELDT, other=CORVIA)
    renamed = [
        replace(one, name="Corvian") if isinstance(one, Referent) and one.name == "Corvia" else one
        for one in named(records())
    ]
    gone = [one for one in named(records()) if not isinstance(one, Referent | Entity)]

    fill_served(path, renamed)
    with open_dossier(path) as dossier:
        assert [one.found for one in find_lost(dossier)] == [("changed",)]
    assert states(path) == ["too few of its words are found: builds take up nothing of it"]
    fill_served(path, gone)

    assert states(path) == ["too few of its words are found: builds take up nothing of it"]
    with open_dossier(path) as dossier:
        (lost,) = find_lost(dossier)
    assert [one.name for one in lost.actors] == ["Jonas Veldt", "Veldt", "Corvia"]
    assert lost.found == ("lost",) * 3


def test_who_codes_blind_sees_no_merges_of_others(path: Path) -> None:
    nine, twelve = figures(path)
    decided(path, "merge", nine, other=twelve)
    decided(path, "merge", VELDT, other=CORVIA)

    def seen() -> list[int]:
        with open_dossier(path) as dossier:
            decisions = read_decisions(dossier)
            noted = note(decisions, Joins(dossier, decisions), blind="Ben")
            return [one.decision.number for one in noted]

    assert seen() == []
    for one in (nine, twelve):
        decided(path, "accept", one, who="Ben")
    assert seen() == [1, 3, 4]
