"""Follows feeds into a dossier: poll, keep what came, build again with it."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

import msgspec

from chancery.errors import SourceError
from chancery.pipeline.before import Before, read_before
from chancery.pipeline.build import BuildReport, build, locked, work_folder
from chancery.ports import Progress, TextReader
from chancery.sources.feeds.fetch import Fetcher
from chancery.sources.feeds.network import Network
from chancery.sources.feeds.pace import Pace
from chancery.sources.feeds.poll import Poll, PollReport
from chancery.sources.feeds.settings import FollowSettings
from chancery.sources.feeds.store import FOLDER, Store
from chancery.store.dossier import check_target
from chancery.text.addresses import tidy_address


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Surroundings(NamedTuple):
    """The clocks, the network and the model, which a test may put others in the place of."""

    clock: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep
    now: Callable[[], datetime] = _utc_now
    network: Callable[..., Network] = Network
    reader: TextReader | None = None  # None: the shipped model


class Asked(NamedTuple):
    """How to follow."""

    limits: FollowSettings
    workers: int = 0
    annotate: bool | None = None  # None: as in the dossier's last build
    every: float | None = None  # seconds between two polls; None: one poll


class FollowReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one poll, and of the build after it; None where there was nothing to build."""

    poll: PollReport
    build: BuildReport | None


SYSTEM = Surroundings()


def follow(
    dossier: Path,
    feeds: Sequence[str],
    asked: Asked,
    progress: Progress,
    surroundings: Surroundings = SYSTEM,
) -> Iterator[FollowReport]:
    """Yield a report of one poll, or with `every` of one after another, without end.

    Without feeds, those named before are polled. The dossier keeps the sources of its last build.

    Raises:
        SourceError: a feed is no web address, or the last build's sources cannot be read again.
        DossierBusyError: another follow or build runs on the dossier.
        DossierWriteError: the disk is full; what was fetched before is kept.
        EngineError: a worker died; the next poll builds again.
    """
    check_target(dossier)
    addresses = [_checked(feed) for feed in feeds]
    _last_build(dossier)  # says at once what cannot be built again
    folder = work_folder(dossier) / FOLDER
    with locked(folder, what="follow"), _fetching(asked.limits, surroundings) as fetcher:
        while True:
            store = Store(folder)
            poll = Poll(store, fetcher, asked.limits, progress, surroundings.now)
            report = poll.run(_known(addresses, store))
            built = _build(store, dossier, asked, progress, surroundings.reader)
            yield FollowReport(poll=report, build=built)
            if asked.every is None:
                return
            surroundings.sleep(asked.every)


def _checked(feed: str) -> str:
    address = tidy_address(feed)
    if address is None:
        message = (
            f"{feed!r} is no web address; a feed's is http://... or https://..., without a user's "
            "name; name a feed's file to `chancery build`"
        )
        raise SourceError(message)
    return address


def _known(feeds: Sequence[str], store: Store) -> list[str]:
    """Return the feeds to poll, each once: those named, else those followed before."""
    known = list(dict.fromkeys(feeds)) or list(store.state.feeds)
    if not known:
        message = "the dossier follows no feed yet; name the address of one"
        raise SourceError(message)
    return known


def _last_build(dossier: Path) -> Before:
    """Return what the last build read, so that the next reads it too."""
    return (read_before(dossier) if dossier.exists() else None) or Before()


@contextmanager
def _fetching(limits: FollowSettings, surroundings: Surroundings) -> Generator[Fetcher]:
    pace = Pace(
        pause=limits.pause,
        patience=limits.patience,
        strikes=limits.strikes,
        clock=surroundings.clock,
        sleep=surroundings.sleep,
    )
    make = surroundings.network
    with make(allow_private=limits.allow_private, clock=surroundings.clock) as network:
        yield Fetcher(network, pace, limits, surroundings.now)


def _build(
    store: Store, dossier: Path, asked: Asked, progress: Progress, reader: TextReader | None
) -> BuildReport | None:
    """Build where the last build that followed would read something else now."""
    mark = store.mark()
    if store.state.built == mark if dossier.exists() else not store.latest:
        return None
    before = _last_build(dossier)
    annotate = before.settings.annotate if asked.annotate is None else asked.annotate
    report = build(
        before.sources,
        dossier,
        settings=msgspec.structs.replace(
            before.settings, workers=asked.workers, annotate=annotate
        ),
        progress=progress,
        reader=reader,
        kept=before.kept,
        taken=before.taken,
    )
    store.state.built = mark
    store.save()
    return report
