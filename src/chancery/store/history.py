"""What findings, commitments and revisions were after each build, so that builds can be compared.

Of documents it is kept that they were there.

It is kept beside the records: like the table of builds, it is no part of what two builds of the
same articles have in common.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from chancery.model import (
    Commitment,
    Discrepancy,
    Document,
    Finding,
    FollowUp,
    Record,
    Revision,
    RevisionType,
    Standing,
    kind_of,
    make_id,
)

READ_BATCH = 512  # records whose state is read together
MARK = ""  # stands for no record: says that a build is in the history at all


class FindingState(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of a finding; it is known again by its claims, for its id may change."""

    claims: tuple[str, ...]
    independent: int
    upper_bound: int
    differences: tuple[str, ...]  # digests, sorted
    unsettled: tuple[str, ...] = ()  # claims that other versions of their articles speak against


class CommitmentState(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of a commitment: what stands for each place that tells of it, sorted."""

    claim: str
    told: tuple[str, ...]


class RevisionState(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of a revision."""

    revision: str
    type: RevisionType


class DocumentState(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a document: nothing but that it was there."""


class _Support(msgspec.Struct):
    claim: str
    standing: Standing | None = None

    @property
    def is_unsettled(self) -> bool:
        """Whether another version, or a retraction, speaks against the claim."""
        return self.standing is not None and bool(self.standing.later or self.standing.withdrawn)


class _Kept(NamedTuple):
    """What is kept of one kind of record: some of its columns, and the state that they make."""

    columns: str
    state: Callable[..., msgspec.Struct]


_supports = msgspec.json.Decoder(list[_Support])
_discrepancies = msgspec.json.Decoder(tuple[Discrepancy, ...])
_follow_ups = msgspec.json.Decoder(tuple[FollowUp, ...])
_finding = msgspec.json.Decoder(FindingState)
_revision = msgspec.json.Decoder(RevisionState)
_commitment = msgspec.json.Decoder(CommitmentState)


def digest_of(one: Discrepancy) -> str:
    """Return what stands for a difference: its slot, its type and what the sides say."""
    return make_id("difference", [one.slot, one.type, *sorted({v.value for v in one.versions})])


def told_by(one: FollowUp) -> str:
    """Return what stands for a follow-up: its type, and the words that tell it."""
    places = [place for each in one.evidence for place in (each.start, each.end)]
    return make_id("told", [one.type, one.document, *places])


def begin(connection: sqlite3.Connection) -> None:
    """Keep what an older dossier, without history, holds as the state after its last build."""
    last: int | None = connection.execute("SELECT max(number) FROM run").fetchone()[0]
    if last is None:
        return
    for kind in KEPT:
        table = kind_of(kind)
        if connection.execute(f"SELECT 1 FROM {table}_history LIMIT 1").fetchone() is None:
            held = [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
            keep(connection, kind, last, held, ())


def keep(
    connection: sqlite3.Connection,
    kind: type[Record],
    run: int,
    written: Sequence[str],
    removed: Iterable[str],
) -> None:
    """Add to the history which records of a kind a build wrote and which it removed, by id."""
    table, kept = kind_of(kind), KEPT[kind]
    insert = f"INSERT INTO {table}_history (id, run, state) VALUES (?, ?, ?)"
    connection.execute(insert, (MARK, run, None))
    connection.executemany(insert, ((one, run, None) for one in removed))
    for start in range(0, len(written), READ_BATCH):
        wanted = msgspec.json.encode(written[start : start + READ_BATCH]).decode()
        rows = connection.execute(
            f"SELECT id, {kept.columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).fetchall()
        states = ((row[0], msgspec.json.encode(kept.state(*row)).decode()) for row in rows)
        connection.executemany(insert, ((one, run, state) for one, state in states))


def first_run(connection: sqlite3.Connection, kind: type[Record]) -> int | None:
    """Return the first build of which the history of a kind tells; None where there is none."""
    table = f"{kind_of(kind)}_history"
    query = "SELECT 1 FROM sqlite_master WHERE name = ?"
    if connection.execute(query, (table,)).fetchone() is None:
        return None
    query = f"SELECT min(run) FROM {table} WHERE id = ?"
    found: int | None = connection.execute(query, (MARK,)).fetchone()[0]
    return found


def findings_at(connection: sqlite3.Connection, run: int) -> list[FindingState]:
    """Return the findings as they were after a build, sorted by id."""
    return [_finding.decode(one) for one in _states(connection, Finding, run)]


def commitments_at(connection: sqlite3.Connection, run: int) -> list[CommitmentState]:
    """Return the commitments as they were after a build, sorted by id."""
    return [_commitment.decode(one) for one in _states(connection, Commitment, run)]


def revisions_at(connection: sqlite3.Connection, run: int) -> list[RevisionState]:
    """Return the revisions as they were after a build, sorted by id."""
    return [_revision.decode(one) for one in _states(connection, Revision, run)]


def last_run(connection: sqlite3.Connection) -> int:
    """Return the number of the last build; 0 where there was none."""
    last: int | None = connection.execute("SELECT max(number) FROM run").fetchone()[0]
    return last or 0


def first_builds(
    connection: sqlite3.Connection, kind: type[Record], identities: Iterable[str]
) -> dict[str, int]:
    """Return the first build that each of some records was kept of, as far as any was."""
    if first_run(connection, kind) is None:
        return {}
    rows = connection.execute(
        f"SELECT id, min(run) FROM {kind_of(kind)}_history WHERE state IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?)) GROUP BY id",
        (msgspec.json.encode(tuple(identities)).decode(),),
    )
    return dict(rows.fetchall())


def findings_among(
    connection: sqlite3.Connection, run: int, identities: Iterable[str]
) -> dict[str, FindingState]:
    """Return those of some findings that there were after a build, as they were, by id."""
    return {
        identity: _finding.decode(state)
        for identity, state in _among(connection, Finding, run, identities)
    }


def touched_since(connection: sqlite3.Connection, kind: type[Record], run: int) -> list[str]:
    """Return the records of a kind that builds after this one wrote or removed, by id."""
    query = (
        f"SELECT DISTINCT id FROM {kind_of(kind)}_history WHERE run > ? AND id <> ? ORDER BY id"
    )
    return [row[0] for row in connection.execute(query, (run, MARK))]


def commitments_among(
    connection: sqlite3.Connection, run: int, identities: Iterable[str]
) -> dict[str, CommitmentState]:
    """Return those of some commitments that there were after a build, as they were, by id."""
    return {
        identity: _commitment.decode(state)
        for identity, state in _among(connection, Commitment, run, identities)
    }


def findings_now(
    connection: sqlite3.Connection, identities: Iterable[str]
) -> dict[str, FindingState]:
    """Return some findings as they are, by id, without their words."""
    kept = KEPT[Finding]
    rows = connection.execute(
        f"SELECT id, {kept.columns} FROM finding WHERE id IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(tuple(identities)).decode(),),
    )
    return {row[0]: _finding_state(*row) for row in rows}


def _among(
    connection: sqlite3.Connection, kind: type[Record], run: int, identities: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the states that some records of a kind had after a build, by id."""
    table = f"{kind_of(kind)}_history"
    yield from connection.execute(
        f"SELECT id, state FROM {table} AS one WHERE state IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?1)) AND run ="
        f" (SELECT max(run) FROM {table} WHERE id = one.id AND run <= ?2)",
        (msgspec.json.encode(tuple(identities)).decode(), run),
    )


def _states(connection: sqlite3.Connection, kind: type[Record], run: int) -> list[str]:
    table = f"{kind_of(kind)}_history"
    rows = connection.execute(
        f"SELECT state FROM {table} AS one WHERE state IS NOT NULL AND run ="
        f" (SELECT max(run) FROM {table} WHERE id = one.id AND run <= ?) ORDER BY id",
        (run,),
    )
    return [row[0] for row in rows]


def _finding_state(
    identity: str, support: str, independent: int, upper_bound: int, discrepancies: str
) -> FindingState:
    del identity
    supports = _supports.decode(support)
    return FindingState(
        claims=tuple(one.claim for one in supports),
        independent=independent,
        upper_bound=upper_bound,
        differences=tuple(
            sorted({digest_of(one) for one in _discrepancies.decode(discrepancies)})
        ),
        unsettled=tuple(one.claim for one in supports if one.is_unsettled),
    )


def _commitment_state(identity: str, follow_up: str) -> CommitmentState:
    told = {told_by(one) for one in _follow_ups.decode(follow_up) if one.evidence}
    return CommitmentState(claim=identity, told=tuple(sorted(told)))


def _revision_state(identity: str, type_: RevisionType) -> RevisionState:
    return RevisionState(revision=identity, type=type_)


def _document_state(identity: str, path: str | None) -> DocumentState:
    del identity, path
    return DocumentState()


KEPT: dict[type[Record], _Kept] = {
    Finding: _Kept("support, independent, upper_bound, discrepancies", _finding_state),
    Commitment: _Kept("follow_up", _commitment_state),
    Revision: _Kept("type", _revision_state),
    Document: _Kept("path", _document_state),
}
"""The kinds of record whose states are kept."""
