"""What a dossier covers: what was read, rejected, undated, not English, by outlet and by week."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from chancery.model import Document, Rejection, kept_size

UNKNOWN = "unknown"


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many there are under one name; the field that holds it says of what."""

    name: str
    count: int


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What the dossier rests on; every number counts documents unless it says otherwise."""

    documents: int
    rejected: int
    undated: int
    not_english: int
    language_unknown: int
    characters: int
    characters_kept: int
    outlets: tuple[Count, ...]
    weeks: tuple[Count, ...]  # by the Monday on which the week begins
    languages: tuple[Count, ...]
    rejections: tuple[Count, ...]  # by reason; these count inputs


def coverage(documents: Sequence[Document], rejections: Sequence[Rejection]) -> Coverage:
    """Return what these documents, and what was turned away, cover."""
    languages = [d.language.value if d.language else UNKNOWN for d in documents]
    return Coverage(
        documents=len(documents),
        rejected=len(rejections),
        undated=sum(published_week(d) == UNKNOWN for d in documents),
        not_english=sum(one not in ("en", UNKNOWN) for one in languages),
        language_unknown=languages.count(UNKNOWN),
        characters=sum(len(d.text) for d in documents),
        characters_kept=sum(kept_size(d) for d in documents),
        outlets=_by_size(d.outlet.value if d.outlet else UNKNOWN for d in documents),
        weeks=_by_name(published_week(d) for d in documents),
        languages=_by_size(languages),
        rejections=_by_size(one.reason for one in rejections),
    )


def published_week(document: Document) -> str:
    """Return the Monday of the week in which the document was published, or unknown."""
    published = document.published
    if published is None or published.start is None or published.end is None:
        return UNKNOWN
    first, last = (_monday(published.start), _monday(published.end))
    return first.isoformat() if first == last else UNKNOWN


def _monday(moment: str) -> date:
    day = date.fromisoformat(moment[:10])
    return day - timedelta(days=day.weekday())


def _by_size(names: Iterable[str]) -> tuple[Count, ...]:
    counts = Counter(names)
    order = sorted(counts, key=lambda name: (name == UNKNOWN, -counts[name], name))
    return tuple(Count(name=name, count=counts[name]) for name in order)


def _by_name(names: Iterable[str]) -> tuple[Count, ...]:
    counts = Counter(names)
    order = sorted(counts, key=lambda name: (name == UNKNOWN, name))
    return tuple(Count(name=name, count=counts[name]) for name in order)
