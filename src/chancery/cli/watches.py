"""What the commands of `chancery watch` do and print."""

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.listing import INDENT
from chancery.cli.output import console, print_json, table
from chancery.errors import DossierWriteError, NotFoundError, UsageError
from chancery.model import (
    ActorSought,
    DeadlinesSought,
    PointsSought,
    Sought,
    Wanted,
    WordsSought,
)
from chancery.pipeline.feed import MOST_ENTRIES, make_feed
from chancery.pipeline.watches import Hit, find_hits
from chancery.pipeline.watching import add_watch, remove_watch, tell_sought
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.watches import find_watch, read_watches
from chancery.wording.phrases import clip, short_id

WIDTH = 160  # of a quote
Filters = Mapping[str, str | int | bool | None]


class Given(NamedTuple):
    """What the options of `watch add` say; None: not given."""

    points: str | None
    query: str | None
    actor: str | None
    days: int | None
    filters: Filters


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What `watch feed` wrote."""

    file: str
    entries: int


def run_add(arguments: list[str], given: Given, *, json: bool) -> None:
    """Keep a watch and say what it is for.

    Raises:
        UsageError: not one thing is to be watched, or an option does not go with it.
        NotFoundError: there is no such thread, or nothing was read.
    """
    path, name = _named(arguments)
    watch = add_watch(path, Wanted(name=name, sought=read_sought(given)))
    if json:
        print_json(watch)
    else:
        _say(f"{path} watches {watch.name}: {tell_sought(watch.sought)}")


def run_list(arguments: list[str], *, json: bool) -> None:
    """Print the watches.

    Raises:
        NotFoundError: there is none.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        found = read_watches(dossier)
    if json:
        print_json(found)
    if not found:
        message = f"{path} keeps no watch; `chancery watch add` adds one"
        raise NotFoundError(message)
    if not json:
        listed = table("name", "what it is for", "added")
        for one in found:
            listed.add_row(one.name, tell_sought(one.sought), one.added[:10])
        console().print(listed)


def run_remove(arguments: list[str], *, json: bool) -> None:
    """Take a watch out.

    Raises:
        NotFoundError: there is none of this name.
    """
    path, name = _named(arguments)
    remove_watch(path, name)
    if json:
        print_json({"removed": name})
    else:
        _say(f"{path} no longer watches {name}")


def run_hits(arguments: list[str], *, since: int | None, limit: int, json: bool) -> None:
    """Print the hits of a watch, the newest first.

    Raises:
        NotFoundError: there is no such watch, or it has no hit.
    """
    path, name = _named(arguments)
    with open_dossier(path) as dossier:
        hits = _hits(dossier, find_watch(dossier, name).sought, since, limit + 1)
    if json:
        print_json(hits[:limit])
    if not hits:
        message = f"{name} has no hit"
        raise NotFoundError(message)
    if json:
        return
    for one in hits[:limit]:
        for words in _lines(one):
            console().print(words, soft_wrap=True)
    if len(hits) > limit:
        console().print(Text("… and more; --limit shows them", style="dim"))


def run_feed(arguments: list[str], *, output: Path | None, base: str, json: bool) -> None:
    """Write the newest hits as an Atom feed, to a file or to standard output.

    Raises:
        UsageError: JSON is asked for without a file, which standard output cannot hold beside it.
        NotFoundError: there is no such watch.
        DossierWriteError: the file cannot be written.
    """
    if json and output is None:
        message = "--json says what was written to a file; name it with -o"
        raise UsageError(message)
    path, name = _named(arguments)
    with open_dossier(path) as dossier:
        watch = find_watch(dossier, name)
        hits = _hits(dossier, watch.sought, None, MOST_ENTRIES)
        finished = {one.number: one.finished for one in dossier.runs()}
    plain = base.rstrip("/")
    address = f"{plain}/watches/{name}/feed"
    data = make_feed(watch, hits, finished=finished, address=address, base=plain)
    if output is None:
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.buffer.flush()
        return
    _write(output, data)
    written = Written(file=str(output), entries=len(hits))
    if json:
        print_json(written)
    else:
        _say(f"{output}: {len(hits):,} entries")


def read_sought(given: Given) -> Sought:
    """Return what the options say is to be watched.

    Raises:
        UsageError: not one thing is to be watched, or an option does not go with it.
    """
    chosen = [
        one for one in (given.points, given.query, given.actor, given.days) if one is not None
    ]
    if len(chosen) != 1:
        message = "name one thing to watch: --list, --words, --actor or --deadline"
        raise UsageError(message)
    filters = {name: value for name, value in given.filters.items() if value is not None}
    if given.points is not None:
        return _made(PointsSought, {"about": given.points.removesuffix("s"), **filters})
    if given.query is not None:
        return _made(WordsSought, {"query": given.query, **filters})
    if given.actor is not None:
        return _made(ActorSought, {"actor": given.actor, **filters})
    return _made(DeadlinesSought, {"days": given.days, **filters})


OPTIONS = {"words": "--about", "sort": "--kind", "least": "--min-origins"}
"""How fields are called as options, where not by their names."""


def _made(kind: type[Sought], fields: Filters) -> Sought:
    unknown = [one for one in fields if one not in kind.__struct_fields__]
    if unknown:
        option = OPTIONS.get(unknown[0], f"--{unknown[0]}")
        message = (
            f"{option} does not go with this watch; `chancery watch add --help` says with which"
        )
        raise UsageError(message)
    return msgspec.convert(fields, kind)


def _named(arguments: list[str]) -> tuple[Path, str]:
    path, rest = split(arguments, most=1)
    if not rest:
        message = "name the watch; `chancery watch list` shows all"
        raise UsageError(message)
    return path, rest[0]


def _hits(dossier: Dossier, sought: Sought, since: int | None, most: int) -> list[Hit]:
    found = find_hits(dossier, sought, today=_today(), since=since)
    return [one for _, one in islice(found, most)]


def _today() -> date:
    return datetime.now(UTC).date()


def _lines(one: Hit) -> Iterator[Text]:
    yield Text(one.text, style="bold")
    parts = (
        one.news,
        f"build {one.build}",
        f"due {one.due}" if one.due else None,
        f"{one.uri}[{one.evidence.start}:{one.evidence.end}]",
        short_id(one.record),
    )
    yield Text(INDENT + " · ".join(filter(None, parts)))
    if one.about is None:
        yield Text(INDENT + clip(one.evidence.quote, WIDTH), style="dim")


def _say(words: str) -> None:
    console().print(words, soft_wrap=True)


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise DossierWriteError(message) from error
