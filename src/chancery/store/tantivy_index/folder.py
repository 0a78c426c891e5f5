"""The folder of an index beside its dossier: what it belongs to, and whether it is whole."""

import shutil
import sqlite3
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import msgspec

FORMAT = 1  # of the fields and how they are filled: raise it when the same records give others
BELONGS = "belongs.json"
SUFFIX = ".search"
PARTIAL = ".partial"
PART_BYTES = 1 << 20  # that are read together

TABLE = "CREATE TABLE IF NOT EXISTS search_index (token TEXT NOT NULL)"


class Belonging(msgspec.Struct, frozen=True, kw_only=True):
    """What an index belongs to, and what it is made of; written last, and taken away first."""

    format: int
    library: str  # the version of tantivy that wrote it
    token: str  # of the build, which its dossier holds too
    documents: int
    files: dict[str, tuple[int, int]]  # their sizes in bytes and CRC-32, by name


def folder_of(dossier: Path) -> Path:
    """Return the folder of a dossier's index; it may be deleted at any time."""
    return dossier.with_name(dossier.name + SUFFIX)


def token_of(connection: sqlite3.Connection) -> str | None:
    """Return what the index of the last build is known by; None where it made none."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'search_index'"
    if connection.execute(query).fetchone() is None:
        return None
    row = connection.execute("SELECT token FROM search_index").fetchone()
    return row[0] if row else None


def set_token(connection: sqlite3.Connection, token: str | None) -> None:
    """Note by what the index of this build is known."""
    connection.execute("DELETE FROM search_index")
    if token is not None:
        connection.execute("INSERT INTO search_index VALUES (?)", (token,))


def read_belonging(folder: Path) -> Belonging | None:
    """Return what an index belongs to; None where there is none, or it is not whole.

    Bytes are read once in a process, some 100 ms for 100,000 documents: tantivy itself panics over
    bad ones.
    """
    try:
        data = (folder / BELONGS).read_bytes()
        told = msgspec.json.decode(data, type=Belonging)
        found = {name: (folder / name).stat() for name in told.files}
        sizes = {name: size for name, (size, _) in told.files.items()}
        if told.format != FORMAT or sizes != {name: one.st_size for name, one in found.items()}:
            return None
        stamps = tuple((name, one.st_mtime_ns, one.st_ino) for name, one in found.items())
        return told if _sums(folder, stamps) == told.files else None
    except (OSError, msgspec.MsgspecError):
        return None


@lru_cache(maxsize=8)
def _sums(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> dict[str, tuple[int, int]]:
    """Return the sizes and sums of files, as long as their times stay what they are."""
    return {name: _sum(folder / name) for name, *_ in stamps}


def _sum(path: Path) -> tuple[int, int]:
    size = found = 0
    with path.open("rb") as file:
        while part := file.read(PART_BYTES):
            size, found = size + len(part), crc32(part, found)
    return size, found


def write_belonging(folder: Path, told: Belonging) -> None:
    """Say what an index belongs to, once all of it is written, and let all read it who may."""
    beside = folder / f"{BELONGS}{PARTIAL}"
    beside.write_bytes(msgspec.json.encode(told))
    mode = beside.stat().st_mode
    for one in folder.iterdir():  # tantivy keeps some to its user
        one.chmod(mode)
    beside.replace(folder / BELONGS)


def sums_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the sizes and sums of the files that make an index."""
    return {
        one.name: _sum(one)
        for one in folder.iterdir()
        if not one.name.startswith((BELONGS, "."))  # locks, and lists that tantivy makes anew
    }


def remove(folder: Path) -> None:
    """Take an index away, first what says that it is whole."""
    (folder / BELONGS).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
