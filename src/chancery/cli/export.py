"""`chancery export`: every record in a format that other programs read."""

import sys
from collections.abc import Callable
from pathlib import Path

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import UsageError
from chancery.exports.files import replacing
from chancery.model import Record, kind_of, record_kinds
from chancery.ports.export import FolderExport, KindRecords
from chancery.store.dossier import open_dossier


def run(
    arguments: list[str], *, format: str, output: Path | None, kinds: list[str], json: bool
) -> None:
    """Write the records to a file, a folder, or standard output (jsonl only)."""
    path, _ = split(arguments, most=0)
    chosen = _choose(kinds)
    with open_dossier(path) as dossier:
        streams = [(kind, dossier.all(kind)) for kind in chosen]
        if format == "jsonl":
            count = _write_lines(streams, output)
        else:
            count = _write_folder(_FOLDERS[format](), streams, output)
    if output is None:
        return
    if json:
        print_json({"format": format, "output": str(output), "records": count})
    else:
        console().print(f"{output}: {count:,} records as {format}", soft_wrap=True)


def _choose(names: list[str]) -> list[type[Record]]:
    known = {kind_of(kind): kind for kind in record_kinds()}
    unknown = [name for name in names if name not in known]
    if unknown:
        message = f"no record kind {unknown[0]!r}; there are: {', '.join(known)}"
        raise UsageError(message)
    return [kind for name, kind in known.items() if not names or name in names]


def _write_lines(streams: list[KindRecords], output: Path | None) -> int:
    from chancery.exports.jsonl import JsonLines

    if output is None:
        count = JsonLines().write(streams, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return count
    with replacing(output) as path, path.open("wb") as file:
        return JsonLines().write(streams, file)


def _write_folder(export: FolderExport, streams: list[KindRecords], output: Path | None) -> int:
    if output is None:
        message = f"{export.name} writes one file for each record kind: give a folder with -o"
        raise UsageError(message)
    return export.write(streams, output)


def _csv() -> FolderExport:
    from chancery.exports.csv import Csv

    return Csv()


def _parquet() -> FolderExport:
    from chancery.exports.parquet import Parquet

    return Parquet()


_FOLDERS: dict[str, Callable[[], FolderExport]] = {"csv": _csv, "parquet": _parquet}
