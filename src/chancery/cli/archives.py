"""What the commands over an archive do and print."""

import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from chancery.archive.read import Archive, open_archive
from chancery.archive.sql import answering
from chancery.cli.build import read_columns
from chancery.cli.output import console, print_json, table
from chancery.cli.progress import shown
from chancery.cli.shape import Shape
from chancery.errors import ExportError, UsageError
from chancery.model import Document, kind_of, record_kinds
from chancery.pipeline.archiving import Wanted, build_archive
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings

SHOWN_RUNS = 5
SHOWN_MONTHS = 24
CELL = 200  # characters of a value that are printed

Sink = Callable[[pa.RecordBatch], None]


def run_build(
    place: str,
    sources: list[str],
    *,
    workers: int,
    batch_size: int,
    max_bytes: int,
    columns: Sequence[str],
    annotate: bool | None,
    engine: str,
    shape: Shape,
    quiet: bool,
    json: bool,
) -> int:
    """Build, print the report; return how many inputs were rejected that were not before."""
    settings = Settings(
        workers=workers,
        batch_size=batch_size,
        engine=engine,
        sources=SourceSettings(max_bytes=max_bytes, columns=read_columns(columns)),
    )
    with shown(shape, quiet=quiet) as progress:
        report = build_archive(
            place, sources, wanted=Wanted(settings, annotate), progress=progress
        )
    if json:
        print_json(report)
    elif not quiet:
        change, screen = report.change, console()
        screen.print(
            f"{place}: {report.documents:,} documents, {report.new:,} of them new; records: "
            f"{change.added:,} added, {change.changed:,} changed, {change.removed:,} removed"
        )
        if report.rejected:
            screen.print(
                f"{report.rejected:,} inputs were rejected, {report.newly_rejected:,} now; "
                f'`chancery archive query {place} "FROM rejection"` shows why'
            )
    return report.newly_rejected


def run_status(place: str, *, json: bool) -> None:
    """Print counts and bytes by kind, documents by month, and the latest builds."""
    archive = open_archive(place)
    if json:
        print_json(
            {
                "kinds": {
                    name: {
                        "records": sum(one.rows for one in parts),
                        "files": len(parts),
                        "bytes": sum(one.size for one in parts),
                    }
                    for name, parts in sorted(archive.manifest.parts.items())
                },
                "months": _months(archive),
                "runs": archive.manifest.runs,
            }
        )
        return
    screen = console()
    screen.print(place, style="bold")
    kinds = table("records", "count", "files", "bytes")
    for kind in record_kinds():
        parts = archive.parts(kind)
        numbers = (archive.count(kind), len(parts), sum(one.size for one in parts))
        kinds.add_row(kind_of(kind), *(f"{n:,}" for n in numbers))
    screen.print(kinds)
    _print_months(archive)
    _print_runs(archive)


def run_query(place: str, query: str, *, output: Path | None, limit: int, json: bool) -> None:
    """Print what a query gives, or write it to a file.

    Raises:
        UsageError: the query is wrong, or the file has another ending.
        ExportError: the file cannot be written.
    """
    query = sys.stdin.read() if query == "-" else query
    with answering(open_archive(place), query) as rows:
        if output:
            count = _write(rows, output)
            console().print(f"{output}: {count:,} rows")
        elif json:
            print_json(rows.read_all().to_pylist(maps_as_pydicts="strict"))
        else:
            _print_rows(rows, limit)


def _months(archive: Archive) -> dict[str, int]:
    months: dict[str, int] = defaultdict(int)
    for part in archive.parts(Document):
        months[part.month] += part.rows
    return dict(sorted(months.items()))


def _print_months(archive: Archive) -> None:
    months = list(_months(archive).items())
    rows = table("published", "documents")
    for month, count in months[-SHOWN_MONTHS:]:
        rows.add_row(month, f"{count:,}")
    screen = console()
    screen.print()
    screen.print(rows)
    if len(months) > SHOWN_MONTHS:
        screen.print(f"… and {len(months) - SHOWN_MONTHS:,} earlier months; --json has them all")


def _print_runs(archive: Archive) -> None:
    rows = table("build", "finished", "sources", "documents", "added", "changed", "removed")
    for one in archive.manifest.runs[-SHOWN_RUNS:]:
        numbers = (one.documents, one.added, one.changed, one.removed)
        sources = " ".join(one.sources)
        rows.add_row(str(one.number), one.finished, sources, *(f"{n:,}" for n in numbers))
    screen = console()
    screen.print()
    screen.print(rows)


def _print_rows(rows: pa.RecordBatchReader, limit: int) -> None:
    shown = table(*rows.schema.names)
    count = 0
    for batch in rows:
        for row in batch.to_pylist(maps_as_pydicts="strict"):
            count += 1
            if count <= limit:
                shown.add_row(*(_cell(value) for value in row.values()))
    screen = console()
    screen.print(shown)
    if count > limit:
        screen.print(f"… and {count - limit:,} more rows; --limit N or -o FILE gives them")


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    text = "" if value is None else str(value)
    return text if len(text) <= CELL else f"{text[:CELL]}…"


def _write(rows: pa.RecordBatchReader, path: Path) -> int:
    """Write rows to a file as they come, which takes its place when it is whole."""
    ending = path.suffix.lower()
    if ending not in SINKS:
        message = f"{path} must end in {', '.join(SINKS)}: the ending says the format"
        raise UsageError(message)
    partial = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with SINKS[ending](partial, rows.schema) as write:
            for batch in rows:
                write(batch)
                count += batch.num_rows
        partial.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise ExportError(message) from error
    finally:
        partial.unlink(missing_ok=True)
    return count


@contextmanager
def _parquet(path: Path, schema: pa.Schema) -> Generator[Sink]:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        yield writer.write_batch


@contextmanager
def _csv(path: Path, schema: pa.Schema) -> Generator[Sink]:
    nested = [field.name for field in schema if pa.types.is_nested(field.type)]
    if nested:
        message = f"a .csv holds no lists and no parts, as in {nested[0]}: name parts in the query"
        raise UsageError(message)
    with pc.CSVWriter(path, schema) as writer:
        yield writer.write_batch


@contextmanager
def _lines(path: Path, schema: pa.Schema) -> Generator[Sink]:
    del schema
    encoder = msgspec.json.Encoder()
    with path.open("wb") as stream:

        def write(batch: pa.RecordBatch) -> None:
            rows = batch.to_pylist(maps_as_pydicts="strict")
            stream.write(encoder.encode_lines(rows))

        yield write


SINKS = {".parquet": _parquet, ".csv": _csv, ".jsonl": _lines}
