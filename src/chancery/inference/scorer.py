"""What the weights are asked, one window at a time; L pieces with CLS and SEP, N questions."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chancery.inference.decode import ChainWeights

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
View = tuple[Integers, Integers, Integers]
"""What N questions see of a window, (N, V) each: the pieces, their marks, their distances."""


class Scorer(Protocol):
    """The encoder and its heads; the shipped one runs on ONNX Runtime."""

    @property
    def chains(self) -> Mapping[str, ChainWeights]:
        """Return the weights of the tag chains, "attributions" and "events"."""
        ...

    def encode(self, ids: Integers, shapes: Integers, states: Integers) -> Floats:
        """Return the states (L, 384) of a window; the rest is asked of these."""
        ...

    def spans(self, scheme: str, x: Floats) -> Floats:
        """Return (L, widest, types): the score of each span of a scheme."""
        ...

    def attributions(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        """Return scores of tags (N, V, 5), and of cue classes with negation last (N, 14)."""
        ...

    def events(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        """Return scores of tags (N, V, 9), and of all classes side by side (N, classes)."""
        ...

    def mentions(self, first: Floats, last: Floats, mean: Floats) -> Floats:
        """Return what stands for mentions (M, 192): of states at their edges, and their means."""
        ...

    def pairs(self, one: Floats, other: Floats, features: Floats) -> Floats:
        """Return a score for each pair of mentions (P,): above 0 is yes."""
        ...

    def vectors(self, means: Floats) -> Floats:
        """Return the vectors (S, 384) of sentences from the means of their states."""
        ...
