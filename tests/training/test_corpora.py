import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from training import corpora
from training.corpora import (
    BETWEEN,
    Happened,
    Passage,
    Said,
    check_lock,
    ecb,
    genres,
    gum,
    held_back,
    join,
    names,
    plv,
    polnear,
    quad,
    roles,
    times,
    written,
)


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def words(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_polnear_gives_attributions_in_pieces(tmp_path: Path) -> None:
    text = "Lina has, Marek heard, said no."
    row = {
        "doc_id": "a1",
        "text": text,
        "attributions": [
            {"id": "1", "source": [[0, 4]], "cue": [[5, 8], [23, 27]], "content": [[28, 30]]},
            {"id": "2", "source": [], "cue": [[16, 21]], "content": []},
            {"id": "3", "source": [], "cue": [], "content": [[28, 30]]},
        ],
    }
    (found,) = polnear(write(tmp_path / "a.jsonl", row))
    assert (found.corpus, found.key, found.text) == ("polnear", "a1", text)
    assert found.said == [Said((5, 27), ((0, 4),), ((28, 30),))]
    assert found.spans == {"cue": [(5, 27, "cue")]}


def test_plv_gives_one_coded_event_and_the_triggers_that_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Arvand met Soltis"
    row = {"text": text, "source": [0, 6], "target": [11, 17], "root": "AGREE", "quad": 1}
    labels = ["# line\tkind", "1\tcoded\tAGREE\tasserted\t7\t10", "1\tother\tAID\tnegated\t0\t6"]
    labels += ["2\tcoded\tAGREE\tintended\t7\t10", "2\tother\tYIELD\tasserted\t0\t6"]
    (tmp_path / "plv_triggers.tsv").write_text("\n".join(labels) + "\n")
    monkeypatch.setattr(corpora, "LABELS", tmp_path)
    plain, marked, planned = plv(write(tmp_path / "a.jsonl", row, row, row))
    given = {"actor": ((0, 6),), "recipient": ((11, 17),)}
    coded = Happened(None, None, given, root="AGREE")
    assert (plain.happened, plain.spans) == ([coded], {})
    assert marked.happened == [
        coded,
        Happened((7, 10), given, root="AGREE", modality="asserted"),
        Happened((0, 6), None, root="AID", modality="negated"),
    ]
    assert marked.spans == {"trigger": [(0, 6, "trigger"), (7, 10, "trigger")]}
    assert planned.happened is not None
    assert [one.root for one in planned.happened] == ["AGREE", None, None]


def test_sentences_of_one_class_and_roles(tmp_path: Path) -> None:
    (one,) = quad(write(tmp_path / "q.jsonl", {"text": "Lina left", "quad": 3, "label": "x"}))
    assert (one.quad, one.spans, one.said, one.happened) == (3, {}, None, None)
    row = {"text": "Lina left", "spans": [{"start": 0, "end": 4, "role": "source"}]}
    (other,) = roles(write(tmp_path / "r.jsonl", row))
    assert other.spans == {"roles": [(0, 4, "source")]}


def test_names_are_those_of_the_types_that_are_kept(tmp_path: Path) -> None:
    found = [(0, 4, "Person"), (5, 9, "Vehicle")]
    entities = [{"start": start, "end": end, "label": label} for start, end, label in found]
    path = write(tmp_path / "n.jsonl", {"text": "Lina left", "entities": entities})
    assert next(names("re3d")(path)).spans == {"re3d": found}
    kept = names("re3d", frozenset({"Person"}))
    assert next(kept(path)).spans == {"re3d": found[:1]}


def test_times_and_actions(tmp_path: Path) -> None:
    timex = {"start": 5, "end": 10, "type": "DATE", "value": "2001"}
    (one,) = times(write(tmp_path / "t.jsonl", {"doc_id": "d", "text": "", "timexes": [timex]}))
    assert one.spans == {"time": [(5, 10, "time")]}
    mentions = [
        {"start": 0, "end": 4, "type": "ACTION_OCCURRENCE", "chain": "1"},
        {"start": 5, "end": 9, "type": "HUMAN_PART", "chain": "2"},
    ]
    (other,) = ecb(write(tmp_path / "e.jsonl", {"doc_id": "d", "text": "", "mentions": mentions}))
    assert other.spans == {"actions": [(0, 4, "action")]}


def test_gum_takes_mentions_from_one_file_and_chains_from_the_other(tmp_path: Path) -> None:
    row = {"doc_id": "d", "genre": "news", "text": "Lina said she met Marek"}
    spans = [(0, 4, 1, "person"), (10, 13, 1, "person"), (18, 23, 2, "person")]
    every = [{"start": a, "end": b, "cluster": c, "type": t} for a, b, c, t in spans]
    path = write(tmp_path / "gum.jsonl", {**row, "mentions": every})
    write(tmp_path / "ontogum.jsonl", {**row, "mentions": every[:2]})
    (found,) = gum(path)
    assert found.chains == [[(0, 4), (10, 13)]]
    assert found.spans["linked"] == [(0, 4, "mention"), (10, 13, "mention")]
    assert found.spans["gum"] == [(a, b, kind) for a, b, _, kind in spans]
    assert genres(path) == {"d": "news"}


def test_written_sentences_give_mentions_attributions_and_events(tmp_path: Path) -> None:
    path = tmp_path / "w.txt"
    path.write_text(
        "[source#1|[person|Lina]] [cue/denies.negated#1|did not deny] [content#1|[actor#2|he] "
        "would [trigger/CONSULT.visit.intended.diplomatic#2|visit]], "
        "a [trigger/NONE.-.-.-#3|strike]\n"
    )
    (one,) = written(path)
    assert one.spans["types"] == [(0, 4, "person")]
    assert words(one.text, [span[:2] for span in one.spans["cue"]]) == ["did not deny"]
    assert words(one.text, [span[:2] for span in one.spans["trigger"]]) == ["visit"]
    assert one.said is not None
    assert (one.said[0].kind, one.said[0].negated) == ("denies", True)
    assert words(one.text, one.said[0].content) == ["he would visit"]
    assert one.happened is not None
    visit, strike = one.happened
    assert visit.roles is not None
    assert words(one.text, visit.roles["actor"]) == ["he"]
    assert (visit.root, visit.mode, visit.modality) == ("CONSULT", "visit", "intended")
    assert (strike.root, strike.mode, strike.roles) == ("NONE", None, None)


def test_joined_passages_keep_every_label_in_place(tmp_path: Path) -> None:
    path = tmp_path / "w.txt"
    line = (
        "[source#1|[person|{}]] [cue/says#1|said] "
        "[content#1|[actor#2|he] [trigger/AGREE.-.asserted.-#2|agreed]]"
    )
    path.write_text("\n".join(line.format(name) for name in ("Lina", "Marek Ov", "Ó")) + "\n")
    parts = list(written(path))
    whole = join(parts)
    assert whole.text == BETWEEN.join(one.text for one in parts)
    people = [span[:2] for span in whole.spans["types"]]
    assert words(whole.text, people) == ["Lina", "Marek Ov", "Ó"]
    assert whole.said is not None
    assert whole.happened is not None
    for said, event, name in zip(
        whole.said, whole.happened, ("Lina", "Marek Ov", "Ó"), strict=True
    ):
        assert words(whole.text, [said.cue, *said.source]) == ["said", name]
        assert words(whole.text, said.content) == ["he agreed"]
        assert event.trigger is not None
        assert event.roles is not None
        assert words(whole.text, [event.trigger, *event.roles["actor"]]) == ["agreed", "he"]


def test_what_was_not_annotated_stays_so_when_joined() -> None:
    given = Passage("plv", "", "ab", happened=[Happened(None, None, {"actor": ((0, 1),)})])
    whole = join([given, given])
    assert whole.said is None
    assert whole.happened is not None
    assert [one.given for one in whole.happened] == [{"actor": ((0, 1),)}, {"actor": ((4, 5),)}]
    assert [one.trigger for one in whole.happened] == [None, None]


def test_one_passage_in_twenty_is_held_back_always_the_same() -> None:
    found = [held_back(Passage("a", "", f"Sentence number {one}.")) for one in range(4000)]
    assert 0.035 < sum(found) / len(found) < 0.065
    assert found[:50] == [
        held_back(Passage("b", "", f"sentence NUMBER {one}")) for one in range(50)
    ]
    kept = Passage("a", "key", "one text")
    assert held_back(kept) == held_back(Passage("a", "key", "another text"))


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.jsonl").write_bytes(b"{}\n")
    digest = hashlib.sha256(b"{}\n").hexdigest()
    (tmp_path / "data.lock").write_text(f"{digest}  one.jsonl\n")
    monkeypatch.setattr(corpora, "LOCK", tmp_path / "data.lock")
    return tmp_path


def test_files_that_the_lock_names_are_let_through(locked: Path) -> None:
    check_lock(locked)


def test_a_file_that_is_absent_is_named(locked: Path) -> None:
    (locked / "one.jsonl").unlink()
    with pytest.raises(ValueError, match=r"one\.jsonl is absent; .* data\.lock"):
        check_lock(locked)


def test_a_file_that_differs_is_named(locked: Path) -> None:
    (locked / "one.jsonl").write_bytes(b"[]\n")
    with pytest.raises(ValueError, match=r"one\.jsonl is not the file .* digest differs"):
        check_lock(locked)


def test_the_lock_agrees_with_the_shared_corpora(shared_data: Path) -> None:
    check_lock(shared_data)
