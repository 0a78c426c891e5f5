"""Chooses the entries of the timeline that someone asks for, in the order of what happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

import msgspec

from chancery.errors import NotFoundError
from chancery.model import (
    CLAIMS,
    AnyClaim,
    ClaimKind,
    Commitment,
    Evidence,
    Finding,
    TimelineEntry,
)
from chancery.pipeline.actors import Meant, meant_in, nobody
from chancery.pipeline.places import EntryKey, entry_key
from chancery.pipeline.plain import is_sure
from chancery.pipeline.query import check_span, find_threads
from chancery.pipeline.record import Line, best, decided, line, repeats
from chancery.pipeline.review.applied import Applied, reviewed
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import read_claims
from chancery.pipeline.terms import (
    ABOUT,
    LEAST,
    MOST_LEAST,
    PARTY,
    THREAD,
    all_of,
    any_of,
    by_days,
    by_party,
)
from chancery.stages.corroborate.wording import words_of
from chancery.store.dossier import Dossier
from chancery.store.links import links_among
from chancery.store.shelves import make_term

HAPPENED = frozenset({"asserted", "background"})  # modalities of what is told as a fact
LEAST_WEIGHT = 7.0  # chosen: of two independent sources, or told at the head of an article
DAY = slice(10)  # of an ISO day or time


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which entries to show; what is not given leaves nothing out."""

    kind: ClaimKind | None = None
    party: str | None = None  # name or words of one who has a part
    since: str | None = None  # day, ISO 8601
    until: str | None = None
    thread: str | None = None  # its id, or a document of it
    least: int = 1  # independent sources
    everything: bool = False  # also what has little weight, and what is not sure


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An entry with the sentence that tells it, which gives no time."""

    entry: TimelineEntry
    line: Line


def rows(dossier: Dossier, asked: Asked) -> list[Row]:
    """Return the entries asked for: by first and last day, then those of unknown day.

    Raises:
        UsageError: a day is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    found = ((one, finding) for _, one, finding in find_entries(dossier, asked))
    kept = sorted(found, key=lambda pair: (-pair[0].weight, pair[0].id))
    applied = reviewed(dossier, {one.id: one for kind in CLAIMS for one in dossier.all(kind)})
    return sorted(_told(kept, asked, lambda _: applied), key=lambda row: order(row.entry))


def find_entries(
    dossier: Dossier, asked: Asked, after: EntryKey | None = None
) -> Iterator[tuple[EntryKey, TimelineEntry, Finding]]:
    """Yield the entries asked for one by one, in that order, from behind `after` on.

    What repeats another entry, or is not sure enough for a brief, is among them.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    sought = make_sought(dossier, asked)
    any_found = False
    for key, one in _standing(dossier, sought.expression, after):
        finding = dossier.get(Finding, one.finding)
        if sought.has(one, finding):
            any_found = True
            yield key, one, finding
    if not any_found and after is None:
        sought.check_party(dossier)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Lets through the entries that are asked for."""

    asked: Asked
    threads: frozenset[str] | None
    party: Meant | None

    @property
    def expression(self) -> str:
        """The terms of what may be asked for, for the shelves of entries."""
        asked = self.asked
        least = min(asked.least, MOST_LEAST)
        return all_of(
            (
                any_of([make_term(ABOUT, asked.kind)]) if asked.kind else "",
                any_of([f"{LEAST}{least}"]) if least > 1 else "",
                any_of(make_term(THREAD, one) for one in self.threads) if self.threads else "",
                by_party(PARTY, self.party),
                by_days(asked.since, asked.until),
            )
        )

    @property
    def asks_findings(self) -> bool:
        """Whether it lies with their findings which entries are asked for."""
        return self.party is not None or not self.asked.everything

    def has(self, one: TimelineEntry, finding: Finding) -> bool:
        """Say whether an entry, of this finding, is asked for."""
        party = self.party
        return (
            self.has_entry(one)
            and (party is None or party.has(slot.party for slot in finding.slots if slot.party))
            and (self.asked.everything or matters(one, finding))
        )

    def has_entry(self, one: TimelineEntry) -> bool:
        """Say whether an entry is asked for, by what it says itself."""
        asked = self.asked
        return (
            (self.threads is None or not self.threads.isdisjoint(one.threads))
            and one.independent >= asked.least
            and (asked.kind is None or one.about == asked.kind)
            and _is_between(one, asked)
        )

    def check_party(self, dossier: Dossier) -> None:
        """Raise NotFoundError where nothing was found of one whom nobody is called like."""
        if self.party and not self.party.entities:
            raise nobody(dossier, self.asked.party or "")


def make_sought(dossier: Dossier, asked: Asked) -> Sought:
    """Return what lets through what is asked for.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, or nothing was read.
    """
    check_span(asked.since, asked.until)
    if not dossier.has(TimelineEntry):
        message = f"{dossier.path} holds no timeline; build it again without --no-annotate"
        raise NotFoundError(message)
    return Sought(
        asked=asked,
        threads=threads_of(dossier, asked.thread),
        party=None if asked.party is None else meant_in(dossier, asked.party),
    )


def _standing(
    dossier: Dossier, expression: str, after: EntryKey | None
) -> Iterator[tuple[EntryKey, TimelineEntry]]:
    """Yield entries that may be asked for, in their order."""
    if not dossier.is_shelved():
        keyed = ((entry_key(order(one)), one) for one in dossier.all(TimelineEntry))
        behind = (one for one in keyed if after is None or one[0] > after)
        yield from sorted(behind, key=itemgetter(0))
        return
    for rank, key in dossier.shelved("entry", EntryKey, expression, after):
        yield rank, dossier.get(TimelineEntry, key)


def tell_entry(dossier: Dossier, one: TimelineEntry, finding: Finding, overlay: Overlay) -> Row:
    """Return an entry with the sentence that tells it, and what people decided of it."""
    claims = {each.id: each for each in read_claims(dossier, finding)}
    told = _line(finding, claims)
    return Row(entry=one, line=decided(told, overlay.of_finding(claims.values())))


def _line(finding: Finding, claims: Mapping[str, AnyClaim]) -> Line:
    return line(msgspec.structs.replace(finding, time=None), claims)


def order(one: TimelineEntry) -> tuple[bool, str, str, str]:
    """Return where an entry stands: what has no day, or one end alone, last, by publication."""
    published = one.published.first or "9", one.published.last or "9"
    if not is_dated(one):
        return (True, *published, one.id)
    start, end = days_of(one)
    return (False, start, end, one.id)


def is_dated(one: TimelineEntry) -> bool:
    """Say whether both ends of when it happened are known."""
    return bool(one.time and one.time.start and one.time.end)


def days_of(one: TimelineEntry) -> tuple[str, str]:
    """Return the first and last day on which it may have happened, empty where unknown."""
    time = one.time
    return ((time.start or "")[DAY], (time.end or "")[DAY]) if time else ("", "")


def threads_of(dossier: Dossier, name: str | None) -> frozenset[str] | None:
    """Return the id of the thread with this id or its start, or of a document; None without name.

    Raises:
        NotFoundError: there is no such thread or document.
    """
    return None if name is None else frozenset(one.id for one in find_threads(dossier, name))


def matters(one: TimelineEntry, finding: Finding) -> bool:
    """Say whether an entry, of this finding, is shown unless all are asked for."""
    happened = one.about in {"event", "meeting"} and finding.modality in HAPPENED
    return happened or one.weight >= LEAST_WEIGHT


def _is_between(one: TimelineEntry, asked: Asked) -> bool:
    if not (asked.since or asked.until):
        return True
    start, end = days_of(one)
    if not (start or end):
        return False
    late = bool(asked.until and start > asked.until)
    return not (late or (asked.since and end and end < asked.since))


def told(
    dossier: Dossier, found: Iterable[tuple[TimelineEntry, Finding]], asked: Asked
) -> Iterator[Row]:
    """Yield the rows of what is found, one by one; unless all are asked for, only what is sure.

    Nor, then, are words given again that a row before gives, or what people rejected. Claims are
    read one finding after the other, so that whoever wants a few rows pays for a few.
    """
    overlay = Overlay(dossier)

    def apply(finding: Finding) -> Applied:
        claims = claims_of(dossier, finding)
        decided_on = any(map(overlay.has_claim, claims))
        told_in = {one.document for one in claims.values()} if decided_on else ()
        return Applied(overlay, claims, links_among(dossier, told_in) if told_in else ())

    yield from _told(found, asked, apply)


def claims_of(dossier: Dossier, finding: Finding) -> dict[str, AnyClaim]:
    """Return the claims of a finding, and those that its commitments are made from, by id."""
    own = read_claims(dossier, finding)
    made = [one.made_from for one in own if isinstance(one, Commitment) and one.made_from]
    carriers = [one for kind in CLAIMS for one in dossier.among(kind, made)]
    return {one.id: one for one in (*own, *carriers)}


def _told(
    found: Iterable[tuple[TimelineEntry, Finding]],
    asked: Asked,
    apply: Callable[[Finding], Applied],
) -> Iterator[Row]:
    given: list[Evidence] = []
    for one, built in found:
        applied = apply(built)
        review, claims = applied.review(built), applied.claims
        for finding in applied.findings([built]) if not asked.everything else [built]:
            words = words_of(best(finding, claims))
            known = any(repeats(word, given) for word in words)
            sure = applied.accepts(finding) or is_sure(finding, claims)
            if asked.everything or (sure and not known):
                given += words
                yield Row(entry=one, line=decided(_line(finding, claims), review))
