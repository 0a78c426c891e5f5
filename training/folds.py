"""Folds for cross-validation, by the rule that comes with the corpora."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

FOLDS = 5


def load_fold(data: Path) -> Callable[[str], int]:
    """Return the function from a sentence or a document's id to its fold, 0 to 4.

    It lies beside the corpora, in tools/folds.py, because they share sentences.
    """
    path = data.resolve().parent / "tools" / "folds.py"
    spec = importlib.util.spec_from_file_location("folds", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"{path}: the rule of the folds is absent")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    fold: Callable[[str], int] = module.fold
    return fold
