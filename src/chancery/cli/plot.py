"""`chancery plot`: a figure of a dossier as SVG or PNG, or what it shows as JSON."""

import sys
from pathlib import Path

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError, UsageError
from chancery.pipeline.timeline import Asked
from chancery.plots.draw.frame import Manner
from chancery.plots.figures import FIGURES, FigureName, has_any, links_to
from chancery.plots.raster import to_png
from chancery.store.dossier import open_dossier

SVG, PNG = ".svg", ".png"
SCHEMES = ("http://", "https://")


def run(
    name: FigureName,
    arguments: list[str],
    asked: Asked,
    *,
    output: Path | None,
    links: str | None,
    json: bool,
) -> None:
    """Write a figure to a file or, without one, to standard output.

    Raises:
        UsageError: the file's ending names no picture, an address is none, or PNG is out of reach.
        NotFoundError: nothing fits what is asked for, or nothing was read.
    """
    _check(output, links)
    path, _ = split(arguments, most=0)
    figure = FIGURES[name]
    with open_dossier(path) as dossier:
        shown = figure.read(dossier, asked)
    if json:
        print_json(shown)
    if not has_any(shown):
        message = f"nothing of {path} fits what is asked for, so there is nothing to draw"
        raise NotFoundError(message)
    if json:
        return
    as_png = output is not None and output.suffix.lower() == PNG
    drawn = figure.draw(shown, Manner(link=links_to(links) if links else None, styled=not as_png))
    _give(to_png(drawn) if as_png else f"{drawn}\n".encode(), output)


def _check(output: Path | None, links: str | None) -> None:
    if output and output.suffix.lower() not in {SVG, PNG}:
        message = f"{output}: a figure is written as {SVG} or {PNG}; end the name so"
        raise UsageError(message)
    if links is not None and not links.startswith(SCHEMES):
        message = f"{links!r} is no address to link to; give one as http://127.0.0.1:8765/api/v1"
        raise UsageError(message)


def _give(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    output.write_bytes(data)
    console().print(f"{output}: {len(data):,} bytes", soft_wrap=True)
