"""One poll: reads the feeds, then fetches the articles that they name and we do not have."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import chain, zip_longest
from typing import Literal

import msgspec

from chancery.ports import Progress
from chancery.sources.feeds.answers import POLICY, Answer, Failure, Outcome, Unchanged
from chancery.sources.feeds.fetch import NO_TOKENS, Fetcher, Tokens
from chancery.sources.feeds.judge import ARTICLES, FEEDS
from chancery.sources.feeds.parse import Entry, parse_feed
from chancery.sources.feeds.settings import FollowSettings
from chancery.sources.feeds.store import FeedState, Open, Seen, Store, make_kept, tokens_of
from chancery.sources.flaw import Flaw
from chancery.sources.headers import charset_of
from chancery.text.addresses import host_of

SAVE_EVERY = 50  # choice: articles between two savings of the state

FeedNews = Literal["read", "unchanged", "put_off", "failed"]
ArticleNews = Literal["new", "changed", "unchanged", "put_off", "failed"]


class FeedReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one feed."""

    feed: str
    news: FeedNews
    entries: int = 0
    repeated: int = 0  # entries whose article another one names already
    reason: str | None = None
    detail: str | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was asked for and did not come."""

    address: str
    feed: str
    reason: str
    detail: str


class PollReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one poll, in numbers."""

    feeds: tuple[FeedReport, ...]
    new: int
    changed: int  # the address gave other bytes than before
    unchanged: int
    waiting: int  # to be asked at a later poll
    rejected: dict[str, int]  # articles of this poll, by reason
    problems: tuple[Problem, ...]


class Poll:
    """Polls feeds into a store."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        settings: FollowSettings,
        progress: Progress,
        now: Callable[[], datetime],
    ) -> None:
        """Take where captures are kept, how they are fetched, and the clock on the wall."""
        self._store = store
        self._state = store.state
        self._fetcher = fetcher
        self._settings = settings
        self._progress = progress
        self._now = now
        self._known = 0

    def run(self, feeds: Sequence[str]) -> PollReport:
        """Read the feeds and fetch what is due; one that fails stops no other.

        Raises:
            DossierWriteError: the disk is full; what was fetched before is kept.
        """
        self._fetcher.begin()
        self._take_holds()
        self._known = 0
        try:
            reports = self._read_feeds(feeds)
            self._store.save()
            counts, problems = self._fetch_articles(feeds)
        finally:
            self._keep_holds()
            self._store.save()
        return PollReport(
            feeds=tuple(reports),
            new=counts["new"],
            changed=counts["changed"],
            unchanged=self._known + counts["unchanged"],
            waiting=sum(
                one.again and one.reason not in POLICY for one in self._state.open.values()
            ),
            rejected=dict(sorted(Counter(one.reason for one in problems).items())),
            problems=tuple(problems),
        )

    def _take_holds(self) -> None:
        now = self._now().timestamp()
        for host, until in self._state.held.items():
            self._fetcher.pace.hold(host, until - now)

    def _keep_holds(self) -> None:
        now = self._now().timestamp()
        self._state.held = {host: now + left for host, left in self._fetcher.pace.holds().items()}

    def _read_feeds(self, feeds: Sequence[str]) -> list[FeedReport]:
        reports: list[FeedReport] = []
        self._progress.begin("feeds", len(feeds))
        for feed in feeds:
            reports.append(self._read_feed(feed))
            self._progress.advance(1)
        self._progress.end(reused=0)
        return reports

    def _read_feed(self, feed: str) -> FeedReport:
        state = self._state.feeds.get(feed, FeedState())
        got = self._fetcher.fetch(feed, FEEDS, Tokens(state.etag, state.last_modified))
        if isinstance(got, Unchanged):
            self._state.feeds[feed] = msgspec.structs.replace(state, reason=None, detail="")
            return FeedReport(feed=feed, news="unchanged")
        parsed = got if isinstance(got, Failure) else _parse(got, feed)
        if isinstance(parsed, Failure):
            return self._note_failure(feed, state, parsed)
        entries, headers = parsed
        repeated = self._note_entries(entries)
        tokens = tokens_of(headers)
        self._state.feeds[feed] = FeedState(etag=tokens.etag, last_modified=tokens.last_modified)
        return FeedReport(feed=feed, news="read", entries=len(entries), repeated=repeated)

    def _note_failure(self, feed: str, state: FeedState, failure: Failure) -> FeedReport:
        reason, detail = failure.reason, failure.detail
        if failure.asked:
            state = msgspec.structs.replace(state, reason=reason, detail=detail)
        self._state.feeds[feed] = state
        news: FeedNews = "failed" if failure.asked else "put_off"
        return FeedReport(feed=feed, news=news, reason=reason, detail=detail)

    def _note_entries(self, entries: Sequence[Entry]) -> int:
        """Note the articles that are due; return how many entries name one a second time."""
        seen: set[str] = set()
        repeated = 0
        for entry in entries:
            address = entry.note.link or f"{entry.note.feed}#{entry.identity or entry.number}"
            if address in seen:
                repeated += 1
                continue
            seen.add(address)
            self._note_entry(address, entry)
        return repeated

    def _note_entry(self, address: str, entry: Entry) -> None:
        digest = _digest(entry)
        kept, waiting = self._store.latest.get(address), self._state.open.get(address)
        if entry.note.link is None:
            detail = "the feed gives no address for it; name the feed's file to `chancery build`"
            self._state.open[address] = Open(
                note=entry.note, entry=digest, reason="missing_field", detail=detail, again=False
            )
        elif kept is not None and kept.entry == digest:
            self._known += 1
        elif waiting is None or (waiting.entry != digest and not waiting.again):
            self._state.open[address] = Open(note=entry.note, entry=digest)

    def _fetch_articles(self, feeds: Sequence[str]) -> tuple[Counter[str], list[Problem]]:
        due = self._due(feeds)
        counts: Counter[str] = Counter()
        problems: list[Problem] = []
        self._progress.begin("articles", len(due))
        for number, address in enumerate(due, start=1):
            news, problem = self._fetch_article(address)
            counts[news] += 1
            problems += [problem] if problem else []
            if number % SAVE_EVERY == 0:
                self._store.save()
            self._progress.advance(1)
        self._progress.end(reused=0)
        return counts, problems

    def _due(self, feeds: Sequence[str]) -> list[str]:
        """Return the addresses to ask, hosts in turn, so that pauses are seldom waited for."""
        per_feed: Counter[str] = Counter()
        by_host: dict[str, list[str]] = {}
        for address, one in sorted(self._state.open.items(), key=_rank):
            feed = one.note.feed
            if one.again and feed in feeds and per_feed[feed] < self._settings.limit:
                per_feed[feed] += 1
                by_host.setdefault(host_of(address), []).append(address)
        rounds = zip_longest(*by_host.values())
        return [address for address in chain.from_iterable(rounds) if address is not None]

    def _fetch_article(self, address: str) -> tuple[ArticleNews, Problem | None]:
        kept = self._store.latest.get(address)
        got = self._fetcher.fetch(address, ARTICLES, kept.tokens if kept else NO_TOKENS)
        if isinstance(got, Unchanged) and kept is None:
            got = Failure("http_status", "the server says that nothing changed since nothing")
        if isinstance(got, Failure):
            return self._fail(address, got)
        return self._keep(address, got), None

    def _keep(self, address: str, got: Outcome) -> ArticleNews:
        one = self._state.open.pop(address)
        kept = self._store.latest.get(address)
        moment = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if isinstance(got, Answer):
            made = make_kept(address, got, one.note, entry=one.entry, fetched_at=moment)
            if kept is None or made.sha256 != kept.sha256:
                self._store.keep(made, got.body)
                return "changed" if kept else "new"
        if kept is not None:
            self._store.note(Seen(asked=address, entry=one.entry))
        return "unchanged"

    def _fail(self, address: str, failure: Failure) -> tuple[ArticleNews, Problem | None]:
        one = self._state.open[address]
        if not failure.asked:
            return "put_off", None
        counted = failure.reason not in POLICY
        tries = one.tries + counted
        again = failure.again and tries < self._settings.tries
        detail = failure.detail
        if failure.again and not again:
            detail = f"{detail.partition(';')[0]}; it was given up after {tries} polls"
        self._state.open[address] = msgspec.structs.replace(
            one, reason=failure.reason, detail=detail, tries=tries, again=again
        )
        problem = Problem(
            address=address, feed=one.note.feed, reason=failure.reason, detail=detail
        )
        return "failed", problem


def _rank(item: tuple[str, Open]) -> int:
    """Put what was never asked for first, and what rules forbid last."""
    reason = item[1].reason
    return 0 if reason is None else 2 if reason in POLICY else 1


def _parse(answer: Answer, feed: str) -> tuple[tuple[Entry, ...], dict[str, str]] | Failure:
    charset = charset_of(answer.headers)
    parsed = parse_feed(answer.body, feed, base=answer.address, charset=charset)
    if isinstance(parsed, Flaw):
        return Failure(parsed.reason, parsed.detail, again=True)
    return parsed.entries, answer.headers


def _digest(entry: Entry) -> str:
    """Return what differs when the feed says something else of the article."""
    note = entry.note
    data = msgspec.json.encode([note.title, note.published, note.updated, entry.content])
    return hashlib.blake2b(data, digest_size=10).hexdigest()
