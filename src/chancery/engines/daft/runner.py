"""Opens Daft in this process, which it allows once: on this machine, or on Ray by address.

This is the only door to Ray.
"""

import logging
import socket
import warnings
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

import daft
from daft.runners import get_or_infer_runner_type

from chancery.engines.daft import SILENCE
from chancery.errors import EngineError, UsageError

TRIES = 5  # of a query, when nothing came of the ones before: a cluster sees late who is gone
ANSWER_S = 5.0  # choice: how long an address may take to answer
RAY_PORT = 10001  # where Ray listens for programs outside its nodes


def open_native(threads: int) -> None:
    """Let Daft run in threads of this process; how many, its first use in the process says.

    Raises:
        EngineError: Daft runs on Ray in this process.
    """
    with suppress(daft.exceptions.DaftCoreException):  # it is open already
        daft.set_runner_native(num_threads=threads)
    _check("native")


class Size(NamedTuple):
    """How many machines a cluster has, and processors in all."""

    machines: int
    processors: int


def open_ray(address: str) -> Size:
    """Let Daft run on a Ray cluster; return its size.

    Raises:
        UsageError: the address is none.
        EngineError: nothing answers there, or not as this version of Ray does.
    """
    import ray  # noqa: PLC0415 - slow to load, and not needed on one machine

    _probe(address)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its advice to its own callers
            if not ray.is_initialized():
                ray.init(address, runtime_env={"env_vars": SILENCE}, logging_level=logging.WARNING)
        daft.set_runner_ray(noop_if_initialized=True)
    except (ConnectionError, RuntimeError, TimeoutError, ValueError) as error:
        message = (
            f"Ray at {address} cannot be used: {error}; its nodes need the Python, the Ray and "
            "the Chancery that run here"
        )
        raise EngineError(message) from error
    _check("ray")
    nodes = [one["Resources"] for one in ray.nodes() if one["Alive"]]  # type: ignore[no-untyped-call]
    return Size(len(nodes), int(sum(one.get("CPU", 0) for one in nodes)) or 1)


def last_line(error: Exception) -> str:
    """Return what went wrong, of an error that tells first where it went through."""
    return (str(error).strip() or type(error).__name__).splitlines()[-1]


def _check(wanted: str) -> None:
    found = get_or_infer_runner_type()
    if found != wanted:
        message = f"Daft runs {found} in this process already; start another for {wanted}"
        raise EngineError(message)


def _probe(address: str) -> None:
    """Ask whether anything listens at an address, which Ray itself does for half a minute."""
    parts = urlsplit(address)
    try:
        host, port = parts.hostname, parts.port or RAY_PORT
    except ValueError:
        host, port = None, 0
    if not host:
        message = f"{address!r} is no address of Ray; one is ray://HOST:{RAY_PORT}"
        raise UsageError(message)
    try:
        socket.create_connection((host, port), ANSWER_S).close()
    except OSError as error:
        message = (
            f"no Ray answers at {host}:{port} ({error.strerror or error}); start its head with "
            f"`ray start --head --ray-client-server-port={port}`"
        )
        raise EngineError(message) from error
