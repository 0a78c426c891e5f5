"""`chancery cut`: a dossier of some documents of another, or of an archive."""

from collections.abc import Iterator
from pathlib import Path

from chancery.cli.build import say_built
from chancery.cli.merge import follows, watch_words
from chancery.cli.output import console, print_json
from chancery.cli.progress import shown
from chancery.cli.shape import Shape
from chancery.pipeline.holding.choose import Chosen
from chancery.pipeline.holding.cut import CutReport
from chancery.pipeline.holding.cut import cut as cut_dossier
from chancery.pipeline.holding.taking import Making
from chancery.wording.phrases import count_words


def run(
    place: str,
    output: Path,
    chosen: Chosen,
    *,
    wanted: Making,
    shape: Shape,
    quiet: bool,
    json: bool,
) -> None:
    """Cut the dossier or archive and print the report."""
    with shown(shape, quiet=quiet) as progress:
        report = cut_dossier(place, output, chosen, wanted=wanted, progress=progress)
    if json:
        print_json(report)
    elif not quiet:
        say_built(report.build, output)
        for line in _lines(report):
            console().print(line, soft_wrap=True)


def _lines(report: CutReport) -> Iterator[str]:
    whole = report.documents + report.left
    held = f"{report.documents:,} of {count_words(whole, 'document')}"
    yield f"{held} of {report.of}: {report.by}"
    if report.undated:
        yield f"{count_words(report.undated, 'document')} of no known day left out"
    if report.read_anew:
        yield f"{count_words(report.read_anew, 'document')} read anew by the model"
    if report.decisions or report.decisions_left:
        left = f"; {report.decisions_left:,} on what it does not hold left out"
        gone = left if report.decisions_left else ""
        yield f"{count_words(report.decisions, 'decision')} taken along{gone}"
    if report.watches:
        yield f"{watch_words(report.watches)} taken along"
    if report.rejected_left:
        yield (
            f"{count_words(report.rejected_left, 'input')} that {report.of} turned away "
            "left out, being no document"
        )
    if report.feeds:
        yield follows(report.of, report.feeds, report.dossier)
