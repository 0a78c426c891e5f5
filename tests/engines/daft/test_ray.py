"""Daft on two small nodes of Ray, started here: the same dossier as without."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

import pytest
from typer.testing import CliRunner

from chancery.cli.app import app

WANTED = "CHANCERY_RAY"  # "required" where nodes are to be started
if os.environ.get(WANTED) != "required":
    # A busy machine of two cores can be too slow for Ray itself, which then gives up its client:
    # `.ci/run` runs this behind the other tests.
    pytest.skip(f"set {WANTED}=required to build on two nodes of Ray", allow_module_level=True)
if not find_spec("ray"):
    pytest.skip("the extra `cluster` is not installed", allow_module_level=True)

RAY = Path(sys.executable).with_name("ray")
MEMORY = 80_000_000  # bytes of a node's object store; the least is 75 MB
UP_S = 90
NAMES = ["Amran", "Belk", "Corvo", "Dassa", "Elmer", "Foss"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def start(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [str(RAY), "start", "--block", "--num-cpus=1", f"--object-store-memory={MEMORY}"]
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


def end(node: subprocess.Popen[bytes]) -> None:
    """End a node, which ends its own processes; these too where it does not."""
    node.terminate()
    try:
        node.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(node.pid, signal.SIGKILL)
        node.wait()


def wait_for(port: int, node: subprocess.Popen[bytes], folder: Path) -> None:
    until = monotonic() + UP_S
    while monotonic() < until and node.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.2)
    pytest.fail((folder / "ray.log").read_text(encoding="utf-8")[-2000:])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of two nodes with a processor each, which work in a folder of their own."""
    folder = tmp_path_factory.mktemp("ray")
    short = mkdtemp(prefix="ray")  # sockets lie in it, whose names have 107 bytes at most
    head, client = free_port(), free_port()
    ports = [f"--port={head}", f"--ray-client-server-port={client}"]
    first = start(folder, "--head", *ports, "--include-dashboard=false", f"--temp-dir={short}")
    nodes = [first]
    try:
        wait_for(head, first, folder)
        nodes.append(start(folder, f"--address=127.0.0.1:{head}"))
        wait_for(client, first, folder)
        yield f"ray://127.0.0.1:{client}"
    finally:
        for node in reversed(nodes):
            end(node)
        shutil.rmtree(short, ignore_errors=True)  # what a node that was killed still writes


def chancery(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chancery", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_dossier_built_on_ray_is_that_of_one_machine(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(120):
        one, other = NAMES[number % 6], NAMES[number % 5]
        text = (
            f"{one} and {other} meet\n\n{one} said on Monday that talks number {number} on the "
            f"ferry would go on in the harbour of {other}, where the envoys of both sides had "
            "met before to speak of the toll that each asks of the other's boats.\n"
        )
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "articles" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    build = ["build", "articles", "--no-annotate", "--batch-size", "8", "-q", "-o"]

    told = chancery(tmp_path, *build, "shared.dossier", "--engine", cluster)
    assert told.returncode == 0, told.stderr
    monkeypatch.chdir(tmp_path)
    commands = [[*build, "alone.dossier", "--workers", "1"]]
    commands += [["export", f"{one}.dossier", "-o", f"{one}.jsonl"] for one in ("alone", "shared")]
    for command in commands:
        assert CliRunner().invoke(app, command).exit_code == 0

    made = (tmp_path / "alone.jsonl").read_bytes()
    assert made.count(b'"kind":"document"') == 120
    assert b'"kind":"reuse_link"' in made
    assert (tmp_path / "shared.jsonl").read_bytes() == made
