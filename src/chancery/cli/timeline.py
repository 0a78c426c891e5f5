"""`chancery timeline`: what happened, in order, beside when it was published and captured."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from chancery.cli.brief import WRITERS, show
from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError, UsageError
from chancery.exports.papers.paper import Bar, Draft, Paper, Part
from chancery.model import Document
from chancery.pipeline.clock_words import BASES, happened, published_words, span_words
from chancery.pipeline.days_told import ToldDay, told_days
from chancery.pipeline.review.words import decided_words
from chancery.pipeline.timeline import Asked, Row, days_of, is_dated, rows
from chancery.store.dossier import open_dossier
from chancery.wording.names import cited_names
from chancery.wording.phrases import count_words, one_line
from chancery.wording.versions import against

LEGEND = (
    "Each line gives when it happened, then, in small, when its articles were published and "
    "captured. A day that no text and no link between articles gives is not shown. Words in ‹ › "
    "are an article's own."
)
BAR_WIDTH = 40  # characters of the bar on a terminal
EMPTY, FULL = "·", "━"
MOST_TOLD = 3  # entries of one day


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The whole span of what is shown, from the first day to the last."""

    first: date
    last: date

    def bar(self, start: str, end: str) -> Bar:
        """Return where the days from start to end lie; a day is as wide as it is."""
        days = (self.last - self.first).days + 1
        first = (date.fromisoformat(start) - self.first).days
        last = (date.fromisoformat(end) - self.first).days + 1
        return Bar(first=first / days, last=last / days)


def run(
    arguments: list[str], asked: Asked, *, days: int | None, output: Path | None, json: bool
) -> None:
    """Print the timeline, or its most important days, or write it to a file.

    Raises:
        UsageError: the file's ending names no format, or a day is none.
        NotFoundError: nothing is found, or nothing was read.
    """
    writer = WRITERS.get(output.suffix.lower()) if output else None
    if output and writer is None:
        message = f"{output}: a timeline is written as {', '.join(WRITERS)}; end the name so"
        raise UsageError(message)
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        found = rows(dossier, asked)
        told = told_days(dossier, asked, found, days) if days else []
        names = cited_names(dossier.all(Document))
    if json:
        print_json(told if days else found)
    if not (told if days else found):
        message = f"nothing on the timeline of {path} fits what is asked for"
        raise NotFoundError(message)
    if not json:
        paper = of_days(told, names, path) if days else of_entries(found, names, path)
        _give(paper, output, writer)


def _give(paper: Paper, output: Path | None, writer: Callable[[Paper], bytes] | None) -> None:
    if output and writer:
        output.write_bytes(writer(paper))
        cited = count_words(len(paper.sources), "passage")
        console().print(f"{output}: {cited} cited", soft_wrap=True)
    else:
        show(console(), paper, before=draw)


def of_entries(found: Iterable[Row], names: dict[str, str], path: Path) -> Paper:
    """Return the timeline as a paper: what has days by year, then what has none.

    The bars of a year run over its own days, so that one old date does not press the rest flat.
    """
    found = list(found)
    draft = Draft(names)
    draft.add("title", f"Timeline of {path.name}")
    draft.add("paragraph", LEGEND)
    for years, some in groupby(found, key=_years):
        group = list(some)
        axis = axis_of(days_of(row.entry) for row in group if is_dated(row.entry))
        draft.add("heading", years or "Day unknown, by publication")
        if axis:
            draft.add("paragraph", _span_words(axis))
        for row in group:
            _add(draft, row, axis, names)
    return draft.paper()


def _years(row: Row) -> str:
    """Return the years that an entry lies in; nothing where its day is unknown."""
    if not is_dated(row.entry):
        return ""
    return " to ".join(dict.fromkeys(day[:4] for day in days_of(row.entry)))


def of_days(told: Iterable[ToldDay], names: dict[str, str], path: Path) -> Paper:
    """Return the days that matter most as a paper, in order, each with what is told of it."""
    told = sorted(told, key=lambda one: one.day)
    axis = axis_of((one.day, one.day) for one in told)
    draft = Draft(names)
    draft.add("title", f"Days of {path.name}")
    draft.add(
        "paragraph",
        f"{count_words(len(told), 'day')} that most articles name as past; articles that come "
        f"out more than a week later count a quarter more. {_span_words(axis)}".rstrip(),
    )
    for one in told:
        later = f", {one.remembered:,} of them more than a week later" if one.remembered else ""
        named = f"Named in {count_words(one.documents, 'document')}{later}."
        draft.add("subheading", one.day)
        draft.add("paragraph", named, bar=axis.bar(one.day, one.day) if axis else None)
        if one.words:
            draft.add("item", f"‹{one_line(one.words.quote)}›", [one.words])
        others = [row for row in one.rows if one.words not in row.line.evidence]
        for row in others[:MOST_TOLD]:
            draft.add("item", row.line.text, row.line.evidence, _note(row, names))
    return draft.paper()


def axis_of(spans: Iterable[tuple[str, str]]) -> Axis | None:
    """Return the span from the first to the last day; None where it is not longer than one."""
    spans = list(spans)
    first = min((start for start, _ in spans), default="")
    last = max((end for _, end in spans), default="")
    if first == last:
        return None
    return Axis(first=date.fromisoformat(first), last=date.fromisoformat(last))


def draw(screen: Console, part: Part) -> None:
    """Print the bar of a part, if it has one."""
    if part.bar:
        first = min(int(part.bar.first * BAR_WIDTH), BAR_WIDTH - 1)
        size = max(1, round((part.bar.last - part.bar.first) * BAR_WIDTH))
        size = min(size, BAR_WIDTH - first)
        words = Text("  ")
        words.append(EMPTY * first, style="dim")
        words.append(FULL * size, style="bold")
        words.append(EMPTY * (BAR_WIDTH - first - size), style="dim")
        screen.print(words)


def _add(draft: Draft, row: Row, axis: Axis | None, names: Mapping[str, str]) -> None:
    bar = axis.bar(*days_of(row.entry)) if axis else None
    text = f"{happened(row.entry.time)}: {row.line.text}"
    draft.add("item", text, row.line.evidence, _note(row, names), bar)


def _note(row: Row, names: Mapping[str, str]) -> str:
    """Return who stands behind an entry, on what its day rests, and its other two clocks."""
    entry = row.entry
    basis = BASES.get(entry.time.basis) if entry.time and is_dated(entry) else None
    parts = [
        _sources(row),
        f"day {basis}" if basis else "",
        f"published {published_words(entry.published)}",
        f"captured {span_words(entry.captured)}" if entry.captured else "",
        *against(row.line.unsettled, names),
        *decided_words(row.line.review, row.line.statuses),
    ]
    return f"({'; '.join(filter(None, parts))})"


def _sources(row: Row) -> str:
    documents = count_words(len(row.entry.documents), "document")
    if len(row.entry.documents) == 1:
        return "1 source"
    return f"{row.entry.independent} independent; {documents}"


def _span_words(axis: Axis | None) -> str:
    return f"The bars run from {axis.first} to {axis.last}." if axis else ""
