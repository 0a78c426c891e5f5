import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from chancery.errors import ReaderError
from chancery.inference import open_reader
from chancery.inference.weights import HEADS, OnnxScorer, digest_of, load, open_scorer

REMEDY = "--no-annotate"


def parts(tokenizer: Tokenizer) -> dict[str, bytes]:
    chains = {
        f"{name}.{part}": np.zeros((count, count) if part == "steps" else count, np.float32)
        for name, count in (("attributions", 5), ("events", 9))
        for part in ("steps", "begin", "final")
    }
    buffer = io.BytesIO()
    np.savez(buffer, **chains)
    graphs = {f"{name}.onnx": b"no graph" for name in (*HEADS, "spans.cue")}
    return {
        **graphs,
        "chains.npz": buffer.getvalue(),
        "tokenizer.json": tokenizer.to_str().encode(),
        "tuning.json": json.dumps({"thresholds": {"cue": 0.0}}).encode(),
    }


def write(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return path


def test_absent_weights_are_named_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "no.chancery"
    for ask in (load, digest_of, open_scorer):
        with pytest.raises(ReaderError, match="absent") as error:
            ask(path)
        assert str(path) in str(error.value)
        assert REMEDY in str(error.value)


@pytest.mark.parametrize("size", [0, 1, 100, -1, -30])
def test_weights_cut_short_are_named_before_anything_is_read(
    tmp_path: Path, tokenizer: Tokenizer, size: int
) -> None:
    path = write(tmp_path / "cut.chancery", parts(tokenizer))
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ReaderError, match=REMEDY) as error:
        _ = open_reader(path).model
    assert str(path) in str(error.value)


@pytest.mark.parametrize("content", [b"", b"some text", b"\x00" * 500, b"PK\x03\x04" + b"x" * 99])
def test_another_kind_of_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.chancery"
    path.write_bytes(content)
    with pytest.raises(ReaderError, match=REMEDY) as error:
        load(path)
    assert str(path) in str(error.value)


def test_another_archive_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "other.zip", {"word/document.xml": b"<a/>"})
    with pytest.raises(ReaderError, match=REMEDY):
        load(path)


@pytest.mark.parametrize("name", ["tuning.json", "tokenizer.json", "chains.npz"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]"])
def test_a_part_that_is_absent_or_foreign_is_an_error(
    tmp_path: Path, tokenizer: Tokenizer, name: str, content: bytes | None
) -> None:
    found = parts(tokenizer)
    found.pop(name)
    if content is not None:
        found[name] = content
    path = write(tmp_path / "part.chancery", found)
    with pytest.raises(ReaderError, match=REMEDY) as error:
        open_scorer(path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("name", ["pairs.onnx", "spans.cue.onnx"])
def test_a_graph_that_is_absent_is_an_error_at_once(
    tmp_path: Path, tokenizer: Tokenizer, name: str
) -> None:
    found = parts(tokenizer)
    del found[name]
    with pytest.raises(ReaderError, match=name):
        open_scorer(write(tmp_path / "part.chancery", found))


def test_damage_in_the_middle_is_found(tmp_path: Path, tokenizer: Tokenizer) -> None:
    path = write(tmp_path / "bad.chancery", parts(tokenizer))
    data = bytearray(path.read_bytes())
    data[data.index(b"no graph")] ^= 1
    path.write_bytes(data)
    with pytest.raises(ReaderError, match="CRC"):
        open_scorer(path)


def test_a_foreign_graph_is_an_error_that_names_the_file(
    tmp_path: Path, tokenizer: Tokenizer
) -> None:
    path = write(tmp_path / "graph.chancery", parts(tokenizer))
    scorer = open_scorer(path)
    row = np.zeros(3, np.int64)
    with pytest.raises(ReaderError, match=REMEDY) as error:
        scorer.encode(row, row, row)
    assert str(path) in str(error.value)


def test_the_digest_names_the_bytes(tmp_path: Path, tokenizer: Tokenizer) -> None:
    one = write(tmp_path / "one.chancery", parts(tokenizer))
    other = write(tmp_path / "other.chancery", {**parts(tokenizer), "more": b""})
    assert open_reader(one).model == f"reader-1 {digest_of(one)}"
    assert len(digest_of(one)) == 12
    assert digest_of(one) != digest_of(other)


def test_what_the_tokenizer_leaves_out_is_not_padded(tmp_path: Path, tokenizer: Tokenizer) -> None:
    tokenizer = Tokenizer.from_str(tokenizer.to_str())
    tokenizer.enable_truncation(2)
    tokenizer.enable_padding(length=9)
    data = write(tmp_path / "pad.chancery", parts(tokenizer)).read_bytes()
    assert len(OnnxScorer(data).tokenizer.encode("the talks went on").ids) > 2
