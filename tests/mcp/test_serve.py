"""Over HTTP only this machine is answered, by its own names; the extra is named if absent."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from serving import address_in

from chancery.cli import mcp as command
from chancery.errors import NotADossierError, ServerError, UsageError
from chancery.mcp.serve import read_address, serve_http, serve_stdio

ASKED = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture(scope="module")
def address(example: Path) -> Iterator[str]:
    line = [sys.executable, "-m", "chancery", "mcp", str(example), "--http", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield address_in(process.stdout.readline())
        finally:
            process.terminate()


def post(address: str, **headers: str) -> httpx2.Response:
    accepted = {"accept": "application/json, text/event-stream", **headers}
    return httpx2.post(address, json=ASKED, headers=accepted, trust_env=False)


def test_a_client_asks_over_http(address: str) -> None:
    async def run() -> Any:
        async with Client(address) as client:
            return await client.call_tool("search", {"query": "talks", "limit": 1})

    assert asyncio.run(run()).structured_content["status"] == "found"


def test_another_host_or_site_is_turned_away(address: str) -> None:
    assert post(address, host="dossier.example:80").status_code == 421
    assert post(address, origin="http://dossier.example").status_code == 403
    assert post(address, **{"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_request_that_is_too_large_is_turned_away(address: str) -> None:
    answer = httpx2.post(
        address,
        content=b" " * 300_000,
        headers={"content-type": "application/json"},
        trust_env=False,
    )

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("at", "read"),
    [
        ("8766", ("127.0.0.1", 8766)),
        ("127.0.0.1:0", ("127.0.0.1", 0)),
        ("127.0.0.9:1", ("127.0.0.9", 1)),
        ("[::1]:8766", ("::1", 8766)),
    ],
)
def test_an_address_of_this_machine_is_read(at: str, read: tuple[str, int]) -> None:
    assert read_address(at) == read


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("0.0.0.0:8766", "this machine alone"),
        ("[::]:8766", "this machine alone"),
        ("192.0.2.7:8766", "this machine alone"),
        ("localhost:8766", "this machine alone"),
        ("dossier.example:80", "this machine alone"),
        ("127.0.0.1", "this machine alone|no port"),
        ("127.0.0.1:", "no port"),
        ("127.0.0.1:http", "no port"),
        ("70000", "no port"),
        ("-1", "no port"),
        ("", "no port"),
    ],
)
def test_another_address_is_refused(example: Path, at: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        serve_http(example, at, print)


def test_a_port_that_is_taken_is_said(example: Path, address: str) -> None:
    port = httpx2.URL(address).port

    with pytest.raises(ServerError, match="cannot listen"):
        serve_http(example, str(port), print)


def test_what_is_no_dossier_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(NotADossierError):
        serve_stdio(tmp_path / "none.dossier")
    with pytest.raises(NotADossierError):
        serve_http(tmp_path / "none.dossier", "0", print)


def test_without_the_sdk_the_remedy_is_said(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)

    with pytest.raises(UsageError, match=r"pip install 'chancery\[mcp\]'"):
        command.run([str(example)], http=None)
