"""`chancery dates`: what one document says of time, each expression with how it was dated."""

from datetime import date
from pathlib import Path

import msgspec
import typer
from rich.console import Console

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.errors import NotFoundError
from chancery.model import (
    Annotation,
    Dates,
    DateValue,
    DayBound,
    Document,
    Publication,
    Rejection,
    TimeExpression,
)
from chancery.pipeline.one import date_one, read_one
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings
from chancery.store.dossier import open_dossier
from chancery.wording.dates import basis_words
from chancery.wording.phrases import clip, one_line

SENTENCE_WIDTH = 60  # of a sentence in the table; JSON has all of it
STANDARD_INPUT = "-"
BOUND_WORDS = {
    "stated": "the document says so",
    "markup": "the page's markup says so",
    "feed": "the feed says so",
    "page_furniture": "text around the article says so",
    "told": "told as past",
    "caption": "date of a picture",
    "ongoing": "so since then",
    "continued": "last year came after it",
    "office": "term of one called the current holder",
    "two_sides": "a group told of beside the government that it is now",
    "captured": "its page was fetched then",
    "linked": "through another document",
}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One expression with its words and its sentence."""

    text: str
    sentence: str
    counted_from: str | None  # the words of its anchor
    expression: TimeExpression


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows of one document."""

    document: str
    uri: str
    published: Publication
    in_future: bool  # stated to be published later than today
    captured: DateValue | None
    expressions: tuple[Row, ...]


def run(names: list[str], *, number: int | None, max_bytes: int, json: bool) -> bool:
    """Print the dates of a file or of a document of a dossier; return whether it was taken.

    Raises:
        NotFoundError: the dossier has no such document, or was built without reading.
        UsageError: the file is not one document.
    """
    if _is_article(names):
        settings = Settings(sources=SourceSettings(max_bytes=max_bytes))
        found = read_one(names[0], settings, number=number)
        if isinstance(found, Rejection):
            typer.echo(
                f"chancery: {found.uri} was rejected: {found.reason}: {found.detail}", err=True
            )
            return False
        shown = _shown(*found, date_one(*found))
    else:
        shown = _stored(names)
    if json:
        print_json(shown)
    else:
        _print(console(), shown)
    return True


def _is_article(names: list[str]) -> bool:
    """Say whether the only name is a file, or standard input, and no dossier."""
    if len(names) != 1 or names[0].endswith(".dossier"):
        return False
    return names[0] == STANDARD_INPUT or Path(names[0]).exists()


def _stored(names: list[str]) -> Shown:
    path, rest = split(names, most=1)
    with open_dossier(path) as dossier:
        document = dossier.find_document(rest[0] if rest else "")
        for dates in dossier.where(Dates, "document = ?", document.id):
            (annotation,) = dossier.where(Annotation, "document = ?", document.id)
            return _shown(document, annotation, dates)
    message = f"{path} holds no dates; build it again without --no-annotate"
    raise NotFoundError(message)


def _shown(document: Document, annotation: Annotation, dates: Dates) -> Shown:
    first = dates.published.first
    today = date.today().isoformat()  # noqa: DTZ011 - the user's own day
    return Shown(
        document=document.id,
        uri=document.uri,
        published=dates.published,
        in_future=first is not None and first.day > today,
        captured=dates.captured,
        expressions=tuple(_row(document, annotation, dates, one) for one in dates.expressions),
    )


def _row(document: Document, annotation: Annotation, dates: Dates, one: TimeExpression) -> Row:
    anchor = dates.expressions[one.anchor] if one.anchor is not None else None
    held = (span for span in annotation.sentences if span[0] <= one.start < span[1])
    start, end = next(held, (one.start, one.end))
    return Row(
        text=document.text[one.start : one.end],
        sentence=document.text[start:end],
        counted_from=document.text[anchor.start : anchor.end] if anchor else None,
        expression=one,
    )


def _print(screen: Console, shown: Shown) -> None:
    screen.print(f"{shown.document}  {shown.uri}", style="bold", soft_wrap=True)
    for line in _publication(shown):
        screen.print(line, soft_wrap=True)
    if not shown.expressions:
        screen.print("no time expression was found")
        return
    listed = table("words", "value", "days", "precision", "how", "sentence")
    for row in shown.expressions:
        one = row.expression
        modifier = f" {one.modifier}" if one.modifier else ""
        listed.add_row(
            one_line(row.text),
            f"{one.value or 'none'}{modifier}",
            _days(one),
            one.precision,
            _how(row),
            clip(row.sentence, SENTENCE_WIDTH),
        )
    screen.print(listed)


def _publication(shown: Shown) -> list[str]:
    """Return when the document was published, with what shows it, and what speaks against it."""
    found = shown.published
    if found.first and found.first == found.last:
        lines = [f"published  {_bound(found.first)}"]
    else:
        lines = [f"published  not before {_bound(found.first)}"] if found.first else []
        lines += [f"published  not after {_bound(found.last)}"] if found.last else []
    if shown.in_future:
        lines.append("           which is yet to come: an error of the page")
    lines += [f"           flaw: {basis_words(flaw)}" for flaw in found.flaws]
    if shown.captured and shown.captured.start:
        bound = "not before " if shown.captured.precision == "after" else ""
        lines.append(f"captured   {bound}{shown.captured.start}")
    return lines or ["published  unknown"]


def _bound(bound: DayBound) -> str:
    quotes = ", ".join(f"“{one_line(one.quote)}”" for one in bound.evidence)
    return f"{bound.day}  [{BOUND_WORDS[bound.basis]}]" + (f"  {quotes}" if quotes else "")


def _days(one: TimeExpression) -> str:
    if one.first and one.last:
        return one.first if one.first == one.last else f"{one.first} to {one.last}"
    if one.first:
        return f"from {one.first}"
    return f"until {one.last}" if one.last else "unknown"


def _how(row: Row) -> str:
    """Return how the value was chosen, in words."""
    one = row.expression
    if one.flaw:
        return basis_words(one.flaw)
    if row.counted_from is not None:
        return f"from “{one_line(row.counted_from)}”"
    if one.basis == "published":
        return "from publication"
    if one.basis == "weekday":
        return "weekday, by publication" if one.first else "weekday alone"
    return one.basis
