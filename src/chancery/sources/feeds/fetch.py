"""Fetches an address as a polite reader does: robots.txt, pauses, redirects by hand."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeVar

from chancery import __version__
from chancery.sources.feeds.addresses import origin_of
from chancery.sources.feeds.answers import Failure, Moved, Outcome
from chancery.sources.feeds.body import ENCODINGS, BodyError
from chancery.sources.feeds.judge import (
    MOVED,
    OK,
    PASSING,
    Accepts,
    follow_reply,
    judge_reply,
    read_body,
    refuse_reply,
)
from chancery.sources.feeds.network import (
    AddressRefusedError,
    FetchError,
    Network,
    Reply,
    TooSlowError,
)
from chancery.sources.feeds.pace import Pace
from chancery.sources.feeds.robots import ALL, MAX_ROBOTS_BYTES, Rules, robots_address
from chancery.sources.feeds.settings import FollowSettings
from chancery.text.addresses import host_of

AGENT = f"chancery/{__version__}"
UNAVAILABLE = range(400, 500)  # RFC 9309, 2.3.1.3: a robots.txt that is not there allows all

Result = TypeVar("Result")


class Tokens(NamedTuple):
    """What a server gave us to ask whether something has changed."""

    etag: str | None = None
    last_modified: str | None = None


NO_TOKENS = Tokens()


class Fetcher:
    """Fetches one address after another."""

    def __init__(
        self,
        network: Network,
        pace: Pace,
        settings: FollowSettings,
        now: Callable[[], datetime],
    ) -> None:
        """Take the network, the pauses, the limits, and the clock on the wall."""
        self.pace = pace
        self._network = network
        self._settings = settings
        self._now = now
        self._rules: dict[str, Rules | Failure] = {}

    def begin(self) -> None:
        """Begin a poll: rules are read anew, and hosts that failed get a new turn."""
        self._rules.clear()
        self.pace.begin()

    def fetch(self, address: str, accepts: Accepts, tokens: Tokens = NO_TOKENS) -> Outcome:
        """Return what the address gives; each redirect is checked like the address itself."""
        headers = _conditions(tokens) | {"accept": ", ".join([*accepts, "*/*;q=0.1"])}
        limit = self._settings.max_bytes

        def judge(target: str, reply: Reply) -> Outcome | Moved:
            return judge_reply(target, reply, accepts, limit=limit, now=self._now())

        for _ in range(self._settings.most_redirects + 1):
            refusal = self._refuse(address)
            outcome = self._ask(address, headers, judge) if refusal is None else refusal
            if not isinstance(outcome, Moved):
                return outcome
            address = outcome.address
        most = self._settings.most_redirects
        return Failure("redirects", f"it leads on more than {most} times; look at the address")

    def _refuse(self, address: str) -> Failure | None:
        """Return why the address may not be asked, or None; waits for the host's turn."""
        rules = self._rules_for(address)
        if isinstance(rules, Failure):
            return rules
        if not rules.allows(address):
            detail = f"{robots_address(address)} asks robots not to read it; save it by hand"
            return Failure("robots", detail, again=True)
        if rules.delay > self._settings.patience:
            detail = (
                f"{robots_address(address)} asks for {rules.delay:.0f} seconds between two "
                f"requests, more than the {self._settings.patience:.0f} that are waited; "
                "save it by hand"
            )
            return Failure("robots", detail, again=True)
        return self._wait(address)

    def _wait(self, address: str) -> Failure | None:
        """Wait for the host's turn, or return that it is put off."""
        host = host_of(address)
        if self.pace.is_out(host):
            detail = f"{host} failed several times in a row; it is asked again at the next poll"
            return Failure("unreachable", detail, again=True, asked=False)
        left = self.pace.wait(host)
        if left > 0:
            detail = f"{host} wants to be left alone for {left:.0f} seconds; it is asked later"
            return Failure("http_status", detail, again=True, asked=False)
        return None

    def _rules_for(self, address: str) -> Rules | Failure:
        origin = origin_of(address)
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(robots_address(address))
            rules = self._rules[origin]
            if isinstance(rules, Rules):
                self.pace.slow_down(host_of(address), rules.delay)
        return self._rules[origin]

    def _read_rules(self, address: str) -> Rules | Failure:
        """Return the rules; a server that cannot say what it allows allows nothing for now."""
        for _ in range(self._settings.most_redirects + 1):
            refusal = self._wait(address)
            found = self._ask(address, {}, self._judge_rules) if refusal is None else refusal
            if not isinstance(found, Moved):
                return found
            address = found.address
        return ALL  # RFC 9309, 2.3.1.2

    def _judge_rules(self, address: str, reply: Reply) -> Rules | Failure | Moved:
        if reply.status in MOVED:
            moved = follow_reply(address, reply)
            return moved if isinstance(moved, Moved) else ALL
        if reply.status in UNAVAILABLE and reply.status not in PASSING:
            return ALL
        if reply.status not in OK:
            return refuse_reply(reply, self._now())
        body = read_body(reply, MAX_ROBOTS_BYTES)
        return (
            ALL if isinstance(body, Failure) else Rules(body.data.decode("utf-8-sig", "replace"))
        )

    def _ask(
        self, address: str, headers: dict[str, str], judge: Callable[[str, Reply], Result]
    ) -> Result | Failure:
        """Return what `judge` makes of the reply; counts failures against the host."""
        host = host_of(address)
        headers = {"user-agent": AGENT, "accept-encoding": ENCODINGS} | headers
        settings = self._settings
        outcome: Result | Failure
        try:
            with self._network.ask(
                address,
                headers,
                read_timeout=settings.read_timeout,
                total_timeout=settings.total_timeout,
            ) as reply:
                outcome = judge(address, reply)
        except (FetchError, BodyError) as error:
            outcome = _failure(error)
        if isinstance(outcome, Failure):
            self._count(host, outcome)
        else:
            self.pace.clear(host)
        return outcome

    def _count(self, host: str, failure: Failure) -> None:
        if failure.reason in {"unreachable", "timed_out"}:
            self.pace.strike(host)
        if failure.wait > 0:
            self.pace.hold(host, failure.wait)


def _conditions(tokens: Tokens) -> dict[str, str]:
    headers: dict[str, str] = {}
    if tokens.etag and tokens.etag.isascii():  # nothing else can be sent back
        headers["if-none-match"] = tokens.etag
    if tokens.last_modified and tokens.last_modified.isascii():
        headers["if-modified-since"] = tokens.last_modified
    return headers


def _failure(error: FetchError | BodyError) -> Failure:
    if isinstance(error, AddressRefusedError):
        return Failure(
            "address_refused", f"{error}; --allow-private allows such addresses", again=True
        )
    if isinstance(error, TooSlowError):
        return Failure("timed_out", f"{error}; it is asked again", again=True)
    return Failure("unreachable", f"{error}; it is asked again", again=True)
