"""The columns of the lists: for each kind of claim what an analyst compares row by row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from chancery.model import (
    AnyClaim,
    ClaimKind,
    Commitment,
    Event,
    Evidence,
    Meeting,
    OpenItem,
    Party,
    Statement,
)
from chancery.wording.lines import amount, days, whom
from chancery.wording.links import WAITED
from chancery.wording.phrases import clip, one_line
from chancery.workbench.addresses import actor_address

WORDS = 320  # characters of what is said in a row; the pane has all
NOBODY = "not named"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Words in a cell."""

    text: str
    href: str = ""
    style: str = ""  # quote, quiet, alert


Cell = tuple[Piece, ...]
Column = tuple[str, Callable[[Any], Cell]]
"""The heading of a column, and what it shows of a claim."""


def columns_of(about: ClaimKind) -> Sequence[Column]:
    """Return the columns of a list."""
    return COLUMNS[about]


def people(parties: Iterable[Party], none: str = "") -> Cell:
    """Return parties, each once, as links to the actors that they are bound to."""
    found: dict[str, Piece] = {}
    for one in parties:
        href = actor_address(one.entity) if one.entity else ""
        found.setdefault(one.entity or whom(one), Piece(text=whom(one), href=href))
    return tuple(found.values()) or ((Piece(text=none, style="quiet"),) if none else ())


def quoted(words: Iterable[Evidence], *, direct: bool = False) -> Cell:
    """Return words of the text on one line."""
    said = clip(" … ".join(one_line(one.quote) for one in words), WORDS)
    return (Piece(text=f"“{said}”" if direct else said, style="quote"),) if said else ()


def status_of(one: Commitment, waiting: Mapping[str, OpenItem]) -> Cell:
    """Return what became of a commitment, as told, and what it still waits for."""
    told = [
        Piece(text=f"{each.type.replace('_', ' ')} ({each.order})")
        for each in one.follow_up
        if each.type != "no_report"
    ]
    if one.id in waiting:
        told.append(Piece(text=f"waits for {WAITED[waiting[one.id].waits_for]}", style="quiet"))
    return tuple(dict.fromkeys(told)) or (Piece(text="nothing told", style="quiet"),)


def _statement_words(one: Statement) -> Cell:
    return quoted(one.words, direct=one.style == "direct")


def _addressed(one: Statement) -> Cell:
    return people(one.addressee) + (quoted([one.venue]) if one.venue else ())


def _cue(one: Statement) -> Cell:
    words = [one.cue_class, *([one.root] if one.root else [])]
    return (Piece(text=", ".join(words)), *_modality(one))


def _speaker(one: Statement) -> Cell:
    role = one_line(one.role.quote) if one.role else ""
    told = f"an unnamed {one.speaker_class}" if one.speaker_class else NOBODY
    return people(one.speaker, told) + ((Piece(text=role, style="quiet"),) if role else ())


def _modality(one: AnyClaim) -> Cell:
    return () if one.modality == "asserted" else (Piece(text=one.modality, style="alert"),)


def _act(one: Event) -> Cell:
    kind = " ".join(filter(None, (one.root, one.mode)))
    return (Piece(text=kind), *_modality(one))


def _deed(one: Event) -> Cell:
    return quoted(one.evidence[:1])


def _meeting(one: Meeting) -> Cell:
    series = (Piece(text=whom(one.series)),) if one.series else ()
    return (*quoted([one.trigger]), *series, *_modality(one))


def _attending(one: Meeting) -> Cell:
    heads = tuple(Piece(text=f"{whom(each.person)} led", style="quiet") for each in one.heads)
    stated = one.number_stated
    gap = (
        (Piece(text=f"{len(one.states_named)} of {stated} states named", style="alert"),)
        if stated is not None
        else ()
    )
    return people(one.parties, NOBODY) + heads + gap


def _absent(one: Meeting) -> Cell:
    return tuple(
        Piece(
            text=whom(each.party)
            + (f" ({clip(one_line(each.reason[0].quote), 80)})" if each.reason else "")
        )
        for each in one.absentees
    )


def _commitment(one: Commitment) -> Cell:
    return (Piece(text=one.type.replace("_", " ")), *_modality(one))


def _deadline(one: Commitment) -> Cell:
    terms = [one_line(each.quote) for each in one.condition]
    due = days(one.deadline)
    return tuple(Piece(text=each) for each in ([due] if due else []) + terms)


COLUMNS: Mapping[ClaimKind, Sequence[Column]] = {
    "statement": (
        ("Speaker", _speaker),
        ("What is said", _statement_words),
        ("How", _cue),
        ("To or where", _addressed),
    ),
    "meeting": (
        ("Meeting", _meeting),
        ("Who took part", _attending),
        ("Host", lambda one: people(one.host)),
        ("Where", lambda one: people(one.place)),
        ("Stayed away", _absent),
    ),
    "event": (
        ("Deed", _act),
        ("By", lambda one: people(one.actors, NOBODY)),
        ("To", lambda one: people(one.recipients)),
        ("Where", lambda one: people(one.place)),
        ("In the words of the text", _deed),
    ),
    "commitment": (
        ("Kind", _commitment),
        ("By", lambda one: people(one.by, NOBODY)),
        ("To or of", lambda one: people(one.to)),
        ("What", lambda one: quoted(one.content)),
        ("Due, or on condition", _deadline),
    ),
    "figure": (
        ("Number", lambda one: (Piece(text=amount(one)), *_modality(one))),
        ("Of what", lambda one: quoted(one.counts)),
        ("By whose word", lambda one: people(one.attributed_to)),
        ("As of", lambda one: (Piece(text=days(one.as_of)),) if days(one.as_of) else ()),
    ),
}
"""What stands in each list beside the day and the sources, which all have."""
