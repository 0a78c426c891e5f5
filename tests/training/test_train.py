import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_model import tiny_tokenizer

from training.corpora import Happened, Passage, Said

torch = pytest.importorskip("torch", reason="PyTorch is not installed: the extra `train`")
pytest.importorskip("tqdm", reason="tqdm is not installed: the extra `train`")

TEXT = "lina said the treaty will hold. marek signed it on monday."
CONFIG: dict[str, Any] = {
    "seed": 1,
    "rounds": 2,
    "pieces_per_batch": 64,
    "layers": 1,
    "dropout": 0.0,
    "encoder_rate": 1e-4,
    "head_rate": 1e-3,
    "weight_decay": 0.01,
    "warmup": 0.1,
    "clip": 1.0,
    "sentences": 0.0,
    "checkpoint_minutes": 0,
    "joined": ["written"],
    "times": {"written": 4.0, "gum": 1.0},
    "weights": {},
}


def passages() -> dict[str, list[Passage]]:
    said = Said((5, 9), ((0, 4),), ((10, 30),), "says", negated=False)
    event = Happened((38, 44), {"actor": ((32, 37),)}, {}, "AGREE", "-", "asserted", "-")
    spans = {"types": [(0, 4, "person")], "cue": [(5, 9, "cue")], "trigger": [(38, 44, "trigger")]}
    one = Passage("written", "", TEXT, spans, [said], [event])
    linked = {"gum": [(0, 4, "person"), (45, 47, "object"), (10, 20, "object")]}
    chained = Passage("gum", "d", TEXT, linked, chains=[[(10, 20), (45, 47)]])
    return {"written": [one], "gum": [chained]}


def test_every_task_has_a_loss_that_goes_down(base: Path) -> None:
    from training.encoder import load_base  # noqa: PLC0415 - needs torch
    from training.examples import Cutter, items  # noqa: PLC0415
    from training.reader import Reader, collate, losses  # noqa: PLC0415

    torch.manual_seed(0)
    reader = Reader(load_base(base, 1, 0.0), 0.0)
    cutter, draw = Cutter(tiny_tokenizer()), random.Random(0)
    found = [
        one for group in passages().values() for each in group for one in items(each, cutter, draw)
    ]
    batch = collate(found)
    optimiser = torch.optim.AdamW(reader.parameters(), 1e-3)
    seen = []
    for _ in range(6):
        parts = losses(reader, batch, None, np.random.default_rng(0))
        seen.append({name: float(one.detach()) for name, one in parts.items()})
        sum(parts.values()).backward()
        optimiser.step()
        optimiser.zero_grad()
    wanted = {"types", "cue", "trigger", "gum", "said", "cue_kind", "cue_negated", "roles_of"}
    assert seen[0].keys() == wanted | {"root", "mode", "modality", "context", "chains"}
    assert all(np.isfinite(list(one.values())).all() for one in seen)
    assert sum(seen[-1].values()) < 0.8 * sum(seen[0].values())


def test_a_training_that_was_cut_goes_on_to_the_same_weights(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import train as module  # noqa: PLC0415 - needs torch

    whole, part = tmp_path / "whole", tmp_path / "part"
    whole.mkdir()
    part.mkdir()
    steady = module.train(CONFIG, passages(), base, whole).state_dict()
    save, count = module._save, 0  # noqa: SLF001 - where a training may be cut

    def cut(*given: Any) -> None:
        nonlocal count
        save(*given)
        count += 1
        if count == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "_save", cut)
    with pytest.raises(KeyboardInterrupt):
        module.train(CONFIG, passages(), base, part)
    assert (part / module.STATE).is_file()
    monkeypatch.setattr(module, "_save", save)
    resumed = module.train(CONFIG, passages(), base, part).state_dict()
    assert all(torch.equal(value, resumed[name]) for name, value in steady.items())
    assert not (part / module.STATE).exists()
    assert (part / module.DONE).is_file()
