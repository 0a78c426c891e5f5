"""The brief: what happened, what is solid, thin, differing and open, by thread."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from chancery.api.brief import chapter as read
from chancery.api.brief import count_first, shares
from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.errors import NotFoundError
from chancery.model import Finding, Support, Thread
from chancery.pipeline.brief import MOST_CHAPTERS
from chancery.pipeline.query import find_threads
from chancery.pipeline.record import Chapter
from chancery.pipeline.shown import list_threads
from chancery.wording.brief import HEADINGS, LEGEND, line_sources
from chancery.wording.phrases import clip
from chancery.wording.versions import against
from chancery.workbench.addresses import thread_address
from chancery.workbench.frame import pane_of
from chancery.workbench.naming import TITLE, Named, name_documents

NAMED = 6  # documents of a thread that are named at its head


class BriefPage(Parameters, frozen=True, kw_only=True):
    """The finding beside the brief."""

    evidence: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the brief."""

    finding: str
    text: str
    sources: str
    against: tuple[str, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one sort."""

    name: str
    heading: str
    lines: tuple[Told, ...]
    more: int


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """The chapter of one thread."""

    thread: Thread
    address: str
    title: str
    documents: tuple[Named, ...]
    sections: tuple[Section, ...]


def brief(view: View, asked: BriefPage) -> dict[str, object]:
    """Fill the page that an analyst reads first."""
    threads = [one for _, one in islice(_threads(view), MOST_CHAPTERS)]
    chapters = [write_chapter(view, one) for one in threads[: count_first(threads)]]
    first = next((line for one in chapters for each in one.sections for line in each.lines), None)
    records = view.dossier.counts()
    return {
        "shares": shares(view),
        "rejected": records["rejection"],
        "reused": records["reuse_link"],
        "chapters": chapters,
        "others": threads[len(chapters) :],
        "threads": records["thread"],
        "legend": LEGEND,
        "thread_address": thread_address,
        "pane": pane_of(view, asked, _finding(view, first)),
    }


def thread(view: View, asked: BriefPage) -> dict[str, object]:
    """Fill the page of one thread.

    Raises:
        NotFoundError: there is no such thread.
    """
    found = find_threads(view.dossier, view.names["id"])
    if not found:
        message = f"there is no thread {view.names['id']!r}"
        raise NotFoundError(message)
    written = write_chapter(view, found[0], named=None)
    first = next((line for each in written.sections for line in each.lines), None)
    return {
        "title": written.title,
        "chapter": written,
        "reasons": _reasons(found[0], {one.id: one for one in written.documents}),
        "legend": LEGEND,
        "pane": pane_of(view, asked, _finding(view, first)),
    }


def write_chapter(view: View, one: Thread, *, named: int | None = NAMED) -> Written:
    """Return the chapter of a thread with its lines in words."""
    chapter = read(view, one)
    documents = name_documents(view.dossier, chapter.documents[:named])
    return Written(
        thread=one,
        address=thread_address(one.id),
        title=clip(chapter.title, TITLE),
        documents=tuple(documents[each] for each in chapter.documents[:named]),
        sections=tuple(_sections(view, chapter)),
    )


def _threads(view: View) -> Iterator[tuple[object, Thread]]:
    return iter(list_threads(view.dossier, name=None, after=None))


def _sections(view: View, chapter: Chapter) -> Iterator[Section]:
    for one in chapter.sections:
        yield Section(
            name=one.name,
            heading=HEADINGS[one.name],
            more=one.more,
            lines=tuple(
                Told(
                    finding=each.finding,
                    text=each.text,
                    sources=line_sources(each),
                    against=tuple(_against(view, each.unsettled)),
                )
                for each in one.lines
            ),
        )


def _against(view: View, unsettled: Sequence[Support]) -> Iterator[str]:
    standings = [one.standing for one in unsettled if one.standing]
    wanted = {one.document for one in unsettled}
    wanted |= {one.version for one in standings if one.version}
    if wanted:
        names = {key: each.short for key, each in name_documents(view.dossier, wanted).items()}
        yield from against(unsettled, names)


def _finding(view: View, line: Told | None) -> Finding | None:
    return view.dossier.get(Finding, line.finding) if line else None


def _reasons(one: Thread, named: dict[str, Named]) -> list[tuple[str, str, str]]:
    return [
        (named[link.a].name, named[link.b].name, "; ".join(link.reasons)) for link in one.links
    ]
