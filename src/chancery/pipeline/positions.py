"""What an actor said and committed to on an issue, and what was said for it, over time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from chancery.errors import NotFoundError, UsageError
from chancery.knowledge import fold
from chancery.model import Apart, Claim, ClaimKind, Commitment, Entity, Evidence, Statement
from chancery.pipeline.actors import Meant, find_actors, named_exactly
from chancery.pipeline.facets import facets, words_about
from chancery.pipeline.places import RowKey, split_key
from chancery.pipeline.query import rows_at
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import NO_DAY, Published, Row, all_rows, day_of
from chancery.pipeline.spokespersons import Spokespersons
from chancery.pipeline.terms import (
    ABOUT,
    SPEAKER,
    WORD,
    all_of,
    any_of,
    by_party,
    by_stems,
)
from chancery.store.dossier import Dossier
from chancery.store.shelves import make_term
from chancery.text.kinship import with_kin
from chancery.text.rarity import rarity, stem


class Differs(msgspec.Struct, frozen=True, kw_only=True):
    """That another position says otherwise, and in what."""

    finding: str  # id
    apart: Apart


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A point that the actor made, or that was made for it; `day` is when, or null."""

    row: Row
    commitments: tuple[Row, ...]  # that these very words are
    speaks_for: Evidence | None  # words that say that the speaker does; null: the actor's own
    day: str | None
    differs: tuple[Differs, ...]


class Positions(msgspec.Struct, frozen=True, kw_only=True):
    """All positions of an actor on an issue, by day, unknown days last."""

    actors: tuple[Entity, ...]  # several where the name may mean several
    issue: str
    words: tuple[str, ...]  # stems that are sought: those of the issue and their kin
    own: tuple[Position, ...]
    by_others: tuple[Position, ...]
    unread: bool  # more findings have these words than were looked at


def find_positions(
    dossier: Dossier, name: str, issue: str, published: Published, most: int | None = None
) -> Positions:
    """Return what the actor of this name, and those who speak for it, said on an issue.

    With `most`, only so many findings of a kind that have the words of the issue are looked at: of
    the actor's own the best backed, and of everyone's.

    Raises:
        UsageError: no name, or no words of an issue, are given.
        NotFoundError: there is no such actor, it said nothing of it, or nothing was read.
    """
    actors = find_actors(dossier, name)
    groups = [with_kin([one]) for one in _issue(issue)]
    if not groups:
        message = "name the issue in words, as --on 'prisoner exchange'"
        raise UsageError(message)
    whom = Meant(
        words=frozenset(fold(name).split()),
        entities=frozenset(one.id for one in actors),
        exact=bool(named_exactly(name, actors)),
    )
    kinds: tuple[ClaimKind, ...] = ("statement", "commitment")
    read = [_read(dossier, about, groups, whom, most) for about in kinds]
    told = [
        row
        for rows, _ in read
        for row in rows
        if any(_is_about(one, groups) for one in row.claims)
    ]
    others = Spokespersons(dossier, actors)
    speakers = {one.id: facets(one).speakers for row in told for one in row.claims}
    spoken_for = {one for one, parties in speakers.items() if others.why(parties)}
    own = list(_chosen(told, lambda one: one.id not in spoken_for and whom.has(speakers[one.id])))
    taken = {row.finding.id for row in own}
    rest = [row for row in told if row.finding.id not in taken]
    spoken = list(_chosen(rest, lambda one: one.id in spoken_for))
    if not own and not spoken:
        message = (
            f"nothing that {actors[0].name} says or commits to, or that is said for it, is about "
            f"{issue!r}; `chancery statements --speaker NAME` lists all that it says"
        )
        raise NotFoundError(message)
    shown = [*own, *spoken]
    return Positions(
        actors=tuple(actors),
        issue=issue,
        words=tuple(sorted(frozenset().union(*groups))),
        own=_positions(own, shown, published, None),
        by_others=_positions(spoken, shown, published, others),
        unread=any(unread for _, unread in read),
    )


def _read(
    dossier: Dossier,
    about: ClaimKind,
    groups: Sequence[frozenset[str]],
    whom: Meant,
    most: int | None,
) -> tuple[list[Row], bool]:
    """Return findings that may be of the issue, by id, and whether there are more."""
    if not dossier.is_shelved():
        return list(all_rows(dossier, about)), False
    sought = all_of((any_of([make_term(ABOUT, about)]), by_stems(WORD, groups)))
    own = all_of((sought, by_party(SPEAKER, whom)))
    chosen: set[str] = set()
    unread = False
    for expression in (own, sought) if most is not None else (sought,):
        standing = dossier.shelved("point", RowKey, expression)
        keys = (key for _, key in standing if not split_key(key)[1])
        chosen.update(islice(keys, most))
        unread = next(keys, None) is not None
    overlay = Overlay(dossier)
    rows = [row for found in rows_at(dossier, sorted(chosen), about).values() for row in found]
    seen = (msgspec.structs.replace(row, review=overlay.of_finding(row.claims)) for row in rows)
    return sorted(seen, key=lambda row: row.finding.id), unread


def _issue(text: str) -> list[str]:
    """Return the stems of the words that tell what an issue is; all where none tells much."""
    words = fold(text).split()
    return list(dict.fromkeys(stem(one) for one in words if rarity(one) > 0)) or [
        stem(one) for one in words
    ]


def _is_about(claim: Claim, groups: Sequence[frozenset[str]]) -> bool:
    """Say whether what is said, or what it names, has a word of each group of kin."""
    stems = set(map(stem, words_about(claim)))
    return all(group & stems for group in groups)


def _chosen(rows: Iterable[Row], passes: Callable[[Claim], bool]) -> Iterator[Row]:
    """Yield rows with the claims that pass, where any does."""
    for row in rows:
        if claims := tuple(one for one in row.claims if passes(one)):
            yield msgspec.structs.replace(row, claims=claims)


def _positions(
    rows: Sequence[Row],
    shown: Sequence[Row],
    published: Published,
    others: Spokespersons | None,
) -> tuple[Position, ...]:
    """Return rows as positions, a commitment with the statement that it is made of."""
    home = {one.claim: each.finding.id for each in shown for one in each.finding.support}
    made_of: dict[str, Row] = {
        one.id: row for row in rows for one in row.claims if isinstance(one, Statement)
    }
    attached: dict[str, list[Row]] = {}
    alone: list[Row] = []
    for row in rows:
        if statement := _home(row, made_of):
            attached.setdefault(statement.finding.id, []).append(row)
        else:
            alone.append(row)
    found = [
        Position(
            row=row,
            commitments=tuple(attached.get(row.finding.id, ())),
            speaks_for=others.why(facets(row.best).speakers) if others else None,
            day=day_of(row, published),
            differs=tuple(_differing(row, home)),
        )
        for row in alone
    ]
    return tuple(sorted(found, key=lambda one: (one.day or NO_DAY, one.row.finding.id)))


def _home(row: Row, made_of: Mapping[str, Row]) -> Row | None:
    origins = [one.made_from or "" for one in row.claims if isinstance(one, Commitment)]
    return next((made_of[one] for one in origins if one in made_of), None)


def _differing(row: Row, home: Mapping[str, str]) -> Iterator[Differs]:
    """Yield the other positions that are alike and kept apart, each once.

    `home` says of which finding each claim is that is shown.
    """
    seen: set[Differs] = set()
    for link in row.finding.links:
        for other in (link.a, link.b):
            identity = home.get(other, row.finding.id)
            if link.apart and identity != row.finding.id:
                one = Differs(finding=identity, apart=link.apart)
                if one not in seen:
                    seen.add(one)
                    yield one
