"""`chancery threads --processes`: which threads are rounds of one process, and why."""

import msgspec
from rich.console import Console

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.cli.threads import days_of
from chancery.errors import NotFoundError
from chancery.model import Document, Process, ProcessLink, Thread
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.names import document_names
from chancery.wording.phrases import short_id


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows, the process of most threads first."""

    processes: tuple[Process, ...]


def run(names: list[str], *, json: bool) -> None:
    """Print the processes of a dossier, or those of one thread or document, thread by thread.

    Raises:
        NotFoundError: there is no process, or none of what is named.
    """
    path, rest = split(names, most=1)
    with open_dossier(path) as dossier:
        found = _found(dossier, rest[0] if rest else None)
        threads = {one.id: one for one in dossier.all(Thread)}
        titles = document_names(dossier.all(Document))
        titles |= {one.id: one.title.value for one in dossier.all(Document) if one.title}
    if json:
        print_json(Shown(processes=tuple(found)))
        return
    for one in found:
        _print(console(), one, [threads[each] for each in one.threads], titles)


def _found(dossier: Dossier, name: str | None) -> list[Process]:
    found = sorted(dossier.all(Process), key=lambda one: (-len(one.threads), one.id))
    if name is not None:
        thread = name if name.startswith("thread-") else f"thread-{name}"
        named = [one for one in found if any(each.startswith(thread) for each in one.threads)]
        document = "" if named else dossier.find_document(name).id
        found = named or [one for one in found if document in one.documents]
    if not found:
        message = f"{dossier.path} holds no such process: no two threads are rounds of one"
        raise NotFoundError(message)
    return found


def _print(screen: Console, one: Process, threads: list[Thread], titles: dict[str, str]) -> None:
    screen.print(f"{one.id}: {len(threads)} threads, {days_of(one)}", soft_wrap=True)
    screen.print(f"who meets: {', '.join(one.parties) or 'nobody in most'}", soft_wrap=True)
    if one.series:
        screen.print(f"format: {', '.join(one.series)}", soft_wrap=True)
    shown = table("thread", "documents", "days", "about")
    for thread in sorted(threads, key=_by_day):
        count = str(len(thread.documents))
        shown.add_row(short_id(thread.id), count, days_of(thread), titles[thread.central])
    screen.print(shown)
    for link in one.links:
        screen.print(_link(link), soft_wrap=True)


def _by_day(one: Thread) -> tuple[bool, str, str]:
    return one.first_day is None, one.first_day or "", one.id


def _link(link: ProcessLink) -> str:
    why = "; ".join(link.reasons)
    return f"{short_id(link.a)} and {short_id(link.b)}, by {link.basis} {link.score:+.2f}: {why}"
