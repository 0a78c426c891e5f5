"""Chooses the entries of the timeline that someone asks for, those that matter most first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from chancery.model import ClaimKind, Finding, TimelineEntry
from chancery.pipeline.places import WorthKey, worth_key
from chancery.pipeline.plain import is_sure
from chancery.pipeline.terms import ABOUT, MATTERS, SURE, all_of, any_of
from chancery.pipeline.timeline import Asked, Sought, claims_of, make_sought, matters
from chancery.store.dossier import Dossier
from chancery.store.shelves import make_term

TOGETHER = 100  # entries that are read with one question

Pair = tuple[TimelineEntry, Finding]


@dataclass(frozen=True, kw_only=True)
class Among:
    """Which of the entries asked for are looked at."""

    kinds: frozenset[ClaimKind] | None = None  # None: all
    sure: bool = False  # only what is sure enough for a brief, unless all are asked for


def find_weightiest(dossier: Dossier, asked: Asked, among: Among) -> Iterator[Pair]:
    """Yield the entries asked for with their findings, those of most weight first.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    sought = make_sought(dossier, asked)
    any_found = False
    for one, finding in _pairs(dossier, sought, among):
        if sought.has(one, finding):
            any_found = True
            yield one, finding
    if not any_found:
        sought.check_party(dossier)


def find_weightiest_entries(dossier: Dossier, asked: Asked) -> Iterator[TimelineEntry]:
    """Yield the entries asked for alone; findings are read only where it lies with them.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    sought = make_sought(dossier, asked)
    if sought.asks_findings:
        yield from (one for one, _ in find_weightiest(dossier, asked, Among()))
        return
    yield from filter(sought.has_entry, chain.from_iterable(_entries(dossier, sought, Among())))


def entry_worth(dossier: Dossier, one: TimelineEntry, finding: Finding) -> set[str]:
    """Return the terms that say how much an entry, of this finding, matters and is sure."""
    found = {MATTERS} if matters(one, finding) else set[str]()
    return found | ({SURE} if _is_sure(dossier, finding) else set[str]())


def _is_sure(dossier: Dossier, finding: Finding) -> bool:
    return is_sure(finding, claims_of(dossier, finding))


def _pairs(dossier: Dossier, sought: Sought, among: Among) -> Iterator[Pair]:
    """Yield entries that may be asked for with their findings, those of most weight first."""
    left_to_see = among.sure and not sought.asked.everything and not dossier.is_shelved()
    for entries in _entries(dossier, sought, among):
        wanted = [each.finding for each in entries]
        findings = {one.id: one for one in dossier.among(Finding, wanted)}
        for one in entries:
            finding = findings[one.finding]
            if not left_to_see or _is_sure(dossier, finding):
                yield one, finding


def _entries(dossier: Dossier, sought: Sought, among: Among) -> Iterator[Sequence[TimelineEntry]]:
    """Yield the same entries some at a time; without shelves they are all read and sorted."""
    if dossier.is_shelved():
        found = dossier.shelved("worth", WorthKey, _expression(sought, among))
        keys = (key for _, key in found)
        while some := list(islice(keys, TOGETHER)):
            yield list(dossier.among(TimelineEntry, some))
        return
    every = sorted(dossier.all(TimelineEntry), key=worth_key)
    kept = (one for one in every if among.kinds is None or one.about in among.kinds)
    while some_entries := list(islice(kept, TOGETHER)):
        yield some_entries


def _expression(sought: Sought, among: Among) -> str:
    chosen = sought.asked.everything
    return all_of(
        (
            sought.expression,
            any_of(make_term(ABOUT, one) for one in among.kinds) if among.kinds else "",
            "" if chosen else any_of([MATTERS]),
            any_of([SURE]) if among.sure and not chosen else "",
        )
    )
