"""Makes a model that can be trained further from a weights file that the package ships.

The file holds graphs, most of their weights in eight bits. Which value of a graph is which
parameter is found by exporting a fresh model in the same way and looking where its own values
come out. What no graph holds (heads that only the training has) stays as it is made.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.encoder import Layer, load_base
from training.export import graph_bytes, graphs, small_parts
from training.reader import Reader
from training.smoothing import Evened
from training.train import find_base

TURNED = "_Transposed"
Values = NDArray[np.float32]
KEPT = ("encoder.words.weight", "encoder.places.weight")  # never trained: the base has them whole


def restore(path: Path, layers: int, dropout: float, base: Path | None = None) -> Reader:
    """Return the reader of a weights file, its weights as exact as the file holds them.

    Raises:
        ValueError: the file is of another model than this.
    """
    base = base or find_base()
    fresh = _drawn(Reader(load_base(base, layers), dropout))
    reader = Reader(load_base(base, layers), dropout)
    with zipfile.ZipFile(path) as file:
        found = _folded(fresh, dict(_parameters(fresh, file)))
        with np.load(io.BytesIO(file.read("chains.npz"))) as chains:
            found |= {name.replace(".", ".chain."): chains[name] for name in chains.files}
    state = reader.state_dict()
    if unknown := sorted(found.keys() - state.keys()):
        raise ValueError(f"{path}: not the weights expected: unknown {unknown}")
    state |= {name: torch.tensor(value) for name, value in found.items() if name not in KEPT}
    reader.load_state_dict(state)
    left = sorted(state.keys() - found.keys() - set(KEPT))
    print(f"{path}: {len(found)} of {len(state)} parameters; as made: {', '.join(left)}")
    return reader


def _drawn(model: Reader) -> Reader:
    """Return the model laid out as it is shipped, every value drawn, so that none stands twice."""
    for name, value in model.named_parameters():
        if not name.startswith(KEPT):
            value.data = torch.randn_like(value)
    for name, part in small_parts(model).items():
        for place, layer in list(part.named_modules()):
            if isinstance(layer, nn.Linear):
                above, _, last = f"{name}.{place}".strip(".").rpartition(".")
                top = torch.rand(layer.in_features) + 0.5
                setattr(model.get_submodule(above), last, Evened(layer, top))
    for part in model.modules():
        if isinstance(part, Layer):
            part.padded = False
    return model.eval()


def _parameters(model: Reader, file: zipfile.ZipFile) -> Iterator[tuple[str, Values]]:
    """Yield the parameters of a drawn model with the values that a weights file has for them."""
    drawn = {name: value.detach().numpy() for name, value in model.named_parameters()}
    # A product takes a matrix turned.
    names = {_print(value.T): (name, True) for name, value in drawn.items()}
    names |= {_print(value): (name, False) for name, value in drawn.items()}
    for place, module, inputs, varies, outputs in graphs(model):
        template = onnx.load_from_string(graph_bytes(module, inputs, varies, outputs))
        kept = _values(onnx.load_from_string(file.read(f"{place}.onnx")))
        for one in template.graph.initializer:
            name, turned = names.get(_print(numpy_helper.to_array(one)), (None, False))
            if name is not None:
                yield name, kept[one.name].T if turned else kept[one.name]


def _folded(model: Reader, found: dict[str, Values]) -> dict[str, Values]:
    """Return values by parameters' names, what evens out channels multiplied into the weights."""
    for place, module in model.named_modules():
        if isinstance(module, Evened):
            parts = found.pop(f"{place}.parts")
            found[f"{place}.weight"] = found.pop(f"{place}.linear.weight") * parts
            if module.linear.bias is not None:
                found[f"{place}.bias"] = found.pop(f"{place}.linear.bias")
    return found


def _print(array: Values) -> bytes:
    """Return what tells an array from every other."""
    return str(array.shape).encode() + np.ascontiguousarray(array).tobytes()


def _values(model: onnx.ModelProto) -> dict[str, Values]:
    """Return the values of a graph by the names that they had before eight bits."""
    raw = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found = {}
    for name, value in raw.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            zero = raw[f"{stem}_zero_point"].astype(np.float32)
            found[stem] = (value.astype(np.float32) - zero) * raw[f"{stem}_scale"]
        else:
            found[name] = value
    # A product with its sum in one becomes a product alone, its matrix turned.
    turned = {name: value for name, value in found.items() if name.endswith(TURNED)}
    return found | {name.removesuffix(TURNED): value.T for name, value in turned.items()}
