"""What a handler has at hand: one state of the dossier, and which list it is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar, cast

import msgspec

from chancery.api import cursors
from chancery.api.parameters import Paged, without_page
from chancery.pipeline.live import BuildRunner
from chancery.pipeline.review.overlay import Overlay
from chancery.store.dossier import Dossier
from chancery.store.matching import Known

PREFIX = "/api/v1"  # of every address
MOST_KEPT = 64  # things made for an edition: the largest is a few MB

Item = TypeVar("Item")
Kept = TypeVar("Kept")
Key = TypeVar("Key")
Shown = TypeVar("Shown")


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """Items of a list in its order, and the cursor of the next page; null behind the last."""

    items: tuple[Item, ...]
    next: str | None


class Memory:
    """What is kept between requests, as long as the dossier stays as it is."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._edition = ""
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._overlay: Overlay | None = None  # of this or an earlier edition, to go on from
        self._lock = Lock()

    def keep(self, edition: str, key: object, make: Callable[[], Kept]) -> Kept:
        """Return what was made for this key and edition, or make it; the latest used are kept."""
        with self._lock:
            if edition != self._edition:
                self._edition = edition
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Kept", self._kept[key])
        made = make()
        with self._lock:
            if edition == self._edition:
                self._kept[key] = made
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return made

    def known(self, dossier: Dossier, edition: str) -> Known:
        """Return what searches are counted by."""
        return self.keep(edition, "known", lambda: Known(dossier))

    def overlay(self, dossier: Dossier, edition: str) -> Overlay:
        """Return what people decided."""
        with self._lock:
            before = self._overlay
        made = self.keep(edition, "overlay", lambda: Overlay(dossier, before))
        with self._lock:
            self._overlay = made
        return made


@dataclass(frozen=True, kw_only=True)
class View:
    """One request to one state of the dossier."""

    dossier: Dossier
    path: Path  # of the dossier
    edition: str
    memory: Memory
    runner: BuildRunner  # of builds that are started here
    server: str  # http://127.0.0.1:8765
    route: str  # the path of the address
    query: str
    form: str  # the media type that is wanted
    names: dict[str, str]  # the parts of the path that vary
    reviewer: str = ""  # who looks, as far as he has said
    since: int | None = None  # the newest build when he looked before; None: he has not
    last_event: str = ""  # the last that was heard of a stream, by the asker's header

    @property
    def api(self) -> str:
        """The address of the interface."""
        return f"{self.server}{PREFIX}"

    @property
    def address(self) -> str:
        """The address that was asked."""
        return f"{self.server}{self.route}" + (f"?{self.query}" if self.query else "")

    @property
    def overlay(self) -> Overlay:
        """What people decided, in this state of the dossier."""
        return self.memory.overlay(self.dossier, self.edition)

    @property
    def last_build(self) -> int:
        """The number of the newest build; 0 where there was none."""
        return self.memory.keep(
            self.edition,
            "last build",
            lambda: max((r.number for r in self.dossier.runs()), default=0),
        )

    def after(self, asked: Paged, key: type[Key]) -> Key | None:
        """Return the key behind which the page begins; None for the first page.

        Raises:
            ProblemError: the cursor is none of this list.
        """
        return cursors.read(asked.cursor, self._list(asked), key)

    def page(
        self,
        asked: Paged,
        found: Iterable[tuple[object, Item]],
        show: Callable[[Item], Shown],
    ) -> Page[Shown]:
        """Return a page of what is found behind its cursor, of which each has a key."""
        first: Iterator[tuple[object, Item]] = iter(found)
        some = list(islice(first, asked.limit))
        more = next(first, None) is not None
        return Page(
            items=tuple(show(one) for _, one in some),
            next=cursors.write(self._list(asked), some[-1][0]) if more else None,
        )

    def _list(self, asked: Paged) -> bytes:
        return cursors.list_of(self.edition, self.route, without_page(asked))
