"""Runs the server on an address of this machine until it is told to end."""

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp

from chancery.api.writing import make_token
from chancery.errors import ServerError, UsageError
from chancery.pipeline.live import BuildRunner, LiveSettings
from chancery.store.dossier import open_dossier

LOOPBACK = "127.0.0.1"
IDLE_S = 5  # after which a connection that asks nothing is closed
GRACE_S = 3  # that requests have to end when the server does
MOST_CONNECTIONS = 100


class MakeApp(Protocol):
    """Makes the application that is served."""

    def __call__(
        self, path: Path, *, hosts: Iterable[str], token: str, runner: BuildRunner
    ) -> ASGIApp:
        """Return the application; `hosts` are the values of Host, `token` lets programs write."""
        ...


def serve(  # noqa: PLR0913 - what is served, where, by what, and what it may do
    path: Path,
    *,
    host: str,
    port: int,
    make: MakeApp,
    ready: Callable[[str, str], None],
    builds: LiveSettings = LiveSettings(),  # noqa: B008 - frozen
) -> None:
    """Serve the dossier, at any free port for 0.

    `ready` is told the address, and the token by which programs write, once it answers.

    `make` makes the application of the path and the values of Host that it goes by.

    Raises:
        NotADossierError: the path holds none.
        UsageError: the host is no address of one interface.
        ServerError: the port is taken, or the address is none of this machine's.
    """
    with open_dossier(path):
        pass  # whether it is one is said now, not to who asks first
    listening = listen(host, port)
    taken = int(listening.getsockname()[1])
    names = host_names(host, taken)
    token = make_token()
    runner = BuildRunner(path, builds)
    config = uvicorn.Config(
        make(path, hosts=names, token=token, runner=runner),
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=IDLE_S,
        timeout_graceful_shutdown=GRACE_S,
        limit_concurrency=MOST_CONNECTIONS,
    )
    ready(f"http://{names[0]}/", token)
    with runner, listening, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        _Server(config, runner).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Tells those who listen to a build that the server ends, for it waits for them."""

    def __init__(self, config: uvicorn.Config, runner: BuildRunner) -> None:
        super().__init__(config)
        self.runner = runner

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.runner.closing = True
        super().handle_exit(sig, frame)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address of this machine, at any free port for 0.

    Raises:
        UsageError: the host is no address of one interface.
        ServerError: the port is taken, or the address is none of this machine's.
    """
    try:
        address = ip_address(host)
    except ValueError as error:
        message = f"{host!r} is no address; give one as 127.0.0.1 or ::1"
        raise UsageError(message) from error
    if address.is_unspecified:
        message = f"{host} is every address of this machine; name the one to listen at"
        raise UsageError(message)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        message = (
            f"cannot listen at {host}, port {port}: {error.strerror}; "
            "give another port with --port, or 0 for any that is free"
        )
        raise ServerError(message) from error
    return listening


def host_names(host: str, port: int) -> list[str]:
    """Return the values of Host that name the server, the one to print first."""
    address = ip_address(host)
    own = f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004
    names = [own, "localhost"] if address.is_loopback else [own]
    return [f"{name}:{port}" for name in names]
