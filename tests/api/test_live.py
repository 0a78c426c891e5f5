"""The state of a build and its events are given over HTTP, to any number of listeners."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import pytest
import uvicorn
from rebuilt import built, ended, wait_for
from served import HOST
from starlette.testclient import TestClient

from chancery.api import live
from chancery.api.app import make_app
from chancery.api.view import PREFIX
from chancery.pipeline.live import BuildRunner, LiveSettings

FRAME = ("id", "event", "data")


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[BuildRunner]:
    with BuildRunner(built(tmp_path), LiveSettings(workers=1)) as made:
        yield made


@pytest.fixture
def client(runner: BuildRunner) -> Iterator[TestClient]:
    app = make_app(runner.dossier, hosts=[HOST], runner=runner)
    with TestClient(app, base_url=f"http://{HOST}") as made:
        yield made


def frames(text: str) -> list[dict[str, str]]:
    """Return the events of a stream, without comments and the time to ask again."""
    parts = [
        dict(line.split(": ", 1) for line in part.splitlines() if not line.startswith(":"))
        for part in text.split("\n\n")
    ]
    return [one for one in parts if "id" in one]


def listen(client: TestClient, **headers: str) -> list[dict[str, str]]:
    answer = client.get(f"{PREFIX}/build/events", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    return frames(answer.text)


def test_where_nothing_was_built_a_browser_is_told_to_ask_no_more(client: TestClient) -> None:
    state = client.get(f"{PREFIX}/build")
    answer = client.get(f"{PREFIX}/build/events")

    assert state.json()["phase"] == "idle"
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_listener_hears_a_build_to_its_end(client: TestClient, runner: BuildRunner) -> None:
    runner.start()

    heard = listen(client)

    assert all(tuple(one) == FRAME for one in heard)
    assert heard[0]["event"] == "start"
    assert {one["event"] for one in heard[1:-1]} == {"step"}
    assert heard[-1]["event"] == "report"
    assert json.loads(heard[-1]["data"])["report"]["documents"] == 1
    state = client.get(f"{PREFIX}/build").json()
    assert (state["phase"], state["report"]["documents"]) == ("done", 1)


def test_who_comes_back_hears_what_he_has_not(client: TestClient, runner: BuildRunner) -> None:
    runner.start()
    ended(runner)
    whole = listen(client)

    assert listen(client, **{"last-event-id": whole[2]["id"]}) == whole[3:]
    asked = {"last": whole[2]["id"]}
    assert frames(client.get(f"{PREFIX}/build/events", params=asked).text) == whole[3:]
    answer = client.get(f"{PREFIX}/build/events", headers={"last-event-id": whole[-1]["id"]})
    assert answer.status_code == 204


def test_the_head_of_a_stream_has_no_events(client: TestClient, runner: BuildRunner) -> None:
    runner.start()
    ended(runner)

    answer = client.head(f"{PREFIX}/build/events")

    assert (answer.status_code, answer.content) == (200, b"")


def test_the_state_is_new_when_something_was_told(client: TestClient, runner: BuildRunner) -> None:
    tag = client.get(f"{PREFIX}/build").headers["etag"]
    kept = client.get(f"{PREFIX}/build", headers={"if-none-match": tag})
    runner.start()

    assert kept.status_code == 304
    assert client.get(f"{PREFIX}/build", headers={"if-none-match": tag}).status_code == 200


@pytest.fixture
def address(runner: BuildRunner) -> Iterator[str]:
    """Serve on a port of this machine in a thread, and return the address of the interface."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # a request that comes before the server is ready waits
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        app = make_app(runner.dossier, hosts=[host], runner=runner)
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://{host}{PREFIX}"
        server.should_exit = True
        runner.closing = True
        thread.join(20)


def open_stream(address: str, **headers: str) -> Any:
    asked = Request(f"{address}/build/events", headers=headers)  # noqa: S310 - our own server
    return build_opener(ProxyHandler({})).open(asked, timeout=60)


SLOW = "import sys, time; sys.stdin.readline(); time.sleep(60)"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a child that builds nothing and takes its time; and comments soon."""
    monkeypatch.setattr("chancery.pipeline.live.COMMAND", (sys.executable, "-c", SLOW))
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.3)


@pytest.mark.usefixtures("slow")
def test_over_a_socket_events_come_at_once_and_silence_is_filled(
    runner: BuildRunner, address: str
) -> None:
    runner.start()

    with open_stream(address) as stream:
        lines = [stream.readline() for _ in range(8)]
        assert b"event: start\n" in lines
        assert b": still here\n" in lines
        runner.cancel()
        rest = stream.read().decode()

    assert frames(rest)[-1]["event"] == "cancel"


@pytest.mark.usefixtures("slow")
def test_listeners_that_go_away_leave_the_build_and_the_others(
    runner: BuildRunner, address: str
) -> None:
    runner.start()
    with open_stream(address) as stays:
        for _ in range(5):
            with open_stream(address) as goes:
                goes.readline()
        assert runner.state().phase == "running"
        runner.cancel()
        assert "event: cancel" in stays.read().decode()


@pytest.mark.usefixtures("slow")
def test_a_server_that_ends_ends_its_streams(runner: BuildRunner, address: str) -> None:
    runner.start()

    with open_stream(address) as stream:
        stream.readline()
        runner.closing = True
        assert b"event: cancel" not in stream.read()


def test_it_is_said_what_the_command_prints_for_programs(runner: BuildRunner) -> None:
    """The lines of `--progress json` are the data of the events of steps."""
    command = [sys.executable, "-m", "chancery", "add", str(runner.dossier)]
    command += [str(runner.dossier.parent / "second"), "--progress", "json", "--json"]
    done = subprocess.run(command, capture_output=True, check=True)

    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert {one["event"] for one in lines} == {"step"}
    assert {one["step"] for one in lines} >= {"captures", "clean", "store document"}
    assert json.loads(done.stdout)["documents"] == 2
    wait_for(lambda: runner.state().phase == "idle")
