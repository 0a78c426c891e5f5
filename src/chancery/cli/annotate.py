"""`chancery annotate`: one article with what the model finds in it, on screen or as a page."""

import sys
from pathlib import Path

import typer

from chancery.cli.output import console, print_json
from chancery.errors import UsageError
from chancery.exports.files import replacing
from chancery.model import Annotation, Document, Rejection, codec
from chancery.pipeline.one import read_one
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings
from chancery.wording.phrases import count_words


def run(source: str, *, number: int | None, html: Path | None, max_bytes: int, json: bool) -> bool:
    """Print what the model finds in one document, or write a page; return whether it was taken.

    Raises:
        UsageError: the source is not one document, or the page cannot be written.
    """
    if html is not None:
        _keep_source(source, html)
    settings = Settings(sources=SourceSettings(max_bytes=max_bytes))
    found = read_one(source, settings, number=number)
    if isinstance(found, Rejection):
        _print_rejection(found, json=json)
        return False
    document, annotation = found
    if html is not None:
        _write_page(html, document, annotation)
    if json:
        sys.stdout.buffer.write(codec.to_json(annotation) + b"\n")
        sys.stdout.buffer.flush()
    elif html is not None:
        console().print(f"{html}: {_counts(annotation)}", soft_wrap=True)
    else:
        from chancery.cli.bracketed import print_marked

        print_marked(console(), document, annotation)
    return True


def _keep_source(source: str, html: Path) -> None:
    if html.exists() and Path(source).exists() and html.samefile(source):
        message = f"{html} is the article itself; give --html another name"
        raise UsageError(message)


def _print_rejection(found: Rejection, *, json: bool) -> None:
    if json:
        print_json(found)
    typer.echo(f"chancery: {found.uri} was rejected: {found.reason}: {found.detail}", err=True)


def _write_page(path: Path, document: Document, annotation: Annotation) -> None:
    from chancery.cli.marked import page

    try:
        with replacing(path) as partial:
            partial.write_text(page(document, annotation), encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}; give --html another name"
        raise UsageError(message) from error


def _counts(annotation: Annotation) -> str:
    if annotation.unread:
        return f"not read: {annotation.unread}"
    numbers = (
        count_words(len(annotation.attributions), "attribution"),
        count_words(len(annotation.triggers), "event"),
        count_words(len(annotation.mentions), "mention"),
    )
    return ", ".join(numbers)
