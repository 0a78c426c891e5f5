"""Scores the heads whose corpora have no tuning set of their own, by five folds.

Run: python -m training.crossval TASK... --data DATA --out FOLDER [--folds 0 1 2 3 4]
TASK is events (PLOVER root and quad class), roles (source and target spans), names (re3d) or
chains (OntoGUM news, interview and speech). Every fold trains from the base weights, with the
lowest layers frozen, on the task's own corpora and those beside it that hold none of the fold's
text; names and chains first learn, once for all folds, from corpora that are not scored.
Folds that are done are not done again; when all are, the scores are printed, with the scorers
that come with the corpora.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from tokenizers import Tokenizer

from chancery.inference.focus import EVENT_VIEW, buckets, view
from chancery.inference.labels import EVENT_PARTS, QUADS, ROOTS, SCHEMES, merged
from chancery.inference.pieces import CLS, NO_CASE, SEP, Pieces, cut
from chancery.inference.read import SIZE, Asked, framed, read
from chancery.inference.reader import as_reading, odds
from chancery.inference.weights import open_scorer
from training.corpora import Passage, genres, open_corpora
from training.folds import FOLDS, load_fold
from training.scorer import TorchScorer
from training.train import DONE, HERE, find_base, load_reader, load_tokenizer, train, train_all

SCORED_GENRES = frozenset({"news", "interview", "speech"})
TASKS: dict[str, dict[str, float]] = {  # how often each corpus is read in a round
    "events": {"plv": 1, "quad": 1},
    "roles": {"roles": 2, "plv": 0.5},
    "names": {"re3d": 5, "politics": 0.2},
    # Whom a pronoun means is asked of the names too: they are learned as for the shipped reader.
    "chains": {
        "gum": 1,
        "written": 0.4,
        "polnear": 0.12,
        "wikigold": 0.5,
        "politics": 0.5,
        "re3d": 1,
    },
}
OF_TASK = {"events": ("plv", "quad"), "roles": ("roles",), "names": ("re3d",), "chains": ("gum",)}
BEFORE: dict[str, dict[str, float]] = {  # what is learned once, before all folds of a task
    "names": {"wikigold": 1, "politics": 1, "gum": 0.3},
    "chains": {
        "litbank": 1,
        "written": 2,
        "polnear": 0.4,
        "wikigold": 1,
        "politics": 1,
        "re3d": 2,
    },
}
ROUNDS_BEFORE = {"names": 4, "chains": 3}
ROUNDS = {"events": 8, "roles": 6, "names": 6, "chains": 8}
# What plv has beside the roots would else take most of each step: its losses are sums over pieces.
WEIGHTS = {"events": {"roles_of": 0.03, "trigger": 0.05, "modality": 0.1}}
RATES = {"encoder_rate": 2e-4, "head_rate": 1e-3, "frozen_layers": 2, "pieces_per_batch": 1024}

Rows = list[dict[str, Any]]


def main() -> int:
    """Cross-validate by the command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("tasks", nargs="+", choices=sorted(TASKS))
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--base", type=Path)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    ask.add_argument("--threads", type=int)
    ask.add_argument("--rounds", type=int, help="passes of a fold, fewer than usual for speed")
    options = ask.parse_args()
    if options.rounds:
        ROUNDS.update(dict.fromkeys(ROUNDS, options.rounds))
    if options.threads:
        torch.set_num_threads(options.threads)
    base = options.base or find_base()
    fold = load_fold(options.data)
    corpora = open_corpora(options.data)
    for task in options.tasks:
        before = _learn_before(task, corpora, base, options.out / task)
        for number in options.folds:
            out = options.out / task / str(number)
            if not (out / "found.json").is_file():
                _run_fold(task, number, fold, corpora, base, options.data, out, before)
        done = [options.out / task / str(number) for number in range(FOLDS)]
        done = [one for one in done if (one / "found.json").is_file()]
        print(f"{task}: {len(done)} of {FOLDS} folds")
        found: dict[str, Rows] = {}
        for one in done:
            for name, rows in json.loads((one / "found.json").read_text()).items():
                found.setdefault(name, []).extend({**row, "fold": one.name} for row in rows)
        for line in score(found, options.data, options.out):
            print(line)
    return 0


def _learn_before(
    task: str, corpora: dict[str, list[Passage]], base: Path, out: Path
) -> Path | None:
    """Return the weights that every fold of a task begins with; None of those of the base."""
    if task not in BEFORE:
        return None
    config = _config(task, ROUNDS_BEFORE[task], BEFORE[task])
    train_all({**config, "then": []}, corpora, base, out / "before")
    return out / "before" / DONE


def _config(task: str, rounds: int, times: dict[str, float]) -> dict[str, Any]:
    config = tomllib.loads((HERE / "config.toml").read_text())
    config |= {"rounds": rounds, "times": times, "sentences": 0.0, **RATES}
    config["weights"] = WEIGHTS.get(task, config["weights"])
    return config


def _run_fold(  # the parts of one fold
    task: str,
    number: int,
    fold: Callable[[str], int],
    corpora: dict[str, list[Passage]],
    base: Path,
    data: Path,
    out: Path,
    before: Path | None,
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    config = _config(task, ROUNDS[task], TASKS[task])
    scored = OF_TASK[task]
    learn = {
        name: [one for one in corpora[name] if fold(one.key or one.text) != number]
        if name in scored
        else corpora[name]
        for name in TASKS[task]
    }
    held = {
        name: [one for one in corpora[name] if fold(one.key or one.text) == number]
        for name in scored
    }
    begun = load_reader(before, config, base) if before else None
    reader = train(config, learn, base, out, begun)
    scorer, tokenizer = TorchScorer(reader), load_tokenizer(base)
    found = {name: PREDICT[name](held[name], tokenizer, scorer, data) for name in scored}
    (out / "found.json").write_text(json.dumps(found))
    (out / "reader.pt").unlink()


class _Sentence:
    """A passage that is read as one window."""

    def __init__(self, text: str, tokenizer: Tokenizer, scorer: TorchScorer) -> None:
        self.pieces: Pieces = cut(tokenizer, text)
        self.scorer = scorer
        part = slice(0, SIZE)
        self.x = scorer.encode(
            framed(self.pieces.ids[part], CLS, SEP),
            framed(self.pieces.shapes[part], NO_CASE, NO_CASE),
            framed(self.pieces.states[part], 0, 0),
        )

    def root(self, actor: tuple[int, int], recipient: tuple[int, int]) -> str:
        """Return PLV's root of the event between two spans."""
        size = len(self.x)
        marks = np.zeros(size, np.int64)
        for mark, span in ((3, recipient), (2, actor)):
            at = self.pieces.cover(*span)
            if at:
                marks[at[0] + 1 : min(at[1] + 1, size - 1)] = mark
        asked = np.flatnonzero(marks == (marks[marks > 0].min() if marks.any() else 0))
        low, high = view(int(asked[0]), size, EVENT_VIEW)
        seen = np.arange(low, high)[None], marks[None, low:high], buckets(marks[low:high])[None]
        scores = self.scorer.events(self.x, seen)[1][0][EVENT_PARTS["root"]]
        chances: Counter[str] = Counter()
        for root, chance in zip(ROOTS, odds(scores).tolist(), strict=True):
            chances[merged(root)] += chance
        del chances["NONE"]
        return max(chances, key=chances.__getitem__)


def _spans(scheme: str, text: str, tokenizer: Tokenizer, scorer: TorchScorer) -> Rows:
    asked = Asked({scheme: LOOKED_AT}, chains=False, vectors=False)
    types = SCHEMES[scheme][0]
    return [
        {"start": one.start, "end": one.end, "label": types[one.type], "score": one.score}
        for one in read(text, (), tokenizer, scorer, asked).spans[scheme]
    ]


def _plv(passages: Sequence[Passage], tokenizer: Tokenizer, scorer: TorchScorer, _: Path) -> Rows:
    rows = []
    for one in passages:
        event = (one.happened or [])[0]
        sentence = _Sentence(one.text, tokenizer, scorer)
        guess = sentence.root(event.given["actor"][0], event.given["recipient"][0])
        rows.append({"root": event.root, "guess": guess})
    return rows


def _quad(passages: Sequence[Passage], tokenizer: Tokenizer, scorer: TorchScorer, _: Path) -> Rows:
    return [
        {
            "quad": one.quad,
            "guess": int(scorer.quads(_Sentence(one.text, tokenizer, scorer).x).argmax()),
        }
        for one in passages
    ]


def _labelled(scheme: str) -> Callable[[Sequence[Passage], Tokenizer, TorchScorer, Path], Rows]:
    """Return what predicts the spans of a scheme in passages of its own corpus."""

    def predict(
        passages: Sequence[Passage], tokenizer: Tokenizer, scorer: TorchScorer, _: Path
    ) -> Rows:
        return [
            {
                "gold": [
                    dict(zip(("start", "end", "label"), span, strict=True))
                    for span in one.spans[scheme]
                ],
                "found": _spans(scheme, one.text, tokenizer, scorer),
            }
            for one in passages
        ]

    return predict


def _chains(
    passages: Sequence[Passage], tokenizer: Tokenizer, scorer: TorchScorer, data: Path
) -> Rows:
    tuning = open_scorer(None).tuning
    thresholds = {name: tuning["thresholds"][name] for name in ("types", "cue")}
    thresholds["linked"] = LINKED
    of = genres(data / "coref/gum_train.jsonl") | genres(data / "coref/gum_dev.jsonl")
    rows = []
    for one in passages:
        if of[one.key] not in SCORED_GENRES:
            continue
        asked = Asked(thresholds, events=False, vectors=False)
        raw = read(one.text, (), tokenizer, scorer, asked)
        found = [
            {"start": raw.linked[place][0], "end": raw.linked[place][1], "cluster": number}
            for number, chain in enumerate(raw.chains)
            for place in chain
        ]
        gold = [
            {"start": start, "end": end, "cluster": number}
            for number, chain in enumerate(one.chains or ())
            for start, end in chain
        ]
        reading = msgspec.to_builtins(as_reading(raw, one.text, tuning))
        rows.append({"doc_id": one.key, "gold": gold, "found": found, "reading": reading})
    return rows


LOOKED_AT = -6.0  # the score above which a span is kept, until a threshold is chosen
LINKED = -2.0  # the score above which a span is taken for a mention; chains drop those alone
PREDICT = {
    "plv": _plv,
    "quad": _quad,
    "roles": _labelled("roles"),
    "re3d": _labelled("re3d"),
    "gum": _chains,
}


def score(found: dict[str, Rows], data: Path, out: Path) -> Iterable[str]:
    """Yield the score of each corpus, by the scorers beside the corpora where there is one."""
    tools = data.resolve().parent / "tools"
    if "plv" in found:
        gold = [
            {"root": row["root"], "quad": _quad_of(row["root"], tools)} for row in found["plv"]
        ]
        _write(out / "gold.jsonl", gold)
        (out / "found.txt").write_text("\n".join(row["guess"] for row in found["plv"]) + "\n")
        yield "plv " + _tool(tools / "score_plover.py", out / "gold.jsonl", out / "found.txt")
    if "quad" in found:
        pairs = [(row["quad"], row["guess"]) for row in found["quad"]]
        yield f"quad macro-F1 over {len(QUADS)} classes: {macro_f1(pairs):.1f}"
    for name in ("roles", "re3d"):
        if name in found:
            rows = list(above_thresholds(found[name]))
            _write(out / "gold.jsonl", [{"entities": row["gold"]} for row in rows])
            _write(out / "found.jsonl", [{"entities": row["found"]} for row in rows])
            files = (out / "gold.jsonl", out / "found.jsonl")
            yield f"{name} " + _tool(tools / "score_spans.py", *files)
    if "gum" in found:
        for side in ("gold", "found"):
            rows = [{"doc_id": row["doc_id"], "mentions": row[side]} for row in found["gum"]]
            _write(out / f"{side}.jsonl", rows)
        files = (out / "gold.jsonl", out / "found.jsonl")
        yield "chains " + _tool(tools / "score_coref.py", *files)


def above_thresholds(rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield rows with the spans above the threshold that is best for the other folds' rows."""
    for fold in sorted({row["fold"] for row in rows}):
        least = best_score([row for row in rows if row["fold"] != fold])
        for row in rows:
            if row["fold"] == fold:
                yield {**row, "found": [one for one in row["found"] if one["score"] >= least]}


def best_score(rows: Rows) -> float:
    """Return the score of spans at which keeping those above it gives the best F1; 0 of none."""
    scored: list[tuple[float, bool]] = []
    for row in rows:
        gold = {(one["start"], one["end"], one["label"]) for one in row["gold"]}
        scored.extend(
            (one["score"], (one["start"], one["end"], one["label"]) in gold)
            for one in row["found"]
        )
    known = sum(len(row["gold"]) for row in rows)
    best, least, hit = 0.0, 0.0, 0
    for count, (score, right) in enumerate(sorted(scored, reverse=True), 1):
        hit += right
        if 2 * hit / (count + known) > best:
            best, least = 2 * hit / (count + known), score
    return least


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the mean, over the gold classes, of each class's F1, x 100; pairs of gold, guess."""
    classes = {gold for gold, _ in pairs}
    total = 0.0
    for one in classes:
        hit = sum(gold == guess == one for gold, guess in pairs)
        total += 2 * hit / sum((gold == one) + (guess == one) for gold, guess in pairs)
    return 100 * total / len(classes)


def _quad_of(root: str, tools: Path) -> int:
    sys.path.insert(0, str(tools))
    from score_plover import QUAD  # type: ignore[import-not-found]  # noqa: PLC0415

    sys.path.pop(0)
    return int(QUAD[root])


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _tool(*command: Path) -> str:
    done = subprocess.run(  # noqa: S603 - the scorer beside the corpora
        [sys.executable, *map(str, command)], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
