"""The shipped weights: one file inside the package, and what is asked of it."""

import hashlib
import io
import json
import zipfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from chancery.errors import ReaderError
from chancery.inference.decode import ChainWeights
from chancery.inference.scorer import Floats, Integers, View

NAME = "reader.chancery"
DIGITS = 12
HEADS = ("encoder", "attributions", "events", "mentions", "pairs", "vectors")
CHAINS = ("attributions", "events")
REMEDY = "reinstall the package, or build without reading: --no-annotate"


def load(path: Path | None = None) -> bytes:
    """Return the bytes of a weights file, by default of the package's own.

    Raises:
        ReaderError: the file is absent, cannot be read, or is cut short or no weights file.
    """
    found = _place(path)
    if not found.is_file():
        message = f"{found}: the weights of the reading model are absent; {REMEDY}"
        raise ReaderError(message)
    with _translated(str(found)):
        data = found.read_bytes()
        zipfile.ZipFile(io.BytesIO(data)).getinfo(_graph("encoder"))  # its list stands at the end
    return data


@cache
def digest_of(path: Path | None = None) -> str:
    """Return the first digits of the SHA-256 of a weights file.

    Raises:
        ReaderError: as `load` does.
    """
    return hashlib.sha256(load(path)).hexdigest()[:DIGITS]


def open_scorer(path: Path | None = None) -> "OnnxScorer":
    """Return the scorer of a weights file, by default of the package's own.

    Raises:
        ReaderError: as `load` does, or a part of the file is absent or damaged.
    """
    return OnnxScorer(load(path), str(_place(path)))


class OnnxScorer:
    """The encoder and its heads on ONNX Runtime, one thread, one window at a time.

    Activations are scaled by what stands in the window, so no window changes another. `name` is
    what errors call the file.
    """

    def __init__(self, data: bytes, name: str = NAME) -> None:
        self._name = name
        self._sessions: dict[str, ort.InferenceSession] = {}
        with _translated(name):
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                self._parts = {part: file.read(part) for part in file.namelist()}
            self.tuning: dict[str, Any] = json.loads(self._parts["tuning.json"])
            self.tokenizer = _tokenizer(self._parts["tokenizer.json"].decode())
            self.chains: Mapping[str, ChainWeights] = _chains(self._parts["chains.npz"])
            for part in (*HEADS, *map("spans.{}".format, self.tuning["thresholds"])):
                self._parts[_graph(part)]

    def encode(self, ids: Integers, shapes: Integers, states: Integers) -> Floats:
        """Return the states (L, 384) of a window."""
        return self._run("encoder", ids=ids, shapes=shapes, states=states)[0]

    def spans(self, scheme: str, x: Floats) -> Floats:
        """Return (L, widest, types)."""
        return self._run(f"spans.{scheme}", x=x)[0]

    def attributions(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        """Return scores of tags (N, V, 5), and of cue classes with negation last."""
        tags, classes = self._run("attributions", x=x, at=view[0], marks=view[1], near=view[2])
        return tags, classes

    def events(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        """Return scores of tags (N, V, 9), and of all classes side by side."""
        tags, classes = self._run("events", x=x, at=view[0], marks=view[1], near=view[2])
        return tags, classes

    def mentions(self, first: Floats, last: Floats, mean: Floats) -> Floats:
        """Return (M, 192)."""
        return self._run("mentions", first=first, last=last, mean=mean)[0]

    def pairs(self, one: Floats, other: Floats, features: Floats) -> Floats:
        """Return (P,)."""
        return self._run("pairs", one=one, other=other, features=features)[0]

    def vectors(self, means: Floats) -> Floats:
        """Return (S, 384)."""
        return self._run("vectors", input=means)[0]

    def _run(self, name: str, **inputs: Floats | Integers) -> list[Floats]:
        if name not in self._sessions:
            with _translated(self._name):
                self._sessions[name] = _session(self._parts.pop(_graph(name)))
        return cast("list[Floats]", self._sessions[name].run(None, inputs))


def _place(path: Path | None) -> Path | Traversable:
    return path or files("chancery.inference") / "weights" / NAME


def _graph(name: str) -> str:
    return f"{name}.onnx"


def _tokenizer(data: str) -> Tokenizer:
    found = Tokenizer.from_str(data)
    found.no_padding()
    found.no_truncation()
    return found


def _chains(data: bytes) -> dict[str, ChainWeights]:
    parts = np.load(io.BytesIO(data))
    return {
        name: ChainWeights.of(*(parts[f"{name}.{part}"] for part in ("steps", "begin", "final")))
        for name in CHAINS
    }


def _session(graph: bytes) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@contextmanager
def _translated(name: str) -> Generator[None]:
    """Raise what goes wrong with a weights file as a ReaderError that names it."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:  # tokenizers and ONNX Runtime raise nothing narrower
        message = f"{name}: no weights of the reading model, or damaged ({error!r}); {REMEDY}"
        raise ReaderError(message) from error
