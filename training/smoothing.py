"""Evens out what goes into linear layers, so that eight bits hold more of it.

Activations are scaled by the largest value in their window, and a channel that is twenty times
the others leaves those few steps. So each channel is divided by part of the largest value that it
reached on sample texts, and its weights are multiplied by the same: the product stays what it was
(SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).
"""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn

# The share of evening out that weights bear; measured between .5 and .95 on the encoder's states.
SHARE = 0.85
LEAST = 1e-4  # below which a channel is as good as empty


class Evened(nn.Module):
    """A linear layer that divides its input by channel first."""

    def __init__(self, linear: nn.Linear, top: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp(min=LEAST)
        scale = top.clamp(min=LEAST) ** SHARE / weights ** (1 - SHARE)
        scale = scale / scale.log().mean().exp()
        self.parts = nn.Parameter(1 / scale, requires_grad=False)
        self.linear = linear
        self.linear.weight.data *= scale

    def forward(self, x: Tensor) -> Tensor:
        """Return what the layer returned before, but for rounding."""
        return self.linear(x * self.parts)


def even_out(model: nn.Module, names: Mapping[str, nn.Module], run: Callable[[], None]) -> None:
    """Replace the linear layers in the named parts of a model that `run` passes something through.

    `names` holds parts of the model by their place in it.
    """
    tops: dict[str, Tensor] = {}
    hooks = [
        layer.register_forward_pre_hook(_watch(f"{name}.{place}".strip("."), tops))
        for name, part in names.items()
        for place, layer in part.named_modules()
        if isinstance(layer, nn.Linear)
    ]
    run()
    for hook in hooks:
        hook.remove()
    for place, top in tops.items():
        above, _, last = place.rpartition(".")
        layer = model.get_submodule(place)
        setattr(model.get_submodule(above), last, Evened(layer, top.clone()))


def _watch(place: str, tops: dict[str, Tensor]) -> Callable[[nn.Module, tuple[Tensor]], None]:
    """Return a hook that keeps the largest value of each channel of what goes into a layer."""

    def watch(_: nn.Module, inputs: tuple[Tensor]) -> None:
        top = inputs[0].detach().abs().flatten(0, -2).amax(0)
        tops[place] = torch.maximum(tops[place], top) if place in tops else top

    return watch
