"""Serves the tools on standard input and output, or over HTTP to this machine alone."""

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from chancery.api.guard import Guard
from chancery.api.serve import LOOPBACK, host_names, listen
from chancery.errors import UsageError
from chancery.mcp.server import make_server
from chancery.store.dossier import open_dossier

ROUTE = "/mcp"
MOST_BODY = 256 * 1024  # bytes of a request: a question is short
MOST_CONNECTIONS = 20
GRACE_S = 3
MOST_PORT = 65_535


def serve_stdio(path: Path) -> None:
    """Serve one client until its side of standard input ends.

    Raises:
        NotADossierError: the path holds none.
    """
    _check(path)
    with suppress(KeyboardInterrupt):
        make_server(path).run("stdio")


def serve_http(path: Path, at: str, ready: Callable[[str], None]) -> None:
    """Serve at an address of this machine; `ready` is told the address once it answers.

    Raises:
        NotADossierError: the path holds none.
        UsageError: the address is none that only this machine reaches.
        ServerError: the port is taken.
    """
    _check(path)
    host, port = read_address(at)
    listening = listen(host, port)
    names = host_names(host, int(listening.getsockname()[1]))
    ready(f"http://{names[0]}{ROUTE}")
    with listening, suppress(KeyboardInterrupt):
        _run(make_app(make_server(path), names), listening)


def read_address(at: str) -> tuple[str, int]:
    """Return the address and port of `PORT` or `ADDRESS:PORT`.

    Raises:
        UsageError: it is neither, or others than this machine reach the address.
    """
    named, _, port = at.rpartition(":")
    host = named.removeprefix("[").removesuffix("]") or LOOPBACK
    try:
        loopback = ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        message = f"{host!r} is no address of this machine alone; give 127.0.0.1 or [::1]"
        raise UsageError(message)
    if not (port.isascii() and port.isdigit() and int(port) <= MOST_PORT):
        message = f"{port!r} is no port; give a number up to {MOST_PORT}, 0 for any that is free"
        raise UsageError(message)
    return host, int(port)


def make_app(server: MCPServer, names: list[str]) -> ASGIApp:
    """Return the application; `names` are the values of Host that it goes by."""
    checks = TransportSecuritySettings(
        allowed_hosts=names, allowed_origins=[f"http://{one}" for one in names]
    )
    inner = server.streamable_http_app(
        streamable_http_path=ROUTE,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MOST_BODY,
        transport_security=checks,
    )
    return Guard(inner, hosts=names)


def _run(app: ASGIApp, listening: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
        limit_concurrency=MOST_CONNECTIONS,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _check(path: Path) -> None:
    with open_dossier(path):
        pass  # whether it is one is said now, not to who asks first
