"""`chancery search`: documents by their words, each hit with the characters that match."""

import msgspec
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError
from chancery.model import Evidence
from chancery.store.dossier import open_dossier
from chancery.store.search import Hit
from chancery.store.search import search as search_dossier
from chancery.wording.dates import date_words, with_basis
from chancery.wording.phrases import one_line, short_id


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit as JSON shows it: without the document's whole text."""

    document: str
    uri: str
    title: str | None
    block: str
    passage: Evidence
    matches: tuple[Evidence, ...]


def run(words: list[str], *, limit: int, newest: bool, removed: bool, json: bool) -> None:
    """Print the hits.

    Raises:
        NotFoundError: no document answers.
    """
    path, rest = split(words, most=None)
    query = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in rest)
    with open_dossier(path) as dossier:
        hits = search_dossier(dossier, query, limit=limit, newest=newest, removed=removed)
    if json:
        print_json([_found(hit) for hit in hits])
    if not hits:
        message = f"no document answers {query!r}"
        raise NotFoundError(message)
    if not json:
        screen = console()
        for hit in hits:
            screen.print(_line(hit), soft_wrap=True)
            screen.print(_passage(hit), soft_wrap=True)
            screen.print()


def _found(hit: Hit) -> Found:
    title = hit.document.title
    return Found(
        document=hit.document.id,
        uri=hit.document.uri,
        title=title.value if title else None,
        block=hit.block,
        passage=hit.passage,
        matches=hit.matches,
    )


def _line(hit: Hit) -> Text:
    document = hit.document
    title = one_line(document.title.value) if document.title else "untitled"
    text = Text(f"{short_id(document.id)}  {title}", style="bold")
    text.append(
        f"  {with_basis(document.outlet)}, {date_words(document.published)}", style="not bold dim"
    )
    return text


def _passage(hit: Hit) -> Text:
    passage = Text(f"  {hit.block}[{hit.passage.start}:{hit.passage.end}]  ", style="dim")
    quote = Text(hit.passage.quote.replace("\n", " "), style="not dim")
    for match in hit.matches:
        start = match.start - hit.passage.start
        quote.stylize("bold yellow", start, start + match.end - match.start)
    return passage + quote
