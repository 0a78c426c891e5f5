"""Keeps bytes that lie in no file of the user's in one of ours, named by its content."""

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from chancery.errors import DossierWriteError


class Spool:
    """A file in the making; what is not kept by the end of the `with` block is taken away.

    Every method raises DossierWriteError where the disk is full or the folder cannot be written.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Take the folder, made where it is absent, and what the bytes are to the user."""
        self._folder = folder
        self._name = name
        self._part = folder / f"{name.replace(' ', '-')}-{os.getpid()}.part"
        self._digest = hashlib.sha256()
        self.size = 0  # bytes written

    def __enter__(self) -> Self:
        """Open the file."""
        with self._guarded():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._part.open("wb")
        return self

    def write(self, data: bytes) -> None:
        """Add the bytes."""
        self.size += len(data)
        self._digest.update(data)
        with self._guarded():
            self._file.write(data)

    def keep(self) -> str:
        """Close the file and return where it lies from now on: `folder/SHA256`."""
        with self._guarded():
            self._file.close()
            return str(self._part.replace(self._folder / self._digest.hexdigest()))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, and delete it unless it was kept."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    @contextmanager
    def _guarded(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            what = f"{self._name} cannot be kept in {self._folder}"
            message = f"{what}: {error.strerror}; free some space"
            raise DossierWriteError(message) from error
