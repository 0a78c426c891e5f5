"""Reads one document as a build would, step by step, and writes no dossier."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn, TypeVar, cast

from chancery.errors import UsageError
from chancery.model import (
    Annotation,
    Capture,
    Dates,
    Document,
    Locator,
    Record,
    Rejection,
    make_id,
    reject,
)
from chancery.pipeline.assemble import collect, plan_for
from chancery.pipeline.settings import Settings
from chancery.ports import BatchStage, Stage, TextReader
from chancery.sources.encoding import Decoded, decode
from chancery.sources.text import whole_text
from chancery.stages.dates.stage import find_dates

GIVEN = "text"  # the uri of a text that lies in no file

AnyRecord = TypeVar("AnyRecord", bound=Record)


def read_one(
    source: str, settings: Settings, *, number: int | None = None, reader: TextReader | None = None
) -> tuple[Document, Annotation] | Rejection:
    """Return a document with what the model finds in it, or why it was turned away.

    `source` is what a build takes: a file, a folder, or "-" for standard input. `number` says
    which of its inputs is meant, from 1, in the order of a build, those turned away counted;
    without it there may be one only. `reader` stands in for the shipped model.

    Raises:
        SourceError: there is no such source.
        UsageError: it holds several inputs and none is chosen, or none, or fewer than `number`.
        ReaderError: the shipped model cannot be loaded.
    """
    with TemporaryDirectory(prefix="chancery-") as work:  # standard input is kept here
        inputs = collect([source], Path(work), settings)
        chosen = _only(source, inputs) if number is None else _numbered(source, number, inputs)
        return chosen if isinstance(chosen, Rejection) else _read(chosen, settings, reader)


def read_text(
    text: str, settings: Settings, *, reader: TextReader | None = None
) -> tuple[Document, Annotation] | Rejection:
    """Return the same of a text that lies in no file; the document has its characters as given.

    Raises:
        ReaderError: the shipped model cannot be loaded.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        detail = f"character {error.start:,} is half of a pair; give whole characters"
        return reject(GIVEN, "encoding", detail)
    decoded = decode(data)
    if not isinstance(decoded, Decoded):
        return reject(GIVEN, *decoded)
    sha256 = hashlib.sha256(data).hexdigest()
    capture = Capture(
        id=make_id("capture", [GIVEN, sha256]),
        uri=GIVEN,
        path=None,
        sha256=sha256,
        size=len(data),
        media_type="text/plain",
        locator=Locator(file=GIVEN, length=len(data)),
    )
    return _annotate(whole_text(capture, text, where=GIVEN), _stages(settings, reader))


def date_one(document: Document, annotation: Annotation) -> Dates:
    """Return what a document that was read says of time, as a build would."""
    return find_dates(document, annotation)


def _only(source: str, inputs: Iterator[Capture | Rejection]) -> Capture | Rejection:
    found = list(islice(inputs, 2))
    if len(found) > 1:
        message = (
            f"{source!r} holds more than one document; "
            "say which with --document N, 1 for the first"
        )
        raise UsageError(message)
    return found[0] if found else _none(source)


def _numbered(
    source: str, number: int, inputs: Iterator[Capture | Rejection]
) -> Capture | Rejection:
    count = 0
    for count, found in enumerate(inputs, start=1):
        if count == number:
            return found
    if not count:
        return _none(source)
    message = f"{source!r} holds no document {number:,}: --document may be at most {count:,}"
    raise UsageError(message)


def _none(source: str) -> NoReturn:
    message = f"{source!r} holds no document; name a file that is one"
    raise UsageError(message)


def _read(
    capture: Capture, settings: Settings, reader: TextReader | None
) -> tuple[Document, Annotation] | Rejection:
    stages = _stages(settings, reader)
    document = _run(stages["extract"], capture, Document)
    return document if isinstance(document, Rejection) else _annotate(document, stages)


def _stages(settings: Settings, reader: TextReader | None) -> dict[str, Stage]:
    return {step.name: step.stage for step in plan_for(settings, reader).steps}


def _annotate(document: Document, stages: dict[str, Stage]) -> tuple[Document, Annotation]:
    for name in ("clean", "describe"):
        document = _made(stages[name], document, Document)
    return document, _made(stages["annotate"], document, Annotation)


def _run(stage: Stage, record: Record, kind: type[AnyRecord]) -> AnyRecord | Rejection:
    """Return the record of this kind that a stage makes of one record alone, or its rejection."""
    (made,) = cast("BatchStage", stage).run([record])
    return next(one for one in made if isinstance(one, (kind, Rejection)))


def _made(stage: Stage, record: Record, kind: type[AnyRecord]) -> AnyRecord:
    """Return the same of a stage that rejects nothing."""
    return cast("AnyRecord", _run(stage, record, kind))
