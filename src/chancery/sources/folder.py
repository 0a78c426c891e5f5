"""Walks a folder in a fixed order, once through every link, and never in a circle."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from chancery.model import Rejection, reject
from chancery.sources.files import refuse


class Found(NamedTuple):
    """A regular file: as the user would write it, below the given folder, and its size."""

    uri: str
    path: str
    size: int
    named: bool  # given directly, so that its type may be sniffed


class _Frame(NamedTuple):
    entries: Iterator[os.DirEntry[str]]
    below: str  # path of the folder below the given one, with a slash at its end
    real: str  # links resolved


class Walk:
    """Finds the files below the given paths; one instance sees each file and folder once."""

    def __init__(self, skipped: frozenset[str], named: frozenset[str]) -> None:
        """Start with nothing seen; both sets hold resolved paths.

        `skipped` are passed over; `named` were given directly, though a folder may hold them too.
        """
        self._skipped = skipped
        self._named = named
        self._seen: dict[str, str] = {}  # resolved path to the uri under which it was found

    def find(self, given: str) -> Iterator[Found | Rejection]:
        """Yield the files at or below a path, folders sorted by name; problems as rejections."""
        try:
            status = Path(given).stat()
        except OSError as error:
            yield refuse(given, error)
            return
        real = os.path.realpath(given)
        if stat.S_ISDIR(status.st_mode):
            yield from self._walk(given, real)
        else:
            yield self._admit(given, Path(given).name, real, status)

    def _walk(self, root: str, real: str) -> Iterator[Found | Rejection]:
        frames: list[_Frame] = []  # a stack of our own: paths may be deeper than Python recurses
        yield from self._enter(frames, root, "", real)
        while frames:
            frame = frames[-1]
            entry = next(frame.entries, None)
            if entry is None:
                frames.pop()
            elif not entry.name.startswith("."):
                yield from self._visit(frames, frame, entry)

    def _visit(
        self, frames: list[_Frame], frame: _Frame, entry: os.DirEntry[str]
    ) -> Iterator[Found | Rejection]:
        below = frame.below + entry.name
        if not _is_unicode(entry.name):
            shown = os.fsencode(entry.path).decode("utf-8", "backslashreplace")
            yield reject(shown, "unreadable", "its name is not valid UTF-8; rename it")
            return
        try:
            status = entry.stat()
            linked = entry.is_symlink()
        except OSError as error:
            yield refuse(entry.path, error)
            return
        real = os.path.realpath(entry.path) if linked else f"{frame.real}/{entry.name}"
        if stat.S_ISDIR(status.st_mode):
            yield from self._enter(frames, entry.path, below + "/", real)
        elif real not in self._skipped:
            yield self._admit(entry.path, below, real, status)

    def _enter(self, frames: list[_Frame], uri: str, below: str, real: str) -> Iterator[Rejection]:
        if real in self._skipped:
            return
        if any(frame.real == real for frame in frames):
            yield reject(uri, "link_loop", "the link leads to a folder that it lies in; remove it")
            return
        if real in self._seen:
            yield _duplicate(uri, self._seen[real])
            return
        self._seen[real] = uri
        try:
            with os.scandir(uri) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield refuse(uri, error)
            return
        frames.append(_Frame(iter(ordered), below, real))

    def _admit(self, uri: str, path: str, real: str, status: os.stat_result) -> Found | Rejection:
        if not stat.S_ISREG(status.st_mode):
            return reject(uri, "unreadable", f"it is {_kind(status.st_mode)}, not a regular file")
        if real in self._seen:
            return _duplicate(uri, self._seen[real])
        self._seen[real] = uri
        return Found(uri, path, status.st_size, real in self._named)


def _duplicate(uri: str, first: str) -> Rejection:
    return reject(uri, "duplicate", f"it is the same as {first}, which was read")


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _kind(mode: int) -> str:
    names = {
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return names.get(stat.S_IFMT(mode), "a special file")
