"""The shared encoder: MiniLM (6 layers, 384 wide) with two more embeddings per word piece.

The base vocabulary is lower-case. The case shape of a piece and whether it stands inside
quotation marks are added to its word embedding, so that the model sees both.
"""

import json
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

SHAPES = 6  # chancery.inference.pieces says which
STATES = 3  # outside quotation marks, inside, a mark
WIDTH = 384
NORM_EPS = 1e-12
PREFIX = "encoder.layer"
NEVER = -1e4  # a score that no other comes near, within reach of half precision
POOL = 1 << 23  # choices of dropout drawn at once


class Dropout(nn.Module):
    """Dropout that takes its choices from a pool drawn once: on a CPU, drawing them is slow."""

    pools: ClassVar[dict[tuple[float, torch.dtype, torch.device], Tensor]] = {}

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Return `x` with a share of it put to nought while training."""
        if not self.training or not self.share:
            return x
        key = (self.share, x.dtype, x.device)
        if key not in self.pools:
            kept = torch.rand(POOL, device=x.device) >= self.share
            self.pools[key] = kept.to(x.dtype) / (1 - self.share)
        size = x.numel()
        if size >= POOL:
            return functional.dropout(x, self.share)
        low = int(torch.randint(0, POOL - size, (1,)))
        return x * self.pools[key][low : low + size].view(x.shape)


class Layer(nn.Module):
    """A transformer layer of BERT: attention, then a feed-forward net, each normalised after."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.padded = True  # False where every piece is real, as when one window is read alone
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_1 = nn.LayerNorm(width, eps=NORM_EPS)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm_2 = nn.LayerNorm(width, eps=NORM_EPS)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return new states of `x` (batch, pieces, width); `mask` is (batch, 1, 1, pieces)."""
        batch, size, width = x.shape
        parts = self.qkv(x).view(batch, size, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4).unbind(0)
        # In bfloat16 on a CPU this is faster than torch's fused attention, backward above all.
        near = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        if self.padded:
            near = near.masked_fill(~mask, NEVER)
        read = near.softmax(-1).to(v.dtype) @ v
        read = read.transpose(1, 2).reshape(batch, size, width)
        x = self.norm_1(x + self.dropout(self.out(read)))
        return self.norm_2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Turns word pieces into states, (batch, pieces, width)."""

    def __init__(self, vocabulary: int, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.states = nn.Embedding(STATES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPS)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 1536, dropout) for _ in range(layers))
        for one in (self.shapes, self.states):
            nn.init.normal_(one.weight, std=0.01)

    def forward(self, pieces: Tensor, shapes: Tensor, states: Tensor, real: Tensor) -> Tensor:
        """Return the states of padded windows; `real` is True where a piece stands."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(place) + self.shapes(shapes) + self.states(states)
        x = self.dropout(self.norm(x))
        mask = real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def load_base(folder: Path, layers: int = 6, dropout: float = 0.1) -> Encoder:
    """Return the encoder with the base weights of `folder` (config.json, model.safetensors)."""
    from safetensors.torch import load_file  # noqa: PLC0415 - needed only to begin a training

    config: dict[str, Any] = json.loads((folder / "config.json").read_text())
    base = load_file(folder / "model.safetensors")
    encoder = Encoder(config["vocab_size"], layers, dropout)
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    state = {ours: base[theirs] for ours, theirs in names.items()}
    # Every input is of token type 0: its embedding goes into the words'.
    state["words.weight"] = (
        state["words.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    )
    step = config["num_hidden_layers"] // layers  # a shallower encoder takes every n-th layer
    for place in range(layers):
        state |= _layer(base, f"{PREFIX}.{(place + 1) * step - 1}", f"layers.{place}")
    missing, unknown = encoder.load_state_dict(state, strict=False)
    if unknown or set(missing) != {"shapes.weight", "states.weight"}:
        raise ValueError(
            f"{folder}: not the weights expected: missing {missing}, unknown {unknown}"
        )
    return encoder


def _layer(base: dict[str, Tensor], theirs: str, ours: str) -> dict[str, Tensor]:
    pairs = {
        "out": "attention.output.dense",
        "norm_1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_2": "output.LayerNorm",
    }
    state = {}
    for kind in ("weight", "bias"):
        parts = (
            base[f"{theirs}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")
        )
        state[f"{ours}.qkv.{kind}"] = torch.cat(list(parts))
        for mine, name in pairs.items():
            state[f"{ours}.{mine}.{kind}"] = base[f"{theirs}.{name}.{kind}"]
    return state
