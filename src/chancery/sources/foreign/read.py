"""Reads files of coded events: every row as a record, or why it is none; no file stops another."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from chancery.errors import SourceError, UsageError
from chancery.model.base import Value
from chancery.sources.foreign.cells import BadRowError
from chancery.sources.foreign.formats import FIRST_LINES, FORMS, Shape, recognise
from chancery.sources.foreign.lines import Part, open_parts
from chancery.sources.foreign.record import BadRow, ForeignMention, ForeignRecord
from chancery.sources.foreign.rows import Row, Text, quoted_rows, read_text, tabbed_rows

WEIGHED = frozenset({"time_precision", "geo_precision", "latitude", "longitude"})
Given = ForeignRecord | ForeignMention | BadRow


class FileRead(Value, frozen=True, kw_only=True):
    """What came of one file, or of one table of a ZIP."""

    file: str
    format: str  # a title; empty where it was not read
    rows: int  # that were read
    rejected: dict[str, int]  # by reason
    notes: tuple[str, ...]  # what is unlike the format, and was read all the same


class ForeignFiles:
    """The rows of some files; `files` says what came of each when it was read."""

    def __init__(self, paths: Iterable[Path], form: str | None = None) -> None:
        """Take the files and, where their columns do not show it, their format.

        Raises:
            SourceError: a file does not exist.
            UsageError: there is no such format.
        """
        self._paths = list(paths)
        if form is not None and form not in FORMS:
            message = f"no format {form!r}; there are: {', '.join(FORMS)}"
            raise UsageError(message)
        for one in self._paths:
            if not one.is_file():
                message = f"{one} is no file; give the tables of coded events by their names"
                raise SourceError(message)
        self._form = form
        self._seen: set[tuple[str, str]] = set()
        self.files: list[FileRead] = []

    def __iter__(self) -> Iterator[Given]:
        """Yield every row, in the order of files and lines."""
        for path in self._paths:
            for part in open_parts(path, str(path)):
                yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Given]:
        lines = (read_text(one) for one in part.lines)
        opening = list(islice(lines, FIRST_LINES))
        shape = recognise([one.text for one in opening], self._form)
        why = part.flaw and part.flaw.detail
        if not why and not any(one.text.strip() for one in opening):
            why = next((one.flaw.detail for one in opening if one.flaw), "it holds no rows")
        if why or isinstance(shape, str):
            reason = part.flaw.reason if part.flaw else "unsupported"
            detail = why or str(shape)
            yield BadRow(file=part.name, line=0, reason=reason, detail=detail)
            self.files.append(_unread(part.name, reason))
            return
        yield from self._rows(part.name, shape, chain(opening, lines))

    def _rows(self, name: str, shape: Shape, lines: Iterator[Text]) -> Iterator[Given]:
        count = legacy = 0
        rejected: dict[str, int] = {}
        width = len(shape.names)
        rows = (
            tabbed_rows(lines)
            if shape.delimiter == "\t"
            else quoted_rows(lines, shape.delimiter, width)
        )
        header = shape.header
        for row in rows:
            if header and not row.flaw:
                header = False
                continue
            made = self._read(name, shape, row)
            if isinstance(made, BadRow):
                rejected[made.reason] = rejected.get(made.reason, 0) + 1
            else:
                count += 1
                legacy += row.legacy
            yield made
        self.files.append(
            FileRead(
                file=name,
                format=shape.form.title,
                rows=count,
                rejected=dict(sorted(rejected.items())),
                notes=tuple(_notes(shape, legacy)),
            )
        )

    def _read(self, name: str, shape: Shape, row: Row) -> Given:
        if row.flaw:
            return _bad(name, row.line, row.flaw.reason, row.flaw.detail)
        if len(row.cells) != len(shape.names):
            counts = f"it has {len(row.cells)} cells where there are {len(shape.names)} columns"
            return _bad(name, row.line, "malformed", f"{counts}; the line may be torn")
        cells = dict(zip(shape.names, row.cells, strict=True))
        try:
            key = (shape.form.title, shape.form.key(cells))
            made = shape.form.read(cells, name, row.line)
        except BadRowError as error:
            return _bad(name, row.line, error.reason, error.detail)
        if key in self._seen:
            return _bad(name, row.line, "duplicate", f"{_named(key[1])} was given before")
        self._seen.add(key)
        return made


def _bad(name: str, line: int, reason: str, detail: str) -> BadRow:
    return BadRow(file=name, line=line, reason=reason, detail=detail)


def _unread(name: str, reason: str) -> FileRead:
    return FileRead(file=name, format="", rows=0, rejected={reason: 1}, notes=())


def _named(key: str) -> str:
    return " ".join(key.split())


def _notes(shape: Shape, legacy: int) -> Iterator[str]:
    if shape.unknown:
        names = ", ".join(one.strip() or "(no name)" for one in shape.unknown)
        yield f"columns that {shape.form.title} is not known to have were passed over: {names}"
    lacking = [one for one in shape.absent if one.casefold() in WEIGHED]
    if lacking:
        yield f"it has no column {', '.join(lacking)}, so that much stays unknown"
    if legacy:
        yield f"{legacy:,} rows are no UTF-8 and were read by what their bytes show"
