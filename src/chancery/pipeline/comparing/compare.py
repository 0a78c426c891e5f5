"""Reads files of coded events and sets them beside a dossier, each system by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from chancery.pipeline.comparing.comparison import Also, Beside, Comparison, Match
from chancery.pipeline.comparing.differ import differences
from chancery.pipeline.comparing.match import Edge, Matched, match
from chancery.pipeline.comparing.mentioned import Mentions
from chancery.pipeline.comparing.ours import Cover, Held, Ours, read_ours
from chancery.pipeline.comparing.score import Limits
from chancery.pipeline.comparing.theirs import Theirs, as_theirs
from chancery.pipeline.comparing.who import all_keys
from chancery.ports import Progress
from chancery.sources.foreign.read import ForeignFiles
from chancery.sources.foreign.record import BadRow, ForeignMention, ForeignRecord, System
from chancery.store.dossier import Dossier
from chancery.store.headings import read_addresses
from chancery.text.addresses import article_address

SHOWN_REJECTED = 100  # rows of a file that are shown with their reason; all are counted
TOGETHER = 1000  # rows of which progress is told at once


class Rows:
    """The rows of one system: those that the dossier could have, and counts of the others."""

    def __init__(self) -> None:
        """Begin with none."""
        self.inside: list[Theirs] = []
        self.days: set[int] = set()
        self.keys: set[str] = set()
        self.count = self.outside_days = self.outside_parties = self.undated = 0

    def add(self, record: ForeignRecord, cover: Cover, gap: int, own: frozenset[str]) -> None:
        """Take a row; `own` are the ids of ours, by which an export of ours is known."""
        self.count += 1
        one = as_theirs(record)
        self.keys |= all_keys(one.everyone)
        self.days.update(range(one.first, one.last + 1) if one.first else ())
        if record.system == "POLECAT" and record.id in own:
            self.inside.append(one)
        elif not one.first:
            self.undated += 1
        elif not _within(one, cover, gap):
            self.outside_days += 1
        elif (
            not all(cover.knows(side) for side in (one.actors, one.recipients) if side)
            or not one.everyone
        ):
            self.outside_parties += 1
        else:
            self.inside.append(one)


def compare(
    dossier: Dossier,
    paths: Sequence[Path],
    *,
    form: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Return what the dossier and the files say, side by side; neither is changed.

    Raises:
        SourceError: a file does not exist.
        UsageError: there is no such format.
        NotFoundError: the dossier was built without reading.
    """
    chosen = limits or Limits()
    files = ForeignFiles(paths, form)
    held = read_ours(dossier)
    addresses = _addresses(dossier)
    read = _Read(held, chosen, addresses)
    _begin(progress, "rows of theirs")
    for count, row in enumerate(files, start=1):
        read.add(row)
        if progress and count % TOGETHER == 0:
            progress.advance(TOGETHER)
    _end(progress)
    beside = [
        _beside(system, rows, held, chosen, addresses)
        for system, rows in sorted(read.systems.items())
    ]
    return Comparison(
        files=tuple(files.files),
        rejected=tuple(read.rejected),
        limits=chosen,
        ours=len(held.events),
        often=held.often,
        left_out=held.left_out,
        systems=tuple(beside),
        mentions=read.mentions.report(beside) if read.mentions else None,
    )


class _Read:
    """What was read, sorted out."""

    def __init__(self, held: Held, limits: Limits, addresses: Mapping[str, str]) -> None:
        self._held, self._gap = held, limits.gap_days
        self._own = frozenset(one.event.id for one in held.events)
        self.systems: dict[System, Rows] = {}
        self.mentions = Mentions(addresses)
        self.rejected: list[BadRow] = []
        self._rejected: dict[str, int] = {}

    def add(self, row: ForeignRecord | ForeignMention | BadRow) -> None:
        if isinstance(row, ForeignRecord):
            rows = self.systems.setdefault(row.system, Rows())
            rows.add(row, self._held.cover, self._gap, self._own)
            if row.system == "GDELT":
                self.mentions.know(row.id)
        elif isinstance(row, ForeignMention):
            self.mentions.add(row)
        else:
            count = self._rejected[row.file] = self._rejected.get(row.file, 0) + 1
            if count <= SHOWN_REJECTED:
                self.rejected.append(row)


def _within(one: Theirs, cover: Cover, gap: int) -> bool:
    if cover.first is None or cover.last is None:
        return False
    return one.last >= cover.first - gap and one.first <= cover.last + gap


def _beside(
    system: System,
    rows: Rows,
    held: Held,
    limits: Limits,
    addresses: Mapping[str, str],
) -> Beside:
    found = match(rows.inside, held.events, limits)
    done = {one.theirs for one in (*found.pairs, *found.also_theirs)}
    own = {one.ours for one in (*found.pairs, *found.also_ours)}
    rest = [one for place, one in enumerate(held.events) if place not in own]
    dated = [one for one in rest if one.first]
    named = [one for one in dated if one.everyone]
    lacking = [one for one in named if _could_have(one, rows, limits.gap_days)]
    return Beside(
        system=system,
        rows=rows.count,
        matched=tuple(_matches(found, rows.inside, held.events, addresses)),
        theirs=tuple(
            one.record
            for place, one in sorted(enumerate(rows.inside), key=lambda each: each[1].rank)
            if place not in done
        ),
        ours=tuple(
            one.event for one in sorted(lacking, key=lambda one: (one.first, one.event.id))
        ),
        outside_days=rows.outside_days,
        outside_parties=rows.outside_parties,
        undated=rows.undated,
        ours_outside=len(named) - len(lacking),
        ours_undated=len(rest) - len(dated),
        ours_unnamed=len(dated) - len(named),
    )


def _could_have(one: Ours, rows: Rows, gap: int) -> bool:
    """Say whether their files cover one of ours: some day of it, and somebody of each side."""
    days = range(one.first - gap, one.last + gap + 1)
    sides = [side for side in (one.actors, one.recipients) if side]
    known = all(any(who.blocks & rows.keys for who in side) for side in sides)
    return known and any(day in rows.days for day in days)


def _matches(
    found: Matched, theirs: Sequence[Theirs], ours: Sequence[Ours], addresses: Mapping[str, str]
) -> Iterator[Match]:
    further: dict[int, list[Edge]] = {}
    others: dict[int, list[Edge]] = {}
    for edge in found.also_theirs:
        further.setdefault(edge.ours, []).append(edge)
    for edge in found.also_ours:
        others.setdefault(edge.theirs, []).append(edge)
    for pair in found.pairs:
        one, own = theirs[pair.theirs], ours[pair.ours]
        rows = [theirs[edge.theirs].record for edge in further.get(pair.ours, ())]
        known = _articles([one.record, *rows])
        yield Match(
            theirs=one.record,
            ours=own.event,
            by="id" if pair.by_id else "content",
            score=pair.score,
            parts=pair.parts,
            differences=differences(one, own),
            also_theirs=tuple(
                Also(
                    id=row.id, score=edge.score, file=row.file, line=row.line, address=row.address
                )
                for edge, row in zip(further.get(pair.ours, ()), rows, strict=True)
            ),
            also_ours=tuple(
                Also(id=ours[edge.ours].event.id, score=edge.score)
                for edge in others.get(pair.theirs, ())
            ),
            their_articles=len(known),
            in_dossier=tuple(sorted({addresses[key] for key in known if key in addresses})),
        )


def _articles(rows: Iterable[ForeignRecord]) -> list[str]:
    """Return the addresses that rows come from, as versions of an article share them."""
    found = (article_address(one.address) or one.address for one in rows if one.address)
    return list(dict.fromkeys(found))


def _addresses(dossier: Dossier) -> dict[str, str]:
    """Return the documents of the dossier by what the addresses of one article have in common."""
    return {
        key: identity
        for identity, address in read_addresses(dossier)
        if (key := article_address(address))
    }


def _begin(progress: Progress | None, step: str) -> None:
    if progress:
        progress.begin(step, None)


def _end(progress: Progress | None) -> None:
    if progress:
        progress.end(reused=0)
