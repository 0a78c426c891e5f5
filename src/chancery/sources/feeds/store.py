"""Keeps what was fetched, and what is still to be asked, in the dossier's work folder.

`captures.jsonl` has one line for each capture, only ever added to; `bodies/` has their bytes by
SHA-256; `state.json` is what the next poll needs. All may be read while a poll writes.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

import msgspec
from msgspec.structs import replace

from chancery.errors import DossierError, DossierWriteError
from chancery.model import (
    Capture,
    FeedNote,
    Fetch,
    Locator,
    MediaType,
    Reason,
    Rejection,
    cite_markup,
    make_id,
    reject,
)
from chancery.sources.dates import read_date
from chancery.sources.feeds.answers import Answer
from chancery.sources.feeds.fetch import Tokens
from chancery.sources.headers import charset_of

FOLDER = "followed"  # in the work folder


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="capture"):
    """One capture, as a line of `captures.jsonl`."""

    asked: str  # the address that the feed gives
    address: str  # the one that answered, after redirects
    fetched_at: str
    sha256: str
    size: int
    media_type: MediaType
    headers: dict[str, str]
    note: FeedNote
    entry: str  # digest of what the feed said of it: another one means that it may have changed


class Seen(msgspec.Struct, frozen=True, kw_only=True, tag="seen"):
    """An article that was asked for again and is what it was."""

    asked: str
    entry: str


class Latest(NamedTuple):
    """What the next poll needs of a capture."""

    sha256: str
    entry: str
    tokens: Tokens


class Open(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article that a feed names and we do not have."""

    note: FeedNote
    entry: str
    reason: Reason | None = None  # None: not asked yet
    detail: str = ""
    tries: int = 0
    again: bool = True


class FeedState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A feed that is followed: what its server said last."""

    etag: str | None = None
    last_modified: str | None = None
    reason: Reason | None = None  # why it could not be read the last time
    detail: str = ""


class State(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What the next poll needs."""

    feeds: dict[str, FeedState] = {}
    open: dict[str, Open] = {}
    held: dict[str, float] = {}  # host to the time, in seconds since 1970, when it may be asked
    built: str = ""  # mark of what the last build read


class Store:
    """The folder of one dossier; one poll at a time writes to it."""

    def __init__(self, folder: Path) -> None:
        """Read what earlier polls left.

        Raises:
            DossierError: `state.json` is damaged.
        """
        self._folder = folder
        self.state = _read_state(folder / "state.json")
        self.latest: dict[str, Latest] = {}
        for line in _read_lines(folder):
            self._take(line)

    def keep(self, kept: Kept, body: bytes) -> None:
        """Keep a capture: its bytes first, then its line.

        Raises:
            DossierWriteError: the disk is full.
        """
        try:
            place = body_path(self._folder, kept.sha256)
            if not place.exists():
                _write(place, body)
        except OSError as error:
            raise _unwritten(self._folder, error) from error
        self.note(kept)

    def note(self, line: Kept | Seen) -> None:
        """Add a line to `captures.jsonl`; raises DossierWriteError."""
        path = self._folder / "captures.jsonl"
        data = msgspec.json.encode(line) + b"\n"
        try:
            with path.open("ab") as file:
                # a line that was cut off stays a line of its own
                file.write(data if not file.tell() or _ends_line(path) else b"\n" + data)
        except OSError as error:
            raise _unwritten(self._folder, error) from error
        self._take(line)

    def _take(self, line: Kept | Seen) -> None:
        if isinstance(line, Kept):
            self.latest[line.asked] = Latest(line.sha256, line.entry, tokens_of(line.headers))
        elif line.asked in self.latest:
            self.latest[line.asked] = self.latest[line.asked]._replace(entry=line.entry)

    def save(self) -> None:
        """Write the state whole, or leave the old one; raises DossierWriteError."""
        try:
            _write(self._folder / "state.json", msgspec.json.encode(self.state))
        except OSError as error:
            raise _unwritten(self._folder, error) from error

    def mark(self) -> str:
        """Return a mark that differs when a build would read something else."""
        captures = self._folder / "captures.jsonl"
        size = captures.stat().st_size if captures.exists() else 0
        refused = sorted(one.id for one in refusals(self.state))
        return make_id("mark", [size, *refused])


def make_kept(asked: str, answer: Answer, note: FeedNote, *, entry: str, fetched_at: str) -> Kept:
    """Return the line of a capture."""
    return Kept(
        asked=asked,
        address=answer.address,
        fetched_at=fetched_at,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        size=len(answer.body),
        media_type=cast("MediaType", answer.kind),
        headers=answer.headers,
        note=note,
        entry=entry,
    )


def tokens_of(headers: dict[str, str]) -> Tokens:
    """Return what a server's headers give to ask with the next time."""
    return Tokens(headers.get("etag"), headers.get("last-modified"))


def read_followed(folder: Path) -> Iterator[Capture | Rejection]:
    """Yield every capture of the folder once, and why other articles and feeds are none.

    A page that came back as it was, after it had been another, was captured from the first time
    to the last: nothing that lies between is later.

    Raises:
        DossierError: `state.json` is damaged.
    """
    again = _came_again(folder)
    seen: set[str] = set()
    for line in _read_lines(folder):
        capture = _capture(folder, line) if isinstance(line, Kept) else None
        if capture is not None and capture.id not in seen:
            seen.add(capture.id)
            yield _until(capture, again[capture.id]) if capture.id in again else capture
    yield from refusals(_read_state(folder / "state.json"))


def _came_again(folder: Path) -> dict[str, str]:
    """Return when each capture that stands in several lines came last."""
    seen: set[str] = set()
    again: dict[str, str] = {}
    for line in _read_lines(folder):
        if isinstance(line, Kept):
            identity = make_id("capture", [line.address, line.sha256])
            if identity in seen:
                again[identity] = line.fetched_at
            seen.add(identity)
    return again


def _until(capture: Capture, last: str) -> Capture:
    """Return the capture with the time from when it was first fetched to when it was last."""
    fetch = capture.fetch
    if fetch is None or fetch.captured is None or fetch.captured.start == last:
        return capture
    captured = replace(fetch.captured, end=last, precision="between")
    return replace(capture, fetch=replace(fetch, captured=captured))


def refusals(state: State) -> Iterator[Rejection]:
    """Yield the rejections of feeds and articles that were asked for and did not come."""
    for address, feed in sorted(state.feeds.items()):
        if feed.reason is not None:
            yield reject(address, feed.reason, feed.detail)
    for address, one in sorted(state.open.items()):
        if one.reason is not None:
            yield reject(address, one.reason, one.detail)


def body_path(folder: Path, sha256: str) -> Path:
    """Return where the bytes with this digest lie."""
    return folder / "bodies" / sha256[:2] / sha256


def _capture(folder: Path, kept: Kept) -> Capture:
    identity = make_id("capture", [kept.address, kept.sha256])
    return Capture(
        id=identity,
        uri=kept.address,
        path=None,
        sha256=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        locator=Locator(file=str(body_path(folder, kept.sha256)), length=kept.size),
        fetch=_fetch(kept, identity),
        feed=kept.note,
    )


def _fetch(kept: Kept, identity: str) -> Fetch:
    return Fetch(
        address=kept.address,
        captured=read_date(kept.fetched_at, "capture", cite_markup(identity, "fetch/captured")),
        charset=charset_of(kept.headers),
        headers=kept.headers,
    )


def _read_lines(folder: Path) -> Iterator[Kept | Seen]:
    """Yield the whole lines; one that a crash cut short is passed over."""
    try:
        with (folder / "captures.jsonl").open("rb") as file:
            yield from _decode(file)
    except FileNotFoundError:
        return


def _decode(lines: Iterable[bytes]) -> Iterator[Kept | Seen]:
    decoder = msgspec.json.Decoder(Kept | Seen)
    for line in lines:
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError:
            continue


def _read_state(path: Path) -> State:
    try:
        return msgspec.json.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        return State()
    except (msgspec.DecodeError, OSError) as error:
        message = f"{path} cannot be read ({error}); delete it, and the feeds are read afresh"
        raise DossierError(message) from error


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _write(path: Path, data: bytes) -> None:
    """Write the file under another name first, so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}-{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _unwritten(folder: Path, error: OSError) -> DossierWriteError:
    cause = error.strerror or type(error).__name__
    return DossierWriteError(f"what was fetched cannot be kept in {folder}: {cause}")
