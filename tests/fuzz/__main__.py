"""Tries every reader of the sources on damaged and made-up files, all side by side.

A file that brings a reader down is made as small as can be, printed, and kept in the folder
`.fuzz`; moved into tests/fuzz/found/ it is a test. The same seed tries the same files first.
"""

import argparse
import multiprocessing
import os
import secrets
import sys
import warnings
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.case import Case, check, keep
from tests.fuzz.pages import PAGE
from tests.fuzz.targets import TARGETS
from tests.fuzz.worker import SHRINK_S, Fault, try_reader

KEPT = Path(".fuzz")
GRACE_S = 60  # beyond its time, after which a reader that has not ended hangs
SHOWN_BYTES = 400
SHOWN_LINES = 30


def main() -> int:
    """Try the readers; 1 if any was brought down."""
    ask = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    ask.add_argument("readers", nargs="*", help=f"of {', '.join(TARGETS)}; all without any")
    ask.add_argument("--seconds", type=float, default=60, help="of each, all at once")
    ask.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    given = ask.parse_args()
    unknown = set(given.readers) - set(TARGETS)
    if unknown:
        ask.error(f"no such reader: {', '.join(sorted(unknown))}")
    KEPT.mkdir(exist_ok=True)
    print(f"seed {given.seed}, {given.seconds:g} s", flush=True)
    failed = False
    for told, bad in _try_all(given.readers or list(TARGETS), given.seconds, given.seed):
        print(told, flush=True)
        failed |= bad
    return int(failed)


def _try_all(names: Sequence[str], seconds: float, seed: int) -> Iterator[tuple[str, bool]]:
    """Yield what is to be told of each reader, and whether it is bad.

    Each is tried in a process of its own, forked so that all is loaded but once.
    """
    _load()
    context = multiprocessing.get_context("fork")
    running = {}
    for name in names:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_try, args=(name, seconds, seed, sender), daemon=True)
        process.start()
        sender.close()
        running[name] = receiver, process
    for name, (receiver, process) in running.items():
        told = f"{name}: it hangs", True
        if receiver.poll(seconds + SHRINK_S + GRACE_S):
            try:
                told = receiver.recv()
            except EOFError:
                told = f"{name}: its process has died", True
        process.kill()
        process.join()
        place = _folder(name, process.pid)
        yield (f"{told[0]}; the file is in {place}" if place.exists() else told[0]), told[1]


def _load() -> None:
    """Read two sound files, so that what is loaded on first use is there."""
    with TemporaryDirectory() as folder:
        check(Case("x.html", PAGE), Path(folder))
        check(Case("x.txt", b"Varholm Tarn Skerry Ness " * 9), Path(folder))  # in no language


def _try(name: str, seconds: float, seed: int, sender: Connection) -> None:
    warnings.simplefilter("error")
    folder = _folder(name, os.getpid())
    outcome = try_reader(name, seconds=seconds, seed_at=seed, folder=folder)
    if outcome.fault is None:
        sender.send((f"{name}: {outcome.tried} files, no fault", False))
    else:
        told = f"{name}: brought down by one of {outcome.tried} files"
        sender.send((f"{told}\n{_tell(name, outcome.fault)}", True))
    sender.close()


def _folder(name: str, process: int | None) -> Path:
    return KEPT / f"{name}-{process}"


def _tell(name: str, fault: Fault) -> str:
    """Keep the file and return what to show of it and of how it ended."""
    data, kept = fault.case.data, keep(fault.case, KEPT)
    trace = "\n".join(fault.trace.splitlines()[-SHOWN_LINES:])
    shown = repr(data[:SHOWN_BYTES]) + ("…" if len(data) > SHOWN_BYTES else "")
    return f"{trace}\n{name}: {len(data)} bytes, kept as {kept}: {shown}"


if __name__ == "__main__":
    sys.exit(main())
