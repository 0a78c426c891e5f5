from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from fakes import Silent
from feed_server import FeedServer, serving

from chancery.sources.feeds.fetch import Fetcher
from chancery.sources.feeds.network import Network
from chancery.sources.feeds.pace import Pace
from chancery.sources.feeds.poll import Poll, PollReport
from chancery.sources.feeds.settings import FollowSettings
from chancery.sources.feeds.store import Store

Polling = Callable[..., PollReport]


class Clocks:
    """Time that passes by itself only while something sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.skipped = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.skipped += seconds

    def clock(self) -> float:
        return monotonic() + self.skipped

    def now(self) -> datetime:
        return datetime(2024, 3, 5, 12, tzinfo=UTC) + timedelta(seconds=self.skipped)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serving() as served:
        yield served


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def limits() -> FollowSettings:
    return FollowSettings(
        allow_private=True, pause=0.0, max_bytes=100_000, read_timeout=30.0, total_timeout=30.0
    )


@pytest.fixture
def make_fetcher(clocks: Clocks) -> Iterator[Callable[..., Fetcher]]:
    opened: list[Network] = []

    def make(limits: FollowSettings, network: Network | None = None) -> Fetcher:
        used = network or Network(allow_private=limits.allow_private, clock=monotonic)
        opened.append(used)
        pace = Pace(
            pause=limits.pause,
            patience=limits.patience,
            strikes=limits.strikes,
            clock=clocks.clock,
            sleep=clocks.sleep,
        )
        return Fetcher(used, pace, limits, clocks.now)

    yield make
    for network in opened:
        network.__exit__()


@pytest.fixture
def fetcher(make_fetcher: Callable[..., Fetcher], limits: FollowSettings) -> Fetcher:
    return make_fetcher(limits)


@pytest.fixture
def poll(
    make_fetcher: Callable[..., Fetcher], limits: FollowSettings, clocks: Clocks, tmp_path: Path
) -> Polling:
    def run(*feeds: str, settings: FollowSettings = limits) -> PollReport:
        """Poll as a new process would."""
        store = Store(tmp_path / "followed")
        fetcher = make_fetcher(settings)
        return Poll(store, fetcher, settings, Silent(), clocks.now).run(feeds)

    return run
