"""Builds the same articles here and on nodes of Ray, one killed at times; compares exports.

usage: python bench/cluster.py [--articles N] [--nodes 2 3]

Each node is a process group of this machine with one processor, so times say what Ray costs, and
not what several machines gain. A node is killed amid a step that reads each article alone (map),
and amid one whose keys are brought together (shuffle). Wall seconds; nothing is read by the model.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from build import write_texts
from generate_reuse import generate

RAY = Path(sys.executable).with_name("ray")
STORE = 80_000_000  # bytes of a node's object store; the least is 75 MB
UP_S = 120
AMID = {"map": "describe", "shuffle": "align.keys"}  # the folder in which first work shows


def main() -> int:
    """Print a line for each way to build; 1 if any export differs."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, default=20_000)
    ask.add_argument("--nodes", type=int, nargs="*", default=[2, 3])
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(folder / "corpus", [one.text for one in generate(given.articles)[0]])
        seen = [_run(folder, given.articles, engine, engine) for engine in ("local", "daft")]
        for nodes in given.nodes:
            with _cluster(folder, nodes) as (address, _):
                seen.append(_run(folder, given.articles, f"ray, {nodes} nodes", address))
        for when in AMID if given.nodes else ():
            with _cluster(folder, 2) as (address, groups):
                how = f"ray, 2 nodes, one killed amid {when}"
                seen.append(_run(folder, given.articles, how, address, AMID[when], groups[-1]))
    same = len(set(seen)) == 1
    print("all exports are the same" if same else "EXPORTS DIFFER")
    return int(not same)


def _run(  # noqa: PLR0913, PLR0917 - where, how many, how, on what, and who is killed when
    folder: Path, count: int, how: str, engine: str, amid: str = "", victim: int = 0
) -> str:
    dossier = folder / "t.dossier"
    command = [sys.executable, "-m", "chancery", "build", "corpus", "-o", str(dossier), "-q"]
    command += ["--no-annotate", "--engine", engine, "--workers", "2"]
    started = time.perf_counter()
    with (folder / "said.log").open("w") as log:
        running = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        if amid:
            work = folder / "t.dossier.work" / amid
            Thread(target=_kill, args=(work, victim, running), daemon=True).start()
        code = running.wait()
    wall = time.perf_counter() - started
    said = (folder / "said.log").read_text(encoding="utf-8")
    if code:
        sys.exit(f"{how}: {said[-3000:]}")
    digest = _digest(dossier)
    again = [line for line in said.splitlines() if "asked again" in line]
    print(json.dumps({"how": how, "articles": count, "wall_s": round(wall, 1), "said": again[:3]}))
    sys.stdout.flush()
    dossier.unlink()
    shutil.rmtree(folder / "t.dossier.work")
    return digest


def _kill(work: Path, victim: int, running: "subprocess.Popen[bytes]") -> None:
    """Kill a node as soon as a step has given its first shard."""
    while running.poll() is None:
        if work.is_dir() and any(work.glob("*.parquet")):
            os.killpg(victim, signal.SIGKILL)
            return
        time.sleep(0.02)


def _digest(dossier: Path) -> str:
    command = [sys.executable, "-m", "chancery", "export", str(dossier), "--format", "jsonl"]
    done = hashlib.sha256()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        for part in iter(lambda: running.stdout.read(1 << 20) if running.stdout else b"", b""):
            done.update(part)
    return done.hexdigest()


@contextmanager
def _cluster(folder: Path, nodes: int) -> Iterator[tuple[str, list[int]]]:
    """Give the address of some nodes, and the process group of each; all end with the context."""
    short = tempfile.mkdtemp(prefix="ray")  # sockets lie in it, whose names are limited
    head, client = _free_port(), _free_port()
    options = ["--head", f"--port={head}", f"--ray-client-server-port={client}"]
    running = [_start(folder, *options, "--include-dashboard=false", f"--temp-dir={short}")]
    try:
        _wait_for(head)
        _wait_for(client)
        running += [_start(folder, f"--address=127.0.0.1:{head}") for _ in range(nodes - 1)]
        time.sleep(10)  # a node says nowhere that it is there
        yield f"ray://127.0.0.1:{client}", [one.pid for one in running]
    finally:
        for one in reversed(running):
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGTERM)
        for one in running:
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(one.pid, signal.SIGKILL)
        shutil.rmtree(short, ignore_errors=True)


def _start(folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [str(RAY), "start", "--block", "--num-cpus=1", f"--object-store-memory={STORE}"]
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}
    with (folder / "ray.log").open("ab") as log:
        return subprocess.Popen(
            [*command, "--node-ip-address=127.0.0.1", *options],
            stdout=log,
            stderr=log,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )


def _wait_for(port: int) -> None:
    until = time.monotonic() + UP_S
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit(f"Ray does not answer at port {port}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    raise SystemExit(main())
