"""`chancery serve` in a process of its own, as a user starts it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Give the address at which a dossier is served, at a port that was free."""
    command = [sys.executable, "-m", "chancery", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        try:
            yield address_in(said)
        finally:
            process.terminate()


def address_in(said: str) -> str:
    """Return the address in what the command prints, without what ends it."""
    found = next(word for word in said.split() if word.startswith("http://"))
    return found.rstrip("/;.,")
