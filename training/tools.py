"""Loads the scorers and rules that come with the corpora, which are scripts of no package."""

import importlib.util
from pathlib import Path
from types import ModuleType


def load_tool(path: Path) -> ModuleType:
    """Return the module that a file holds.

    Raises:
        FileNotFoundError: there is no such file.
        ImportError: it is no Python module.
    """
    if not path.is_file():
        message = f"{path} is absent: it comes with the corpora, in tools/ beside data/"
        raise FileNotFoundError(message)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        message = f"{path}: no Python module"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
