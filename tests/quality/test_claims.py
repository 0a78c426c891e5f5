"""The gold of claims: quotes become offsets, and two readings are compared. All texts invented."""

import json
import runpy
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "bench" / "gold" / "claims"
SHARED = ROOT.parent / "shared" / "data"

TEXT = (
    "Ida Roth, the Aldanian envoy, met the Corvian mayor in Tarn on Monday. "
    "She said that the pass would open by June. "
    "The mayor said the pass was his. "
    "Some 300 lorries are waiting. "
    "Ms Roth thanked Corvia, and Corvia thanked Ms Roth."
)
STATEMENT = {
    "kind": "statement",
    "evidence": [2],
    "speaker": "She = Ida Roth",
    "words": "the pass would open by June",
    "cue": "said",
    "style": "indirect",
}
PROMISE = {
    "kind": "commitment",
    "type": "promise",
    "evidence": [2],
    "by": "She = Ida Roth",
    "content": "the pass would open",
    "deadline": "June",
}
FIGURE = {
    "kind": "figure",
    "evidence": [4],
    "number": "300",
    "value": 300,
    "modifier": "approx",
    "counts": "lorries",
}
MEETING = {
    "kind": "meeting",
    "evidence": [1],
    "trigger": "met",
    "parties": ["Ida Roth, the Aldanian envoy", "the Corvian mayor"],
    "place": "Tarn",
}


class Ended(NamedTuple):
    """What a script that ended had printed."""

    code: int
    out: str
    err: str


class Scripts:
    """Runs scripts of bench/ in this process, which a process each would make slow."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, name: str, *arguments: Path | str) -> Ended:
        path = ROOT / "bench" / name
        self.monkeypatch.syspath_prepend(str(path.parent))
        self.monkeypatch.setattr(sys, "argv", [path.name, *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(path), run_name="__main__")
        return Ended(int(ended.value.code or 0), *self.capsys.readouterr())


class Desk:
    """A corpus of one document, and what an annotator does with it."""

    def __init__(self, folder: Path, script: Scripts) -> None:
        self.folder = folder
        self.script = script
        row = {"doc_id": "1", "text": TEXT}
        (folder / "tales.jsonl").write_text(json.dumps(row) + "\n")

    def mark(self, name: str, *claims: Any) -> Ended:
        work = {"corpus": "tales.jsonl", "document": "1", "annotator": "a", "claims": claims}
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(work))
        return self.script("gold/mark.py", path, "-o", self.folder / name, "--data", self.folder)

    def row(self, name: str) -> dict[str, Any]:
        row: dict[str, Any] = json.loads((self.folder / name / f"{name}.jsonl").read_text())
        return row

    def kinds(self, predicted: dict[str, Any], *options: str) -> dict[str, Any]:
        path = self.folder / "predicted.jsonl"
        path.write_text(json.dumps(predicted) + "\n")
        ended = self.script(
            "quality/claims.py", path, "--gold", self.folder / "gold", "--json", *options
        )
        assert ended.code == 0, ended.err
        report: dict[str, Any] = json.loads(ended.out)
        kinds: dict[str, Any] = report["kinds"]
        return kinds


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scripts:
    return Scripts(monkeypatch, capsys)


@pytest.fixture
def desk(tmp_path: Path, script: Scripts) -> Desk:
    return Desk(tmp_path, script)


def test_quotes_become_offsets_and_no_text_stays(desk: Desk) -> None:
    assert desk.mark("gold", STATEMENT, FIGURE, MEETING).code == 0

    row = desk.row("gold")

    statement, figure, meeting = row["claims"]
    assert [TEXT[a:b] for a, b in statement["slots"]["words"]] == ["the pass would open by June"]
    assert [[TEXT[a:b] for a, b in pair] for pair in row["same"]] == [["She", "Ida Roth"]]
    assert figure["values"] == {"high": 300, "low": 300, "modifier": "approx", "unit": "count"}
    assert len(meeting["slots"]["parties"]) == 2
    assert "Roth" not in json.dumps(row)


def test_a_quote_that_stands_twice_or_nowhere_is_complained_of(desk: Desk) -> None:
    twice = desk.mark("gold", STATEMENT | {"evidence": [2, 3]})
    nowhere = desk.mark("gold", FIGURE | {"counts": "carts"})

    assert "'said' stands 2 times in the evidence" in twice.err
    assert "'carts' stands 0 times in the document" in nowhere.err
    assert twice.code == nowhere.code == 1
    assert not (desk.folder / "gold" / "gold.jsonl").exists()


def test_a_place_may_be_told_by_its_number_or_its_ends(desk: Desk) -> None:
    claim = STATEMENT | {"evidence": [2, 3], "cue": "said#2", "words": "the pass ~~ by June"}

    assert desk.mark("gold", claim).code == 0
    ((start, end),) = desk.row("gold")["claims"][0]["slots"]["cue"]
    assert TEXT[end:].startswith(" the pass was his")
    assert TEXT[start:end] == "said"


def test_slots_and_values_are_of_closed_lists(desk: Desk) -> None:
    strange = desk.mark("gold", FIGURE | {"speaker": "Ida Roth"})
    lacking = desk.mark("gold", {"kind": "commitment", "evidence": [2], "content": "the pass"})
    mood = desk.mark("gold", FIGURE | {"modality": "hoped"})

    assert "no slot or value of this kind: speaker" in strange.err
    assert "lacking: type" in lacking.err
    assert "'hoped' is none of asserted" in mood.err


def test_a_document_and_its_claims_can_be_read(desk: Desk) -> None:
    desk.mark("gold", STATEMENT, FIGURE)

    shown = desk.script("gold/show.py", "tales.jsonl", "1", "--data", desk.folder)
    claims = desk.script(
        "gold/show.py", "--claims", desk.folder / "gold" / "gold.jsonl", "--data", desk.folder
    )

    assert "  4 Some 300 lorries are waiting." in shown.out
    assert "words: the pass would open by June" in claims.out
    assert "She = Ida Roth" in claims.out


def test_a_reading_agrees_with_itself(desk: Desk) -> None:
    desk.mark("gold", STATEMENT | {"root": "REQUEST"}, PROMISE, FIGURE, MEETING)

    kinds = desk.kinds(desk.row("gold"))

    assert {kind: row["f1"] for kind, row in kinds.items()} == {
        "statement": 1.0,
        "event": 0.0,
        "verbal_event": 1.0,
        "meeting": 1.0,
        "commitment": 1.0,
        "figure": 1.0,
    }
    assert kinds["verbal_event"]["gold"] == 2, "the request and the meeting are events of words"


def test_a_speaker_has_to_be_tied_to_the_name_unless_phrases_will_do(desk: Desk) -> None:
    desk.mark("gold", STATEMENT)
    predicted = desk.row("gold") | {"same": []}

    assert desk.kinds(predicted)["statement"]["right"] == 0
    assert desk.kinds(predicted, "--local")["statement"]["right"] == 1
    assert desk.kinds(desk.row("gold"))["statement"]["right"] == 1


def test_forms_and_places_of_one_name_are_tied_and_any_of_them_will_do(desk: Desk) -> None:
    thanks = {
        "kind": "statement",
        "evidence": [5],
        "speaker": "Ms Roth#1 = Ida Roth",
        "recipient": "Corvia#1",
        "words": "thanked Corvia",
        "style": "indirect",
    }
    desk.mark("gold", thanks)
    desk.mark("other", thanks | {"speaker": "Ms Roth#2", "recipient": "Corvia#2"})

    statement = desk.kinds(desk.row("other"))["statement"]

    assert statement["slots"]["speaker"]["right"] == 1
    assert statement["slots"]["recipient"]["right"] == 1


def test_an_invented_slot_of_the_head_makes_the_claim_wrong(desk: Desk) -> None:
    desk.mark("gold", {key: value for key, value in STATEMENT.items() if key != "speaker"})
    gold = desk.row("gold")
    desk.mark("other", STATEMENT)

    assert desk.kinds(gold)["statement"]["right"] == 1
    statement = desk.kinds(desk.row("other"))["statement"]
    assert statement["right"] == 0
    assert statement["extra_per_article"] == 1.0
    assert statement["slots"]["words"]["right"] == 1


def test_a_claim_predicted_twice_is_once_too_many(desk: Desk) -> None:
    desk.mark("gold", FIGURE)
    row = desk.row("gold")

    figure = desk.kinds(row | {"claims": row["claims"] * 2})["figure"]

    assert (figure["right"], figure["precision"], figure["recall"]) == (1, 0.5, 1.0)


def test_an_optional_claim_is_neither_missed_nor_extra(desk: Desk) -> None:
    desk.mark("gold", FIGURE, PROMISE | {"optional": True})
    desk.mark("other", FIGURE)
    desk.mark("both", FIGURE, PROMISE)

    for name in ("other", "both"):
        commitment = desk.kinds(desk.row(name))["commitment"]
        assert (commitment["gold"], commitment["predicted"]) == (0, 0)


def test_durations_and_events_that_did_not_happen_count_for_nothing(desk: Desk) -> None:
    duration = FIGURE | {"unit": "duration"}
    wish = {"kind": "event", "root": "CONCEDE", "evidence": [2], "trigger": "open"}
    desk.mark("gold", STATEMENT)
    desk.mark("other", duration, wish | {"modality": "requested"})

    kinds = desk.kinds(desk.row("other"))

    assert kinds["figure"]["predicted"] == kinds["event"]["predicted"] == 0


def test_an_intention_taken_for_the_deed_is_wrong(desk: Desk) -> None:
    deed = {
        "kind": "event",
        "root": "CONCEDE",
        "evidence": [2],
        "trigger": "open",
        "recipient": "the pass",
    }
    desk.mark("gold", deed | {"modality": "intended"})
    desk.mark("other", deed)

    event = desk.kinds(desk.row("other"))["event"]

    assert (event["gold"], event["right"], event["extra_per_article"]) == (0, 0, 1.0)


def test_what_was_not_predicted_is_missed_unless_only_shared_documents_count(desk: Desk) -> None:
    desk.mark("gold", FIGURE)
    elsewhere = {"document": "2", "claims": []}

    assert desk.kinds(elsewhere)["figure"]["gold"] == 1
    assert desk.kinds(elsewhere, "--shared")["figure"]["gold"] == 0


def test_predictions_on_another_text_are_refused(desk: Desk) -> None:
    desk.mark("gold", FIGURE)
    path = desk.folder / "predicted.jsonl"
    path.write_text(json.dumps(desk.row("gold") | {"sha256": "0"}) + "\n")

    with pytest.raises(ValueError, match="predicted on another text"):
        desk.script("quality/claims.py", path, "--gold", desk.folder / "gold")


def test_the_gold_holds_offsets_alone() -> None:
    keys = {"corpus", "document", "sha256", "split", "annotator", "same", "claims"}
    for path in sorted(GOLD.parent.glob("*/*.jsonl")):
        row = json.loads(path.read_text())
        assert row.keys() == keys
        for claim in row["claims"]:
            assert claim.keys() - {"optional"} == {
                "kind", "slots", "values", "modality", "evidence",
            }  # fmt: skip
            assert all(len(str(value)) < 20 for value in claim["values"].values())


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_gold_fits_the_texts_that_it_was_marked_on(script: Scripts) -> None:
    ended = script("gold/show.py", "--claims", *sorted(GOLD.parent.glob("*/*.jsonl")))

    assert ended.code == 0, ended.out[-300:]
