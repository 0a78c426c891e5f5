"""Files below one place: a folder of this machine, or the part of a bucket under a prefix.

A file is whole or is not there. Where it is, its address says: a path, or `s3://BUCKET/KEY`, with
`?endpoint_override=HOST:PORT&scheme=http` behind it for a server of one's own; keys are read from
the environment, as AWS's own programs read them. Addresses are words, so that workers take them.
"""

import errno
import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.fs import FileSelector, FileSystem, FileType, LocalFileSystem

from chancery.errors import DossierError, DossierWriteError, UsageError

REMOTE = "://"  # stands in the address of what is no path
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_HERE = LocalFileSystem()


class Entry(NamedTuple):
    """One file: its name below the folder, and its bytes."""

    name: str
    size: int


class Folder:
    """A place for files, by its address; nothing is looked for until it is asked for."""

    def __init__(self, address: str | Path) -> None:
        """Take a path or an address.

        Raises:
            UsageError: the address is none that is known here.
        """
        self.address = str(address)
        self.name = told(self.address)
        self.files, self._root = _resolved(self.address)

    @property
    def is_local(self) -> bool:
        """Say whether it is a folder of this machine."""
        return is_local(self.address)

    def at(self, name: str) -> str:
        """Return the address of a file or folder below this one."""
        return joined(self.address, name)

    def path(self, name: str) -> str:
        """Return where a file lies in `files`, the file system."""
        return f"{self._root}/{name}" if name else self._root

    def exists(self, name: str = "") -> bool:
        """Say whether there is such a file or folder; raises DossierError as `read` does."""
        with reaching(self.address):
            return exists(self.at(name) if name else self.address)

    def names(self) -> list[str]:
        """Return what lies in it itself, files and folders, sorted; raises as `list` does."""
        with reaching(self.address):
            found = self.files.get_file_info(FileSelector(self._root, allow_not_found=True))
        return sorted(one.base_name for one in found)

    def list(self, below: str = "") -> list[Entry]:
        """Return the files below a name, however deep, sorted; raises DossierError as `read`."""
        selector = FileSelector(self.path(below), recursive=True, allow_not_found=True)
        start = len(self._root) + 1
        with reaching(self.address):
            found = self.files.get_file_info(selector)
        return sorted(Entry(one.path[start:], one.size) for one in found if one.is_file)

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            FileNotFoundError: there is none.
            DossierError: the place cannot be reached, or does not let it be read.
        """
        data: bytes = read_file(self.at(name)).to_pybytes()
        return data

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """Write a file, whole or not at all; one that is there is replaced.

        Raises:
            DossierWriteError: the disk is full, or the place refuses.
        """
        write_file(self.at(name), data, last=True)

    def delete(self, names: Iterable[str]) -> None:
        """Delete files; one that is not there is no fault.

        Raises:
            DossierWriteError: the place refuses.
        """
        for name in names:
            delete_file(self.at(name))

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a Parquet file, its page checksums verified; raises FileNotFoundError."""
        return read_table(self.at(name), columns)

    def write_table(self, name: str, table: pa.Table) -> int:
        """Write a Parquet file, whole or not at all; return its bytes.

        Raises:
            DossierWriteError: the disk is full, or the place refuses.
        """
        data = parquet_of(table)
        self.write(name, data)
        return int(data.size)


def is_local(address: str) -> bool:
    """Say whether an address is a path of this machine."""
    return REMOTE not in address


def joined(address: str, name: str) -> str:
    """Return the address of what is called so below another."""
    if is_local(address):
        return f"{address}/{name}"
    start, sign, asked = address.partition("?")
    return f"{start.rstrip('/')}/{name}{sign}{asked}"


def absolute(address: str) -> str:
    """Return an address that means the same wherever it is read."""
    return os.path.realpath(address) if is_local(address) else address


def name_of(address: str) -> str:
    """Return the last part of an address."""
    return address.partition("?")[0].rpartition("/")[2]


def list_files(address: str, ending: str) -> list[str]:
    """Return the addresses of the files of a folder itself whose names end so, sorted."""
    files, path = _resolved(address)
    found = files.get_file_info(FileSelector(path, allow_not_found=True))
    names = sorted(one.base_name for one in found if one.is_file)
    return [joined(address, one) for one in names if one.endswith(ending) and one[0] != "."]


@contextmanager
def reaching(address: str) -> Generator[None]:
    """Say with a DossierError what cannot be read; what is not there is left as it is."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        message = f"cannot read {told(address)}: {error.strerror or error}"
        raise DossierError(message) from error


def read_file(address: str) -> pa.Buffer:
    """Return a file's bytes.

    Raises:
        FileNotFoundError: there is none.
        DossierError: the place cannot be reached, or does not let it be read.
    """
    with reaching(address), open_read(address) as stream:
        return stream.read_buffer()


def read_table(source: str | pa.Buffer, columns: Sequence[str] | None = None) -> pa.Table:
    """Return the Parquet file of an address or of bytes, its page checksums verified.

    Raises:
        FileNotFoundError: there is none.
        OSError, pyarrow.ArrowInvalid: it cannot be reached, or is damaged.
    """
    with open_parquet(source) as file:
        return file.read(columns=list(columns) if columns else None, use_threads=False)


@contextmanager
def open_parquet(source: str | pa.Buffer) -> Generator[pq.ParquetFile]:
    """Open the Parquet file of an address or of bytes; raises as `read_table` does."""
    with open_read(source) if isinstance(source, str) else pa.BufferReader(source) as stream:
        yield pq.ParquetFile(stream, page_checksum_verification=True)


def parquet_of(table: pa.Table, **how: Any) -> pa.Buffer:  # noqa: ANN401 - as Arrow takes them
    """Return a table as the bytes of a Parquet file; `how` are further options of Arrow's."""
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd", write_page_checksum=True, **how)
    return stream.getvalue()


def write_file(address: str, data: bytes | pa.Buffer, *, last: bool = False) -> None:
    """Write a file, whole or not at all; one that is there is replaced.

    `last`: it must be on the disk, as files are that others are found by.

    Raises:
        DossierWriteError: the disk is full, or the place refuses.
    """
    files, path = _resolved(address)
    try:
        if is_local(address):
            _write_here(Path(path), data, last=last)
        else:  # a store of objects shows one when it is whole
            with files.open_output_stream(path) as stream:
                stream.write(data)
    except OSError as error:
        raise write_error(parent_of(address), error) from error


def delete_file(address: str) -> None:
    """Delete a file; one that is not there is no fault.

    Raises:
        DossierWriteError: the place refuses.
    """
    files, path = _resolved(address)
    try:
        files.delete_file(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise write_error(parent_of(address), error) from error


def open_read(address: str) -> pa.NativeFile:
    """Return a file of which parts can be read; raises FileNotFoundError."""
    files, path = _resolved(address)
    return files.open_input_file(path)


def open_write(address: str) -> pa.NativeFile:
    """Return a file that is written bit by bit, and that is there when it is closed."""
    files, path = _resolved(address)
    if is_local(address):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    return files.open_output_stream(path)


def exists(address: str) -> bool:
    """Say whether there is such a file or folder."""
    files, path = _resolved(address)
    return bool(files.get_file_info(path).type != FileType.NotFound)


def is_full(error: Exception) -> bool:
    """Say whether an error means that a disk has no room."""
    return isinstance(error, OSError) and error.errno in DISK_FULL


def write_error(place: str | Path, error: OSError) -> DossierWriteError:
    """Return what to say when a place cannot be written to."""
    if is_full(error):
        message = f"no space left to write {place}; free some and run the build again"
    else:
        message = f"cannot write {place}: {error.strerror or error}"
    return DossierWriteError(message)


def parent_of(address: str) -> str:
    """Return the folder that something lies in, as people are told."""
    return told(address).rpartition("/")[0]


def told(address: str) -> str:
    """Return an address as people are told: without keys, and without how the server is asked."""
    if is_local(address):
        return address
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _write_here(path: Path, data: bytes | pa.Buffer, *, last: bool) -> None:
    """Write under another name, then move the file into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as stream:
            stream.write(data)
            if last:
                stream.flush()
                os.fsync(stream.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _resolved(address: str) -> tuple[FileSystem, str]:
    """Return the file system of an address, and the path in it."""
    if is_local(address):
        return _HERE, str(Path(address).absolute())
    parts = urlsplit(address)
    asked = f"?{parts.query}" if parts.query else ""
    path = f"{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
    return _remote(f"{parts.scheme}://{parts.netloc}/{asked}"), path


@lru_cache(maxsize=8)
def _remote(bucket: str) -> FileSystem:
    """Return the file system of a bucket; each has connections of its own, which are kept."""
    try:
        return FileSystem.from_uri(bucket)[0]
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        where = told(bucket)
        message = f"{where!r} is no place for files ({error}); give a folder, or s3://BUCKET/KEY"
        raise UsageError(message) from error
