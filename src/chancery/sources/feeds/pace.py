"""Keeps a pause between requests to one host, and leaves alone a host that asks for it."""

from collections.abc import Callable

Clock = Callable[[], float]
Sleep = Callable[[float], None]


class Pace:
    """When each host may be asked again, in seconds of the clock."""

    def __init__(
        self, *, pause: float, patience: float, strikes: int, clock: Clock, sleep: Sleep
    ) -> None:
        """Take the pause, the longest wait, and the failures in a row that end a host's turn."""
        self._pause = pause
        self._patience = patience
        self._most = strikes
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._strikes: dict[str, int] = {}

    def wait(self, host: str) -> float:
        """Wait for the host's turn and return 0, or the seconds left where they are too many."""
        left = self.left(host)
        if left > self._patience:
            return left
        if left > 0:
            self._sleep(left)
        self._next[host] = self._clock() + self._delays.get(host, self._pause)
        return 0.0

    def left(self, host: str) -> float:
        """Return the seconds until the host may be asked."""
        return self._next.get(host, 0.0) - self._clock()

    def slow_down(self, host: str, delay: float) -> None:
        """Take a longer pause at this host, from the next request on."""
        self._delays[host] = max(delay, self._pause)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def holds(self) -> dict[str, float]:
        """Return the hosts that want to be left alone for longer than we wait, in seconds."""
        left = {host: self.left(host) for host in self._next}
        return {host: seconds for host, seconds in left.items() if seconds > self._patience}

    def strike(self, host: str) -> None:
        """Count a failure; the host's turn ends with one too many in a row."""
        self._strikes[host] = self._strikes.get(host, 0) + 1

    def clear(self, host: str) -> None:
        """Forget the host's failures: it has answered."""
        self._strikes.pop(host, None)

    def is_out(self, host: str) -> bool:
        """Say whether the host's turn has ended."""
        return self._strikes.get(host, 0) >= self._most

    def begin(self) -> None:
        """Give every host a new turn; waits that were asked for still hold."""
        self._strikes.clear()
