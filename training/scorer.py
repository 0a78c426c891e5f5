"""Asks the model as it is in training, through the same door as the shipped weights."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from chancery.inference.decode import ChainWeights
from chancery.inference.scorer import Floats, Integers, View
from training.reader import Reader


class TorchScorer:
    """A `chancery.inference.scorer.Scorer` over a model in PyTorch, in single precision."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader.eval()
        self.chains: Mapping[str, ChainWeights] = {
            name: ChainWeights.of(
                *(
                    part.detach().numpy()
                    for part in (head.chain.steps, head.chain.begin, head.chain.final)
                )
            )
            for name, head in (("attributions", reader.attributions), ("events", reader.events))
        }

    @torch.inference_mode()
    def encode(self, ids: Integers, shapes: Integers, states: Integers) -> Floats:
        """Return the states (L, 384) of a window."""
        rows = [torch.from_numpy(np.ascontiguousarray(row))[None] for row in (ids, shapes, states)]
        return _plain(self.reader.encoder(*rows, torch.ones_like(rows[0], dtype=torch.bool))[0])

    @torch.inference_mode()
    def spans(self, scheme: str, x: Floats) -> Floats:
        """Return (L, widest, types)."""
        return _plain(self.reader.spans[scheme](torch.from_numpy(x)[None])[0])

    @torch.inference_mode()
    def attributions(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        """Return scores of tags and of cue classes."""
        return _both(self.reader.attributions(torch.from_numpy(x)[None], _seen(view)))

    @torch.inference_mode()
    def events(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        """Return scores of tags and of all classes."""
        return _both(self.reader.events(torch.from_numpy(x)[None], _seen(view)))

    @torch.inference_mode()
    def quads(self, x: Floats) -> Floats:
        """Return scores (5,)."""
        real = torch.ones(1, len(x), dtype=torch.bool)
        return _plain(self.reader.quads(torch.from_numpy(x)[None], real)[0])

    @torch.inference_mode()
    def mentions(self, first: Floats, last: Floats, mean: Floats) -> Floats:
        """Return (M, 192)."""
        return _plain(self.reader.pairs.mentions(*map(torch.from_numpy, (first, last, mean))))

    @torch.inference_mode()
    def pairs(self, one: Floats, other: Floats, features: Floats) -> Floats:
        """Return (P,)."""
        return _plain(self.reader.pairs(*map(torch.from_numpy, (one, other, features))))

    @torch.inference_mode()
    def vectors(self, means: Floats) -> Floats:
        """Return (S, 384)."""
        return _plain(self.reader.vectors(torch.from_numpy(means)))


def _seen(view: View) -> tuple[Tensor, ...]:
    at, marks, near = map(torch.from_numpy, view)
    return torch.zeros_like(at), at, torch.ones_like(at, dtype=torch.bool), marks, near


def _both(pair: tuple[Tensor, Tensor]) -> tuple[Floats, Floats]:
    return _plain(pair[0]), _plain(pair[1])


def _plain(found: Tensor) -> Floats:
    return found.float().numpy()
