"""`chancery positions`: what an actor said and committed to on an issue, over time."""

from collections.abc import Iterator

import msgspec
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.listing import Listed, listed_row, row_lines
from chancery.cli.output import console, print_json
from chancery.model import Evidence, Speech, Statement
from chancery.pipeline.positions import Differs, Position, Positions, find_positions
from chancery.store.dossier import open_dossier
from chancery.wording.backed import Articles, place, read_articles
from chancery.wording.lines import line
from chancery.wording.links import KEPT_APART
from chancery.wording.phrases import clip, count_words, one_line, short_id

PHRASE_WIDTH = 80
STYLES: dict[Speech, str] = {
    "direct": "in quoted words",
    "mixed": "partly in quoted words",
    "indirect": "in reported words",
}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One position; `speaks_for` are the words by which the speaker speaks for the actor."""

    day: str | None
    point: Listed
    commitments: tuple[Listed, ...]
    speaks_for: Evidence | None
    differs: tuple[Differs, ...]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows: `words` are the stems that were sought."""

    actors: dict[str, str]  # id → name
    issue: str
    words: tuple[str, ...]
    own: tuple[Said, ...]
    by_others: tuple[Said, ...]


def run(arguments: list[str], *, on: str, json: bool) -> None:
    """Print the positions, the actor's own first, by day, unknown days last.

    Raises:
        UsageError: no name, or no words of an issue, are given.
        NotFoundError: there is no such actor, it said nothing of it, or nothing was read.
    """
    path, rest = split(arguments, most=1)
    with open_dossier(path) as dossier:
        articles = read_articles(dossier)
        found = find_positions(dossier, rest[0] if rest else "", on, articles.published)
    if json:
        print_json(_shown(found, articles))
        return
    for words in _lines(found, articles):
        console().print(words, soft_wrap=True)


def _shown(found: Positions, articles: Articles) -> Shown:
    return Shown(
        actors={one.id: one.name for one in found.actors},
        issue=found.issue,
        words=found.words,
        own=tuple(_said(one, articles) for one in found.own),
        by_others=tuple(_said(one, articles) for one in found.by_others),
    )


def _said(one: Position, articles: Articles) -> Said:
    return Said(
        day=one.day,
        point=listed_row(one.row, articles),
        commitments=tuple(listed_row(each, articles) for each in one.commitments),
        speaks_for=one.speaks_for,
        differs=one.differs,
    )


def _lines(found: Positions, articles: Articles) -> Iterator[Text]:
    name = found.actors[0].name
    count = count_words(len(found.own) + len(found.by_others), "position")
    yield Text(f"{name} on {found.issue}: {count}", style="bold")
    yield Text(f"words sought, by their stems: {', '.join(found.words)}", style="dim")
    if len(found.actors) > 1:
        ids = "; ".join(f"{one.name} ({short_id(one.id)})" for one in found.actors)
        yield Text(f"the name may mean {len(found.actors)} actors, and all are shown: {ids}")
    for title, some in (
        (f"{name}’s own", found.own),
        (f"By those who speak for {name}, as the text says", found.by_others),
    ):
        if some:
            yield Text(f"\n{title}", style="bold")
        for one in some:
            yield from row_lines(one.row, articles, lead=_style(one), more=_more(one, articles))


def _style(one: Position) -> str:
    best = one.row.best
    return STYLES[best.style] if isinstance(best, Statement) else ""


def _more(one: Position, articles: Articles) -> Iterator[str]:
    if one.speaks_for:
        phrase = clip(one_line(one.speaks_for.quote), PHRASE_WIDTH)
        yield f"speaks for it: “{phrase}” {place(one.speaks_for, articles.names)}"
    for row in one.commitments:
        yield f"also {line(row.best)} · {short_id(row.finding.id)}"
    for each in one.differs:
        yield f"compare {short_id(each.finding)}: {KEPT_APART[each.apart]}"
