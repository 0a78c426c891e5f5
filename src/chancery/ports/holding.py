"""What holds documents that were read before: another dossier, or an archive."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from chancery.model import Capture, Held, HeldText, Record, Rejection

Input = Capture | Rejection | Held | HeldText
"""What a build begins with."""


class HeldReader(Protocol):
    """Gives back the records of what is held; it pickles, for workers ask it."""

    def read(self, batch: Sequence[Held]) -> Iterable[Sequence[Record]]:
        """Yield, for each in order, its capture, document, credits and annotation as they were.

        Of a `HeldText` there is no annotation.

        Raises:
            DossierError: some of it cannot be read, or is no longer what was listed.
        """
        ...


class Holding(Protocol):
    """Says what is held, and who reads it; what it holds does not change while a build runs."""

    @property
    def files(self) -> Sequence[str]:
        """Return the files and folders that its reader opens."""
        ...

    def held(self, model: str | None) -> Iterator[Held | HeldText | Rejection]:
        """Yield each input once, and what was turned away.

        An input whose reading is by `model` and of this program's version is `Held`, and so is one
        without a document; any other is `HeldText`. None: nothing is to be read.
        """
        ...

    def reader(self) -> HeldReader:
        """Return what reads it."""
        ...
