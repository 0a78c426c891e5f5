"""`chancery merge`: joins dossiers, and says what each brought and where they differ."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from chancery.cli.build import say_built
from chancery.cli.output import console, print_json
from chancery.cli.progress import shown
from chancery.cli.shape import Shape
from chancery.pipeline.holding.conflicts import DecisionConflict, Holds, Side
from chancery.pipeline.holding.dossiers import TextConflict
from chancery.pipeline.holding.merge import Brought, MergeReport
from chancery.pipeline.holding.merge import merge as merge_dossiers
from chancery.pipeline.holding.taking import Making
from chancery.wording.phrases import count_words

SHOWN = 20  # conflicts of a sort that are printed; --json has all
DAY = slice(10)  # of an ISO time
HOLDS: dict[Holds, str] = {
    "later": "the later one holds",
    "neither": "neither holds until they agree",
    "both": "both are shown, each by who says it",
}


def run(
    dossiers: Sequence[Path],
    output: Path,
    *,
    wanted: Making,
    shape: Shape,
    quiet: bool,
    json: bool,
) -> None:
    """Join the dossiers and print the report."""
    with shown(shape, quiet=quiet) as progress:
        report = merge_dossiers(dossiers, output, wanted=wanted, progress=progress)
    if json:
        print_json(report)
    elif not quiet:
        say_built(report.build, output)
        for line in _lines(report):
            console().print(line, soft_wrap=True)


def _lines(report: MergeReport) -> Iterator[str]:
    yield from map(_brought, report.brought)
    if report.shared:
        yield f"{count_words(report.shared, 'document')} in more than one of them, held once"
    if report.read_anew:
        yield f"{count_words(report.read_anew, 'document')} read anew by the model"
    yield from _texts(report.texts)
    yield from _conflicts(report.conflicts)
    for each in report.renamed:
        yield f"watch {each.name} of {' and '.join(each.dossiers)} is called {each.now} now"
    for one in report.brought:
        if one.feeds:
            yield follows(one.dossier, one.feeds, report.dossier)


def watch_words(count: int) -> str:
    """Return so many watches in words."""
    return "1 watch" if count == 1 else f"{count:,} watches"


def follows(dossier: str, feeds: int, made: str) -> str:
    """Return that a dossier follows feeds, and what was made of it does not."""
    return (
        f"{dossier} follows {count_words(feeds, 'feed')}; {made} follows none until you name it "
        "to `chancery follow`"
    )


def _brought(one: Brought) -> str:
    more = [count_words(one.decisions, "decision")] if one.decisions else []
    more += [watch_words(one.watches)] if one.watches else []
    return f"{one.dossier} has {', '.join([count_words(one.documents, 'document'), *more])}"


def _texts(texts: Sequence[TextConflict]) -> Iterator[str]:
    if texts:
        count = count_words(len(texts), "document")
        yield f"{count} with other records in each; those of the newest build stand:"
    for one in texts[:SHOWN]:
        others = " and ".join(name for name in one.dossiers if name != one.stands)
        yield f"    {one.path}: {one.stands} stands, {others} has other {', '.join(one.fields)}"
    yield from _more(len(texts))


def _conflicts(conflicts: Sequence[DecisionConflict]) -> Iterator[str]:
    if conflicts:
        yield f"{count_words(len(conflicts), 'conflict')} of decisions; both stay in the log:"
    for one in conflicts[:SHOWN]:
        yield f"    {_side(one.first)}"
        yield f"    {_side(one.second)}"
        yield f"        {' · '.join([HOLDS[one.holds], *one.claims])}"
    yield from _more(len(conflicts))


def _side(one: Side) -> str:
    where = " and ".join(one.dossiers)
    return f"{one.number}. {one.who} {one.says} ({one.at[DAY]}, {where})"


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"    … and {count - SHOWN:,} more; --json has them all"
