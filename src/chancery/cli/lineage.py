"""`chancery lineage`: two passages side by side with their edits, and what stands behind them."""

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError
from chancery.model import Document, Evidence, Origin, ReuseLink
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.lineage import direction_words, link_ends, origin_words
from chancery.wording.names import document_names
from chancery.wording.phrases import count_words


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """Links and the origins behind them."""

    reuse_links: tuple[ReuseLink, ...]
    origins: tuple[Origin, ...]


def run(names: list[str], *, weak: bool, json: bool) -> None:
    """Print the lineage of one document, or of all.

    Raises:
        NotFoundError: nothing is shared.
    """
    path, rest = split(names, most=1)
    with open_dossier(path) as dossier:
        found = collect(dossier, rest[0] if rest else None)
        titles = document_names(dossier.all(Document))
    if json:
        print_json(found)
        return
    if not found.reuse_links and not found.origins:
        message = "no passage stands in two documents, and no text credits an agency"
        raise NotFoundError(message)
    screen = console()
    for link in found.reuse_links:
        _print_link(screen, link, titles, full=weak or link.strength == "strong")
    for origin in sorted(found.origins, key=lambda one: (one.cluster, one.basis != "stated")):
        screen.print(f"origin: {origin_words(origin, titles)}", soft_wrap=True)


def collect(dossier: Dossier, name: str | None) -> Lineage:
    """Return what one document, or every document, shares."""
    document = dossier.find_document(name).id if name else None
    origins = [one for one in dossier.all(Origin) if document is None or document in one.documents]
    return Lineage(reuse_links=tuple(dossier.links(document)), origins=tuple(origins))


def _print_link(screen: Console, link: ReuseLink, titles: dict[str, str], *, full: bool) -> None:
    ends = link_ends(link, titles)
    screen.print(
        f"{link.strength}: {link.length} words, {link.similarity:.0%} alike, "
        f"{count_words(len(link.edits), 'edit')}",
        style="bold" if link.strength == "strong" else "dim",
    )
    screen.print(f"  {link.reason}; direction {direction_words(link, titles)}", soft_wrap=True)
    if full:
        both = Table(box=None, pad_edge=False, expand=True, header_style="cyan")
        for end in ends:
            both.add_column(end, ratio=1, overflow="fold")
        both.add_row(_marked(link, link.a, first=True), _marked(link, link.b, first=False))
        screen.print(both)
    else:
        screen.print(f"  {ends[0]}  {ends[1]}", soft_wrap=True)
    screen.print()


def _marked(link: ReuseLink, side: Evidence, *, first: bool) -> Text:
    """Return the passage with its edits marked: [-gone-] on one side, {+come+} on the other."""
    text = Text()
    at = side.start
    opening, closing, style = ("[-", "-]", "red") if first else ("{+", "+}", "green")
    for edit in link.edits:
        start, end = (edit.a_start, edit.a_end) if first else (edit.b_start, edit.b_end)
        if start == end:
            continue
        text.append(side.quote[at - side.start : start - side.start])
        text.append(
            f"{opening}{side.quote[start - side.start : end - side.start]}{closing}", style
        )
        at = end
    text.append(side.quote[at - side.start :])
    return text
