"""Asks one server for one answer, within its limits: the only door to httpx2 and httpcore2.

httpx2 is the maintained continuation of httpx. A host name is resolved once, its addresses are
checked, and the connection goes to the address that was checked, so that a name cannot lead
elsewhere the second time. Proxies of the environment are not used: behind one, nothing could be
checked.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

import httpcore2
import httpx2

from chancery.errors import ChanceryError
from chancery.sources.feeds.addresses import is_public

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], httpcore2.NetworkStream]
Clock = Callable[[], float]

MOST_ADDRESSES = 3  # choice: of one host, tried in turn
_OPTIONS = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]


class FetchError(ChanceryError):
    """A request failed; never seen outside of this package."""


class AddressRefusedError(FetchError):
    """The host lies where nothing may be asked."""


class TooSlowError(FetchError):
    """The server kept us waiting longer than it may."""


class UnreachableError(FetchError):
    """There was no server, or what it sent broke off or is no HTTP."""


class Reply(NamedTuple):
    """The head of an answer, and its body as it comes: still packed, read once."""

    status: int
    headers: dict[str, str]  # names in lower case
    chunks: Iterator[bytes]


class Network:
    """Asks servers; use it in a `with` statement. One request at a time."""

    def __init__(
        self,
        *,
        allow_private: bool,
        clock: Clock,
        resolve: Resolve | None = None,
        connect: Connect | None = None,
    ) -> None:
        """Take what may be put in their place by a test: the clock, the resolver, the socket."""
        self._deadline = _Deadline(clock)
        backend = _Backend(
            self._deadline, resolve or _resolve, connect or _connect, allow_private=allow_private
        )
        self._client = httpx2.Client(
            transport=_Transport(backend), trust_env=False, follow_redirects=False
        )

    def __enter__(self) -> Self:
        """Return the network itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._client.close()

    @contextmanager
    def ask(
        self, address: str, headers: dict[str, str], *, read_timeout: float, total_timeout: float
    ) -> Generator[Reply]:
        """Yield the answer; both limits are in seconds, the second for head and body together.

        Raises:
            FetchError: it did not come, at once or while its body is read.
        """
        self._deadline.start(total_timeout)
        timeout = httpx2.Timeout(read_timeout)
        with _translated():
            request = self._client.build_request("GET", address, headers=headers, timeout=timeout)
            response = self._client.send(request, stream=True)
        try:
            kept = {name.lower(): value for name, value in response.headers.items()}
            yield Reply(response.status_code, kept, _chunks(response))
        finally:
            response.close()


def _chunks(response: httpx2.Response) -> Iterator[bytes]:
    with _translated():
        yield from response.iter_raw()


@contextmanager
def _translated() -> Generator[None]:
    """Raise the errors of the libraries and of the system as ours."""
    try:
        yield
    except (httpcore2.TimeoutException, httpx2.TimeoutException, TimeoutError) as error:
        message = "it did not answer in time"
        raise TooSlowError(message) from error
    except (httpcore2.ProtocolError, httpx2.ProtocolError) as error:
        message = f"its answer broke off or is no HTTP ({error})"
        raise UnreachableError(message) from error
    except (httpcore2.NetworkError, httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        message = f"no connection: {error or type(error).__name__}"
        raise UnreachableError(message) from error
    except httpcore2.UnsupportedProtocol as error:
        message = f"no web address ({error})"
        raise UnreachableError(message) from error


def join_address(base: str, target: str) -> str:
    """Return where a redirect leads, in ASCII; the target as it stands where it is no address."""
    try:
        return str(httpx2.URL(base).join(target))
    except httpx2.InvalidURL:
        return target


class _Deadline:
    """When the request under way must be over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = float("inf")

    def start(self, seconds: float) -> None:
        self._until = self._clock() + seconds

    def within(self, timeout: float | None) -> float:
        """Return the shorter of this wait and what is left; raise where nothing is."""
        left = self._until - self._clock()
        if left <= 0:
            message = "it took longer than it may"
            raise TooSlowError(message)
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    """A connection on which every wait ends with the request's deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        wait = self._deadline.within(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, wait), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the library has it
        return self._stream.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Resolves, checks, and connects to what was checked."""

    def __init__(
        self, deadline: _Deadline, resolve: Resolve, connect: Connect, *, allow_private: bool
    ) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._connect = connect
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - never set by us
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002 - likewise
    ) -> httpcore2.NetworkStream:
        addresses = self._resolve_in_time(host, port, timeout)
        self._check(host, addresses)
        failure: Exception | None = None
        for address in addresses[:MOST_ADDRESSES]:
            try:
                stream = self._connect(address, port, self._deadline.within(timeout))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def _resolve_in_time(self, host: str, port: int, timeout: float | None) -> list[str]:
        """Return the addresses; the system's resolver itself knows no limit of time."""
        found: list[list[str] | OSError] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except OSError as error:
                found.append(error)

        worker = threading.Thread(target=look_up, daemon=True)
        worker.start()
        worker.join(self._deadline.within(timeout))
        if not found:
            message = f"the name {host!r} was not resolved in time"
            raise TooSlowError(message)
        if isinstance(found[0], OSError):
            message = f"the name {host!r} is not known ({found[0].strerror})"
            raise UnreachableError(message)
        return found[0]

    def _check(self, host: str, addresses: list[str]) -> None:
        """Refuse a host of which a single address is not public."""
        if self._allow_private:
            return
        for address in addresses:
            if not is_public(address):
                message = f"{host} is {address}, which is no public address"
                raise AddressRefusedError(message)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _connect(address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout, None, _OPTIONS)


class _Transport(httpx2.BaseTransport):
    """Sends what httpx2 has built through connections of our own backend."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpcore2.default_ssl_context(),
            keepalive_expiry=5.0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The packed body, as httpx2 wants to have it."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
