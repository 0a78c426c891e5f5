import gzip
from collections.abc import Callable
from threading import Event
from time import monotonic, sleep
from typing import Any

import httpcore2
import msgspec
import pytest
from feed_server import FeedServer, page

from chancery.sources.feeds.answers import Answer, Failure, Unchanged
from chancery.sources.feeds.fetch import Fetcher, Tokens
from chancery.sources.feeds.judge import ARTICLES
from chancery.sources.feeds.network import Network
from chancery.sources.feeds.settings import FollowSettings

PUBLIC = "93.184.216.34"
MakeFetcher = Callable[..., Fetcher]


def failure(got: object) -> Failure:
    assert isinstance(got, Failure), got
    return got


def answer(got: object) -> Answer:
    assert isinstance(got, Answer), got
    return got


def guarded(server: FeedServer, names: dict[str, list[list[str]]]) -> Network:
    """Return a network in which names have these addresses, and the public one is the server."""

    def resolve(host: str, _port: int) -> list[str]:
        return names[host].pop(0) if len(names[host]) > 1 else names[host][0]

    def connect(address: str, _port: int, timeout: float) -> httpcore2.NetworkStream:
        assert address == PUBLIC, f"connected to {address}"
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", server.port, timeout)

    return Network(allow_private=False, clock=monotonic, resolve=resolve, connect=connect)


@pytest.fixture
def strict(limits: FollowSettings) -> FollowSettings:
    return msgspec.structs.replace(limits, allow_private=False)


def test_an_article_comes_with_its_headers_and_says_who_asks(
    server: FeedServer, fetcher: Fetcher
) -> None:
    address = server.give("/a", page("Bridge opens"), set_cookie="id=1", etag='"1"')
    got = answer(fetcher.fetch(address, ARTICLES))

    assert got.body == page("Bridge opens").encode()
    assert got.kind == "text/html"
    assert got.headers["etag"] == '"1"'
    assert "set-cookie" not in got.headers
    assert [one.path for one in server.asked] == ["/robots.txt", "/a"]
    assert server.asked[1].headers["user-agent"].startswith("chancery/")


def test_what_has_not_changed_is_not_sent_again(server: FeedServer, fetcher: Fetcher) -> None:
    address = server.give_tagged("/a", "x", "text/html", '"1"')

    got = fetcher.fetch(address, ARTICLES, Tokens('"1"', "Tue, 05 Mar 2024 10:00:00 GMT"))

    assert isinstance(got, Unchanged)
    assert server.asked[-1].headers["if-modified-since"] == "Tue, 05 Mar 2024 10:00:00 GMT"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"])
def test_a_loopback_address_is_refused_however_it_is_written(
    server: FeedServer, make_fetcher: MakeFetcher, strict: FollowSettings, host: str
) -> None:
    server.give("/a", "secret")
    got = failure(make_fetcher(strict).fetch(f"http://{host}:{server.port}/a", ARTICLES))

    assert got.reason == "address_refused"
    assert "--allow-private" in got.detail
    assert server.asked == []


def test_a_redirect_from_an_allowed_address_to_loopback_is_refused(
    server: FeedServer, make_fetcher: MakeFetcher, strict: FollowSettings
) -> None:
    server.give("/secret", "secret")
    server.move("/a", f"{server.base}/secret")
    network = guarded(server, {"ferry.example": [[PUBLIC]], "127.0.0.1": [["127.0.0.1"]]})
    got = failure(make_fetcher(strict, network).fetch("http://ferry.example/a", ARTICLES))

    assert got.reason == "address_refused"
    assert server.paths() == ["/a"]


def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed_there(
    server: FeedServer, make_fetcher: MakeFetcher, strict: FollowSettings
) -> None:
    server.give("/a", page("Bridge opens"), connection="close")
    names = {"ferry.example": [[PUBLIC], [PUBLIC], ["127.0.0.1"]]}
    fetcher = make_fetcher(strict, guarded(server, names))

    assert isinstance(fetcher.fetch("http://ferry.example/a", ARTICLES), Answer)
    again = failure(fetcher.fetch("http://ferry.example/a", ARTICLES))
    assert again.reason == "address_refused"
    assert server.paths() == ["/a"]


def test_a_host_with_one_private_address_among_others_is_refused(
    server: FeedServer, make_fetcher: MakeFetcher, strict: FollowSettings
) -> None:
    network = guarded(server, {"ferry.example": [[PUBLIC, "10.0.0.1"]]})
    got = failure(make_fetcher(strict, network).fetch("http://ferry.example/a", ARTICLES))

    assert got.reason == "address_refused"
    assert server.asked == []


def test_redirects_are_followed_and_the_last_address_is_kept(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.give("/c", page("Bridge opens"))
    server.move("/b", "c#part", 308)
    address = server.move("/a", "/b")

    assert answer(fetcher.fetch(address, ARTICLES)).address == f"{server.base}/c"


@pytest.mark.parametrize(
    "target", ["/a", "file:///etc/passwd", "http://user:word@ferry.example/", ""]
)
def test_a_redirect_that_leads_nowhere_is_a_failure(
    server: FeedServer, fetcher: Fetcher, target: str
) -> None:
    got = failure(fetcher.fetch(server.move("/a", target), ARTICLES))

    assert (got.reason, got.again) == ("redirects", False)
    assert len(server.paths()) <= 6


@pytest.mark.parametrize(
    "rules", ["User-agent: *\nDisallow: /*/private", "User-agent: chancery\nDisallow: /"]
)
def test_what_robots_txt_forbids_is_not_asked_for(
    server: FeedServer, fetcher: Fetcher, rules: str
) -> None:
    server.give("/robots.txt", rules, "text/plain")
    got = failure(fetcher.fetch(server.give("/x/private/a", "no"), ARTICLES))

    assert got.reason == "robots"
    assert server.paths() == []


def test_robots_txt_of_the_redirect_s_target_counts_too(
    server: FeedServer, make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    server.give("/robots.txt", "User-agent: *\nDisallow: /b", "text/plain")
    server.give("/b", "no")

    got = failure(make_fetcher(limits).fetch(server.move("/a", "/b"), ARTICLES))
    assert got.reason == "robots"
    assert server.paths() == ["/a"]


def test_a_server_that_cannot_say_what_it_allows_allows_nothing(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.give("/robots.txt", "", status=500)
    got = failure(fetcher.fetch(server.give("/a", "x"), ARTICLES))

    assert (got.reason, got.again) == ("http_status", True)
    assert server.paths() == []


def test_one_host_is_asked_once_in_each_pause_and_as_robots_txt_asks(
    server: FeedServer, make_fetcher: MakeFetcher, limits: FollowSettings, clocks: Any
) -> None:
    server.give("/robots.txt", "User-agent: *\nCrawl-delay: 7", "text/plain")
    fetcher = make_fetcher(msgspec.structs.replace(limits, pause=3.0))
    for path in ("/a", "/b"):
        fetcher.fetch(server.give(path, "x"), ARTICLES)

    assert [round(each) for each in clocks.slept] == [3, 7]


@pytest.mark.parametrize("given", ["120", "Tue, 05 Mar 2024 12:02:00 GMT"])
def test_a_server_that_has_had_too_much_is_left_alone_for_as_long_as_it_says(
    server: FeedServer, fetcher: Fetcher, clocks: Any, given: str
) -> None:
    server.give("/a", "", status=429, retry_after=given)
    other = server.give("/b", "x")

    first = failure(fetcher.fetch(f"{server.base}/a", ARTICLES))
    second = failure(fetcher.fetch(other, ARTICLES))

    assert (first.reason, first.again, first.wait) == ("http_status", True, 120.0)
    assert (second.asked, server.paths()) == (False, ["/a"])
    clocks.skipped += 100  # what is left is short enough to wait for
    assert isinstance(fetcher.fetch(other, ARTICLES), Answer)
    assert [round(each) for each in clocks.slept] == [20]


@pytest.mark.parametrize(
    ("status", "again"), [(500, True), (503, True), (404, False), (403, False)]
)
def test_an_error_of_the_server_is_a_failure_with_its_remedy(
    server: FeedServer, fetcher: Fetcher, status: int, again: object
) -> None:
    got = failure(fetcher.fetch(server.give("/a", "sorry", status=status), ARTICLES))

    assert (got.reason, got.again) == ("http_status", again)
    assert str(status) in got.detail


def test_a_body_without_end_is_cut_off(server: FeedServer, fetcher: Fetcher) -> None:
    address = server.give_endless("/a", b"<p>and on</p>" * 1_000, "text/html")

    assert failure(fetcher.fetch(address, ARTICLES)).reason == "too_large"


def test_a_bomb_is_cut_off(server: FeedServer, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"<p>" + b"\n" * 5_000_000)
    address = server.give("/a", bomb, content_encoding="gzip")

    assert len(bomb) < 100_000
    assert failure(fetcher.fetch(address, ARTICLES)).reason == "too_large"
    assert server.asked[-1].headers["accept-encoding"] == "gzip, deflate"


def test_a_length_over_the_limit_is_believed_at_once(server: FeedServer, fetcher: Fetcher) -> None:
    address = server.give("/a", "x", content_length="100001")

    assert failure(fetcher.fetch(address, ARTICLES)).reason == "too_large"


def test_a_body_that_is_shorter_than_announced_is_not_taken_for_whole(
    server: FeedServer, fetcher: Fetcher
) -> None:
    address = server.give("/a", page("Bridge opens"), content_length="5000", connection="close")

    got = failure(fetcher.fetch(address, ARTICLES))
    assert (got.reason, got.again) == ("unreachable", True)


def test_a_body_that_drips_is_ended_by_the_limit_of_the_whole(
    server: FeedServer, make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    address = server.give_endless("/a", b"x", "text/html", every=0.02)
    short = msgspec.structs.replace(limits, read_timeout=5.0, total_timeout=0.3)
    started = monotonic()

    got = failure(make_fetcher(short).fetch(address, ARTICLES))
    assert (got.reason, got.again) == ("timed_out", True)
    assert monotonic() - started < 3


def test_headers_that_drip_are_ended_likewise(
    server: FeedServer, make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    def drip(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while True:
            handler.wfile.write(b"X")
            sleep(0.02)

    server.pages["/a"] = drip
    short = msgspec.structs.replace(limits, read_timeout=5.0, total_timeout=0.3)

    got = failure(make_fetcher(short).fetch(f"{server.base}/a", ARTICLES))
    assert got.reason == "timed_out"


def test_a_server_that_is_silent_is_ended_by_the_limit_of_one_read(
    server: FeedServer, make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    address = server.give_endless("/a", b"x", "text/html", every=1.0)
    short = msgspec.structs.replace(limits, read_timeout=0.2, total_timeout=60.0)

    assert failure(make_fetcher(short).fetch(address, ARTICLES)).reason == "timed_out"


def test_a_name_that_is_not_known_is_said(
    make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    network = Network(allow_private=True, clock=monotonic, resolve=resolve)
    got = failure(make_fetcher(limits, network).fetch("http://ferry.example/a", ARTICLES))

    assert (got.reason, got.again) == ("unreachable", True)
    assert "'ferry.example'" in got.detail


def test_a_resolver_that_never_answers_is_not_waited_for(
    make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    ended = Event()

    def resolve(_host: str, _port: int) -> list[str]:
        ended.wait(30)
        return []

    short = msgspec.structs.replace(limits, total_timeout=0.1)
    network = Network(allow_private=True, clock=monotonic, resolve=resolve)
    got = failure(make_fetcher(short, network).fetch("http://ferry.example/a", ARTICLES))
    ended.set()

    assert got.reason == "timed_out"


def test_a_host_that_fails_again_and_again_loses_its_turn(
    make_fetcher: MakeFetcher, limits: FollowSettings
) -> None:
    tried: list[str] = []

    def connect(address: str, _port: int, _timeout: float) -> httpcore2.NetworkStream:
        tried.append(address)
        message = "refused"
        raise httpcore2.ConnectError(message)

    def resolve(_host: str, _port: int) -> list[str]:
        return [PUBLIC]

    network = Network(allow_private=True, clock=monotonic, resolve=resolve, connect=connect)
    fetcher = make_fetcher(limits, network)
    ports = range(8001, 8006)  # each has a robots.txt of its own
    got = [failure(fetcher.fetch(f"http://ferry.example:{n}/a", ARTICLES)) for n in ports]

    assert [one.asked for one in got] == [True, True, True, False, False]
    assert len(tried) == 3
    fetcher.begin()
    assert failure(fetcher.fetch("http://ferry.example/a", ARTICLES)).asked


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4"])
def test_other_content_is_not_read(server: FeedServer, fetcher: Fetcher, kind: str) -> None:
    got = failure(fetcher.fetch(server.give("/a", "x", kind), ARTICLES))

    assert (got.reason, got.again) == ("unsupported", False)
    assert kind in got.detail


def test_content_without_a_type_is_told_by_its_bytes(server: FeedServer, fetcher: Fetcher) -> None:
    html = server.give("/a", page("Bridge opens"), None)
    image = server.give("/b", b"\x89PNG\r\n\x1a\n\0\0", None)

    assert answer(fetcher.fetch(html, ARTICLES)).kind == "text/html"
    assert failure(fetcher.fetch(image, ARTICLES)).reason == "binary"
