from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import msgspec
import pytest
from feed_server import FeedServer, item, page, rss

from chancery.errors import DossierError
from chancery.model import Capture, Rejection
from chancery.sources.feeds.poll import PollReport
from chancery.sources.feeds.settings import FollowSettings
from chancery.sources.feeds.store import Store, read_followed
from chancery.sources.files import FileReader

XML = "application/rss+xml; charset=utf-8"
BOMB = '<!DOCTYPE a [<!ENTITY b "c">]><rss/>'
Polling = Callable[..., PollReport]


def kept(folder: Path) -> list[Capture]:
    return [one for one in read_followed(folder / "followed") if isinstance(one, Capture)]


def refused(folder: Path) -> list[tuple[str, str]]:
    found = read_followed(folder / "followed")
    return [(one.uri, one.reason) for one in found if isinstance(one, Rejection)]


def give_feed(server: FeedServer, count: int, path: str = "/feed", **headers: str) -> str:
    for number in range(count):
        server.give(f"/{number}", page(f"Bridge {number} opens"))
    items = [item(f"/{number}", f"Bridge {number} opens") for number in range(count)]
    return server.give(path, rss(*items), XML, **headers)


def test_a_poll_keeps_each_article_with_hash_address_time_headers_and_feed(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    feed = give_feed(server, 2)
    report = poll(feed)
    capture = kept(tmp_path)[0]

    assert (report.new, report.changed, report.unchanged, report.rejected) == (2, 0, 0, {})
    assert FileReader().read(capture.locator) == page("Bridge 0 opens").encode()
    assert capture.uri == f"{server.base}/0"
    assert capture.fetch is not None
    assert capture.fetch.captured is not None
    assert capture.fetch.captured.start == "2024-03-05T12:00:00Z"
    assert capture.fetch.headers["content-type"] == "text/html; charset=utf-8"
    assert capture.fetch.charset == "utf-8"
    assert capture.feed is not None
    assert (capture.feed.feed, capture.feed.title) == (feed, "Bridge 0 opens")


def test_a_second_poll_asks_only_whether_the_feed_has_changed(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    server.give("/a", page("Bridge opens"))
    feed = server.give_tagged("/feed", rss(item("/a")), XML, '"1"')
    poll(feed)
    before = len(server.asked)
    report = poll(feed)

    assert report.feeds[0].news == "unchanged"
    assert [one.path for one in server.asked[before:]] == ["/robots.txt", "/feed"]
    assert len(kept(tmp_path)) == 1


def test_a_feed_that_is_sent_again_makes_no_article_be_fetched_again(
    server: FeedServer, poll: Polling
) -> None:
    feed = give_feed(server, 3)
    poll(feed)
    report = poll(feed)

    assert (report.new, report.unchanged) == (0, 3)
    assert server.paths() == ["/feed", "/0", "/1", "/2", "/feed"]


def test_an_article_of_which_the_feed_says_something_new_is_asked_for_again(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    server.give_tagged("/a", page("Bridge opens"), "text/html", '"a1"')
    server.give("/b", page("Talks end"))
    server.give("/c", page("Bar falls"))
    feed = server.give("/feed", rss(item("/a"), item("/b"), item("/c")), XML)
    poll(feed)
    server.give("/b", page("Talks end", "They ended early."))
    server.give("/feed", rss(*(item(f"/{one}", "Corrected") for one in "abc")), XML)
    report = poll(feed)

    assert (report.new, report.changed, report.unchanged) == (0, 1, 2)
    assert [one.uri.rpartition("/")[2] for one in kept(tmp_path)] == ["a", "b", "c", "b"]
    assert poll(feed).unchanged == 3
    assert server.paths().count("/a") == 2


def test_a_page_that_comes_back_as_it_was_was_captured_from_the_first_time_to_the_last(
    server: FeedServer, poll: Polling, clocks: Any, tmp_path: Path
) -> None:
    for title, text in (("Talks", "early"), ("Talks end", "late"), ("Talks", "early")):
        server.give("/a", page("Talks end", f"They ended {text}."))
        feed = server.give("/feed", rss(item("/a", title)), XML)
        poll(feed)
        clocks.sleep(60)

    captured = [one.fetch.captured for one in kept(tmp_path) if one.fetch]
    assert [(one.start, one.end, one.precision) for one in captured if one] == [
        ("2024-03-05T12:00:00Z", "2024-03-05T12:02:00Z", "between"),
        ("2024-03-05T12:01:00Z", "2024-03-05T12:01:00Z", "second"),
    ]


def test_an_article_that_two_entries_or_two_feeds_name_is_fetched_once(
    server: FeedServer, poll: Polling
) -> None:
    server.give("/a", page("Bridge opens"))
    one = server.give("/one", rss(item("/a"), item("/a#top"), item("/a?utm_source=x")), XML)
    two = server.give("/two", rss(item("/a")), XML)
    report = poll(one, two)

    assert (report.new, report.feeds[0].repeated) == (1, 2)
    assert server.paths().count("/a") == 1


@pytest.mark.parametrize(
    ("break_feed", "reason"),
    [
        (lambda server: server.give("/bad", "<html>a page</html>"), "malformed"),
        (lambda server: server.give("/bad", BOMB, XML), "malformed"),
        (lambda server: server.give("/bad", "", XML, status=500), "http_status"),
        (lambda server: server.give("/bad", "x", "image/png"), "unsupported"),
        (lambda server: server.give("/bad", "", XML), "empty"),
        (lambda server: server.give("/bad", b"<rss>\x81\x8d\xfe\xff\xfe", XML), "encoding"),
        (lambda server: server.give("/bad", "x", XML, content_encoding="gzip"), "unreachable"),
        (lambda server: server.give_endless("/bad", b"<rss>" * 5_000, XML), "too_large"),
        (lambda server: server.move("/bad", "/bad"), "redirects"),
        (lambda _: "http://127.0.0.1:1/bad", "unreachable"),
    ],
)  # fmt: skip
def test_a_broken_feed_is_named_and_stops_no_other(
    server: FeedServer, poll: Polling, tmp_path: Path, break_feed: Any, reason: str
) -> None:
    bad = break_feed(server)
    report = poll(bad, give_feed(server, 1))
    first = report.feeds[0]

    assert (first.feed, first.news, first.reason) == (bad, "failed", reason)
    assert first.detail
    assert report.new == 1
    assert refused(tmp_path) == [(bad, reason)]


def test_a_feed_that_is_well_again_is_no_rejection_any_more(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    poll(server.give("/feed", "", XML, status=500))
    poll(give_feed(server, 1))

    assert refused(tmp_path) == []


def test_each_kind_of_failure_is_counted_and_kept_apart(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    server.give("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    server.give("/sick", "", status=500)
    server.give("/image", b"\x89PNG", "image/png")
    paths = ("/private", "/gone", "/sick", "/image", "http://user:word@ferry.example/")
    report = poll(server.give("/feed", rss(*(item(path, path) for path in paths)), XML))

    assert report.rejected == {"http_status": 2, "robots": 1, "unsupported": 1}
    assert report.waiting == 1
    assert {one.feed for one in report.problems} == {f"{server.base}/feed"}
    assert sorted(reason for _, reason in refused(tmp_path)) == [
        "http_status", "http_status", "missing_field", "robots", "unsupported",
    ]  # fmt: skip


def test_what_may_come_later_is_asked_for_again_and_what_never_will_is_not(
    server: FeedServer, poll: Polling, limits: FollowSettings, tmp_path: Path
) -> None:
    server.give("/sick", "", status=500)
    feed = server.give_tagged("/feed", rss(item("/sick"), item("/gone")), XML, '"1"')
    few = msgspec.structs.replace(limits, tries=2)
    for _ in range(3):
        poll(feed, settings=few)

    assert (server.paths().count("/sick"), server.paths().count("/gone")) == (2, 1)
    assert (
        "given up after 2 polls"
        in Store(tmp_path / "followed").state.open[f"{server.base}/sick"].detail
    )


def test_an_article_that_comes_at_last_is_no_rejection_any_more(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    server.give("/a", "", status=503)
    feed = server.give_tagged("/feed", rss(item("/a")), XML, '"1"')
    poll(feed)
    server.give("/a", page("Bridge opens"))

    assert poll(feed).new == 1
    assert refused(tmp_path) == []


def test_a_host_that_wants_to_be_left_alone_is_so_by_the_next_process_too(
    server: FeedServer, poll: Polling, clocks: Any
) -> None:
    server.give("/0", "", status=429, retry_after="3600")
    server.give("/1", page("Bridge opens"))
    feed = server.give("/feed", rss(item("/0"), item("/1")), XML)
    first = poll(feed)
    second = poll(feed)

    assert (first.rejected, first.waiting) == ({"http_status": 1}, 2)
    assert second.feeds[0].news == "put_off"
    assert server.paths() == ["/feed", "/0"]
    clocks.skipped += 3_600
    server.give("/0", page("Talks end"))
    assert poll(feed).new == 2


def test_private_addresses_are_asked_for_once_they_are_allowed(
    server: FeedServer, poll: Polling, limits: FollowSettings, tmp_path: Path
) -> None:
    feed = give_feed(server, 1)
    strict = msgspec.structs.replace(limits, allow_private=False)

    assert poll(feed, settings=strict).feeds[0].reason == "address_refused"
    assert poll(feed).new == 1
    assert refused(tmp_path) == []


@pytest.mark.untraced
def test_a_feed_of_10_000_entries_is_taken_a_part_at_a_time(
    server: FeedServer, poll: Polling, limits: FollowSettings
) -> None:
    for number in range(10):
        server.give(f"/{number}", page(f"Bridge {number} opens"))
    entries = "".join(f"<item><link>/{number}</link></item>" for number in range(10_000))
    feed = server.give_tagged("/feed", rss(entries), XML, '"1"')
    few = msgspec.structs.replace(limits, limit=5, max_bytes=1_000_000)
    started = process_time()
    reports = [poll(feed, settings=few) for _ in range(2)]

    assert [one.new for one in reports] == [5, 5]
    assert (reports[0].feeds[0].entries, reports[1].waiting) == (10_000, 9_990)
    assert process_time() - started < 15


def test_what_rules_forbid_takes_no_other_s_turn(
    server: FeedServer, poll: Polling, limits: FollowSettings
) -> None:
    server.give("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    server.give("/a", page("Bridge opens"))
    few = msgspec.structs.replace(limits, limit=1)
    feed = server.give("/feed", rss(item("/private"), item("/a")), XML)

    assert [poll(feed, settings=few).new for _ in range(2)] == [0, 1]


def test_a_site_that_wants_longer_pauses_than_we_wait_is_not_asked(
    server: FeedServer, poll: Polling
) -> None:
    server.give("/robots.txt", "User-agent: *\nCrawl-delay: 100", "text/plain")
    report = poll(give_feed(server, 2))

    assert report.feeds[0].reason == "robots"
    assert server.paths() == []


def test_addresses_that_are_not_ascii_are_asked_for(server: FeedServer, poll: Polling) -> None:
    server.give("/br%C3%BCcke%20auf", page("Bridge opens"))
    feed = server.give("/feed", rss(item("/brücke auf")), XML, etag="é")

    assert poll(feed).new == 1
    assert poll(feed).unchanged == 1


def test_hosts_are_asked_in_turn(
    server: FeedServer, poll: Polling, limits: FollowSettings
) -> None:
    other = f"http://localhost:{server.port}"
    for path in ("/a", "/b", "/c", "/d"):
        server.give(path, page(path))
    items = [item("/a", "a"), item("/b", "b"), item(f"{other}/c", "c"), item(f"{other}/d", "d")]
    poll(server.give("/feed", rss(*items), XML), settings=limits)

    assert server.paths() == ["/feed", "/a", "/c", "/b", "/d"]


def test_a_line_that_a_crash_cut_short_is_passed_over_and_fetched_again(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    feed = give_feed(server, 2)
    poll(feed)
    log = tmp_path / "followed" / "captures.jsonl"
    log.write_bytes(log.read_bytes()[:-40])

    assert len(kept(tmp_path)) == 1
    assert poll(feed).new == 1
    assert len(kept(tmp_path)) == 2


def test_a_damaged_state_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{")

    with pytest.raises(DossierError, match="delete it"):
        Store(tmp_path)


def test_a_page_in_the_server_s_encoding_is_read_in_it(
    server: FeedServer, poll: Polling, tmp_path: Path
) -> None:
    from chancery.sources.html import WebPage  # noqa: PLC0415

    text = page("Переговоры о мосте").encode("windows-1251")
    server.give("/a", text, "text/html; charset=windows-1251")
    poll(server.give("/feed", rss(item("/a")), XML))
    (capture,) = kept(tmp_path)
    document = WebPage().extract(capture, text)

    assert not isinstance(document, Rejection)
    assert "Переговоры о мосте" in document.text
