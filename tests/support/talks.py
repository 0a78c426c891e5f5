"""The small dossier for figures with its talks as an act, and an article with an address."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from plotted import pages, records
from served import fill_served

from chancery.model import Document, Event, Meeting, Record, TimelineEntry

ADDRESS = "https://www.weir.example/talks"


def fill_talks(path: Path, published: str | None = None) -> None:
    """Write a dossier of talks on 4 May 2020 in Port Tarn, and deeds of no known day.

    `published` is the day of all articles.
    """
    fill_served(path, list(_made(published)))


def _made(published: str | None) -> Iterator[Record]:
    for one in records():
        if isinstance(one, Document) and one.id == "document-a":
            yield replace(one, address=ADDRESS)
        elif isinstance(one, TimelineEntry) and published:
            yield replace(one, published=replace(one.published, first=published, last=published))
        else:
            yield one
        if isinstance(one, Meeting) and one.document == "document-a" and one.time:
            yield _act(one)


def _act(talks: Meeting) -> Event:
    """Return that those who talked met."""
    first, _, _ = pages()
    return replace(
        first.event("talks", "Aldane"),
        evidence=talks.evidence,
        root="CONSULT",
        verbal=True,
        made_from=talks.id,
        actors=talks.parties,
        place=talks.place,
        time=talks.time,
    )
