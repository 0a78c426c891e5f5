"""The gold of merges: pairs of claims from two documents are read, and checked. Texts invented."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from chancery.text.sentences import sentences

BENCH = Path(__file__).resolve().parents[2] / "bench"
PAIRS = BENCH / "gold" / "merges.jsonl"
SHARED = BENCH.parents[1] / "shared" / "data"
TEXTS = {
    "1": "The Aldanian envoy said on Monday that the pass would open.\nFour lorries burnt.",
    "2": "Ida Roth met the mayor. “The pass will open,” she told reporters on Monday.",
    "3": "Ida Roth said a week later that the pass would open.",
}


class Desk:
    """A corpus of three documents, and a file of pairs of claims in them."""

    def __init__(self, folder: Path, merged: Any) -> None:
        self.folder = folder
        self.merged = merged
        self.digest = importlib.import_module("texts").digest
        rows = ({"doc_id": name, "text": text} for name, text in TEXTS.items())
        (folder / "tales.jsonl").write_text("\n".join(map(json.dumps, rows)))

    def side(self, document: str, words: str, slot: str = "words") -> dict[str, Any]:
        text = TEXTS[document]
        at = text.index(words)
        span = [at, at + len(words)]
        evidence = [list(part) for part in sentences(text) if part[0] <= at < part[1]]
        claim = {"evidence": evidence, "slots": {slot: [span]}, "sha256": self.digest(text)}
        return {"corpus": "tales.jsonl", "document": document} | claim

    def row(self, *sides: dict[str, Any], **other: str) -> dict[str, Any]:
        row = {"part": "tune", "episode": "pass", "kind": "statement", "label": "same"}
        return row | other | {"sides": list(sides)}

    def read(self, *rows: dict[str, Any]) -> Any:
        path = self.folder / "pairs.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return self.merged.read_pairs(path, self.folder)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.syspath_prepend(str(BENCH / "gold"))
    return Desk(tmp_path, importlib.import_module("merged"))


def test_pairs_come_with_the_words_of_their_spans(desk: Desk) -> None:
    told, quoted = desk.side("1", "the pass would open"), desk.side("2", "The pass will open")
    later = desk.side("3", "the pass would open")

    pairs = desk.read(desk.row(told, quoted), desk.row(quoted, later, label="different"))

    assert [pair.label for pair in pairs] == ["same", "different"]
    first, second = pairs[0].sides
    assert first.words(first.head) == "the pass would open"
    assert first.words(first.evidence) == TEXTS["1"].partition("\n")[0]
    assert second.words(second.slots["words"]) == "The pass will open"
    assert second.text == TEXTS["2"]


def test_a_pair_of_one_document_is_refused(desk: Desk) -> None:
    side = desk.side("1", "the pass would open")

    with pytest.raises(desk.merged.PairError, match="row 1: a pair has sides from two documents"):
        desk.read(desk.row(side, side))


def test_a_pair_that_stands_twice_is_refused_in_either_order(desk: Desk) -> None:
    told, quoted = desk.side("1", "the pass would open"), desk.side("2", "The pass will open")

    with pytest.raises(desk.merged.PairError, match="row 2: the pair stands twice"):
        desk.read(desk.row(told, quoted), desk.row(quoted, told, label="unclear"))


def test_an_episode_stands_in_one_part(desk: Desk) -> None:
    told, quoted = desk.side("1", "the pass would open"), desk.side("2", "The pass will open")
    later = desk.side("3", "the pass would open")

    with pytest.raises(desk.merged.PairError, match="pass stands in both parts"):
        desk.read(desk.row(told, quoted), desk.row(told, later, part="check"))


@pytest.mark.parametrize(("name", "value"), [("part", "all"), ("kind", "rumour"), ("label", "no")])
def test_a_value_outside_the_closed_list_is_refused(desk: Desk, name: str, value: str) -> None:
    told, quoted = desk.side("1", "the pass would open"), desk.side("2", "The pass will open")

    with pytest.raises(desk.merged.PairError, match=f"{name}: '{value}' is none of"):
        desk.read(desk.row(told, quoted, **{name: value}))


def test_another_text_than_the_one_marked_is_refused(desk: Desk) -> None:
    told = desk.side("1", "the pass would open") | {"sha256": "0"}

    with pytest.raises(desk.merged.PairError, match="the text of 1 is another one"):
        desk.read(desk.row(told, desk.side("2", "The pass will open")))


@pytest.mark.parametrize("span", [[0, 0], [70, 75], [0, 999]])
def test_a_head_that_is_empty_or_outside_the_evidence_is_refused(
    desk: Desk, span: list[int]
) -> None:
    told = desk.side("1", "the pass would open") | {"slots": {"words": [span]}}

    with pytest.raises(desk.merged.PairError, match=f"1: {span[0]}–{span[1]} is no span"):
        desk.read(desk.row(told, desk.side("2", "The pass will open")))


def test_a_claim_without_the_head_of_its_kind_is_refused(desk: Desk) -> None:
    told, quoted = desk.side("1", "Four", "number"), desk.side("2", "The pass will open")

    with pytest.raises(desk.merged.PairError, match="1: evidence or words is lacking"):
        desk.read(desk.row(told, quoted))


def test_the_gold_of_merges_holds_offsets_alone() -> None:
    for line in PAIRS.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert row.keys() == {"part", "episode", "kind", "label", "sides"}
        for side in row["sides"]:
            assert side.keys() == {"corpus", "document", "sha256", "evidence", "slots"}
            spans = [
                *side["evidence"],
                *(span for spans in side["slots"].values() for span in spans),
            ]
            assert all(type(edge) is int for span in spans for edge in span)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_gold_of_merges_fits_its_texts_and_holds_look_alikes(desk: Desk) -> None:
    pairs = desk.merged.read_pairs()

    for part in desk.merged.PARTS:
        labels = [pair.label for pair in pairs if pair.part == part]
        assert min(labels.count("same"), labels.count("different")) >= 100
