"""A paper: headings, paragraphs and items, each with the numbers of the sources it rests on."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from chancery.model import Evidence

PartKind = Literal["title", "heading", "subheading", "paragraph", "item"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a number in the text stands for."""

    number: int
    place: str  # document and span: "reuters.txt[120:188]"
    quote: str  # its very characters


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Where something lies on a whole, in shares of it: 0 <= first <= last <= 1."""

    first: float
    last: float


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One block of the paper."""

    kind: PartKind
    text: str
    sources: tuple[int, ...] = ()
    note: str | None = None  # said of it in small: who stands behind it
    bar: Bar | None = None  # drawn where the format can; the text says the same in words


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """The blocks in order, and the sources by number."""

    parts: tuple[Part, ...]
    sources: tuple[Source, ...]


class Draft:
    """Puts a paper together, and numbers its sources in the order in which they come."""

    def __init__(self, names: dict[str, str]) -> None:
        """Take what each document is called, by id."""
        self._names = names
        self._numbers: dict[Evidence, int] = {}
        self._parts: list[Part] = []

    def add(
        self,
        kind: PartKind,
        text: str,
        evidence: Iterable[Evidence] = (),
        note: str | None = None,
        bar: Bar | None = None,
    ) -> None:
        """Add a block."""
        sources = tuple(sorted({self._number(one) for one in evidence}))
        self._parts.append(Part(kind=kind, text=text, sources=sources, note=note, bar=bar))

    def paper(self) -> Paper:
        """Return what was added."""
        sources = [
            Source(
                number=number,
                place=f"{self._names[one.document]}[{one.start}:{one.end}]",
                quote=one.quote,
            )
            for one, number in self._numbers.items()
        ]
        return Paper(parts=tuple(self._parts), sources=tuple(sources))

    def _number(self, one: Evidence) -> int:
        return self._numbers.setdefault(one, len(self._numbers) + 1)


def numbers(part: Part) -> str:
    """Return the numbers of a part's sources as they are set behind it: [1, 4]."""
    return f"[{', '.join(map(str, part.sources))}]" if part.sources else ""
