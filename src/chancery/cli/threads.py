"""`chancery threads`: which documents tell of one episode, and why each is one of them."""

import msgspec
from rich.console import Console

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.errors import NotFoundError
from chancery.model import Document, LinkedDates, Process, Thread, ThreadLink
from chancery.pipeline.query import find_threads
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.names import document_names
from chancery.wording.phrases import clip, name_list, short_id

TITLE_WIDTH = 60
SHOWN_NAMES = 4  # documents and names in a cell; --json has them all


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows, the largest thread first, and what the threads are rounds of."""

    threads: tuple[Thread, ...]
    processes: tuple[Process, ...]


def run(names: list[str], *, json: bool) -> None:
    """Print the threads of a dossier, or the one of a document with why it holds together.

    Raises:
        NotFoundError: there is no such thread or document, or the dossier was built without
            reading.
    """
    path, rest = split(names, most=1)
    with open_dossier(path) as dossier:
        found = _found(dossier, rest[0] if rest else None)
        titles = document_names(dossier.all(Document))
        headings = {one.id: one.title.value for one in dossier.all(Document) if one.title}
        processes = _processes(dossier, found)
        linked = {one.document: one for one in dossier.all(LinkedDates)}
    of = {thread: one for one in processes for thread in one.threads}
    if json:
        print_json(Shown(threads=tuple(found), processes=tuple(processes)))
    elif rest:
        _print_one(console(), found[0], titles, headings, of.get(found[0].id), linked)
    else:
        _print_all(console(), found, titles, headings, of)


def _processes(dossier: Dossier, threads: list[Thread]) -> list[Process]:
    """Return what the threads are rounds of, in order of their ids."""
    shown = {one.id for one in threads}
    found = (one for one in dossier.all(Process) if shown & set(one.threads))
    return sorted(found, key=lambda one: one.id)


def _found(dossier: Dossier, name: str | None) -> list[Thread]:
    threads = sorted(dossier.all(Thread), key=lambda one: (-len(one.documents), one.id))
    if not threads:
        message = f"{dossier.path} holds no threads; build it again without --no-annotate"
        raise NotFoundError(message)
    if name is None:
        return threads
    return find_threads(dossier, name)


def _print_all(
    screen: Console,
    threads: list[Thread],
    titles: dict[str, str],
    headings: dict[str, str],
    of: dict[str, Process],
) -> None:
    shown = table("thread", "documents", "days", "about", "names", "process")
    for one in threads:
        shown.add_row(
            short_id(one.id),
            str(len(one.documents)),
            days_of(one),
            clip(headings.get(one.central, titles[one.central]), TITLE_WIDTH),
            name_list(list(one.names), SHOWN_NAMES),
            short_id(of[one.id].id) if one.id in of else "",
        )
    screen.print(shown)


def _print_one(
    screen: Console,
    one: Thread,
    titles: dict[str, str],
    headings: dict[str, str],
    process: Process | None,
    linked: dict[str, LinkedDates],
) -> None:
    screen.print(f"{one.id}: {headings.get(one.central, titles[one.central])}", soft_wrap=True)
    screen.print(f"published {days_of(one)}; named in most: {', '.join(one.names) or 'nobody'}")
    if process:
        rounds = len(process.threads)
        screen.print(f"one of {rounds} threads of {process.id}", soft_wrap=True)
    for document in one.documents:
        dated = _linked(linked[document]) if document in linked else ""
        screen.print(f"  {titles[document]}{dated}", soft_wrap=True)
    for link in one.links:
        screen.print(_link(link, titles), soft_wrap=True)


def _link(link: ThreadLink, titles: dict[str, str]) -> str:
    score = "" if link.score is None else f" {link.score:+.2f}"
    why = "; ".join(link.reasons)
    return f"{titles[link.a]} and {titles[link.b]}, by {link.basis}{score}: {why}"


def _linked(one: LinkedDates) -> str:
    """Return what others say of an undated document's days."""
    said = [
        f"speaks from {one.day}" if one.day else "",
        f"not before {one.first.day}" if one.first else "",
        f"not after {one.last.day}" if one.last else "",
    ]
    return f" (by others: {', '.join(filter(None, said))})"


def days_of(one: Thread | Process) -> str:
    """Return between which days something was published, as far as known."""
    if one.first_day is None or one.last_day is None:
        return "on unknown days"
    return one.first_day if one.first_day == one.last_day else f"{one.first_day} to {one.last_day}"
