"""Watches of several dossiers go along, each once and under a name of its own."""

from msgspec.structs import replace

from chancery.model import ActorSought, Watch
from chancery.pipeline.holding.watches import join_watches

GATE = Watch(name="gate", added="2031-01-01T00:00:00+00:00", sought=ActorSought(actor="Veldt"))
LATER = replace(GATE, added="2031-02-01T00:00:00+00:00", sought=ActorSought(actor="Corvia"))
THIRD = replace(GATE, added="2031-03-01T00:00:00+00:00")


def test_a_name_is_kept_by_the_watch_that_was_added_first() -> None:
    watches, renamed = join_watches({"b": [LATER], "a": [GATE], "c": [THIRD]})

    assert [(one.name, one.added) for one in watches] == [
        ("gate", GATE.added),
        ("gate-2", LATER.added),
        ("gate-3", THIRD.added),
    ]
    assert [(one.name, one.now, one.dossiers) for one in renamed] == [
        ("gate", "gate-2", ("b",)),
        ("gate", "gate-3", ("c",)),
    ]


def test_one_watch_in_two_dossiers_is_one_whatever_it_was_renamed_to() -> None:
    first, _ = join_watches({"a": [GATE], "b": [LATER]})

    again, renamed = join_watches({"c": first, "b": [LATER], "a": [GATE]})

    assert again == first
    assert [one.now for one in renamed] == ["gate-2"]


def test_a_long_name_stays_a_name() -> None:
    long = "g" * 64

    watches, _ = join_watches({"a": [replace(GATE, name=long)], "b": [replace(LATER, name=long)]})

    assert sorted(one.name for one in watches) == ["g" * 62 + "-2", long]
