from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: the extra `train`")
pytest.importorskip("onnx", reason="onnx is not installed: the extra `train`")


def test_weights_that_are_shipped_give_back_the_model_they_were_made_of(
    base: Path, tmp_path: Path
) -> None:
    from training.encoder import load_base  # noqa: PLC0415 - needs torch
    from training.export import export, smooth  # noqa: PLC0415
    from training.reader import Reader  # noqa: PLC0415
    from training.restore import restore  # noqa: PLC0415

    torch.manual_seed(1)
    reader = Reader(load_base(base, 1, 0.0), 0.0).eval()
    before = {name: value.detach().clone() for name, value in reader.named_parameters()}
    smooth(reader, base)
    export(reader, base / "tokenizer.json", tmp_path / "reader.chancery", whole=False)

    again = restore(tmp_path / "reader.chancery", 1, 0.0, base)

    shipped = {"encoder.layers.0.qkv.weight", "spans.cue.first.weight", "pairs.other.weight"}
    shipped |= {"spans.types.edges.bias", "events.classes.weight", "vectors.inner.weight"}
    after = dict(again.named_parameters())
    for name in shipped:
        step = before[name].abs().max() / 64  # two steps of eight bits, with their evening out
        assert torch.allclose(after[name], before[name], atol=float(step)), name
