"""A small dossier for those who read it over HTTP: claims, findings, a timeline, copied text."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import record
import stored
from fakes import Silent

from chancery.model import (
    Commitment,
    DaySpan,
    Finding,
    LookedThrough,
    OpenItem,
    PublishedSpan,
    Record,
    TimelineEntry,
)
from chancery.pipeline.shelving import shelve
from chancery.store.write import RunNote, save

HOST = "127.0.0.1:8765"


def entry(finding: Finding) -> TimelineEntry:
    """Return the entry of a finding, of no known day of publication."""
    documents = tuple(sorted({one.document for one in finding.support}))
    return TimelineEntry(
        id=finding.id.replace("finding", "timeline_entry"),
        finding=finding.id,
        about=finding.about,
        time=finding.time,
        published=PublishedSpan(first=None, last=None, basis=None),
        captured=DaySpan(first="2020-04-01", last="2020-04-01"),
        threads=("thread-document-a",),
        documents=documents,
        independent=finding.independent,
        strength=finding.strength,
        weight=2.0,
    )


def open_item(one: Commitment) -> OpenItem:
    """Return that a commitment still waits for its deed."""
    return OpenItem(
        id="open_item-a",
        about=one.id,
        document=one.document,
        waits_for="deed",
        evidence=one.evidence,
        since=None,
        deadline=None,
        looked_through=LookedThrough(documents=1, since=None, until=None),
        weight=0.5,
    )


def records() -> list[Record]:
    """Return the records of both makers, with the entries of the findings."""
    told = record.records()
    entries = [entry(one) for one in told if isinstance(one, Finding)]
    waiting = [open_item(one) for one in told if isinstance(one, Commitment)]
    return [*told, *entries, *waiting, *stored.records()]


def fill_served(path: Path, made: Iterable[Record] | None = None) -> None:
    """Write a dossier with its shelves."""
    note = RunNote(started=datetime.now(UTC), sources=("here",), settings={"annotate": True})
    save(path, stored.Made(records() if made is None else made), note, Silent(), shelve)
