"""Opens regular files, and nothing that could make a reader wait."""

import errno
import os
import stat
from typing import BinaryIO

from chancery.model import Locator, Rejection, reject
from chancery.sources.archives.page import unpack_record
from chancery.sources.settings import MAX_BYTES

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe must not block the opener


class FileReader:
    """Gives the bytes of a capture back from the file that it lies in; keeps nothing open."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        """Unpack a packed capture into at most `limit` bytes."""
        self._limit = limit

    def read(self, locator: Locator) -> bytes:
        """Return the located bytes, fewer where the file has become shorter; raises OSError."""
        with open_regular(locator.file) as file:
            file.seek(locator.offset)
            data = file.read(locator.length)
        return data if locator.packing is None else unpack_record(data, self._limit)


def open_regular(path: str) -> BinaryIO:
    """Return the file opened for reading, unbuffered bytes behind a buffer.

    Raises:
        OSError: it is gone, may not be read, or is a pipe, device, socket or folder.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)  # noqa: TRY301 - closed below
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def refuse(uri: str, error: OSError) -> Rejection:
    """Return the rejection of a file or folder that the system would not give us."""
    if error.errno == errno.ELOOP:
        return reject(uri, "link_loop", "the link leads back to itself; remove it")
    cause = error.strerror or type(error).__name__
    return reject(
        uri, "unreadable", f"the system says {cause!r}; check that it exists and its rights"
    )
