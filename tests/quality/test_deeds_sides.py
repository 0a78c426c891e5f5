"""The bench of deeds with both sides: what counts as found, right and too many. Texts invented."""

import runpy
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BENCH = runpy.run_path(str(ROOT / "bench/quality/deeds_sides.py"))
TRIGGER, ACTOR, RECIPIENT, ELSEWHERE = (10, 16), (0, 9), (20, 30), (40, 50)


def event(
    trigger: tuple[int, int] = TRIGGER,
    root: str = "COERCE",
    modality: str = "asserted",
    actor: tuple[int, int] | None = ACTOR,
    recipient: tuple[int, int] | None = RECIPIENT,
) -> dict[str, Any]:
    sides = {"actor": [actor] if actor else [], "recipient": [recipient] if recipient else []}
    row: dict[str, Any] = BENCH["_row"](trigger, root, modality, sides)
    return row


def score(gold: list[dict[str, Any]], made: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    report: dict[str, dict[str, float]] = BENCH["score"](
        [(BENCH["rows_of"](gold), BENCH["rows_of"](made))]
    )
    return report


def test_a_deed_with_root_and_both_sides_is_right() -> None:
    found = score([event()], [event()])["deeds"]
    assert (found["all"], found["precision"], found["recall"]) == (1, 1.0, 1.0)


def test_a_wrong_side_leaves_the_root_right_but_not_the_deed() -> None:
    found = score([event()], [event(actor=ELSEWHERE)])["deeds"]
    assert (found["found"], found["root"], found["actor"], found["all"]) == (1, 1, 0, 0)


def test_a_side_that_is_not_named_has_to_stay_empty() -> None:
    assert score([event(actor=None)], [event(actor=None)])["deeds"]["all"] == 1
    assert score([event(actor=None)], [event()])["deeds"]["all"] == 0


def test_what_did_not_happen_is_neither_missed_nor_too_much() -> None:
    planned = event(modality="intended")
    assert score([planned], []) == {}
    assert (
        score([event()], [event(), event(ELSEWHERE, modality="requested")])["deeds"]["made"] == 1
    )


def test_a_planned_act_that_is_taken_for_a_deed_is_too_much() -> None:
    report = score([event(), event(ELSEWHERE, modality="intended")], [event(), event(ELSEWHERE)])
    assert report["deeds"]["made"] == 2
    assert report["deeds"]["precision"] == 0.5


def test_a_mark_elsewhere_is_too_much_and_the_deed_is_missed() -> None:
    found = score([event()], [event(ELSEWHERE)])["deeds"]
    assert (found["found"], found["made"], found["precision"], found["recall"]) == (0, 1, 0, 0)


def test_every_deed_of_the_test_has_a_trigger_and_there_are_enough() -> None:
    passages = list(BENCH["written"](BENCH["TEST"]))
    deeds = [one for passage in passages for one in passage.events if one.modality == "asserted"]
    assert len(passages) >= 200
    assert len(deeds) >= 200
    assert all(one.trigger for one in deeds)
