"""Writes a trained model as the one file that the package ships: ONNX graphs, int8 where it pays.

Run: python -m training.export --model FOLDER/reader.pt --out FILE [--begin FILE]
With --begin only what reads events is new; all else is taken from the weights file named.
The file is a zip, not compressed, of the graphs, the tokenizer, the chains and the tuning, which
holds nothing but thresholds until training.tune has set the rest.
"""

import argparse
import io
import json
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from chancery.inference.read import Asked as Wanted
from chancery.inference.read import read
from training.corpora import WRITTEN, join, written
from training.encoder import WIDTH, Layer, load_base
from training.heads import NARROW, Attributions, Events
from training.reader import Reader
from training.scorer import TorchScorer
from training.smoothing import even_out
from training.train import find_base, load_tokenizer

OPSET = 18
# The schemes shipped, and the score above which a span is looked at. Of cues and triggers
# confidence decides, of linked mentions what they are joined to, of the others training.tune.
LOOKED_AT = {
    "cue": -1.0,
    "trigger": -2.0,
    "types": -3.0,
    "re3d": -3.0,
    "time": -3.0,
    "linked": -2.0,
}
SHIPPED = tuple(LOOKED_AT)
TUNING = "tuning.json"
CHAINS = "chains.npz"
OF_EVENTS = ("events.onnx", "spans.trigger.onnx")
WHOLE = ("spans.cue", "spans.trigger", "pairs", "vectors")  # small, and all else hangs on them
SAMPLE = 40  # texts of eight of the project's sentences, which show how large activations grow
STAMP = (2026, 1, 1, 0, 0, 0)  # of every part: the same model gives the same bytes


class OneWindow(nn.Module):
    """The encoder for a single window without padding."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, ids: Tensor, shapes: Tensor, states: Tensor) -> Tensor:
        """Return (L, 384) of three rows (L,)."""
        real = torch.ones_like(ids, dtype=torch.bool)
        return self.encoder(ids[None], shapes[None], states[None], real[None])[0]


class OneHead(nn.Module):
    """A head that takes the states of a single window."""

    def __init__(self, head: nn.Module) -> None:
        super().__init__()
        self.head = head

    def forward(self, x: Tensor) -> Tensor:
        """Return the head's scores without the batch."""
        return self.head(x[None])[0]


class Asked(nn.Module):
    """A conditioned head that takes the states of a single window and its questions."""

    def __init__(self, head: Attributions | Events) -> None:
        super().__init__()
        self.head = head

    def forward(self, x: Tensor, at: Tensor, marks: Tensor, near: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores of tags (N, V, tags) and of classes; every piece in view is real."""
        real = torch.ones_like(marks, dtype=torch.bool)
        return self.head(x[None], (torch.zeros_like(at), at, real, marks, near))


class Mentions(nn.Module):
    """What stands for mentions."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.pairs = reader.pairs

    def forward(self, first: Tensor, last: Tensor, mean: Tensor) -> Tensor:
        """Return (M, 192)."""
        return self.pairs.mentions(first, last, mean)


Graph = tuple[str, nn.Module, dict[str, Tensor], dict[str, dict[int, str]], list[str]]


def graphs(reader: Reader) -> Iterator[Graph]:
    """Yield name, module, example inputs, what varies in size, and names of the outputs."""
    ids = torch.arange(1000, 1040)
    zero = torch.zeros_like(ids)
    row = {0: "pieces"}
    yield (
        "encoder",
        OneWindow(reader),
        {"ids": ids, "shapes": zero, "states": zero},
        {"ids": row, "shapes": row, "states": row, "x": row},
        ["x"],
    )
    x = torch.randn(40, WIDTH)
    for scheme in SHIPPED:
        head = OneHead(reader.spans[scheme])
        yield f"spans.{scheme}", head, {"x": x}, {"x": row, "scores": row}, ["scores"]
    marks = torch.zeros(3, 40, dtype=torch.long)
    marks[:, 4] = 1
    asked = {0: "questions", 1: "view"}
    for name in ("attributions", "events"):
        yield (
            name,
            Asked(getattr(reader, name)),
            {
                "x": x,
                "at": torch.arange(40).expand(3, 40).contiguous(),
                "marks": marks,
                "near": marks,
            },
            {
                "x": row,
                "at": asked,
                "marks": asked,
                "near": asked,
                "tags": asked,
                "classes": {0: "questions"},
            },
            ["tags", "classes"],
        )
    some = {0: "mentions"}
    states = torch.randn(5, WIDTH)
    yield (
        "mentions",
        Mentions(reader),
        {"first": states, "last": states, "mean": states},
        {"first": some, "last": some, "mean": some, "reps": some},
        ["reps"],
    )
    reps = torch.randn(7, NARROW)
    features = torch.randn(7, reader.pairs.features.in_features)
    pairs = {0: "pairs"}
    yield (
        "pairs",
        reader.pairs,
        {"one": reps, "other": reps, "features": features},
        {"one": pairs, "other": pairs, "features": pairs, "scores": pairs},
        ["scores"],
    )
    sentences = {0: "sentences"}
    yield "vectors", reader.vectors, {"input": x}, {"input": sentences, "y": sentences}, ["y"]


def smooth(reader: Reader, base: Path) -> None:
    """Even out the parts of a model that are stored in eight bits, by the project's sentences."""
    passages = [one for path in sorted(WRITTEN.glob("*.txt")) for one in written(path)]
    step = len(passages) // SAMPLE
    texts = [join(passages[low : low + 8]).text for low in range(0, len(passages), step)]
    scorer, tokenizer = TorchScorer(reader), load_tokenizer(base)
    wanted = Wanted(dict.fromkeys(SHIPPED, 0.0))

    def run() -> None:
        for text in texts:
            read(text, (), tokenizer, scorer, wanted)

    even_out(reader, small_parts(reader), run)


def small_parts(reader: Reader) -> dict[str, nn.Module]:
    """Return the parts of a model that are stored in eight bits, by their place in it."""
    parts = {f"spans.{name}": reader.spans[name] for name in SHIPPED}
    parts |= {"pairs.mention": reader.pairs.mention}
    parts |= {name: getattr(reader, name) for name in ("encoder", "attributions", "events")}
    return {name: part for name, part in parts.items() if name not in WHOLE}


def export(reader: Reader, tokenizer: Path, out: Path, *, whole: bool) -> None:
    """Write the file; `whole` keeps single precision, for comparison."""
    reader.eval()
    for part in reader.modules():
        if isinstance(part, Layer):
            part.padded = False
    parts: dict[str, bytes] = {}
    for name, module, inputs, varies, outputs in graphs(reader):
        data = graph_bytes(module, inputs, varies, outputs)
        parts[f"{name}.onnx"] = data if whole or name in WHOLE else _quantised(data, name)
    parts["tokenizer.json"] = tokenizer.read_bytes()
    parts[TUNING] = _packed({"thresholds": LOOKED_AT})
    chains = {
        f"{name}.{part}": getattr(getattr(reader, name).chain, part).detach().numpy()
        for name in ("attributions", "events")
        for part in ("steps", "begin", "final")
    }
    buffer = io.BytesIO()
    np.savez(buffer, **chains)
    parts[CHAINS] = buffer.getvalue()
    _write(out, parts)


def renew_events(begin: Path, out: Path) -> None:
    """Put into `out` all that does not read events from the weights file that it began from."""
    new, old = _parts(out), _parts(begin)
    buffer = io.BytesIO()
    with (
        np.load(io.BytesIO(new[CHAINS])) as of_new,
        np.load(io.BytesIO(old[CHAINS])) as of_old,
    ):
        both = {name: (of_new if name.startswith("events.") else of_old)[name] for name in of_old}
        np.savez(buffer, **both)
    read = {name: new[name] for name in OF_EVENTS}
    _write(out, old | read | {CHAINS: buffer.getvalue()})


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def write_tuning(path: Path, tuning: dict[str, Any]) -> None:
    """Put a tuning into a weights file, in place of the one it has."""
    _write(path, _parts(path) | {TUNING: _packed(tuning)})


def _packed(tuning: dict[str, Any]) -> bytes:
    return json.dumps(tuning, indent=1, sort_keys=True).encode()


def _write(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for name, data in sorted(parts.items()):
            file.writestr(zipfile.ZipInfo(name, STAMP), data)


def graph_bytes(
    module: nn.Module,
    inputs: dict[str, Tensor],
    varies: dict[str, dict[int, str]],
    outputs: list[str],
) -> bytes:
    """Return a module as a graph in single precision."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter's age; torch is pinned
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            buffer,
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=varies,
            opset_version=OPSET,
            dynamo=False,
        )
    return buffer.getvalue()


def _quantised(data: bytes, name: str) -> bytes:
    """Return the graph with weights in int8; activations are scaled window by window."""
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        whole.write_bytes(data)
        quantize_dynamic(
            whole,
            small,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"] if name == "encoder" else ["MatMul"],
        )
        return small.read_bytes()


def main() -> int:
    """Export by the command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--model", type=Path, required=True)
    ask.add_argument("--base", type=Path)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--begin", type=Path, help="the weights that the training went on from")
    ask.add_argument("--whole", action="store_true", help="keep single precision, for comparison")
    options = ask.parse_args()
    reader, base = load_model(options.model, options.base)
    if not options.whole:
        smooth(reader, base)
    export(reader, base / "tokenizer.json", options.out, whole=options.whole)
    if options.begin:
        renew_events(options.begin, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")
    return 0


def load_model(path: Path, base: Path | None = None) -> tuple[Reader, Path]:
    """Return a trained model, and the folder of the base weights."""
    base = base or find_base()
    state = torch.load(path, weights_only=True)
    config = state["config"]
    reader = Reader(load_base(base, config["layers"]), config["dropout"])
    reader.load_state_dict(state["reader"])
    return reader.eval(), base


if __name__ == "__main__":
    raise SystemExit(main())
