"""Keeps and drops the watches of a dossier, and says in words what each seeks."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from chancery.errors import UsageError
from chancery.model import (
    ActorSought,
    DeadlinesSought,
    PointsSought,
    Sought,
    Wanted,
    Watch,
    WordsSought,
)
from chancery.pipeline.actors import meant_in
from chancery.pipeline.query import check_day, check_query, find_threads
from chancery.pipeline.watched_points import queries
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.query import to_fts
from chancery.store.watches import delete_watch, write_watch

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def add_watch(path: Path, wanted: Wanted) -> Watch:
    """Keep a watch in a dossier, in one short write, and return it.

    A name that nobody bears yet, and words that no article has, may be waited for.

    Raises:
        UsageError: the name is taken or none, or what is sought breaks a rule.
        NotFoundError: there is no such thread, or the dossier was built without reading.
        DossierBusyError: a build is just writing.
        DossierWriteError: the file cannot be written.
        NotADossierError: the path holds none.
    """
    now = datetime.now(UTC)
    checked = _checked(wanted)
    with open_dossier(path) as dossier:
        _check(dossier, checked.sought)
    watch = Watch(
        name=checked.name, sought=checked.sought, added=now.isoformat(timespec="microseconds")
    )
    write_watch(path, watch)
    return watch


def remove_watch(path: Path, name: str) -> None:
    """Take a watch out of a dossier.

    Raises:
        NotFoundError: there is none of this name.
        DossierBusyError: a build is just writing.
        DossierWriteError: the file cannot be written.
        NotADossierError: the path holds none.
    """
    delete_watch(path, name)


def tell_sought(sought: Sought) -> str:
    """Return in words what is sought."""
    match sought:
        case WordsSought():
            return f"articles with {sought.query}"
        case ActorSought():
            return f"all in which {sought.actor} has a part"
        case DeadlinesSought():
            return _deadlines(sought)
        case PointsSought():
            return _points(sought)


def _deadlines(sought: DeadlinesSought) -> str:
    day = sought.day or "today"
    side = "from" if sought.days >= 0 else "before"
    parts = [f"commitments due within {abs(sought.days)} days {side} {day}"]
    parts += [f"of {sought.party}"] if sought.party else []
    return ", ".join([*parts, *(["open"] if sought.open else [])])


def _points(sought: PointsSought) -> str:
    """Return the kind and the filters that leave anything out, in the words of the options."""
    usual = PointsSought(about=sought.about)
    parts = [
        f"{name} {value}" if value is not True else name
        for name, value in msgspec.structs.asdict(sought).items()
        if value != getattr(usual, name)
    ]
    return ", ".join([f"{sought.about}s", *parts])


def _checked(wanted: Wanted) -> Wanted:
    """Return what is wanted, every part held to its rules."""
    if not NAME.fullmatch(wanted.name):
        message = (
            f"{wanted.name!r} cannot be the name of a watch; use small letters of English, "
            "digits and hyphens, as in grain-deal"
        )
        raise UsageError(message)
    try:
        return msgspec.convert(msgspec.to_builtins(wanted), Wanted)
    except msgspec.ValidationError as error:
        message = f"cannot watch this: {error}"
        raise UsageError(message) from error


def _check(dossier: Dossier, sought: Sought) -> None:
    """Raise where what is sought cannot be asked of the dossier."""
    if isinstance(sought, WordsSought):
        to_fts(sought.query)
        return
    if isinstance(sought, DeadlinesSought):
        check_day(sought.day)
    for query in queries(sought, datetime.now(UTC).date()):
        check_query(query)
        for name in filter(None, (query.speaker, query.party)):
            meant_in(dossier, name)
        if query.thread is not None:
            find_threads(dossier, query.thread)
