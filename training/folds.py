"""Folds for cross-validation, by the rule that comes with the corpora."""

from collections.abc import Callable
from pathlib import Path

from training.tools import load_tool

FOLDS = 5


def load_fold(data: Path) -> Callable[[str], int]:
    """Return the function from a sentence or a document's id to its fold, 0 to 4.

    It lies beside the corpora, in tools/folds.py, because they share sentences.
    """
    path = data.resolve().parent / "tools" / "folds.py"
    fold: Callable[[str], int] = load_tool(path).fold
    return fold
