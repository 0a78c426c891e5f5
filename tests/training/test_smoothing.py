from collections.abc import Callable
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: the extra `train`")

from training.smoothing import Evened, even_out  # noqa: E402 - needs torch

LOUD = 3  # a channel that is fifty times the others


@pytest.fixture
def net() -> Any:
    torch.manual_seed(0)
    parts = {name: torch.nn.Linear(8, 8) for name in ("seen", "unseen", "other")}
    return torch.nn.ModuleDict(parts).requires_grad_(requires_grad=False)


@pytest.fixture
def x() -> Any:
    x = torch.randn(20, 8)
    x[:, LOUD] *= 50
    return x


def running(net: Any, x: Any) -> Callable[[], None]:
    def run() -> None:
        net["seen"](x)
        net["other"](x)

    return run


def test_a_layer_returns_what_it_returned_before(net: Any, x: Any) -> None:
    before = net["seen"](x)

    even_out(net, {"seen": net["seen"]}, running(net, x))

    assert isinstance(net["seen"], Evened)
    assert torch.allclose(net["seen"](x), before, atol=1e-4)


def test_a_loud_channel_comes_nearer_to_the_others(net: Any, x: Any) -> None:
    even_out(net, {"seen": net["seen"]}, running(net, x))

    before, after = x.abs().amax(0), (x * net["seen"].parts).abs().amax(0)

    assert after[LOUD] / after.median() < before[LOUD] / before.median() / 5


def test_layers_that_nothing_passes_through_and_parts_not_named_stay(net: Any, x: Any) -> None:
    even_out(net, {"seen": net["seen"], "unseen": net["unseen"]}, running(net, x))

    assert type(net["unseen"]) is torch.nn.Linear
    assert type(net["other"]) is torch.nn.Linear


def test_a_part_inside_another_is_replaced_in_its_place(x: Any) -> None:
    inner = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.ReLU())
    outer = torch.nn.ModuleDict({"head": inner}).requires_grad_(requires_grad=False)

    def run() -> None:
        inner(x)

    even_out(outer, {"head": inner}, run)

    assert isinstance(outer["head"][0], Evened)
