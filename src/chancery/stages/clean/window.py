"""Finds the window of lines that holds the article: the run whose scores add up to most."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from chancery.stages.clean.facts import Facts
from chancery.stages.clean.features import features
from chancery.text.tables import packaged_rows

BIAS = "bias"
CLIP = 6.0  # a line's score is worth no more than this either way; measured, see bench/clean.py
LARGEST = 2000  # code points that count of one line, so that one endless line is not everything


def score_lines(
    lines: Sequence[Facts],
    doubled: Collection[int] = (),
    weights: Mapping[str, float] | None = None,
) -> list[float]:
    """Return for each line the log-odds that it is the article's body; see `features`."""
    table = load_weights() if weights is None else weights
    bias, value = table[BIAS], table.get
    return [bias + sum([value(name, 0.0) for name in names]) for names in features(lines, doubled)]


def find_window(
    lines: Sequence[Facts],
    scores: Sequence[float],
    free: Sequence[bool],
    walls: Collection[int] = (),
) -> tuple[int, int]:
    """Return the first and the end of the best run of lines; empty when no line scores above 0.

    A line that is `free` costs nothing to include: its wording takes it out again anyhow.
    No run goes across one of the `walls`.
    """
    best = total = 0.0
    window = (0, 0)
    start = 0
    for i, (line, score) in enumerate(zip(lines, scores, strict=True)):
        if i in walls:
            total = 0.0
        if free[i] and score < 0.0:
            continue
        if total <= 0.0:
            total, start = 0.0, i
        total += max(-CLIP, min(CLIP, score)) * min(line.size, LARGEST) ** 0.5
        if total > best:
            best, window = total, (start, i + 1)
    return window


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """Return the weight of each feature; BIAS is that of every line."""
    rows = packaged_rows("chancery.stages.clean", "weights.tsv")
    return {name: float(weight) for name, weight in rows}
