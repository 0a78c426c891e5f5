"""`chancery export`: a dossier in a format that other programs read."""

import sys
from pathlib import Path

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import UsageError
from chancery.model import Record, kind_of, record_kinds
from chancery.pipeline.exporting.write import Asked, to_path, to_stream
from chancery.ports.export import Written
from chancery.store.snapshot import open_snapshot


def run(
    arguments: list[str],
    *,
    format: str,
    output: Path | None,
    kinds: list[str],
    quotes_only: int | None,
    json: bool,
) -> None:
    """Write an export to a file or folder with what goes beside it, or to standard output."""
    path, _ = split(arguments, most=0)
    asked = Asked(format=format, kinds=_choose(kinds), quotes_only=quotes_only)
    with open_snapshot(path) as (dossier, _):
        if output is None:
            written = to_stream(dossier, asked, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            written = to_path(dossier, asked, output)
    if output is not None:
        _say(asked, output, written, json=json)
    for one in written.left_out:
        sys.stderr.write(f"left out: {one.count:,} {one.what}\n")


def _say(asked: Asked, output: Path, written: Written, *, json: bool) -> None:
    if json:
        print_json({
            "format": asked.format,
            "output": str(output),
            "records": written.records,
            "of": written.of,
            "left_out": written.left_out,
        })  # fmt: skip
    else:
        said = f"{output}: {written.records:,} {written.of} as {asked.format}"
        console().print(said, soft_wrap=True)


def _choose(names: list[str]) -> tuple[type[Record], ...]:
    known = {kind_of(kind): kind for kind in record_kinds()}
    unknown = [name for name in names if name not in known]
    if unknown:
        message = f"no record kind {unknown[0]!r}; there are: {', '.join(known)}"
        raise UsageError(message)
    return tuple(kind for name, kind in known.items() if name in names)
