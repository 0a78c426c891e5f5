"""A dossier as exports read it: its records, and its findings as people left them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from chancery.model import (
    CLAIMS,
    AnyClaim,
    Commitment,
    Event,
    Finding,
    Party,
    Record,
    TimelineEntry,
    record_kinds,
)
from chancery.pipeline.actors import check_read
from chancery.pipeline.record import best, line
from chancery.pipeline.review.applied import Applied
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.telling import name_of
from chancery.ports.export import Act, Entry
from chancery.stages.corroborate.standing import is_withdrawn
from chancery.store.dossier import TOGETHER, Dossier

AnyKind = TypeVar("AnyKind", bound=Record)
Claims = Mapping[str, AnyClaim]
_OF = {kind.__struct_config__.tag: kind for kind in CLAIMS}


class DossierContent:
    """What a dossier holds; findings are read some at a time, with what belongs to them."""

    def __init__(self, dossier: Dossier, kinds: Sequence[type[Record]] = ()) -> None:
        """Take an open dossier, and the record kinds that are asked for: all, or these."""
        self._dossier = dossier
        self.kinds: Sequence[type[Record]] = kinds or tuple(record_kinds())
        self.rejected = 0
        self._overlay = Overlay(dossier)

    def all(self, kind: type[AnyKind]) -> Iterator[AnyKind]:
        """Yield every record of the kind, sorted by id."""
        return self._dossier.all(kind)

    def among(self, kind: type[AnyKind], identities: Sequence[str]) -> Iterator[AnyKind]:
        """Yield the records of the kind with these ids, in their order, as far as they are."""
        return self._dossier.among(kind, identities)

    def count(self, kind: type[Record]) -> int:
        """Return how many records of the kind there are."""
        return self._dossier.count(kind)

    def is_named(self, party: Party) -> bool:
        """Say whether words mean a known one itself, and not someone of it: "Roth advisers"."""
        return bool(party.entity and party.name) and name_of(party) == party.name

    def of_document(self, kind: type[AnyKind], document: str) -> Iterator[AnyKind]:
        """Yield the records of a kind that name a document, sorted by id."""
        return self._dossier.where(kind, "document = ? ORDER BY id", document)

    def told_in(self, document: str) -> Iterator[AnyClaim]:
        """Yield what a document claims, as people left it, by kind and id; no acts by words."""
        found = [
            one
            for kind in CLAIMS
            for one in self._dossier.where(kind, "document = ? ORDER BY id", document)
            if not (isinstance(one, Event) and one.made_from)
        ]
        applied = Applied(self._overlay, {one.id: one for one in found}, ())
        yield from (applied.claims[one.id] for one in found if not applied.rejects(one.id))

    def entries(self) -> Iterator[Entry]:
        """Yield every finding as people left it, by id.

        Raises:
            NotFoundError: the dossier was built without reading.
        """
        check_read(self._dossier)
        links = self._dossier.links() if self._overlay else ()
        self.rejected = 0
        for some in _batches(self._dossier.all(Finding)):
            claims = self._claims(some)
            acts = self._acts(claims)
            known = {**claims, **{one.id: one for own in acts.values() for one in own}}
            applied = Applied(self._overlay, known, links)
            times = self._timeline(some)
            for one in some:
                kept = next(applied.findings([one]), None)
                if kept is None:
                    self.rejected += 1
                    continue
                yield _entry(
                    kept, applied.claims, _grouped(kept, acts, applied), times.get(one.id)
                )

    def _claims(self, findings: Iterable[Finding]) -> dict[str, AnyClaim]:
        """Return the claims of findings, and those that their commitments are made from."""
        wanted: dict[str, list[str]] = {}
        for one in findings:
            wanted.setdefault(one.about, []).extend(each.claim for each in one.support)
        found = [each for about, keys in wanted.items() for each in self._read(about, keys)]
        made = [one.made_from for one in found if isinstance(one, Commitment) and one.made_from]
        carriers = [one for kind in CLAIMS for one in self._dossier.among(kind, made)]
        return {one.id: one for one in (*found, *carriers)}

    def _read(self, about: str, keys: Sequence[str]) -> Iterator[AnyClaim]:
        yield from self._dossier.among(_OF[about], keys)

    def _acts(self, claims: Claims) -> dict[str, list[Event]]:
        """Return the acts by words that are made from claims, by these."""
        condition = "made_from IN (SELECT value FROM json_each(?)) ORDER BY document, id"
        found: dict[str, list[Event]] = {}
        for one in self._dossier.where(Event, condition, _json(claims)):
            found.setdefault(one.made_from or "", []).append(one)
        return found

    def _timeline(self, findings: Iterable[Finding]) -> dict[str, TimelineEntry]:
        condition = "finding IN (SELECT value FROM json_each(?))"
        wanted = _json(one.id for one in findings)
        return {one.finding: one for one in self._dossier.where(TimelineEntry, condition, wanted)}


def _batches(findings: Iterator[Finding]) -> Iterator[tuple[Finding, ...]]:
    while some := tuple(islice(findings, TOGETHER)):
        yield some


def _json(keys: Iterable[str]) -> str:
    return msgspec.json.encode(list(keys)).decode()


def _grouped(
    finding: Finding, acts: Mapping[str, Sequence[Event]], applied: Applied
) -> tuple[Act, ...]:
    """Return the acts that go with the claims left of a finding, those of one root together."""
    roots: dict[str, list[Event]] = {}
    for support in finding.support:
        for one in acts.get(support.claim, ()):
            read = applied.claims[one.id]
            if isinstance(read, Event) and not applied.rejects(one.id):
                roots.setdefault(read.root, []).append(read)
    return tuple(Act(claims=tuple(sorted(own, key=_place))) for own in roots.values())


def _place(one: Event) -> tuple[str, int, str]:
    return one.document, one.evidence[0].start, one.id


def _entry(
    finding: Finding, claims: Claims, acts: tuple[Act, ...], told: TimelineEntry | None
) -> Entry:
    said = line(replace(finding, time=None), claims)
    return Entry(
        finding=finding,
        claims=tuple(claims[one.claim] for one in finding.support),
        best=best(finding, claims),
        text=said.text,
        evidence=said.evidence,
        time=told.time if told else finding.time,
        published=told.published if told else None,
        weight=told.weight if told else 0.0,
        withdrawn=all(is_withdrawn(one.standing) for one in finding.support),
        acts=acts,
    )
